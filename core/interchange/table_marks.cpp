// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/table_marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/error.h"

namespace paretoscope::interchange {

namespace {

using enum NumberMarks;

/// For each kind of marks the first row (counted from 1) whose number has it; 0 where none has.
class RowsByMarks {
public:
    RowsByMarks(const CsvTable& csv, std::size_t column) {
        for (std::size_t row = 0; row < csv.rows.size(); ++row) {
            std::size_t& first = rows_.at(static_cast<std::size_t>(marksIn(csv.rows[row][column])));
            first = first > 0 ? first : row + 1;
        }
    }
    [[nodiscard]] std::size_t of(NumberMarks marks) const { return rows_.at(static_cast<std::size_t>(marks)); }
    [[nodiscard]] bool writesDecimalCommas() const { return of(DecimalComma) > 0 || of(ThousandsPoint) > 0; }
    [[nodiscard]] bool writesDecimalPoints() const { return of(DecimalPoint) > 0 || of(ThousandsComma) > 0; }

private:
    std::array<std::size_t, numberMarks> rows_{};
};

/// What another column says of the marks must be numbers throughout, and no list, date or version.
bool holdsOnlyNumbers(const CsvTable& csv, std::size_t column, NumberMarks marks) {
    return std::all_of(csv.rows.begin(), csv.rows.end(),
        [&](const auto& row) { return saysMissing(trimmed(row[column])) || numberIn(row[column], marks).has_value(); });
}

/// Refuses in the name of one column.
class ColumnMarks {
public:
    ColumnMarks(const CsvTable& csv, std::size_t index) : csv_(csv), index_(index), rows_(csv, index) { }

    /// By the column alone; AnyComma or AnyPoint where it does not tell.
    [[nodiscard]] NumberMarks find() const {
        const std::size_t comma = rows_.of(DecimalComma) > 0 ? rows_.of(DecimalComma) : rows_.of(ThousandsPoint);
        if (comma > 0 && rows_.of(ThousandsComma) > 0) {
            refuseBoth(comma, "between thousands", rows_.of(ThousandsComma));
        }
        if (comma > 0 && rows_.of(DecimalPoint) > 0) {
            refuseBoth(comma, "points for them", rows_.of(DecimalPoint));
        }
        // 1.234 beside 3,84: thousands, or the point of somebody who mixes; only 1.234,5 or 1.234.567 would tell.
        if (rows_.of(AnyPoint) > 0 && rows_.of(ThousandsPoint) == 0
            && (rows_.of(DecimalComma) > 0 || (rows_.of(AnyComma) > 0 && rows_.of(ThousandsComma) == 0))) {
            refuseEither(AnyPoint);
        }
        if (comma > 0 || rows_.of(ThousandsComma) > 0) {
            return comma > 0 ? DecimalComma : ThousandsComma;
        }
        if (rows_.of(AnyComma) > 0 && rows_.of(DecimalPoint) > 0) {
            refuseEither(AnyComma);
        }
        return rows_.of(AnyComma) > 0                               ? AnyComma
            : rows_.of(AnyPoint) > 0 && rows_.of(DecimalPoint) == 0 ? AnyPoint
                                                                    : None;
    }

    [[noreturn]] void refuseEither(NumberMarks marks) const {
        const std::size_t row = rows_.of(marks);
        refuse("holds '" + csv_.rows[row - 1][index_] + "' (" + lineOf(row) + "), whose "
            + (marks == AnyComma ? "comma" : "point")
            + " may stand for decimals or between thousands. Write all its numbers with points for decimals and "
              "nothing between thousands"
            + (csv_.separator == ';' ? ", and separate the fields by commas." : "."));
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        throw Error(ErrorCode::InvalidData, "The column '" + csv_.header[index_] + "' " + what,
            {{"name", csv_.header[index_]}});
    }

    [[noreturn]] void refuseBoth(std::size_t decimal, const char* what, std::size_t row) const {
        refuse("writes commas for decimals (" + lineOf(decimal) + ") and " + what + " (" + lineOf(row)
            + "). Write all its numbers with points.");
    }

    [[nodiscard]] std::string lineOf(std::size_t row) const { return "line " + std::to_string(csv_.lineOf(row - 1)); }

    const CsvTable& csv_;
    std::size_t index_;
    RowsByMarks rows_;
};

}

TableMarks::TableMarks(const CsvTable& csv, const std::set<std::size_t>& read) : csv_(csv), read_(read) { }

const TableMarks::Certain& TableMarks::certain() {
    if (certain_) {
        return *certain_;
    }
    Certain found;
    for (std::size_t column = 0; column < csv_.header.size(); ++column) {
        const RowsByMarks rows(csv_, column);
        const bool isRead = read_.contains(column);
        const bool commas = rows.writesDecimalCommas() && (isRead || holdsOnlyNumbers(csv_, column, DecimalComma));
        found.commas = found.commas || commas;
        found.commasRead = found.commasRead || (commas && isRead);
        found.points =
            found.points || (rows.writesDecimalPoints() && (isRead || holdsOnlyNumbers(csv_, column, ThousandsComma)));
    }
    return certain_.emplace(found);
}

NumberMarks TableMarks::of(std::size_t column) {
    const ColumnMarks own(csv_, column);
    const NumberMarks marks = own.find();
    if (marks == AnyComma) {
        if (!certain().commas || certain().points) {
            own.refuseEither(marks);
        }
        return DecimalComma;
    }
    // Semicolons separate where commas stand for decimals.
    const bool likelyCommas = certain().commas || csv_.separator == ';';
    if (marks == AnyPoint && (certain().commasRead || (likelyCommas && !certain().points))) {
        own.refuseEither(marks);
    }
    return marks;
}

}

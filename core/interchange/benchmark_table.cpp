// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/benchmark_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/interchange/nasbench201_index.h"
#include "core/interchange/table_marks.h"
#include "core/interchange/table_number.h"
#include "core/interchange/table_repeats.h"

namespace paretoscope::interchange {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t problemsTold = 5;

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// A number of NAS-Bench-201's: digits, and as pandas writes them where other rows have none, "42.0". Nothing
/// otherwise.
std::optional<std::string_view> indexIn(std::string_view text) {
    const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
    const std::string_view rest = text.substr(digits.size());
    const bool whole = rest.empty() || (rest.starts_with('.') && rest.find_first_not_of('0', 1) == std::string::npos);
    return !digits.empty() && whole ? std::optional(digits) : std::nullopt;
}

class TableReader {
public:
    TableReader(const CsvTable& csv, const TableMapping& mapping)
        : csv_(csv)
        , mapping_(mapping)
        , architecture_(csv.column(mapping.architecture))
        , read_{architecture_} {
        for (const CostColumn& column : mapping.costs) {
            addColumn(column.column, column.factor, false, column.kind);
        }
        for (const AccuracyColumn& column : mapping.accuracies) {
            addColumn(column.column, column.factor, true, std::nullopt, column.byName);
        }
    }

    BenchmarkTable read() {
        if (mapping_.architectureGuessed) {
            requireNoOtherCells();
        }
        TableMarks marks(csv_, read_);
        for (Column& column : columns_) {
            column.marks = marks.of(column.index);
            if (column.byName) {
                doubtPercent(column);
            }
            column.factor = column.factor != 0 ? column.factor : guessedFactor(column);
        }
        table_.rows = static_cast<std::int64_t>(csv_.rows.size());
        for (std::size_t row = 0; row < csv_.rows.size(); ++row) {
            readRow(row);
        }
        refuseWhereUseless();
        suspectUnits();
        lookAtRepeats();
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            auto& target = columns_[column].accuracy ? table_.accuracies : table_.costs;
            target.push_back(std::move(values_[column]));
        }
        return std::move(table_);
    }

private:
    /// Rows that are numbered in a column named "arch" are not NAS-Bench-201's numbers where another column holds
    /// cells.
    void requireNoOtherCells() const {
        if (csv_.rows.empty()) {
            return;
        }
        const std::vector<std::string>& first = csv_.rows.front();
        const auto isCell = [](std::string_view text) {
            return text.starts_with('|') || text.starts_with("Genotype(");
        };
        if (!indexIn(trimmed(first[architecture_]))) {
            return;
        }
        for (std::size_t column = 0; column < first.size(); ++column) {
            if (column != architecture_ && isCell(trimmed(first[column]))) {
                refuse("The column '" + mapping_.architecture + "' holds numbers, and the column '"
                        + csv_.header[column] + "' cells. Name the one that is meant with --architecture COLUMN.",
                    csv_.header[column]);
            }
        }
    }

    struct Column {
        std::size_t index;
        double factor;
        bool accuracy;
        std::optional<records::CostKind> kind; ///< of a cost
        bool byName; ///< the factor is of percent, by the column's name
        NumberMarks marks = NumberMarks::None;
    };

    void addColumn(const std::string& name, double factor, bool accuracy, std::optional<records::CostKind> kind,
        bool byName = false) {
        columns_.push_back({csv_.column(name), factor, accuracy, kind, byName});
        read_.insert(columns_.back().index);
        values_.emplace_back();
        table_.columns.push_back({.column = name});
    }

    [[noreturn]] static void refuse(const std::string& what, const std::string& column) {
        throw Error(ErrorCode::InvalidData, what, {{"name", column}});
    }

    [[nodiscard]] const std::string& nameOf(const Column& column) const { return csv_.header[column.index]; }

    [[nodiscard]] std::optional<NumberInCell> cellAt(std::size_t row, const Column& column) const {
        std::optional<NumberInCell> number = numberIn(csv_.rows[row][column.index], column.marks);
        const bool other = number
            && (number->unit != nullptr ? number->unit->kind != column.kind : number->percent && !column.accuracy);
        return other ? std::nullopt : number;
    }

    /// In the column's unit, which the unit in the cell overrules.
    [[nodiscard]] std::optional<double> numberAt(std::size_t row, const Column& column) const {
        const std::optional<NumberInCell> number = cellAt(row, column);
        if (!number) {
            return std::nullopt;
        }
        const double factor = number->unit != nullptr ? number->unit->factor : number->percent ? 0.01 : column.factor;
        return factor == column.factor ? number->value : number->value * factor / column.factor;
    }

    /// Percent and fractions are told apart by 1; a column that has both would be wrong either way. Numbers with the
    /// sign of percent say themselves what they are.
    [[nodiscard]] double guessedFactor(const Column& column) const {
        std::vector<std::size_t> fractions;
        std::vector<std::size_t> percents;
        bool signs = false;
        for (std::size_t row = 0; row < csv_.rows.size(); ++row) {
            const std::optional<NumberInCell> number = cellAt(row, column);
            signs = signs || (number && number->percent);
            if (number && !number->percent && number->value > 0 && number->value != 1) { // 1 may be either
                (number->value > 1 ? percents : fractions).push_back(row);
            }
        }
        if (!fractions.empty() && !percents.empty()) {
            refuse("The column '" + nameOf(column) + "' holds fractions (" + rowList(fractions, column)
                    + ") and percent (" + rowList(percents, column) + "). Say which it is with --accuracy '"
                    + nameOf(column) + ":percent' or ':fraction', or correct those rows.",
                nameOf(column));
        }
        return !percents.empty() || (signs && fractions.empty()) ? 0.01 : 1;
    }

    /// "Top-1 (%)" with 0.7274: the name says percent, and the numbers look like fractions.
    void doubtPercent(const Column& column) {
        std::vector<std::size_t> small;
        bool large = false;
        for (std::size_t row = 0; row < csv_.rows.size(); ++row) {
            const std::optional<NumberInCell> number = cellAt(row, column);
            if (number && !number->percent && number->value > 0) {
                large = large || number->value > 1;
                if (number->value <= 1) {
                    small.push_back(row);
                }
            }
        }
        if (small.empty()) {
            return;
        }
        const std::string what = "The name of the column '" + nameOf(column) + "' says percent, and "
            + (large ? "some" : "all") + " of its values are at most 1 (" + rowList(small, column) + ")";
        if (!large) {
            refuse(what + ". Say which it is with --accuracy '" + nameOf(column) + ":percent' or ':fraction'.",
                nameOf(column));
        }
        table_.suspicions.push_back(what + ": are those fractions?");
    }

    [[nodiscard]] std::string rowList(const std::vector<std::size_t>& rows, const Column& column) const {
        constexpr std::size_t shown = 3;
        std::string text = std::to_string(rows.size()) + " rows: ";
        for (std::size_t i = 0; i < std::min(rows.size(), shown); ++i) {
            text += (i > 0 ? ", line " : "line ") + std::to_string(csv_.lineOf(rows[i])) + " "
                + csv_.rows[rows[i]][column.index];
        }
        return text + (rows.size() > shown ? ", …" : "");
    }

    /// A factor of a thousand between rows of one column is a unit that slipped, not a slow cell.
    void suspectUnits() {
        constexpr double far = 100;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            std::vector<double> values = values_[column];
            std::erase_if(values, [](double value) { return std::isnan(value); });
            if (columns_[column].accuracy || values.size() < 3) {
                continue;
            }
            const double middle = median(values);
            const auto isFar = [middle](double value) { return value > far * middle || value < middle / far; };
            const auto count = std::count_if(values.begin(), values.end(), isFar);
            if (count > 0) {
                const double example = *std::find_if(values.begin(), values.end(), isFar);
                table_.suspicions.push_back(std::to_string(count) + " values of the column '" + nameOf(columns_[column])
                    + "' are more than a hundred times above or below its median of " + csvNumber(middle) + ", such as "
                    + csvNumber(example) + ": is that another unit?");
            }
        }
    }

    void tell(std::size_t row, const std::string& what) {
        if (table_.firstProblems.size() < problemsTold) {
            table_.firstProblems.push_back(
                "Line " + std::to_string(csv_.lineOf(row)) + " " + what + (what.ends_with('.') ? "" : "."));
        }
    }

    static space::Genotype nasBench201At(std::string_view digits) {
        int index = -1;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), index).ec != std::errc()) {
            throw Error(ErrorCode::InvalidGenotype,
                "NAS-Bench-201 does not number its cells as far as " + base::shortLine(digits, 40) + ".",
                {{"value", std::string(digits)}});
        }
        return nasBench201Cell(index);
    }

    std::optional<space::Genotype> genotypeOf(std::size_t row) {
        const std::string text(trimmed(csv_.rows[row][architecture_]));
        try {
            const std::optional<std::string_view> index = indexIn(text);
            space::Genotype genotype = index ? nasBench201At(*index) : space::fromTextOrName(text);
            if (space_ && genotype.space != *space_) {
                throw Error(ErrorCode::InvalidGenotype, "it is of another search space than the rows before");
            }
            space_ = genotype.space;
            return genotype;
        } catch (const Error& error) {
            ++table_.unreadableArchitectures;
            tell(row, "holds no architecture in column '" + mapping_.architecture + "': " + error.what());
            return std::nullopt;
        }
    }

    /// A row's numbers are counted only once the row is kept.
    double valueOf(std::size_t row, std::size_t column, ColumnCounts& counts) {
        const Column& wanted = columns_[column];
        const std::string& field = csv_.rows[row][wanted.index];
        const std::string_view text = trimmed(field);
        if (saysMissing(text)) {
            ++counts.missing;
            return none;
        }
        const std::optional<double> value = numberAt(row, wanted);
        if (!value || std::isnan(*value)) {
            ++counts.unreadable;
            tell(row, "holds '" + field + "' in column '" + counts.column + "' where a number was expected");
            return none;
        }
        const double scaled = *value * wanted.factor;
        const bool usable = wanted.accuracy ? scaled >= 0 && scaled <= 1 : scaled > 0 && std::isfinite(scaled);
        if (!usable) {
            ++counts.notPositive;
            tell(row,
                "holds " + field + " in column '" + counts.column
                    + (wanted.accuracy ? "', which is no accuracy" : "', which is no cost"));
            return none;
        }
        ++counts.used;
        return scaled;
    }

    void readRow(std::size_t row) {
        std::optional<space::Genotype> genotype = genotypeOf(row);
        if (!genotype) {
            return;
        }
        if (!space::isConnected(*genotype)) {
            ++table_.disconnected;
            if (!mapping_.keepDisconnected) {
                return;
            }
        }
        std::vector<ColumnCounts> counts = table_.columns;
        std::vector<double> numbers;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            numbers.push_back(valueOf(row, column, counts[column]));
        }
        const bool empty = std::all_of(numbers.begin(), numbers.end(), [](double value) { return std::isnan(value); });
        const std::string identity = space::identityText(*genotype);
        if (!empty && isDuplicate(identity, numbers)) {
            ++table_.duplicates;
            return;
        }
        table_.columns = std::move(counts);
        if (empty) {
            return;
        }
        byArchitecture_[identity].push_back(rows_.size());
        rows_.push_back(row);
        table_.genotypes.push_back(std::move(*genotype));
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            values_[column].push_back(numbers[column]);
        }
    }

    bool isDuplicate(const std::string& identity, const std::vector<double>& numbers) {
        std::vector<double> comparable = numbers; // NaN would never equal itself
        std::replace_if(
            comparable.begin(), comparable.end(), [](double value) { return std::isnan(value); }, -1.0);
        std::set<std::vector<double>>& known = seen_[identity];
        if (!known.insert(std::move(comparable)).second) {
            return true;
        }
        table_.repeats += known.size() > 1 ? 1 : 0;
        return false;
    }

    void lookAtRepeats() {
        const TableRepeats repeats{csv_, read_, rows_, byArchitecture_};
        if (csv_.commentedRows > 0) {
            table_.suspicions.push_back(std::to_string(csv_.commentedRows)
                + " lines that begin with # have as many fields as the table and were left out as comments: put "
                  "another character before it, or quotes round the field, where they are rows.");
        }
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            requireOneSetting(repeats, nameOf(columns_[column]), values_[column]);
            if (const Column& one = columns_[column]; !one.accuracy) {
                requireOneDevice(repeats, nameOf(one));
                requireOneUnit(repeats, nameOf(one), *costUnitOf(*one.kind, one.factor));
            }
            if (std::string far = farRepeats(repeats, nameOf(columns_[column]), values_[column]); !far.empty()) {
                table_.suspicions.push_back(std::move(far));
            }
        }
    }

    void refuseWhereUseless() {
        const bool anyNumber = std::any_of(
            table_.columns.begin(), table_.columns.end(), [](const ColumnCounts& counts) { return counts.used > 0; });
        if (anyNumber) {
            table_.space = *space_;
            return;
        }
        std::string why = csv_.rows.empty() ? " It has no rows." : " Nothing in it can be used.";
        for (const std::string& problem : table_.firstProblems) {
            why += " " + problem;
        }
        throw Error(ErrorCode::InvalidData, "The table gives no architecture with a number." + why,
            {{"rows", std::to_string(table_.rows)}});
    }

    const CsvTable& csv_;
    const TableMapping& mapping_;
    std::size_t architecture_;
    std::set<std::size_t> read_; ///< columns whose meaning is known
    std::vector<Column> columns_; ///< costs, then accuracies
    std::vector<std::vector<double>> values_; ///< by column
    std::optional<space::SpaceId> space_;
    std::unordered_map<std::string, std::set<std::vector<double>>> seen_; ///< numbers by identity
    std::vector<std::size_t> rows_; ///< of the file, for each that is kept
    std::unordered_map<std::string, std::vector<std::size_t>> byArchitecture_; ///< kept rows by identity
    BenchmarkTable table_;
};

}

BenchmarkTable readBenchmarkTable(const CsvTable& csv, const TableMapping& mapping) {
    return TableReader(csv, mapping).read();
}

}

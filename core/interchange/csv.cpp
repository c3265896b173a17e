// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace paretoscope::interchange {

namespace {

constexpr std::size_t largestFile = std::size_t{1} << 30U;

std::string fieldText(const std::string& field) {
    const bool edgeSpace = !field.empty() && (field.front() == ' ' || field.back() == ' ');
    if (!edgeSpace && field.find_first_of(",\"\r\n") == std::string::npos) {
        return field;
    }
    std::string quoted = "\"";
    for (const char c : field) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + '"';
}

void appendRow(std::string& text, const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        text += (i > 0 ? "," : "") + fieldText(row[i]);
    }
    // An empty line would read back as nothing at all.
    text += row.size() == 1 && row.front().empty() ? "\"\"\r\n" : "\r\n";
}

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {
        if (text_.starts_with("\xEF\xBB\xBF")) {
            text_.remove_prefix(3);
        }
    }

    CsvTable read() {
        CsvTable table;
        while (position_ < text_.size()) {
            const int line = line_;
            std::vector<std::string> row = readRow();
            if (table.header.empty()) {
                table.header = std::move(row);
            } else if (row.size() == table.header.size()) {
                table.rows.push_back(std::move(row));
            } else {
                refuse(line,
                    "has " + std::to_string(row.size()) + " fields where the header has "
                        + std::to_string(table.header.size()));
            }
        }
        if (table.header.empty()) {
            refuse(1, "is missing; a header was expected");
        }
        return table;
    }

private:
    [[noreturn]] static void refuse(int line, const std::string& what) {
        throw Error(ErrorCode::InvalidData,
            "The CSV table cannot be read: line " + std::to_string(line) + " " + what + ".",
            {{"line", std::to_string(line)}, {"reason", what}});
    }

    [[nodiscard]] bool atEnd() const { return position_ == text_.size(); }

    bool takeLineEnd() {
        const std::size_t length = text_.substr(position_).starts_with("\r\n") ? 2 : 1;
        if (length == 1 && text_[position_] != '\n') {
            return false;
        }
        position_ += length;
        ++line_;
        return true;
    }

    std::vector<std::string> readRow() {
        std::vector<std::string> row;
        while (true) {
            row.push_back(!atEnd() && text_[position_] == '"' ? readQuoted() : readPlain());
            if (atEnd() || takeLineEnd()) {
                return row;
            }
            ++position_; // the comma at which both kinds of field end
        }
    }

    std::string readPlain() {
        const std::size_t begin = position_;
        while (!atEnd() && text_[position_] != ',' && text_[position_] != '\n'
            && !text_.substr(position_).starts_with("\r\n")) {
            if (text_[position_] == '"') {
                refuse(line_, "has a quote inside a field that does not begin with one");
            }
            ++position_;
        }
        return std::string(text_.substr(begin, position_ - begin));
    }

    std::string readQuoted() {
        const int begin = line_;
        std::string field;
        for (++position_; !atEnd(); ++position_) {
            if (text_[position_] != '"') {
                line_ += text_[position_] == '\n' ? 1 : 0;
                field += text_[position_];
            } else if (text_.substr(position_).starts_with("\"\"")) {
                field += '"';
                ++position_;
            } else {
                ++position_;
                if (!atEnd() && text_[position_] != ',' && text_[position_] != '\n'
                    && !text_.substr(position_).starts_with("\r\n")) {
                    refuse(line_, "has text after a closing quote");
                }
                return field;
            }
        }
        refuse(begin, "opens a quote that is never closed");
    }

    std::string_view text_;
    std::size_t position_ = 0;
    int line_ = 1;
};

}

std::size_t CsvTable::column(std::string_view name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found != header.end()) {
        return static_cast<std::size_t>(found - header.begin());
    }
    std::string columns;
    for (const std::string& title : header) {
        columns += (columns.empty() ? "" : ", ") + title;
    }
    throw Error(ErrorCode::InvalidData, "The table has no column '" + std::string(name) + "'; it has: " + columns + ".",
        {{"name", std::string(name)}, {"allowed", columns}});
}

double CsvTable::number(std::size_t row, std::size_t column) const {
    const std::string& field = rows.at(row).at(column);
    double value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc() || end != field.data() + field.size()) {
        throw Error(ErrorCode::InvalidData,
            "Row " + std::to_string(row + 1) + " of the table holds '" + field + "' in column '" + header.at(column)
                + "' where a number was expected.",
            {{"line", std::to_string(row + 1)}, {"name", header.at(column)}, {"value", field}});
    }
    return value;
}

std::string csvText(const CsvTable& table) {
    std::string text;
    appendRow(text, table.header);
    for (const auto& row : table.rows) {
        if (row.size() != table.header.size()) {
            throw Error(ErrorCode::InvalidValue,
                "A row of the table has " + std::to_string(row.size()) + " fields and its header "
                    + std::to_string(table.header.size()) + "; they must agree.",
                {{"what", "row"}, {"value", std::to_string(row.size())}});
        }
        appendRow(text, row);
    }
    return text;
}

CsvTable csvFromText(std::string_view text) {
    return CsvReader(text).read();
}

void writeCsv(const std::filesystem::path& path, const CsvTable& table) {
    base::writeFileAtomically(path, csvText(table));
}

CsvTable readCsv(const std::filesystem::path& path) {
    const std::string text = base::readFile(path, largestFile);
    try {
        return csvFromText(text);
    } catch (const Error& error) {
        auto arguments = error.arguments();
        arguments.emplace_back("file", path.string());
        throw Error(error.code(), path.string() + ": " + error.what(), std::move(arguments));
    }
}

std::string csvNumber(double value) {
    if (std::isnan(value)) {
        return {};
    }
    char buffer[32];
    const auto [end, error] = std::to_chars(std::begin(buffer), std::end(buffer), value);
    return {buffer, end};
}

}

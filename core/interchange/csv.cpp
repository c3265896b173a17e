// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/text_encoding.h"

namespace paretoscope::interchange {

namespace {

using namespace std::string_view_literals;

/// What a file is that is no table of text, by how it begins.
struct OtherFile {
    std::string_view begin;
    const char* what;
    const char* advice;
};

constexpr const char* pandas = "Write it as CSV first, for example in Python: pandas.";
constexpr std::array otherFiles{
    OtherFile{"PK\3\4"sv, "a ZIP archive or a workbook (of Excel or LibreOffice)", "Save the sheet as CSV."},
    OtherFile{"\xD0\xCF\x11\xE0"sv, "an Excel workbook (xls)", "Save the sheet as CSV."},
    OtherFile{"PAR1"sv, "a Parquet file", "read_parquet(FILE).to_csv('table.csv')"},
    OtherFile{"ARROW1"sv, "a Feather file", "read_feather(FILE).to_csv('table.csv')"},
    OtherFile{"\x89HDF"sv, "an HDF5 file", "read_hdf(FILE).to_csv('table.csv')"},
    OtherFile{"\x93NUMPY"sv, "a NumPy array", "DataFrame(numpy.load(FILE)).to_csv('table.csv')"},
    OtherFile{"MATLAB"sv, "a MATLAB file", "Write it as CSV first, with writetable."},
    OtherFile{"RDX"sv, "R's workspace", "Write it as CSV first, with write.csv."},
    OtherFile{"X\n\0"sv, "an object of R", "Write it as CSV first, with write.csv."},
    OtherFile{"\x1F\x8B"sv, "compressed", "Unpack it."}, OtherFile{"BZh"sv, "compressed", "Unpack it."},
    OtherFile{"\xFD"
              "7zXZ"sv,
        "compressed", "Unpack it."},
    OtherFile{"\x28\xB5\x2F\xFD"sv, "compressed", "Unpack it."},
    OtherFile{"SQLite format 3"sv, "an SQLite database", "Export the table as CSV."},
    OtherFile{
        "version https://git-lfs"sv, "the pointer that Git LFS left in its place", "Fetch it with 'git lfs pull'."},
    OtherFile{"<"sv, "a web page or XML", "Save the table as CSV."},
    OtherFile{"@relation"sv, "an ARFF file", "Write it as CSV first."},
    OtherFile{"{"sv, "JSON", "read_json(FILE, lines=True).to_csv('table.csv')"},
    OtherFile{"["sv, "JSON", "read_json(FILE).to_csv('table.csv')"},
    OtherFile{"\xFF\xFE\0\0"sv, "text in UTF-32", "Save it as UTF-8."},
    OtherFile{"\0\0\xFE\xFF"sv, "text in UTF-32", "Save it as UTF-8."}};

void refuseOtherFiles(std::string_view bytes) {
    for (const OtherFile& kind : otherFiles) {
        if (bytes.starts_with(kind.begin)) {
            const std::string advice(kind.advice);
            const bool python = advice.starts_with("read") || advice.starts_with("DataFrame");
            throw Error(ErrorCode::InvalidData,
                std::string("The file is no table of text but ") + kind.what + ". " + (python ? pandas : "") + advice,
                {{"reason", kind.what}});
        }
    }
    if (bytes.size() > 1 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5) {
        throw Error(ErrorCode::InvalidData,
            std::string("The file is no table of text but a pickle, which is a program and is not run here. ") + pandas
                + "DataFrame(pickle.load(open(FILE, 'rb'))).to_csv('table.csv')",
            {{"reason", "pickle"}});
    }
}

/// A table's text as UTF-8. Throws Error (InvalidData) that names what a file is that is no
/// table of text, and how to make one of it.
std::string tableText(std::string_view bytes) {
    refuseOtherFiles(bytes);
    std::string text = base::utf8Text(bytes);
    if (text.find('\0') != std::string::npos) {
        throw Error(ErrorCode::InvalidData,
            "The file is no table of text: it holds null characters. Save the table as CSV in UTF-8.",
            {{"reason", "null characters"}});
    }
    return text;
}

constexpr std::size_t largestFile = std::size_t{1} << 30U;
/// Of a table of every cell of NAS-Bench-201 on ten devices it is sixty times what there is.
constexpr std::size_t mostFields = 10'000'000;
constexpr std::string_view blanks = " \t";

/// A list of values as programs print it, whose own commas separate nothing.
bool opensBracket(std::string_view field) {
    return field.starts_with('(') || field.starts_with('[') || field.starts_with('{') || field.starts_with("Genotype(");
}

/// `alone` in its row: what separates fields where nothing else does must not stand in it either.
std::string fieldText(const std::string& field, bool alone) {
    const bool plain = trimmed(field) == field && !field.starts_with('#') && !opensBracket(field);
    if (plain && field.find_first_of(alone ? ",;\t\"\r\n| " : ",;\t\"\r\n") == std::string::npos) {
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
        text += (i > 0 ? "," : "") + fieldText(row[i], row.size() == 1);
    }
    // An empty line would read back as nothing at all.
    text += row.size() == 1 && row.front().empty() ? "\"\"\r\n" : "\r\n";
}

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) { }

    CsvTable read() {
        CsvTable table;
        takeSeparatorLine();
        while (skipToRow()) {
            const int line = line_;
            if (table.header.empty()) {
                separator_ = separator_ != 0 ? separator_ : separatorOfHeader();
                table.header = readRow();
                columns_ = table.header.size();
                std::vector<std::string> names = fieldsOf(lastComment_);
                if (names.size() != columns_ || std::ranges::none_of(table.header, isValue)
                    || std::ranges::any_of(names, isValue)) {
                    continue;
                }
                std::swap(table.header, names); // as NumPy writes it
                table.rows.push_back(std::move(names));
                table.lines.push_back(line);
                continue;
            }
            std::vector<std::string> row = readRow();
            if (table.rows.empty() && namesRows(table.header, row)) {
                table.header.insert(table.header.begin(), std::string());
            }
            while (row.size() > table.header.size() && row.back().empty()) {
                row.pop_back(); // a spreadsheet writes as many separators as its widest line has
            }
            if (row.size() != table.header.size()) {
                const int likely = likelyHeaderLine(line);
                refuse(line,
                    "has " + std::to_string(row.size()) + " fields where the header, '" + headerText(table.header)
                        + "', has " + std::to_string(table.header.size())
                        + (likely == 0 ? ""
                                       : "; the header seems to be in line " + std::to_string(likely)
                                    + ", so remove the lines above it"));
            }
            table.rows.push_back(std::move(row));
            table.lines.push_back(line);
        }
        if (table.header.empty()) {
            refuse(1, "is missing; a header was expected");
        }
        table.commentedRows = commentedRows_;
        table.separator = separator_;
        return table;
    }

private:
    [[noreturn]] static void refuse(int line, const std::string& what) {
        throw Error(ErrorCode::InvalidData,
            "The CSV table cannot be read: line " + std::to_string(line) + " " + what + ".",
            {{"line", std::to_string(line)}, {"reason", what}});
    }

    /// R writes a number or a name before each row, and none above them.
    [[nodiscard]] bool namesRows(const std::vector<std::string>& header, const std::vector<std::string>& row) const {
        return (separator_ == ' ' || separator_ == '\t') && row.size() == header.size() + 1 && !row.back().empty();
    }

    /// Where the table may begin instead: the first line, from that which does not fit, that holds no number and as
    /// many fields as the next one, which holds some. 0: none does.
    [[nodiscard]] int likelyHeaderLine(int misfit) const {
        constexpr int looked = 20;
        std::string_view header;
        int headerLine = 0;
        std::size_t position = 0;
        for (int line = 1; line < misfit + looked && position < text_.size(); ++line) {
            const std::string_view rest = text_.substr(position);
            const std::string_view text = rest.substr(0, rest.find_first_of("\r\n"));
            position += text.size() + (rest.substr(text.size()).starts_with("\r\n") ? 2 : 1);
            if (line < misfit || trimmed(text).empty()) {
                continue;
            }
            if (headerLine != 0 && fieldsIn(header) == fieldsIn(text) && beginsNumber(text)) {
                return headerLine;
            }
            const bool names = fieldsIn(text) > 1 && !beginsNumber(text);
            header = names ? text : std::string_view();
            headerLine = names ? line : 0;
        }
        return 0;
    }

    /// By the separator that is most frequent, whatever the first line has.
    static std::size_t fieldsIn(std::string_view line) {
        std::size_t most = 0;
        for (const char separator : ",;\t"sv) {
            most = std::max(most, static_cast<std::size_t>(std::ranges::count(line, separator)));
        }
        return most + 1;
    }

    /// Whether any field looks like a number.
    static bool beginsNumber(std::string_view line) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const bool begins = i == 0 || ",;\t \""sv.find(line[i - 1]) != std::string_view::npos;
            if (begins && std::isdigit(static_cast<unsigned char>(line[i])) != 0) {
                return true;
            }
        }
        return false;
    }

    static std::string headerText(const std::vector<std::string>& header) {
        std::string text;
        for (const std::string& name : header) {
            text += (text.empty() ? "" : ",") + name;
        }
        return base::shortLine(text, 60);
    }

    [[nodiscard]] bool atEnd() const { return position_ >= text_.size(); }
    [[nodiscard]] bool atLineEnd() const { return atEnd() || text_[position_] == '\n' || text_[position_] == '\r'; }
    [[nodiscard]] bool atFieldEnd() const { return atLineEnd() || text_[position_] == separator_; }

    void takeLineEnd() {
        if (!atEnd()) {
            position_ += text_.substr(position_).starts_with("\r\n") ? 2 : 1;
            ++line_;
        }
    }

    [[nodiscard]] std::string_view restOfLine() const {
        const std::size_t end = text_.find_first_of("\r\n", position_);
        return text_.substr(position_, (end == std::string_view::npos ? text_.size() : end) - position_);
    }

    /// What some spreadsheets begin with.
    void takeSeparatorLine() {
        const std::string_view line = restOfLine();
        std::string_view said = line;
        if (said.size() > 1 && said.front() == '"' && said.back() == '"') {
            said = said.substr(1, said.size() - 2);
        }
        const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == b; };
        if (constexpr std::string_view begin = "sep=";
            said.size() == begin.size() + 1 && std::ranges::equal(said.substr(0, begin.size()), begin, same)) {
            separator_ = said.back();
            position_ += line.size();
            takeLineEnd();
        }
    }

    /// Of a line alone; none where it is no row.
    [[nodiscard]] std::vector<std::string> fieldsOf(std::string_view line) const {
        CsvReader reader(line);
        reader.separator_ = separator_;
        try {
            return reader.readRow();
        } catch (const Error&) {
            return {};
        }
    }

    /// Past empty lines and comments; false at the end. A line of nothing but tabs may be a row of empty fields.
    bool skipToRow() {
        while (!atEnd()) {
            const std::string_view line = restOfLine();
            const bool empty = line.find_first_not_of(separator_ == '\t' ? " " : blanks) == std::string_view::npos;
            if (!empty && !line.starts_with('#')) {
                return true;
            }
            commentedRows_ += !empty && columns_ > 1 && fieldsOf(line).size() == columns_ ? 1 : 0;
            if (!empty && columns_ == 0) {
                lastComment_ = line.substr(std::min(line.find_first_not_of('#'), line.size()));
            }
            position_ += line.size();
            takeLineEnd();
        }
        return false;
    }

    /// The most frequent outside quotes and brackets; only where none is, bars or blanks; else a comma.
    [[nodiscard]] char separatorOfHeader() const {
        constexpr std::string_view separators = ",;\t";
        std::array<int, separators.size()> counts{};
        bool bars = false;
        bool spaces = false;
        bool quoted = false;
        int depth = 0;
        for (std::size_t i = position_; i < text_.size(); ++i) {
            const char c = text_[i];
            quoted = quoted != (c == '"');
            if (!quoted && (c == '\n' || c == '\r')) {
                break;
            }
            depth += !quoted && (c == '(' || c == '[') ? 1 : !quoted && (c == ')' || c == ']') ? -1 : 0;
            const std::size_t which = separators.find(c);
            if (!quoted && depth <= 0) {
                bars = bars || c == '|';
                spaces = spaces || c == ' ';
                if (which != std::string_view::npos) {
                    ++counts[which];
                }
            }
        }
        if (std::ranges::all_of(counts, [](int count) { return count == 0; })) {
            return bars && !trimmed(restOfLine()).starts_with('|') ? '|' : spaces && !bars ? ' ' : ',';
        }
        return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
    }

    std::vector<std::string> readRow() {
        std::vector<std::string> row;
        if (separator_ == ' ') {
            skipAll(" \t");
        }
        while (true) {
            skipBlanks();
            if (++fields_ > mostFields) { // a comma is a byte in the file and thirty-two in memory
                refuse(line_,
                    "is where the table becomes too large: it has more than " + std::to_string(mostFields) + " fields");
            }
            row.push_back(!atEnd() && text_[position_] == '"' ? readQuoted() : readPlain());
            if (separator_ == ' ') {
                skipAll(" \t"); // any number of them separate, and none at the end of a line
            }
            if (atLineEnd()) {
                takeLineEnd();
                return row;
            }
            position_ += separator_ == ' ' ? 0 : 1; // the separator at which both kinds of field end
        }
    }

    void skipAll(std::string_view characters) {
        while (!atEnd() && characters.find(text_[position_]) != std::string_view::npos) {
            ++position_;
        }
    }

    void skipBlanks() {
        while (!atEnd() && text_[position_] != separator_ && blanks.find(text_[position_]) != std::string_view::npos) {
            ++position_;
        }
    }

    std::string readPlain() {
        const std::size_t begin = position_;
        const bool bracketed = opensBracket(text_.substr(begin, 16));
        int depth = 0;
        while (!atLineEnd() && (depth > 0 || text_[position_] != separator_)) {
            const char c = text_[position_];
            if (c == '"') {
                refuse(line_, "has a quote inside a field that does not begin with one");
            }
            if (bracketed) {
                depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            }
            ++position_;
        }
        return std::string(trimmed(text_.substr(begin, position_ - begin)));
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
                skipBlanks();
                if (!atFieldEnd()) {
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
    char separator_ = 0; ///< 0 until the header tells it
    std::size_t columns_ = 0; ///< of the header; 0 before it was read
    int commentedRows_ = 0;
    std::string_view lastComment_; ///< before the header, without its mark
    std::size_t fields_ = 0; ///< of all rows so far
};

}

bool isValue(std::string_view text) {
    const bool number = text.find_first_not_of("0123456789.,+-eE") == std::string_view::npos
        && text.find_first_of("0123456789") != std::string_view::npos;
    return number || text.starts_with('|') || text.starts_with("Genotype(");
}

std::string_view trimmed(std::string_view text) {
    // What web pages and word processors put around a number or a name, without anybody seeing it.
    constexpr std::array unseen{" "sv, "\t"sv, "\u00A0"sv, "\u2007"sv, "\u202F"sv, "\u200B"sv, "\uFEFF"sv};
    const auto ends = [&](auto touches) {
        const auto found = std::ranges::find_if(unseen, touches);
        return found != unseen.end() ? found->size() : 0;
    };
    while (const std::size_t bytes = ends([&](std::string_view each) { return text.starts_with(each); })) {
        text.remove_prefix(bytes);
    }
    while (const std::size_t bytes = ends([&](std::string_view each) { return text.ends_with(each); })) {
        text.remove_suffix(bytes);
    }
    return text;
}

std::size_t CsvTable::column(std::string_view name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found != header.end()) {
        return static_cast<std::size_t>(found - header.begin());
    }
    const std::string columns = base::listed(header);
    throw Error(ErrorCode::InvalidData, "The table has no column '" + std::string(name) + "'; it has: " + columns + ".",
        {{"name", std::string(name)}, {"allowed", columns}});
}

double CsvTable::number(std::size_t row, std::size_t column) const {
    const std::string& field = rows.at(row).at(column);
    double value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc() || end != field.data() + field.size()) {
        throw Error(ErrorCode::InvalidData,
            "Line " + std::to_string(lineOf(row)) + " of the table holds '" + field + "' in column '"
                + header.at(column) + "' where a number was expected.",
            {{"line", std::to_string(lineOf(row))}, {"name", header.at(column)}, {"value", field}});
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

CsvTable csvFromText(std::string_view bytes) {
    const std::string text = tableText(bytes);
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

// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/table_text.h"

#include <array>
#include <cstdint>

#include "core/base/error.h"
#include "core/base/text.h"

namespace paretoscope::interchange {

namespace {

using namespace std::string_view_literals;

void appendUtf8(std::string& text, std::uint32_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    text += static_cast<char>((0xFF00 >> (more + 1) & 0xFF) | code >> (6 * more));
    for (int i = more - 1; i >= 0; --i) {
        text += static_cast<char>(0x80 | (code >> (6 * i) & 0x3F));
    }
}

/// From either order of bytes; halves of a pair that stand alone become a question mark.
std::string fromUtf16(std::string_view bytes, bool bigEndian) {
    const auto unit = [&](std::size_t i) -> std::uint32_t {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return bigEndian ? first << 8 | second : second << 8 | first;
    };
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        std::uint32_t code = unit(i);
        if (code >= 0xD800 && code < 0xE000) {
            const std::uint32_t low = i + 3 < bytes.size() ? unit(i + 2) : 0;
            const bool pair = code < 0xDC00 && low >= 0xDC00 && low < 0xE000;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : '?';
            i += pair ? 2 : 0;
        }
        appendUtf8(text, code);
    }
    return text;
}

std::string fromLatin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        appendUtf8(text, static_cast<unsigned char>(c));
    }
    return text;
}

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

/// A spreadsheet's "Unicode text" is UTF-16; its plain CSV is in the one-byte code of its country.
std::string decoded(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return fromUtf16(bytes.substr(2), bytes[0] == '\xFE');
    } else if (bytes.size() >= 4 && (bytes[0] == '\0') != (bytes[1] == '\0')
        && (bytes[2] == '\0') != (bytes[3] == '\0')) {
        return fromUtf16(bytes, bytes[0] == '\0');
    }
    return base::isUtf8(bytes) ? std::string(bytes) : fromLatin1(bytes);
}

}

std::string tableText(std::string_view bytes) {
    refuseOtherFiles(bytes);
    std::string text = decoded(bytes);
    if (text.find('\0') != std::string::npos) {
        throw Error(ErrorCode::InvalidData,
            "The file is no table of text: it holds null characters. Save the table as CSV in UTF-8.",
            {{"reason", "null characters"}});
    }
    return text;
}

}

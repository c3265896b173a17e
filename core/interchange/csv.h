// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::interchange {

/// A table of texts with a header. Used for the front, for tables of figures, and to read tables that others wrote.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    /// Throws Error (InvalidData) that lists the columns there are.
    [[nodiscard]] std::size_t column(std::string_view name) const;
    /// The number in that cell; throws Error (InvalidData) naming row and column where it is not one.
    [[nodiscard]] double number(std::size_t row, std::size_t column) const;
};

/// RFC 4180: comma, CRLF, quotes where a field holds a comma, a quote, a line break or leading or trailing space.
/// Throws Error (InvalidValue) where a row's length is not the header's.
std::string csvText(const CsvTable& table);

/// Reads RFC 4180, also LF line ends, a UTF-8 byte order mark, and a last line without an end. Throws Error
/// (InvalidData) with the line number: an open quote, text after a closing quote, a row of another length, no header.
CsvTable csvFromText(std::string_view text);

/// Whole or not at all; throws Error (FileUnwritable).
void writeCsv(const std::filesystem::path& path, const CsvTable& table);
/// Throws Error (FileNotFound, FileUnreadable, InvalidData).
CsvTable readCsv(const std::filesystem::path& path);

/// The shortest text that reads back as the same number, with a point whatever the locale; empty for NaN.
std::string csvNumber(double value);

}

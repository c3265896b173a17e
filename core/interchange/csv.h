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
    std::vector<int> lines = {}; ///< of a table that was read: where each row begins in the file, from 1
    int commentedRows = 0; ///< lines that begin with # and have a row's number of fields: left out as comments
    char separator = ','; ///< of the fields in the file

    /// The line of a row in the file, by which messages name it; in a table that was not read, as if written.
    [[nodiscard]] int lineOf(std::size_t row) const {
        return row < lines.size() ? lines[row] : static_cast<int>(row) + 2;
    }

    /// Throws Error (InvalidData) that lists the columns there are.
    [[nodiscard]] std::size_t column(std::string_view name) const;
    /// The number in that cell; throws Error (InvalidData) naming line and column where it is not one.
    [[nodiscard]] double number(std::size_t row, std::size_t column) const;
};

/// RFC 4180: comma, CRLF, quotes where a field holds what csvFromText() would take for something else.
/// Throws Error (InvalidValue) where a row's length is not the header's.
std::string csvText(const CsvTable& table);

/// Reads RFC 4180, and what spreadsheets and scripts make of it: separators ; and tab, where none of
/// these is also | and blanks (those of the header's line, or named by a first line "sep=;"), R's names of rows, any
/// line end, UTF-16 and Latin-1 beside UTF-8, empty lines, lines that begin
/// with # (of which the last before a first row that names nothing is the header, as NumPy writes it), blanks around
/// fields, empty fields behind the last column, and unquoted genotypes and tuples, whose commas stand within brackets.
/// Throws Error (InvalidData) with the line number: an open quote, text after a closing quote, a
/// row of another length, no header; and naming what a file is that is no table of text.
CsvTable csvFromText(std::string_view text);

/// Whole or not at all; throws Error (FileUnwritable).
void writeCsv(const std::filesystem::path& path, const CsvTable& table);
/// Throws Error (FileNotFound, FileUnreadable, InvalidData).
CsvTable readCsv(const std::filesystem::path& path);

/// Whether the text is a number or a cell, as a column's name never is.
bool isValue(std::string_view text);

/// Without the blanks and tabs around it, and those that nobody sees (of no width, or that break no line).
std::string_view trimmed(std::string_view text);

/// The shortest text that reads back as the same number, with a point whatever the locale; empty for NaN.
std::string csvNumber(double value);

}

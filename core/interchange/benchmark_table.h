// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/interchange/csv.h"
#include "core/records/provenance.h"
#include "core/space/genotype.h"

namespace paretoscope::interchange {

// Tables of architectures that others measured or trained: one row an architecture, columns of latency, energy and
// accuracy. Nothing here is silently dropped: what cannot be used is counted, with the first cases in words.

/// A column of latencies or energies and what becomes of it.
struct CostColumn {
    std::string column;
    std::string name; ///< the device setting will be table/NAME
    records::CostKind kind = records::CostKind::LatencyMs;
    double factor = 1; ///< from the column's unit to ms or mJ
    bool operator==(const CostColumn&) const = default;
};

struct AccuracyColumn {
    std::string column;
    double factor = 0; ///< to a fraction of one: 0.01 for percent, 1 for fractions; 0: percent where all exceed 1
    bool byName = false; ///< the column's name says percent, which its numbers may contradict
    bool operator==(const AccuracyColumn&) const = default;
};

/// Which column is what.
struct TableMapping {
    std::string architecture;
    bool architectureGuessed = false; ///< by the column's name
    std::vector<CostColumn> costs;
    std::vector<AccuracyColumn> accuracies;
    bool keepDisconnected = false; ///< also cells whose output does not depend on the image
    std::vector<std::string> notes; ///< sentences on columns that look like something and are not taken
};

/// What a person may say about a table; what is left out is guessed from the header.
struct MappingRequest {
    std::string architecture; ///< column; empty: arch_str, architecture, genotype, arch or cell, in any case
    /// "COLUMN", "COLUMN:UNIT", "COLUMN:UNIT=NAME"; '*' in COLUMN stands for anything, and for NAME where that is left
    /// out. Units: costUnitNamed(). Without one the column's own name must hold it ("latency_ms_pixel3").
    /// Empty: every column with the word latency or energy (or the like) and a unit in its name.
    std::vector<std::string> costs;
    /// "COLUMN" or "COLUMN:percent" or "COLUMN:fraction". Empty: every column with the word acc, accuracy or top-1.
    std::vector<std::string> accuracies;
    std::string tableName; ///< device name of a column that has none of its own, such as "latency_ms"
    std::string deviceName; ///< of the table's device, whatever its columns are called; of several columns a prefix
    bool keepDisconnected = false;
};

/// Throws Error (InvalidData) that lists the columns where one is missing, matches nothing or has no unit, and where
/// the header looks like a row of numbers.
TableMapping mappingFor(const std::vector<std::string>& header, const MappingRequest& request);

/// What a column gave.
struct ColumnCounts {
    std::string column;
    std::int64_t used = 0;
    std::int64_t missing = 0; ///< empty, "nan", "NA", "null", "none", "missing", "-"
    std::int64_t unreadable = 0; ///< other text
    std::int64_t notPositive = 0; ///< zero, negative or infinite; accuracies: outside 0 to 1
};

struct BenchmarkTable {
    space::SpaceId space{};
    std::vector<space::Genotype> genotypes; ///< one for each row that is kept (any number usable), in order
    std::vector<std::vector<double>> costs; ///< for each CostColumn, for each row: ms or mJ, NaN where there is none
    std::vector<std::vector<double>> accuracies; ///< for each AccuracyColumn, for each row: fraction of one, or NaN

    std::int64_t rows = 0; ///< in the file
    std::int64_t unreadableArchitectures = 0; ///< no genotype, or one of another space than the first
    std::int64_t disconnected = 0; ///< left out, or kept where the mapping says so
    std::int64_t duplicates = 0; ///< left out: the same architecture with the same numbers again
    std::int64_t repeats = 0; ///< kept: the same architecture with other numbers, that is, measured again
    std::vector<ColumnCounts> columns; ///< costs, then accuracies
    std::vector<std::string> firstProblems; ///< up to 5 sentences, in the table's order
    std::vector<std::string> suspicions; ///< sentences on numbers that are taken and look wrong
};

/// An architecture is a genotype's text, a published name, or a number from 0 to 15,624 (NAS-Bench-201's index).
/// Numbers are read with a decimal comma or with separators of thousands where the whole column can be read in no other
/// way, and in the unit that stands in their own cell where one does ("3.8 ms"). Throws Error (InvalidData) where a
/// column is missing, no row's architecture can be read (naming the first), no cost and no accuracy can be used, a
/// column's commas may mean either, or accuracies are a mixture of percent and fractions.
BenchmarkTable readBenchmarkTable(const CsvTable& csv, const TableMapping& mapping);

/// A device's name from any text: letters, digits, '-', '_' and '.' stay, the rest becomes '-'.
std::string deviceName(std::string_view text);

}

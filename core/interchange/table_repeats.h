// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/interchange/cost_unit.h"
#include "core/interchange/csv.h"

namespace paretoscope::interchange {

/// What a table says of each architecture in several rows. Repeats of one measurement or training have a mean; rows of
/// several devices, batches, epochs or data sets have none.
struct TableRepeats {
    const CsvTable& csv;
    const std::set<std::size_t>& read; ///< columns whose meaning is known: the architecture, costs, accuracies
    const std::vector<std::size_t>& rows; ///< of the file, for each kept row
    const std::unordered_map<std::string, std::vector<std::size_t>>& byArchitecture; ///< kept rows
};

/// Throws Error (InvalidData) naming the column, its values and what to do, where rows of one architecture differ in
/// `values` (of the column `name`, by kept row, NaN where there is none) and a column that is not read tells them apart
/// that names a device or another setting, or holds the same values for many architectures. Columns of seeds, runs,
/// dates and the like tell only repeats apart.
void requireOneSetting(const TableRepeats& repeats, const std::string& name, const std::vector<double>& values);

/// Throws Error (InvalidData) naming the column, its values and what to do, where a column that is not read says that
/// the costs of the column `name` are of several devices, batches or the like, though no architecture repeats.
void requireOneDevice(const TableRepeats& repeats, const std::string& name);

/// The same where a column says that numbers of the column `name` are in another unit than `unit`.
void requireOneUnit(const TableRepeats& repeats, const std::string& name, const CostUnit& unit);

/// A sentence on architectures whose values are further apart than repeats are; empty where none are.
std::string farRepeats(const TableRepeats& repeats, const std::string& name, const std::vector<double>& values);

}

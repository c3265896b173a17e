// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <set>

#include "core/interchange/csv.h"
#include "core/interchange/table_number.h"

namespace paretoscope::interchange {

/// What commas and points mean in column `index`: one way of writing for the whole column, since a number alone does
/// not tell; where the column does not either, the rest of the table decides, also columns that are not read. `read`:
/// those that are. The answer is for numberIn(). Throws Error (InvalidData) with lines where the column contradicts
/// itself or may mean either.
NumberMarks marksOfColumn(const CsvTable& csv, std::size_t index, const std::set<std::size_t>& read);

}

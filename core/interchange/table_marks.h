// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <set>

#include "core/interchange/csv.h"
#include "core/interchange/table_number.h"

namespace paretoscope::interchange {

/// What commas and points mean in the columns of a table.
class TableMarks {
public:
    /// `read`: the columns whose meaning is known. Both must outlive this object.
    TableMarks(const CsvTable& csv, const std::set<std::size_t>& read);

    /// For numberIn(): one way of writing for the whole column, since a number alone does not tell; where the column
    /// does not either, the rest of the table decides, also columns that are not read. Throws Error (InvalidData) with
    /// lines where the column contradicts itself or may mean either.
    NumberMarks of(std::size_t column);

private:
    /// What some column leaves no doubt about.
    struct Certain {
        bool commas = false; ///< decimal ones
        bool commasRead = false; ///< in a column that is read
        bool points = false; ///< decimal ones
    };
    const Certain& certain();

    const CsvTable& csv_;
    const std::set<std::size_t>& read_;
    std::optional<Certain> certain_; ///< found where it is wanted: every cell is looked at
};

}

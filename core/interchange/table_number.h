// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/interchange/cost_unit.h"

namespace paretoscope::interchange {

/// A number as it stands in a cell of a table.
struct NumberInCell {
    double value = 0;
    const CostUnit* unit = nullptr; ///< that stands behind it
    bool percent = false; ///< the sign stands behind it
};

/// What commas and points mean in a number.
enum class NumberMarks : std::uint8_t {
    None, ///< there is none of either
    DecimalComma, ///< 3,84
    ThousandsPoint, ///< 1.234,5 or 1.234.567, with decimal commas
    ThousandsComma, ///< 3,842.9 or 1,234,567
    AnyComma, ///< 3,842: either of these
    DecimalPoint, ///< 12.5
    AnyPoint, ///< 1.234: a decimal one, or between thousands
};

/// How many kinds of them there are.
inline constexpr std::size_t numberMarks = 7;

/// Whether the cell says that it holds no number: empty, "nan", "NA", "null", "none", "missing", "-".
bool saysMissing(std::string_view text);

/// Of the number that the cell begins with.
NumberMarks marksIn(std::string_view cell);

/// The number that the whole cell is, with blanks, apostrophes or marks between thousands, a sign, a unit or the
/// percent sign; nothing for any other text and for marks that stand at other places. Infinities count. `marks`: what
/// commas and points mean in the cell's column; DecimalComma, ThousandsComma or anything else for points.
std::optional<NumberInCell> numberIn(std::string_view cell, NumberMarks marks);

}

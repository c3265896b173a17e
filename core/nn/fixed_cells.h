// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/nn/search_cell.h"
#include "core/space/lowering.h"

namespace paretoscope::nn {

/// Operators [first, last] of a lowered network that are one cell, which a DiscreteCell can compute in their place.
struct FixedCell {
    std::size_t first;
    std::size_t last;
    std::vector<int> inputs; ///< tensor numbers, by input state
    int output; ///< the one tensor that later operators read
    CellSpec spec;
    std::vector<space::Operation> chosen; ///< by edge, None where there is none
};

/// The cells of a network; without those that convolve nothing or end in another tensor than their last operator's,
/// which NAS-Bench-201 has.
[[nodiscard]] std::vector<FixedCell> fixedCells(const space::LoweredNetwork& network);

/// What the lowering calls the tensor of a cell that a search cell calls `name`, for example
/// "cells.2.node3.edge1.sep_conv_3x3.dw1.weight" for "edge4.sep_conv_3x3.dw1.weight".
[[nodiscard]] std::string loweredName(
    const space::LoweredNetwork& network, const FixedCell& cell, const std::string& name);

}

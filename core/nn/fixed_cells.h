// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/nn/cell_spec.h"
#include "core/space/lowering.h"

namespace paretoscope::nn {

/// A cell of a lowered network that a DiscreteCell can compute in its operators' place.
struct FixedCell {
    space::LoweredCell place;
    CellSpec spec; ///< with its operations
};

/// The cells of a network; without those that convolve nothing or end in another tensor than their last operator's,
/// which NAS-Bench-201 has.
[[nodiscard]] std::vector<FixedCell> fixedCells(const space::LoweredNetwork& network);

/// What a search cell calls an operator of a cell, for example "edge4.sep_conv_3x3.dw1" for
/// "cells.2.node3.edge1.sep_conv_3x3.dw1"; the names of its tensors follow.
[[nodiscard]] std::string searchCellName(const space::Operator& op);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/nn/search_cell.h"

namespace paretoscope::nn {

/// The cell on this program's own kernels (core/nn/cpu), one autograd node a cell: CPU, float32 or float64, first order
/// (a gradient of its gradient is refused). Any other tensor goes through the stock cell, whose parameters it shares.
std::unique_ptr<SearchCell> makeFusedCell(const CellSpec& spec, torch::Generator generator);

}

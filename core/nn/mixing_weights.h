// SPDX-License-Identifier: Apache-2.0
// What cells on this program's own kernels have in common: what they make of a CellMixing, how autograd sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/nn/cpu/cell_layout.h"
#include "core/nn/fused_cell.h"

namespace paretoscope::nn {

/// Tensors of a pass in the order in which autograd sees them: behind the inputs come the parameters.
constexpr std::size_t operationsAt = 0;
constexpr std::size_t edgesAt = 1;
constexpr std::size_t inputsAt = 2;

/// [edges, operations]: the weight of each term of a node, edges' weights and the auxiliary skip included.
torch::Tensor operationWeights(const CellMixing& mixing, const space::SearchSpace& space);

/// [edges · operations]: 0 where nothing is computed.
std::vector<std::uint8_t> activeOperations(const CellMixing& mixing, const space::SearchSpace& space);

/// What a cell puts out, not yet computed, of `like`'s type on its device.
torch::Tensor emptyOutput(const cpu::CellLayout& layout, const torch::Tensor& like);

/// The tensors of a cell, sharing memory.
TensorOfName tensorsByName(const SearchCell& cell);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/nn/search_cell.h"

namespace paretoscope::nn {

/// The tensor of each parameter and running statistic of a cell, by the name that a search cell gives it (with
/// ".weight" and ".bias" of each normalisation). Its memory stays where it is or is replaced by Tensor::set_data alone.
using TensorOfName = std::function<torch::Tensor(const std::string&)>;

/// The cell on this program's own kernels (core/nn/cpu), one autograd node a cell: CPU, float32 or float64, first order
/// (a gradient of its gradient is refused). Any other tensor goes through the stock cell, whose parameters it shares.
std::unique_ptr<SearchCell> makeFusedCell(const CellSpec& spec, torch::Generator generator);

/// A cell with one operation an edge, as evaluation networks have it: affine normalisations, pools without. On this
/// program's own kernels: CPU, float32 or float64, first order. Not thread-safe.
class DiscreteCell {
public:
    virtual ~DiscreteCell() = default;
    DiscreteCell() = default;
    DiscreteCell(const DiscreteCell&) = delete;
    DiscreteCell& operator=(const DiscreteCell&) = delete;

    /// As SearchCell::forward. `pathScales` [edges, batch]: what drop-path leaves of each edge's path for each image
    /// (0, or 1 / (1 - probability)); undefined: all of it.
    virtual torch::Tensor forward(
        const std::vector<torch::Tensor>& inputs, const torch::Tensor& pathScales, NormalisationMode mode) = 0;
    /// Gives back the activations and scratch that are kept from pass to pass.
    virtual void release() = 0;
};

/// Whether the kernels know where the tensor lies and numbers of its kind.
[[nodiscard]] bool takenByKernels(const torch::Tensor& tensor);

/// `spec` must be discrete.
std::unique_ptr<DiscreteCell> makeDiscreteCell(const CellSpec& spec, const TensorOfName& tensorOf);

}

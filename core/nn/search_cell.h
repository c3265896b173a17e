// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/nn/cell_spec.h"
#include "core/nn/named_tensor.h"

namespace paretoscope::nn {

/// How a cell's operations and edges are weighed in one pass.
struct CellMixing {
    torch::Tensor operations; ///< [edges, operations]; the weight of each operation on each edge; beside the inputs
    torch::Tensor edges; ///< [edges]; undefined = edges are summed unweighted
    double auxiliarySkip = 0.0; ///< added to every edge's skip weight (DARTS-)
    /// Not null: only this operation of each edge is computed (space::Operation::None: nothing); `operations` then
    /// weighs those.
    const std::vector<space::Operation>* onlyOperations = nullptr;
};

/// What batch normalisation does in one pass.
struct NormalisationMode {
    bool batchStatistics = true;
    bool updateRunning = true; ///< only with batchStatistics
};

/// One mixed cell of a supernet: the seam at which a faster implementation takes the place of another. All
/// implementations name their parameters alike, so that a state saved with one is loaded into another. Not thread-safe.
class SearchCell {
public:
    virtual ~SearchCell() = default;
    SearchCell() = default;
    SearchCell(const SearchCell&) = delete;
    SearchCell& operator=(const SearchCell&) = delete;

    /// `inputs`: one tensor [batch, inputChannels[i], height, width] an input state. Returns the cell's output, [batch,
    /// outputNodes() · channels, ...]. Differentiable in inputs, mixing and parameters.
    virtual torch::Tensor forward(
        const std::vector<torch::Tensor>& inputs, const CellMixing& mixing, NormalisationMode mode) = 0;

    /// Learnable tensors, sharing memory; "edge<i>.<operation>.<part>.weight", "preprocess<i>.weight".
    [[nodiscard]] virtual NamedTensors parameters() const = 0;
    /// Running statistics, sharing memory.
    [[nodiscard]] virtual NamedTensors buffers() const = 0;
};

/// The cell on LibTorch's stock kernels that computes what edges share only once. Throws nothing for a validated
/// SupernetConfig.
std::unique_ptr<SearchCell> makeSharedCell(const CellSpec& spec, torch::Generator generator);

}

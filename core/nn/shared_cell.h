// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/nn/edge_operations.h"
#include "core/nn/search_cell.h"

namespace paretoscope::nn {

/// The mixed cell on stock kernels. What edges that leave the same state have in common is computed once: ReLU, pooling
/// with its parameterless normalisation, subsampling, PC-DARTS' bypass. `none` is skipped, an operation's weight
/// becomes the scale of its last normalisation, a dilated convolution becomes an ordinary one on the pixels of one
/// parity, and PC-DARTS' shuffle, being the same permutation on every edge, is applied once to a node's sum.
class SharedCell final : public SearchCell {
public:
    SharedCell(const CellSpec& spec, torch::Generator generator);

    torch::Tensor forward(
        const std::vector<torch::Tensor>& inputs, const CellMixing& mixing, NormalisationMode mode) override;
    [[nodiscard]] NamedTensors parameters() const override;
    [[nodiscard]] NamedTensors buffers() const override;

private:
    struct EdgeLayers {
        std::map<space::Operation, ConvolutionalOperation> convolutional;
        std::optional<FactorizedReduce> reducingSkip; ///< stride 2 only
    };
    struct StateView; // a state with what its edges share, computed at first use
    struct Pass;
    struct NodeSum; // what a node has summed so far

    [[nodiscard]] int strideOf(int state) const { return spec_.reduction && state < space_.inputs ? 2 : 1; }
    [[nodiscard]] int mixedChannels() const { return spec_.channels / spec_.partialChannels; }
    torch::Tensor preprocess(int input, const torch::Tensor& tensor, NormalisationMode mode) const;
    torch::Tensor node(int target, Pass& pass) const;
    torch::Tensor mixedSum(int target, Pass& pass) const;
    void addOperation(int edge, int operation, Pass& pass, NodeSum& sum) const;
    const torch::Tensor& pooled(int state, space::Operation operation, Pass& pass) const;
    torch::Tensor bypass(int target, Pass& pass) const;

    CellSpec spec_;
    const space::SearchSpace& space_;
    std::optional<FactorizedReduce> reducingPreprocess_; ///< of input 0 after a reduction cell
    std::vector<std::optional<NormedConvolution>> preprocess_;
    std::vector<EdgeLayers> edges_;
    std::vector<std::map<space::Operation, SearchNorm>> poolNorms_; ///< by source state
};

}

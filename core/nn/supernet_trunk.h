// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/nn/search_cell.h"
#include "core/nn/search_layers.h"
#include "core/nn/supernet.h"

namespace paretoscope::nn {

/// NAS-Bench-201's block between stages: two 3×3 convolutions beside an average pool and a 1×1 convolution, halving the
/// size.
struct ResidualReduction {
    NormedConvolution first;
    NormedConvolution second;
    SearchConvolution shortcut;

    ResidualReduction(int inputChannels, int outputChannels, torch::Generator generator);
    torch::Tensor operator()(const torch::Tensor& input, NormalisationMode mode) const;
};

/// All of a supernet but α and β: stem, cells (and, in NAS-Bench-201, the blocks between them) in order, head.
struct Supernet::Trunk {
    /// A cell or a block, and the row of mixing parameters a cell uses.
    struct Step {
        std::unique_ptr<SearchCell> cell;
        std::unique_ptr<ResidualReduction> reduction;
        std::size_t kind = 0;
    };

    Trunk(const SupernetConfig& config, const Executor& executor, torch::Generator generator);

    /// `mixings`: by cell kind.
    torch::Tensor forward(
        const torch::Tensor& images, const std::vector<CellMixing>& mixings, NormalisationMode mode) const;
    [[nodiscard]] NamedTensors parameters() const;
    [[nodiscard]] NamedTensors buffers() const;

private:
    const space::SearchSpace& space_;
    std::vector<NormedConvolution> stem_;
    std::vector<Step> steps_;
    SearchNorm lastNorm_; ///< where the space normalises before the head
    torch::Tensor headWeight_;
    torch::Tensor headBias_;
};

}

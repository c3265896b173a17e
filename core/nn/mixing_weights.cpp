// SPDX-License-Identifier: Apache-2.0
#include "core/nn/mixing_weights.h"

#include <unordered_map>
#include <utility>

#include "core/torch_headers.h"

namespace paretoscope::nn {

torch::Tensor operationWeights(const CellMixing& mixing, const space::SearchSpace& space) {
    torch::Tensor weights = mixing.operations;
    if (mixing.auxiliarySkip != 0.0) {
        torch::Tensor extra = torch::zeros({1, space.operationCount()}, weights.options().requires_grad(false));
        extra.select(1, space.operationIndex(space::Operation::SkipConnect)).fill_(mixing.auxiliarySkip);
        weights = weights + extra;
    }
    return mixing.edges.defined() ? weights * mixing.edges.unsqueeze(1) : weights;
}

std::vector<std::uint8_t> activeOperations(const CellMixing& mixing, const space::SearchSpace& space) {
    std::vector<std::uint8_t> active;
    for (std::size_t edge = 0; edge < space.edges.size(); ++edge) {
        for (const space::Operation operation : space.operations) {
            const bool chosen = mixing.onlyOperations == nullptr || (*mixing.onlyOperations)[edge] == operation;
            active.push_back(chosen && operation != space::Operation::None ? 1 : 0);
        }
    }
    return active;
}

torch::Tensor emptyOutput(const cpu::CellLayout& layout, const torch::Tensor& like) {
    const cpu::StateLayout& state = layout.states.back();
    const std::int64_t channels = layout.spec.channels * layout.space.outputNodes();
    return at::empty({layout.extent.batch, channels, state.height, state.width}, like.options());
}

TensorOfName tensorsByName(const SearchCell& cell) {
    std::unordered_map<std::string, torch::Tensor> byName;
    for (const NamedTensors& group : {cell.parameters(), cell.buffers()}) {
        for (const NamedTensor& entry : group) {
            byName.emplace(entry.name, entry.tensor);
        }
    }
    return [byName = std::move(byName)](const std::string& name) { return byName.at(name); };
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/shared_cell.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::Operation;
using space::operationSpec;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}

struct SharedCell::StateView {
    torch::Tensor whole;
    torch::Tensor mixed; // the channels that go through the operations
    torch::Tensor rectified;
    std::optional<Subsampled> subsampled;
    torch::Tensor parityImages;
    std::map<Operation, torch::Tensor> pools;
    torch::Tensor bypass;

    const torch::Tensor& rectifiedOnce() {
        if (!rectified.defined()) {
            rectified = at::relu(mixed);
        }
        return rectified;
    }
    [[nodiscard]] bool hasEvenSize() const { return whole.size(2) % 2 == 0 && whole.size(3) % 2 == 0; }
    const torch::Tensor& parityImagesOnce() {
        if (!parityImages.defined()) {
            parityImages = toParityImages(rectifiedOnce());
        }
        return parityImages;
    }
    const Subsampled& subsampledOnce() {
        if (!subsampled) {
            subsampled = subsample(rectifiedOnce());
        }
        return *subsampled;
    }
};

struct SharedCell::Pass {
    const CellMixing& mixing;
    NormalisationMode mode;
    std::vector<torch::Tensor> weights; // of edge · operations + operation, the edge's weight multiplied in
    std::vector<torch::Tensor> edges; // by edge; empty where edges have no weights
    std::vector<torch::Tensor> rows; // the same, once a channel: scales for normalisation
    std::vector<StateView> states;
};

struct SharedCell::NodeSum {
    torch::Tensor whole;
    torch::Tensor parityImages; // of the dilated operations; put together once a node
    std::vector<torch::Tensor> plainTerms; // not yet weighed
    std::vector<torch::Tensor> plainWeights;

    static void add(torch::Tensor& sum, const torch::Tensor& term) { sum = sum.defined() ? sum.add_(term) : term; }
};

std::unique_ptr<SearchCell> makeSharedCell(const CellSpec& spec, torch::Generator generator) {
    return std::make_unique<SharedCell>(spec, std::move(generator));
}

SharedCell::SharedCell(const CellSpec& spec, torch::Generator generator)
    : spec_(spec)
    , space_(space::searchSpace(spec.space)) {
    preprocess_.resize(at(space_.inputs));
    if (space_.preprocessesInputs) {
        for (int input = 0; input < space_.inputs; ++input) {
            if (input == 0 && spec_.afterReduction) {
                reducingPreprocess_.emplace(spec_.inputChannels[0], spec_.channels, generator);
            } else {
                preprocess_[at(input)].emplace(ConvolutionGeometry{.inputChannels = spec_.inputChannels[at(input)],
                                                   .outputChannels = spec_.channels},
                    false, generator);
            }
        }
    }
    poolNorms_.resize(at(space_.states()));
    for (const space::Edge& edge : space_.edges) {
        const int stride = strideOf(edge.source);
        EdgeLayers layers;
        for (const Operation operation : space_.operations) {
            if (operationSpec(operation).convolves()) {
                layers.convolutional.try_emplace(operation, operation, mixedChannels(), stride, generator);
            } else if (operation == Operation::SkipConnect && stride == 2) {
                layers.reducingSkip.emplace(mixedChannels(), mixedChannels(), generator);
            } else if (operationSpec(operation).pools() && space_.normalisesPools) {
                poolNorms_[at(edge.source)].try_emplace(operation, mixedChannels(), false);
            }
        }
        edges_.push_back(std::move(layers));
    }
}

torch::Tensor SharedCell::preprocess(int input, const torch::Tensor& tensor, NormalisationMode mode) const {
    if (input == 0 && reducingPreprocess_) {
        return (*reducingPreprocess_)(subsample(at::relu(tensor)), mode);
    }
    const auto& layer = preprocess_[at(input)];
    return layer ? (*layer)(at::relu(tensor), mode) : tensor;
}

torch::Tensor SharedCell::forward(
    const std::vector<torch::Tensor>& inputs, const CellMixing& mixing, NormalisationMode mode) {
    Pass pass{mixing, mode, {}, {}, {}, {}};
    torch::Tensor weights = mixing.operations;
    const int skip = space_.operationIndex(Operation::SkipConnect);
    if (mixing.auxiliarySkip != 0.0) {
        torch::Tensor extra = torch::zeros({1, space_.operationCount()}, weights.options());
        extra.select(1, skip).fill_(mixing.auxiliarySkip);
        weights = weights + extra;
    }
    if (mixing.edges.defined()) {
        weights = weights * mixing.edges.unsqueeze(1);
        pass.edges = mixing.edges.unbind();
    }
    weights = weights.flatten();
    pass.weights = weights.unbind();
    pass.rows = weights.unsqueeze(1).expand({-1, mixedChannels()}).contiguous().unbind();

    pass.states.reserve(at(space_.states()));
    const auto addState = [&](torch::Tensor whole) {
        StateView view;
        view.mixed = spec_.partialChannels == 1 ? whole : whole.slice(1, 0, mixedChannels()).contiguous();
        view.whole = std::move(whole);
        pass.states.push_back(std::move(view));
    };
    for (int input = 0; input < space_.inputs; ++input) {
        addState(preprocess(input, inputs[at(input)], mode));
    }
    for (int target = space_.inputs; target < space_.states(); ++target) {
        addState(node(target, pass));
    }
    if (space_.output == space::CellOutput::LastNode) {
        return pass.states.back().whole;
    }
    std::vector<torch::Tensor> nodes;
    for (int state = space_.inputs; state < space_.states(); ++state) {
        nodes.push_back(pass.states[at(state)].whole);
    }
    return at::cat(nodes, 1);
}

const torch::Tensor& SharedCell::pooled(int state, Operation operation, Pass& pass) const {
    StateView& view = pass.states[at(state)];
    torch::Tensor& result = view.pools[operation];
    if (!result.defined()) {
        result = pool(operation, view.mixed, strideOf(state));
        const auto norm = poolNorms_[at(state)].find(operation);
        if (norm != poolNorms_[at(state)].end()) {
            result = norm->second(result, pass.mode);
        }
    }
    return result;
}

void SharedCell::addOperation(int edge, int index, Pass& pass, NodeSum& sum) const {
    const Operation operation = space_.operations[at(index)];
    const int source = space_.edges[at(edge)].source;
    const int stride = strideOf(source);
    const int weight = edge * space_.operationCount() + index;
    StateView& view = pass.states[at(source)];
    const torch::Tensor& row = pass.rows[at(weight)];
    if (isDilated(operation) && stride == 2) {
        const auto& layers = edges_[at(edge)].convolutional.at(operation);
        NodeSum::add(sum.whole, layers(view.subsampledOnce().even, pass.mode, row, Grid::Parity));
    } else if (isDilated(operation) && view.hasEvenSize()) {
        const auto& layers = edges_[at(edge)].convolutional.at(operation);
        NodeSum::add(sum.parityImages, layers(view.parityImagesOnce(), pass.mode, row, Grid::Parity));
    } else if (operationSpec(operation).convolves()) {
        NodeSum::add(sum.whole, edges_[at(edge)].convolutional.at(operation)(view.rectifiedOnce(), pass.mode, row));
    } else if (operation == Operation::SkipConnect && stride == 2) {
        NodeSum::add(sum.whole, (*edges_[at(edge)].reducingSkip)(view.subsampledOnce(), pass.mode, row));
    } else {
        sum.plainTerms.push_back(operationSpec(operation).pools() ? pooled(source, operation, pass) : view.mixed);
        sum.plainWeights.push_back(pass.weights[at(weight)]);
    }
}

torch::Tensor SharedCell::mixedSum(int target, Pass& pass) const {
    NodeSum sum;
    const auto* only = pass.mixing.onlyOperations;
    for (int source = 0; source < target; ++source) {
        const int edge = space_.edgeIndex(source, target);
        for (int index = 0; edge >= 0 && index < space_.operationCount(); ++index) {
            const Operation operation = space_.operations[at(index)];
            if (operation != Operation::None && (only == nullptr || (*only)[at(edge)] == operation)) {
                addOperation(edge, index, pass, sum);
            }
        }
    }
    if (!sum.plainTerms.empty()) {
        NodeSum::add(sum.whole, weightedSum(torch::stack(sum.plainWeights), sum.plainTerms));
    }
    if (sum.parityImages.defined()) {
        NodeSum::add(sum.whole, fromParityImages(sum.parityImages));
    }
    // Only none on every edge is possible in NAS-Bench-201.
    return sum.whole.defined() ? sum.whole : torch::zeros_like(pass.states.front().mixed);
}

torch::Tensor SharedCell::node(int target, Pass& pass) const {
    const torch::Tensor sum = mixedSum(target, pass);
    if (spec_.partialChannels == 1) {
        return sum;
    }
    return at::channel_shuffle(at::cat({sum, bypass(target, pass)}, 1), spec_.partialChannels);
}

torch::Tensor SharedCell::bypass(int target, Pass& pass) const {
    std::vector<torch::Tensor> terms;
    std::vector<torch::Tensor> weights;
    for (int source = 0; source < target; ++source) {
        const int edge = space_.edgeIndex(source, target);
        const auto* only = pass.mixing.onlyOperations;
        if (edge < 0 || (only != nullptr && (*only)[at(edge)] == Operation::None)) {
            continue;
        }
        StateView& view = pass.states[at(source)];
        if (!view.bypass.defined()) {
            const torch::Tensor rest = view.whole.slice(1, mixedChannels()).contiguous();
            view.bypass = strideOf(source) == 2 ? at::max_pool2d(rest, {2, 2}, {2, 2}) : rest;
        }
        terms.push_back(view.bypass);
        weights.push_back(
            pass.edges.empty() ? torch::ones({}, view.bypass.options().requires_grad(false)) : pass.edges[at(edge)]);
    }
    if (terms.empty()) {
        return torch::zeros_like(pass.states.front().whole.slice(1, mixedChannels()));
    }
    return weightedSum(torch::stack(weights), terms);
}

NamedTensors SharedCell::parameters() const {
    NamedTensors tensors;
    if (reducingPreprocess_) {
        reducingPreprocess_->collectParameters(tensors, "preprocess0");
    }
    for (std::size_t input = 0; input < preprocess_.size(); ++input) {
        if (preprocess_[input]) {
            preprocess_[input]->collectParameters(tensors, "preprocess" + std::to_string(input));
        }
    }
    for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
        const std::string prefix = "edge" + std::to_string(edge) + ".";
        for (const auto& [operation, layers] : edges_[edge].convolutional) {
            layers.collectParameters(tensors, prefix + std::string(space::operationName(operation)));
        }
        if (edges_[edge].reducingSkip) {
            edges_[edge].reducingSkip->collectParameters(tensors, prefix + "skip_connect");
        }
    }
    return tensors;
}

NamedTensors SharedCell::buffers() const {
    NamedTensors tensors;
    if (reducingPreprocess_) {
        reducingPreprocess_->collectBuffers(tensors, "preprocess0");
    }
    for (std::size_t input = 0; input < preprocess_.size(); ++input) {
        if (preprocess_[input]) {
            preprocess_[input]->collectBuffers(tensors, "preprocess" + std::to_string(input));
        }
    }
    for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
        const std::string prefix = "edge" + std::to_string(edge) + ".";
        for (const auto& [operation, layers] : edges_[edge].convolutional) {
            layers.collectBuffers(tensors, prefix + std::string(space::operationName(operation)));
        }
        if (edges_[edge].reducingSkip) {
            edges_[edge].reducingSkip->collectBuffers(tensors, prefix + "skip_connect");
        }
    }
    for (std::size_t state = 0; state < poolNorms_.size(); ++state) {
        for (const auto& [operation, norm] : poolNorms_[state]) {
            norm.collectBuffers(
                tensors, "state" + std::to_string(state) + "." + std::string(space::operationName(operation)));
        }
    }
    return tensors;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet.h"

#include "core/base/error.h"
#include "core/nn/supernet_trunk.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::Operation;
using space::SearchSpace;

namespace {

void setGradients(const std::vector<torch::Tensor>& tensors, bool wanted) {
    for (torch::Tensor tensor : tensors) {
        tensor.requires_grad_(wanted);
        if (!wanted) {
            tensor.mutable_grad().reset();
        }
    }
}

std::string kindName(const SearchSpace& space, std::size_t kind) {
    return std::string(space.cellKinds[kind]);
}

[[noreturn]] void refuse(const std::string& field, const std::string& value, const std::string& allowed) {
    throw Error(ErrorCode::InvalidShape,
        "A supernet cannot be built with " + field + " = " + value + "; allowed: " + allowed + ".",
        {{"field", field}, {"value", value}, {"allowed", allowed}});
}

}

void validate(const SupernetConfig& config) {
    space::validate(config.shape);
    const int k = config.partialChannels;
    if (k != 1 && k != 2 && k != 4) {
        refuse("partialChannels", std::to_string(k), "1, 2 or 4");
    }
    if (config.shape.channels % k != 0) {
        refuse("channels", std::to_string(config.shape.channels),
            "multiples of the partial channels, " + std::to_string(k));
    }
    const SearchSpace& space = space::searchSpace(config.space);
    if (config.shape.stem == space::Stem::ImageNet && !space.hasImageNetStem) {
        refuse("stem", "imagenet", "cifar (" + std::string(space.title) + " has no other)");
    }
    const int reductions = config.shape.stem == space::Stem::ImageNet ? 32 : 4;
    if (config.shape.inputSize % reductions != 0) {
        refuse("inputSize", std::to_string(config.shape.inputSize), "multiples of " + std::to_string(reductions));
    }
}

Supernet::Supernet(const SupernetConfig& config, torch::Generator generator, std::shared_ptr<const Executor> executor)
    : config_(config)
    , executor_(std::move(executor)) {
    validate(config_);
    const SearchSpace& space = space::searchSpace(config_.space);
    trunk_ = std::make_unique<Trunk>(config_, *executor_, generator);
    const auto small = [&](torch::IntArrayRef sizes) {
        return torch::empty(sizes).normal_(0.0, 1e-3, generator).requires_grad_();
    };
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        alphas_.push_back(small({space.edgeCount(), space.operationCount()}));
    }
    if (config_.edgeNormalisation) {
        for (int kind = 0; kind < space.kindCount(); ++kind) {
            betas_.push_back(small({space.edgeCount()}));
        }
    }
    placeTensors();
}

Supernet::~Supernet() = default;
Supernet::Supernet(Supernet&&) noexcept = default;
Supernet& Supernet::operator=(Supernet&&) noexcept = default;

torch::Tensor Supernet::forward(const torch::Tensor& images) {
    const std::vector<torch::Tensor> operations = operationProbabilities();
    const std::vector<torch::Tensor> edges = edgeProbabilities();
    std::vector<CellMixing> mixings(operations.size());
    for (std::size_t kind = 0; kind < operations.size(); ++kind) {
        mixings[kind] = mixingOf(operations[kind], edges.empty() ? torch::Tensor() : edges[kind]);
        mixings[kind].auxiliarySkip = auxiliarySkip_;
    }
    return trunk_->forward(laidOut(images), mixings, {training_, updatesStatistics_});
}

torch::Tensor Supernet::forwardGenotype(
    const torch::Tensor& images, const space::Genotype& genotype, Statistics statistics) {
    const SearchSpace& space = space::searchSpace(config_.space);
    TORCH_INTERNAL_ASSERT(genotype.space == config_.space, "a genotype of another space");
    std::vector<std::vector<Operation>> chosen;
    std::vector<CellMixing> mixings(alphas_.size());
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        chosen.push_back(space::operationsByEdge(genotype, kind));
    }
    for (std::size_t kind = 0; kind < mixings.size(); ++kind) {
        mixings[kind] = mixingOf(torch::ones_like(alphas_[kind].detach()),
            config_.edgeNormalisation ? keptEdgeWeights(chosen[kind], alphas_[kind]) : torch::Tensor());
        mixings[kind].onlyOperations = &chosen[kind];
    }
    return trunk_->forward(laidOut(images), mixings, {statistics == Statistics::Batch, false});
}

torch::Tensor Supernet::keptEdgeWeights(const std::vector<Operation>& chosen, const torch::Tensor& like) const {
    const SearchSpace& space = space::searchSpace(config_.space);
    std::vector<int> kept(static_cast<std::size_t>(space.states()), 0);
    for (std::size_t edge = 0; edge < chosen.size(); ++edge) {
        kept[static_cast<std::size_t>(space.edges[edge].target)] += chosen[edge] == Operation::None ? 0 : 1;
    }
    std::vector<double> weights;
    for (const space::Edge& edge : space.edges) {
        weights.push_back(1.0 / std::max(1, kept[static_cast<std::size_t>(edge.target)]));
    }
    return torch::tensor(weights, like.options().requires_grad(false));
}

torch::Tensor Supernet::laidOut(const torch::Tensor& images) const {
    return images.contiguous(executor_->memoryFormat(config_));
}

/// What cells are mixed by, where they are computed.
CellMixing Supernet::mixingOf(const torch::Tensor& operations, const torch::Tensor& edges) const {
    return {.operations = executor_->place(operations),
        .edges = edges.defined() ? executor_->place(edges) : torch::Tensor()};
}

void Supernet::placeTensors() {
    const torch::NoGradGuard noGrad;
    const torch::MemoryFormat format = executor_->memoryFormat(config_);
    for (const NamedTensors& group : {trunk_->parameters(), trunk_->buffers()}) {
        for (const NamedTensor& entry : group) {
            torch::Tensor tensor = entry.tensor;
            const torch::Tensor placed = executor_->place(tensor);
            tensor.set_data(placed.dim() == 4 ? placed.contiguous(format) : placed);
        }
    }
}

std::vector<torch::Tensor> Supernet::architectureParameters() const {
    std::vector<torch::Tensor> parameters = alphas_;
    parameters.insert(parameters.end(), betas_.begin(), betas_.end());
    return parameters;
}

std::vector<torch::Tensor> Supernet::weights() const {
    return withoutNames(trunk_->parameters());
}

std::vector<torch::Tensor> Supernet::runningStatistics() const {
    return withoutNames(trunk_->buffers());
}

std::int64_t Supernet::weightCount() const {
    std::int64_t count = 0;
    for (const torch::Tensor& tensor : weights()) {
        count += tensor.numel();
    }
    return count;
}

std::vector<torch::Tensor> Supernet::operationProbabilities() const {
    std::vector<torch::Tensor> probabilities;
    for (const torch::Tensor& alpha : alphas_) {
        probabilities.push_back(alpha.softmax(1));
    }
    return probabilities;
}

std::vector<torch::Tensor> Supernet::edgeProbabilities() const {
    const SearchSpace& space = space::searchSpace(config_.space);
    std::vector<torch::Tensor> probabilities;
    for (const torch::Tensor& beta : betas_) {
        std::vector<torch::Tensor> byNode;
        std::int64_t begin = 0;
        for (int target = space.inputs; target < space.states(); ++target) {
            // Edges are node-major, and every earlier state has one.
            byNode.push_back(beta.slice(0, begin, begin + target).softmax(0));
            begin += target;
        }
        probabilities.push_back(at::cat(byNode));
    }
    return probabilities;
}

void Supernet::setTrainable(Side side) {
    setGradients(weights(), side != Side::Architecture);
    setGradients(architectureParameters(), side != Side::Weights);
}

void Supernet::to(torch::Dtype dtype) {
    const torch::NoGradGuard noGrad;
    for (const NamedTensor& entry : state()) {
        torch::Tensor tensor = entry.tensor;
        tensor.set_data(tensor.to(dtype));
    }
}

NamedTensors Supernet::state() const {
    const SearchSpace& space = space::searchSpace(config_.space);
    NamedTensors tensors = trunk_->parameters();
    const NamedTensors buffers = trunk_->buffers();
    tensors.insert(tensors.end(), buffers.begin(), buffers.end());
    for (std::size_t kind = 0; kind < alphas_.size(); ++kind) {
        tensors.push_back({"alpha." + kindName(space, kind), alphas_[kind]});
    }
    for (std::size_t kind = 0; kind < betas_.size(); ++kind) {
        tensors.push_back({"beta." + kindName(space, kind), betas_[kind]});
    }
    return tensors;
}

void Supernet::loadState(const NamedTensors& state) {
    copyByName(state, this->state());
}

}

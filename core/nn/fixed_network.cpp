// SPDX-License-Identifier: Apache-2.0
#include "core/nn/fixed_network.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/nn/initialisation.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::Operator;
using space::OperatorKind;

struct FixedNetwork::Pass {
    std::vector<torch::Tensor> tensors; // by tensor number, reset at their last use
    double dropPathProbability = 0.0;
    torch::Generator generator;

    [[nodiscard]] torch::Tensor path(std::int64_t images, const at::TensorOptions& options) const;
};

FixedNetwork::FixedNetwork(const space::LoweredNetwork& network, Options options, torch::Generator generator)
    : network_(network)
    , options_(options) {
    operators_ = network_.operators;
    bodyLayers_ = operators_.size();
    std::size_t tensorCount = network_.tensors.size();
    if (options_.auxiliaryHead && network_.auxiliaryInput >= 0) {
        const space::LoweredNetwork head = space::auxiliaryHead(network_);
        operators_.insert(operators_.end(), head.operators.begin(), head.operators.end());
        tensorCount = head.tensors.size();
        auxiliaryOutput_ = head.output;
    }
    tensorCount_ = tensorCount;
    createTensors(generator);
    planReleases();
    if (options_.executor) {
        convert([&](const torch::Tensor& tensor) { return options_.executor->place(tensor); });
        createFusedCells(*options_.executor);
    }
}

void FixedNetwork::createFusedCells(const Executor& executor) {
    for (const FixedCell& cell : fixedCells(network_)) {
        std::unordered_map<std::string, torch::Tensor> byName;
        for (std::size_t index = cell.place.firstOperator; index < cell.place.endOperator; ++index) {
            const std::string name = searchCellName(operators_[index]);
            for (const auto& [suffix, tensor] : tensorsOf(index)) {
                byName.emplace(name + suffix, tensor);
            }
        }
        const auto tensorOf = [&byName](const std::string& name) { return byName.at(name); };
        if (std::unique_ptr<DiscreteCell> made = executor.makeDiscreteCell(cell.spec, tensorOf)) {
            fused_.push_back({cell.place, std::move(made)});
        }
    }
}

void FixedNetwork::createTensors(torch::Generator generator) {
    const std::size_t count = operators_.size();
    weights_.resize(count);
    biases_.resize(count);
    means_.resize(count);
    variances_.resize(count);
    for (std::size_t index = 0; index < count; ++index) {
        const Operator& op = operators_[index];
        if (op.kind == OperatorKind::Convolution) {
            weights_[index] =
                newConvolutionWeight(op.outputShape.channels, op.inputShape.channels, op.groups, op.kernel, generator);
        } else if (op.kind == OperatorKind::Linear) {
            const LinearWeights linear =
                newLinearWeights(static_cast<int>(op.inputShape.elements()), op.outputShape.channels, generator);
            weights_[index] = linear.weight;
            biases_[index] = linear.bias;
        } else if (op.kind == OperatorKind::BatchNorm) {
            const NormalisationTensors norm = newNormalisation(op.outputShape.channels, true);
            weights_[index] = norm.weight;
            biases_[index] = norm.bias;
            means_[index] = norm.mean;
            variances_[index] = norm.variance;
        }
    }
}

void FixedNetwork::planReleases() {
    std::vector<std::size_t> lastUse(tensorCount_, 0);
    for (std::size_t index = 0; index < operators_.size(); ++index) {
        lastUse[static_cast<std::size_t>(operators_[index].output)] =
            index; // NAS-Bench-201 has nodes that nothing reads
        for (const int input : operators_[index].inputs) {
            lastUse[static_cast<std::size_t>(input)] = index;
        }
    }
    released_.resize(operators_.size());
    for (std::size_t tensor = 0; tensor < tensorCount_; ++tensor) {
        if (static_cast<int>(tensor) != network_.output && static_cast<int>(tensor) != auxiliaryOutput_) {
            released_[lastUse[tensor]].push_back(static_cast<int>(tensor));
        }
    }
}

torch::Tensor FixedNetwork::forward(const torch::Tensor& images) {
    Pass pass;
    return run(images, pass, bodyLayers_);
}

FixedNetwork::TrainingOutput FixedNetwork::forwardTraining(
    const torch::Tensor& images, double dropPathProbability, torch::Generator generator) {
    Pass pass;
    pass.dropPathProbability = dropPathProbability;
    pass.generator = std::move(generator);
    TrainingOutput result;
    result.logits = run(images, pass, operators_.size());
    if (auxiliaryOutput_ >= 0) {
        result.auxiliaryLogits = pass.tensors[static_cast<std::size_t>(auxiliaryOutput_)].flatten(1);
    }
    return result;
}

torch::Tensor FixedNetwork::run(const torch::Tensor& images, Pass& pass, std::size_t layers) {
    pass.tensors.resize(tensorCount_);
    pass.tensors[0] = images;
    std::size_t next = 0;
    while (next < layers) {
        const std::size_t first = next;
        if (const Fused* fused = fusedAt(first, pass)) {
            std::vector<torch::Tensor> inputs;
            for (const int tensor : fused->place.inputs) {
                inputs.push_back(pass.tensors[static_cast<std::size_t>(tensor)]);
            }
            pass.tensors[static_cast<std::size_t>(fused->place.output)] =
                fused->cell->forward(inputs, droppedPaths(*fused, pass), {training_, training_});
            next = fused->place.endOperator;
        } else {
            pass.tensors[static_cast<std::size_t>(operators_[first].output)] = applyAndDrop(first, pass);
            ++next;
        }
        for (std::size_t index = first; index < next; ++index) {
            for (const int tensor : released_[index]) {
                pass.tensors[static_cast<std::size_t>(tensor)].reset();
            }
        }
    }
    return pass.tensors[static_cast<std::size_t>(network_.output)].flatten(1);
}

/// Which images keep a path, [batch] of 0 and 1 / (1 - probability), drawn on the host.
torch::Tensor FixedNetwork::Pass::path(std::int64_t images, const at::TensorOptions& options) const {
    const double kept = 1.0 - dropPathProbability;
    return torch::empty({images}, options.device(torch::kCPU))
        .bernoulli_(kept, generator)
        .div_(kept)
        .to(options.device(), torch::typeMetaToScalarType(options.dtype()), /*non_blocking=*/true);
}

torch::Tensor FixedNetwork::applyAndDrop(std::size_t index, const Pass& pass) {
    const torch::Tensor result = apply(index, pass);
    if (operators_[index].dropPath && training_ && pass.dropPathProbability > 0.0) {
        return result * pass.path(result.size(0), result.options()).view({-1, 1, 1, 1});
    }
    return result;
}

const FixedNetwork::Fused* FixedNetwork::fusedAt(std::size_t index, const Pass& pass) const {
    const auto found = std::find_if(
        fused_.begin(), fused_.end(), [index](const Fused& fused) { return fused.place.firstOperator == index; });
    const bool usable =
        found != fused_.end() && takenByKernels(pass.tensors[static_cast<std::size_t>(found->place.inputs.back())]);
    return usable ? &*found : nullptr;
}

/// What drop-path leaves of a cell's paths, [edges, batch], drawn in the operators' order; undefined: everything.
torch::Tensor FixedNetwork::droppedPaths(const Fused& fused, const Pass& pass) const {
    if (!training_ || pass.dropPathProbability <= 0.0) {
        return {};
    }
    const torch::Tensor& input = pass.tensors[static_cast<std::size_t>(fused.place.inputs.back())];
    const auto edges = space::searchSpace(network_.architecture.genotype.space).edgeCount();
    torch::Tensor paths = torch::ones({edges, input.size(0)}, input.options());
    for (std::size_t index = fused.place.firstOperator; index < fused.place.endOperator; ++index) {
        if (operators_[index].dropPath) {
            paths.select(0, operators_[index].origin.edge).copy_(pass.path(input.size(0), input.options()));
        }
    }
    return paths;
}

torch::Tensor FixedNetwork::apply(std::size_t index, const Pass& pass) {
    const Operator& op = operators_[index];
    const torch::Tensor& input = pass.tensors[static_cast<std::size_t>(op.inputs.front())];
    switch (op.kind) {
    case OperatorKind::Convolution:
        return at::conv2d(input, weights_[index], {}, {op.stride, op.stride}, {op.padding, op.padding},
            {op.dilation, op.dilation}, op.groups);
    case OperatorKind::BatchNorm:
        return at::batch_norm(input, weights_[index], biases_[index], means_[index], variances_[index], training_,
            normalisationMomentum, normalisationEpsilon, /*cudnn_enabled=*/true);
    case OperatorKind::Relu:
        return at::relu(input);
    case OperatorKind::MaxPool:
        return at::max_pool2d(input, {op.kernel, op.kernel}, {op.stride, op.stride}, {op.padding, op.padding});
    case OperatorKind::AvgPool:
        return at::avg_pool2d(input, {op.kernel, op.kernel}, {op.stride, op.stride}, {op.padding, op.padding},
            /*ceil_mode=*/false, /*count_include_pad=*/false);
    case OperatorKind::GlobalAvgPool:
        return at::adaptive_avg_pool2d(input, {1, 1});
    case OperatorKind::Linear:
        return at::linear(input.flatten(1), weights_[index], biases_[index]);
    case OperatorKind::Add: {
        torch::Tensor sum = input + pass.tensors[static_cast<std::size_t>(op.inputs[1])];
        for (std::size_t term = 2; term < op.inputs.size(); ++term) {
            sum.add_(pass.tensors[static_cast<std::size_t>(op.inputs[term])]);
        }
        return sum;
    }
    case OperatorKind::Concat: {
        std::vector<torch::Tensor> parts;
        parts.reserve(op.inputs.size());
        for (const int part : op.inputs) {
            parts.push_back(pass.tensors[static_cast<std::size_t>(part)]);
        }
        return at::cat(parts, 1);
    }
    case OperatorKind::ShiftCrop:
        return input.slice(2, 1).slice(3, 1);
    case OperatorKind::Zero:
        return torch::zeros(
            {input.size(0), op.outputShape.channels, op.outputShape.height, op.outputShape.width}, input.options());
    }
    TORCH_INTERNAL_ASSERT(false, "operator kind without an implementation");
}

void FixedNetwork::release() {
    for (const Fused& fused : fused_) {
        fused.cell->release();
    }
}

void FixedNetwork::to(torch::Device device) {
    convert([device](const torch::Tensor& tensor) { return tensor.to(device); });
}

void FixedNetwork::to(torch::ScalarType numbers) {
    convert([numbers](const torch::Tensor& tensor) { return tensor.to(numbers); });
}

void FixedNetwork::convert(const std::function<torch::Tensor(const torch::Tensor&)>& converted) {
    const torch::NoGradGuard noGrad;
    for (auto* group : {&weights_, &biases_, &means_, &variances_}) {
        for (torch::Tensor& tensor : *group) {
            if (tensor.defined()) {
                tensor.set_data(converted(tensor));
            }
        }
    }
}

std::vector<torch::Tensor> FixedNetwork::parameters() const {
    std::vector<torch::Tensor> parameters;
    for (std::size_t index = 0; index < operators_.size(); ++index) {
        for (const torch::Tensor& tensor : {weights_[index], biases_[index]}) {
            if (tensor.defined()) {
                parameters.push_back(tensor);
            }
        }
    }
    return parameters;
}

std::vector<torch::Tensor> FixedNetwork::runningStatistics() const {
    std::vector<torch::Tensor> statistics;
    for (const auto* group : {&means_, &variances_}) {
        std::copy_if(group->begin(), group->end(), std::back_inserter(statistics),
            [](const torch::Tensor& tensor) { return tensor.defined(); });
    }
    return statistics;
}

std::int64_t FixedNetwork::parameterCount() const {
    std::int64_t count = 0;
    for (std::size_t index = 0; index < bodyLayers_; ++index) {
        count += weights_[index].defined() ? weights_[index].numel() : 0;
        count += biases_[index].defined() ? biases_[index].numel() : 0;
    }
    return count;
}

NamedTensors FixedNetwork::state() const {
    NamedTensors state;
    for (std::size_t index = 0; index < operators_.size(); ++index) {
        for (const auto& [suffix, tensor] : tensorsOf(index)) {
            state.push_back({operators_[index].name + suffix, tensor});
        }
    }
    return state;
}

NamedTensors FixedNetwork::tensorsOf(std::size_t index) const {
    NamedTensors tensors{{".weight", weights_[index]}, {".bias", biases_[index]}, {".running_mean", means_[index]},
        {".running_var", variances_[index]}};
    std::erase_if(tensors, [](const NamedTensor& entry) { return !entry.tensor.defined(); });
    return tensors;
}

void FixedNetwork::loadState(const NamedTensors& state) {
    copyByName(state, this->state());
}

void FixedNetwork::initialiseForTiming(torch::Generator generator) {
    const torch::NoGradGuard noGrad;
    for (std::size_t index = 0; index < operators_.size(); ++index) {
        if (operators_[index].kind == OperatorKind::BatchNorm) {
            weights_[index].fill_(1.0);
            biases_[index].zero_();
            means_[index].zero_();
            variances_[index].fill_(1.0);
        } else if (weights_[index].defined()) {
            // Without normalisation this scale lets activations drift by a few decades over 20 cells, far from overflow
            // and denormals.
            const double fanIn = static_cast<double>(weights_[index].numel() / weights_[index].size(0));
            weights_[index].normal_(0.0, 1.0 / std::sqrt(fanIn), generator);
            if (biases_[index].defined()) {
                biases_[index].normal_(0.0, 0.01, generator);
            }
        }
    }
}

}

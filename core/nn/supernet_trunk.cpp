// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet_trunk.h"

#include "core/nn/executor.h"
#include "core/nn/initialisation.h"
#include "core/nn/supernet_plan.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using space::SpaceId;

namespace {

ConvolutionGeometry threeByThree(int inputs, int outputs, int stride) {
    return {.inputChannels = inputs, .outputChannels = outputs, .kernel = 3, .stride = stride, .padding = 1};
}

void append(NamedTensors& into, const std::string& prefix, const NamedTensors& tensors) {
    for (const NamedTensor& entry : tensors) {
        into.push_back({prefix + entry.name, entry.tensor});
    }
}

}

ResidualReduction::ResidualReduction(int inputChannels, int outputChannels, torch::Generator generator)
    : first(threeByThree(inputChannels, outputChannels, 2), true, generator)
    , second(threeByThree(outputChannels, outputChannels, 1), true, generator)
    , shortcut({.inputChannels = inputChannels, .outputChannels = outputChannels}, generator) { }

torch::Tensor ResidualReduction::operator()(const torch::Tensor& input, NormalisationMode mode) const {
    const torch::Tensor residual = second(first(at::relu(input), mode).relu_(), mode);
    return residual + shortcut(at::avg_pool2d(input, {2, 2}, {2, 2}));
}

Supernet::Trunk::Trunk(const SupernetConfig& config, const Executor& executor, torch::Generator generator)
    : space_(config.space) {
    int channels = config.shape.inputChannels;
    const std::vector<PlannedStem> stem = planStem(config);
    for (const PlannedStem& convolution : stem) {
        const int stride = stem.size() > 1 ? 2 : 1;
        stem_.emplace_back(threeByThree(channels, convolution.channels, stride), true, generator);
        channels = convolution.channels;
    }
    addSteps(config, executor, generator);
    if (space_ == SpaceId::NasBench201) {
        lastNorm_ = SearchNorm(lastChannels_, true);
    }
    const LinearWeights head = newLinearWeights(lastChannels_, config.shape.classes, generator);
    headWeight_ = head.weight;
    headBias_ = head.bias;
}

void Supernet::Trunk::addSteps(const SupernetConfig& config, const Executor& executor, torch::Generator& generator) {
    for (const PlannedStep& planned : planSteps(config)) {
        Step step;
        step.kind = planned.kind;
        if (planned.block) {
            step.reduction =
                std::make_unique<ResidualReduction>(planned.cell.inputChannels[0], planned.cell.channels, generator);
        } else {
            step.cell = executor.makeSearchCell(planned.cell, generator);
        }
        steps_.push_back(std::move(step));
        lastChannels_ = planned.outputChannels();
    }
}

torch::Tensor Supernet::Trunk::forward(
    const torch::Tensor& images, const std::vector<CellMixing>& mixings, NormalisationMode mode) const {
    torch::Tensor last = stem_[0](images, mode);
    torch::Tensor beforeLast = last;
    if (stem_.size() == 3) {
        beforeLast = stem_[1](at::relu(last), mode);
        last = stem_[2](at::relu(beforeLast), mode);
    }
    for (const Step& step : steps_) {
        const CellMixing& mixing = mixings[static_cast<std::size_t>(step.kind)];
        if (step.reduction) {
            last = (*step.reduction)(last, mode);
        } else if (space_ == SpaceId::Darts) {
            torch::Tensor next = step.cell->forward({beforeLast, last}, mixing, mode);
            beforeLast = std::move(last);
            last = std::move(next);
        } else {
            last = step.cell->forward({last}, mixing, mode);
        }
    }
    if (space_ == SpaceId::NasBench201) {
        last = at::relu(lastNorm_(last, mode));
    }
    return at::linear(at::adaptive_avg_pool2d(last, {1, 1}).flatten(1), headWeight_, headBias_);
}

NamedTensors Supernet::Trunk::parameters() const {
    NamedTensors tensors;
    for (std::size_t index = 0; index < stem_.size(); ++index) {
        stem_[index].collectParameters(tensors, "stem" + std::to_string(index));
    }
    for (std::size_t index = 0; index < steps_.size(); ++index) {
        const std::string prefix = "cells." + std::to_string(index) + ".";
        if (steps_[index].reduction) {
            steps_[index].reduction->first.collectParameters(tensors, prefix + "conv1");
            steps_[index].reduction->second.collectParameters(tensors, prefix + "conv2");
            steps_[index].reduction->shortcut.collectParameters(tensors, prefix + "shortcut.weight");
        } else {
            append(tensors, prefix, steps_[index].cell->parameters());
        }
    }
    if (space_ == SpaceId::NasBench201) {
        lastNorm_.collectParameters(tensors, "last");
    }
    tensors.push_back({"classifier.weight", headWeight_});
    tensors.push_back({"classifier.bias", headBias_});
    return tensors;
}

NamedTensors Supernet::Trunk::buffers() const {
    NamedTensors tensors;
    for (std::size_t index = 0; index < stem_.size(); ++index) {
        stem_[index].collectBuffers(tensors, "stem" + std::to_string(index));
    }
    for (std::size_t index = 0; index < steps_.size(); ++index) {
        const std::string prefix = "cells." + std::to_string(index) + ".";
        if (steps_[index].reduction) {
            steps_[index].reduction->first.collectBuffers(tensors, prefix + "conv1");
            steps_[index].reduction->second.collectBuffers(tensors, prefix + "conv2");
        } else {
            append(tensors, prefix, steps_[index].cell->buffers());
        }
    }
    if (space_ == SpaceId::NasBench201) {
        lastNorm_.collectBuffers(tensors, "last");
    }
    return tensors;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet_trunk.h"

#include <algorithm>

#include "core/nn/executor.h"
#include "core/nn/initialisation.h"
#include "core/nn/supernet_plan.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

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
    : space_(space::searchSpace(config.space)) {
    const space::Skeleton skeleton = skeletonOf(config);
    int channels = config.shape.inputChannels;
    for (const space::StemLayer& layer : skeleton.stem) {
        stem_.emplace_back(threeByThree(channels, layer.channels, layer.stride), true, generator);
        channels = layer.channels;
    }
    for (const space::SkeletonStep& planned : skeleton.steps) {
        Step step;
        if (planned.isBlock()) {
            step.reduction = std::make_unique<ResidualReduction>(planned.inputChannels[0], planned.channels, generator);
        } else {
            step.kind = static_cast<std::size_t>(planned.kind);
            step.cell = executor.makeSearchCell(cellSpec(config, planned), generator);
        }
        steps_.push_back(std::move(step));
        channels = planned.outputChannels;
    }
    if (space_.normalisesLast) {
        lastNorm_ = SearchNorm(channels, true);
    }
    const LinearWeights head = newLinearWeights(channels, config.shape.classes, generator);
    headWeight_ = head.weight;
    headBias_ = head.bias;
}

torch::Tensor Supernet::Trunk::forward(
    const torch::Tensor& images, const std::vector<CellMixing>& mixings, NormalisationMode mode) const {
    const auto inputs = static_cast<std::size_t>(space_.inputs);
    std::vector<torch::Tensor> newest; // as many outputs as a cell reads, the last one the newest
    const auto keep = [&](torch::Tensor output) {
        newest.resize(std::max(newest.size(), inputs), output); // of a single stem layer all inputs read
        newest.erase(newest.begin());
        newest.push_back(std::move(output));
    };
    for (const NormedConvolution& layer : stem_) {
        keep(layer(newest.empty() ? images : at::relu(newest.back()), mode));
    }
    for (const Step& step : steps_) {
        keep(step.reduction ? (*step.reduction)(newest.back(), mode)
                            : step.cell->forward(newest, mixings[step.kind], mode));
    }
    torch::Tensor last = newest.back();
    if (space_.normalisesLast) {
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
    if (space_.normalisesLast) {
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
    if (space_.normalisesLast) {
        lastNorm_.collectBuffers(tensors, "last");
    }
    return tensors;
}

}

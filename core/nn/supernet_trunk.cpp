// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet_trunk.h"

#include <torch/torch.h>

#include "core/nn/fused_cell.h"
#include "core/nn/initialisation.h"

namespace paretoscope::nn {

using space::SpaceId;
using space::Stem;

namespace {

std::unique_ptr<SearchCell> makeCell(CellKernels kernels, const CellSpec& spec, torch::Generator generator) {
    return kernels == CellKernels::Fused ? makeFusedCell(spec, std::move(generator))
                                         : makeSharedCell(spec, std::move(generator));
}

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

Supernet::Trunk::Trunk(const SupernetConfig& config, torch::Generator generator)
    : space_(config.space)
    , stemKind_(config.shape.stem) {
    if (space_ == SpaceId::Darts) {
        buildDarts(config, generator);
    } else {
        buildNasBench201(config, generator);
    }
    const LinearWeights head = newLinearWeights(lastChannels_, config.shape.classes, generator);
    headWeight_ = head.weight;
    headBias_ = head.bias;
}

void Supernet::Trunk::buildDarts(const SupernetConfig& config, torch::Generator& generator) {
    const space::Shape& shape = config.shape;
    const int nodes = space::searchSpace(config.space).nodes;
    const int stemChannels = 3 * shape.channels; // DARTS' stem multiplier; PC-DARTS keeps it on ImageNet
    if (stemKind_ == Stem::Cifar) {
        stem_.emplace_back(threeByThree(shape.inputChannels, stemChannels, 1), true, generator);
    } else {
        stem_.emplace_back(threeByThree(shape.inputChannels, stemChannels / 2, 2), true, generator);
        stem_.emplace_back(threeByThree(stemChannels / 2, stemChannels, 2), true, generator);
        stem_.emplace_back(threeByThree(stemChannels, stemChannels, 2), true, generator);
    }
    int beforeLast = stemChannels;
    int last = stemChannels;
    int channels = shape.channels;
    bool afterReduction = stemKind_ == Stem::ImageNet;
    for (int index = 0; index < shape.cells; ++index) {
        const bool reduction = index == shape.cells / 3 || index == 2 * shape.cells / 3;
        channels *= reduction ? 2 : 1;
        Step step;
        step.kind = reduction ? 1 : 0;
        step.cell = makeCell(config.kernels,
            {.space = config.space,
                .reduction = reduction,
                .afterReduction = afterReduction,
                .inputChannels = {beforeLast, last},
                .channels = channels,
                .partialChannels = config.partialChannels},
            generator);
        steps_.push_back(std::move(step));
        afterReduction = reduction;
        beforeLast = last;
        last = nodes * channels;
    }
    lastChannels_ = last;
}

void Supernet::Trunk::buildNasBench201(const SupernetConfig& config, torch::Generator& generator) {
    const space::Shape& shape = config.shape;
    constexpr int stages = 3;
    int channels = shape.channels;
    stem_.emplace_back(threeByThree(shape.inputChannels, channels, 1), true, generator);
    for (int stage = 0; stage < stages; ++stage) {
        if (stage > 0) {
            Step block;
            block.reduction = std::make_unique<ResidualReduction>(channels, 2 * channels, generator);
            steps_.push_back(std::move(block));
            channels *= 2;
        }
        for (int index = 0; index < shape.cells; ++index) {
            Step step;
            step.cell = makeCell(config.kernels,
                {.space = config.space,
                    .inputChannels = {channels},
                    .channels = channels,
                    .partialChannels = config.partialChannels},
                generator);
            steps_.push_back(std::move(step));
        }
    }
    lastNorm_ = SearchNorm(channels, true);
    lastChannels_ = channels;
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

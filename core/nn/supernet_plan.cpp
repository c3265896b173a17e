// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet_plan.h"

#include <algorithm>
#include <stdexcept>

#include "core/nn/cpu/cell_scratch.h"

namespace paretoscope::nn {

using space::SpaceId;
using space::Stem;

namespace {

std::vector<PlannedStep> planDarts(const SupernetConfig& config) {
    const space::Shape& shape = config.shape;
    const int nodes = space::searchSpace(config.space).nodes;
    const std::vector<PlannedStem> stem = planStem(config);
    int beforeLast = stem.back().channels;
    int last = stem.back().channels;
    int size = stem.back().outputSize;
    int channels = shape.channels;
    bool afterReduction = shape.stem == Stem::ImageNet;
    std::vector<PlannedStep> steps;
    for (int index = 0; index < shape.cells; ++index) {
        const bool reduction = index == shape.cells / 3 || index == 2 * shape.cells / 3;
        channels *= reduction ? 2 : 1;
        PlannedStep step;
        step.kind = reduction ? 1 : 0;
        step.cell = {.space = config.space,
            .reduction = reduction,
            .afterReduction = afterReduction,
            .inputChannels = {beforeLast, last},
            .channels = channels,
            .partialChannels = config.partialChannels};
        step.inputSize = size;
        size = reduction ? (size + 1) / 2 : size;
        step.outputSize = size;
        steps.push_back(std::move(step));
        afterReduction = reduction;
        beforeLast = last;
        last = nodes * channels;
    }
    return steps;
}

std::vector<PlannedStep> planNasBench201(const SupernetConfig& config) {
    constexpr int stages = 3;
    int channels = config.shape.channels;
    int size = config.shape.inputSize;
    std::vector<PlannedStep> steps;
    const auto add = [&](bool block, int outputChannels, int outputSize) {
        PlannedStep step;
        step.block = block;
        step.cell = {.space = config.space,
            .inputChannels = {channels},
            .channels = outputChannels,
            .partialChannels = block ? 1 : config.partialChannels};
        step.inputSize = size;
        step.outputSize = outputSize;
        steps.push_back(std::move(step));
        channels = outputChannels;
        size = outputSize;
    };
    for (int stage = 0; stage < stages; ++stage) {
        if (stage > 0) {
            add(true, 2 * channels, (size + 1) / 2);
        }
        for (int index = 0; index < config.shape.cells; ++index) {
            add(false, channels, size);
        }
    }
    return steps;
}

/// What a cell keeps from its forward to its backward pass, and its threads' scratch; `parameters` counts on.
std::int64_t cellBytes(const PlannedStep& step, int batch, int threads, std::int64_t& parameters) {
    const CellSpec& spec = step.cell;
    try {
        const cpu::CellLayout layout(
            {spec.space, spec.reduction, spec.afterReduction, spec.inputChannels, spec.channels, spec.partialChannels},
            {batch, step.inputSize, step.inputSize});
        parameters += layout.parameterCount;
        return static_cast<std::int64_t>(layout.activationCount * sizeof(float) + layout.argumentCount)
            + threads * cpu::CellScratch<float>::bytesPerThread(layout);
    } catch (const std::length_error&) { // too large for the kernels, so for any memory: one map of each operation
        const space::SearchSpace& space = space::searchSpace(spec.space);
        return static_cast<std::int64_t>(sizeof(float)) * space.edgeCount() * space.operationCount() * batch
            * spec.channels * step.outputSize * step.outputSize;
    }
}

}

int PlannedStep::outputChannels() const {
    return cell.space == SpaceId::Darts ? space::searchSpace(cell.space).nodes * cell.channels : cell.channels;
}

std::vector<PlannedStep> planSteps(const SupernetConfig& config) {
    return config.space == SpaceId::Darts ? planDarts(config) : planNasBench201(config);
}

std::vector<PlannedStem> planStem(const SupernetConfig& config) {
    const space::Shape& shape = config.shape;
    const int size = shape.inputSize;
    if (config.space == SpaceId::NasBench201) {
        return {{shape.channels, size}};
    }
    const int channels = 3 * shape.channels; // DARTS' stem multiplier; PC-DARTS keeps it on ImageNet
    if (shape.stem == Stem::Cifar) {
        return {{channels, size}};
    }
    return {{channels / 2, (size + 1) / 2}, {channels, (size + 3) / 4}, {channels, (size + 7) / 8}};
}

std::int64_t fusedSupernetBytes(const SupernetConfig& config, int batch, int threads) {
    constexpr std::int64_t floatBytes = sizeof(float);
    // Measured, not counted: what the first step makes LibTorch and oneDNN load and keep, and the copies in oneDNN's
    // own layouts beside a stem's convolution output, normalised output and their gradients.
    constexpr std::int64_t firstStepBytes = 40LL << 20;
    constexpr int mapsPerStem = 7;
    const auto mapBytes = [&](int channels, int size) { return floatBytes * batch * channels * size * size; };
    std::int64_t bytes = firstStepBytes;
    std::int64_t largest = 0;
    for (const PlannedStem& stem : planStem(config)) {
        bytes += mapsPerStem * mapBytes(stem.channels, stem.outputSize);
        largest = std::max(largest, mapBytes(stem.channels, stem.outputSize));
    }
    std::int64_t parameters = 0;
    for (const PlannedStep& step : planSteps(config)) {
        const std::int64_t output = mapBytes(step.outputChannels(), step.outputSize);
        bytes += output;
        largest = std::max(largest, output);
        if (step.block) {
            bytes += 6 * output; // three convolutions, two normalisations, a sum
            parameters += static_cast<std::int64_t>(step.cell.channels)
                * (9 * step.cell.channels + 10 * step.cell.inputChannels[0]);
        } else {
            bytes += cellBytes(step, batch, threads, parameters);
        }
    }
    // Going backwards: the gradients of a cell's output and of its two inputs. Weights, gradients, momentum and a
    // checkpoint.
    return bytes + 3 * largest + 4 * floatBytes * parameters;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet_plan.h"

#include <algorithm>
#include <stdexcept>

#include "core/nn/cpu/cell_scratch.h"

namespace paretoscope::nn {

namespace {

/// What a cell keeps from its forward to its backward pass, and its threads' scratch; `parameters` counts on.
std::int64_t cellBytes(
    const CellSpec& spec, const space::SkeletonStep& step, int batch, int threads, std::int64_t& parameters) {
    try {
        const cpu::CellLayout layout(spec, {batch, step.inputSize, step.inputSize});
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

space::Skeleton skeletonOf(const SupernetConfig& config) {
    return space::searchSpace(config.space).skeleton(config.shape, space::NetworkUse::Search);
}

CellSpec cellSpec(const SupernetConfig& config, const space::SkeletonStep& step) {
    CellSpec spec = cellSpec(config.space, step);
    spec.partialChannels = config.partialChannels;
    return spec;
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
    const space::Skeleton skeleton = skeletonOf(config);
    for (const space::StemLayer& layer : skeleton.stem) {
        bytes += mapsPerStem * mapBytes(layer.channels, layer.outputSize);
        largest = std::max(largest, mapBytes(layer.channels, layer.outputSize));
    }
    std::int64_t parameters = 0;
    for (const space::SkeletonStep& step : skeleton.steps) {
        const std::int64_t output = mapBytes(step.outputChannels, step.outputSize);
        bytes += output;
        largest = std::max(largest, output);
        if (step.isBlock()) {
            bytes += 6 * output; // three convolutions, two normalisations, a sum
            parameters += static_cast<std::int64_t>(step.channels) * (9 * step.channels + 10 * step.inputChannels[0]);
        } else {
            bytes += cellBytes(cellSpec(config, step), step, batch, threads, parameters);
        }
    }
    // Going backwards: the gradients of a cell's output and of its two inputs. Weights, gradients, momentum and a
    // checkpoint.
    return bytes + 3 * largest + 4 * floatBytes * parameters;
}

}

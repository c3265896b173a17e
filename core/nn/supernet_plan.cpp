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

std::int64_t stockSupernetBytes(const SupernetConfig& config, int batch) {
    constexpr std::int64_t floatBytes = sizeof(float);
    constexpr std::int64_t libraryBytes = 600LL << 20; // a device's context, its loaded kernels and their workspaces
    constexpr int mapsOfConvolution = 2; // what it reads (rectified, or the half before) and what it puts out
    constexpr int mapsOfPlain = 3; // a pool's output, and its arguments of eight bytes
    constexpr int mapsOfNode = 4; // preprocessed, rectified, subsampled, and the sum
    constexpr double temporaries = 1.5; // gradients on the way back, and what the allocator cannot use
    const space::SearchSpace& space = space::searchSpace(config.space);
    std::int64_t mapsOfEdge = 0;
    for (const space::Operation operation : space.operations) {
        const space::OperationSpec& spec = space::operationSpec(operation);
        if (spec.convolves()) {
            const int layers = spec.kind == space::OperationKind::Depthwise ? 2 : 1;
            mapsOfEdge += std::int64_t{mapsOfConvolution} * layers * spec.repetitions;
        } else if (operation != space::Operation::None) {
            mapsOfEdge += mapsOfPlain;
        }
    }
    double bytes = 0;
    for (const space::SkeletonStep& step : skeletonOf(config).steps) {
        const double map = static_cast<double>(floatBytes) * batch * step.channels * step.outputSize * step.outputSize;
        bytes += step.isBlock() ? 8 * map
                                : map * mapsOfNode * space.states()
                + map / config.partialChannels * static_cast<double>(mapsOfEdge * space.edgeCount());
    }
    return libraryBytes + static_cast<std::int64_t>(temporaries * bytes);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/memory_plan.h"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <vector>

#include "core/nn/cpu/scratch_sizes.h"
#include "core/nn/supernet_plan.h"

namespace paretoscope::nn {

namespace {

constexpr std::int64_t floatBytes = sizeof(float);

struct Sizes {
    std::int64_t bytes = 0; ///< of activations and scratch
    std::int64_t parameters = 0; ///< numbers
};

/// What a cell keeps from its forward to its backward pass, and its threads' scratch.
Sizes cellSizes(const CellSpec& spec, const space::SkeletonStep& step, int batch, int threads) {
    try {
        const cpu::CellLayout layout(spec, {batch, step.inputSize, step.inputSize});
        return {static_cast<std::int64_t>(layout.activationCount * sizeof(float) + layout.argumentCount)
                + threads * cpu::scratchBytesPerThread<float>(layout),
            layout.parameterCount};
    } catch (const std::length_error&) { // too large for the kernels, so for any memory: one map of each operation
        const space::SearchSpace& space = space::searchSpace(spec.space);
        const int operations = spec.discrete() ? 1 : space.operationCount();
        return {
            floatBytes * space.edgeCount() * operations * batch * spec.channels * step.outputSize * step.outputSize, 0};
    }
}

/// Networks repeat few cells often.
class KnownCells {
public:
    KnownCells(int batch, int threads) : batch_(batch), threads_(threads) { }

    Sizes of(const CellSpec& spec, const space::SkeletonStep& step) {
        const auto found = std::ranges::find_if(known_, [&](const Known& known) {
            return known.inputSize == step.inputSize && known.outputSize == step.outputSize && known.spec == spec;
        });
        if (found != known_.end()) {
            return found->sizes;
        }
        known_.push_back({spec, step.inputSize, step.outputSize, cellSizes(spec, step, batch_, threads_)});
        return known_.back().sizes;
    }

private:
    struct Known {
        CellSpec spec;
        int inputSize;
        int outputSize;
        Sizes sizes;
    };

    int batch_;
    int threads_;
    std::vector<Known> known_;
};

/// All of a network but what the first step loads; `cellOf`: the sizes of a step that is a cell.
Sizes networkSizes(const space::Skeleton& skeleton, const space::Shape& shape, int batch,
    const std::function<Sizes(const space::SkeletonStep&)>& cellOf) {
    // Measured, not counted: the copies in oneDNN's own layouts beside a stem's convolution output, normalised output
    // and their gradients.
    constexpr int mapsPerStem = 7;
    const auto mapBytes = [&](int channels, int size) { return floatBytes * batch * channels * size * size; };
    Sizes sizes;
    std::int64_t largest = 0;
    for (const space::StemLayer& layer : skeleton.stem) {
        sizes.bytes += mapsPerStem * mapBytes(layer.channels, layer.outputSize);
        largest = std::max(largest, mapBytes(layer.channels, layer.outputSize));
    }
    for (const space::SkeletonStep& step : skeleton.steps) {
        const std::int64_t output = mapBytes(step.outputChannels, step.outputSize);
        sizes.bytes += output;
        largest = std::max(largest, output);
        if (step.isBlock()) {
            sizes.bytes += 6 * output; // three convolutions, two normalisations, a sum
            sizes.parameters +=
                static_cast<std::int64_t>(step.channels) * (9 * step.channels + 10 * step.inputChannels[0]);
        } else {
            const Sizes cell = cellOf(step);
            sizes.bytes += cell.bytes;
            sizes.parameters += cell.parameters;
        }
    }
    if (!skeleton.steps.empty()) {
        sizes.parameters += static_cast<std::int64_t>(skeleton.steps.back().outputChannels) * shape.classes;
    }
    sizes.bytes += 3 * largest; // going backwards: the gradients of a cell's output and of its two inputs
    return sizes;
}

/// Weights, gradients, momentum and a checkpoint.
std::int64_t weightBytes(const Sizes& sizes) {
    return 4 * floatBytes * sizes.parameters;
}

/// One operation on the first edges of each node, as many as a genotype keeps.
std::vector<space::Operation> everywhere(const space::SearchSpace& space, space::Operation operation) {
    std::vector<space::Operation> chosen;
    std::vector<int> kept(static_cast<std::size_t>(space.states()), 0);
    for (const space::Edge& edge : space.edges) {
        int& ofNode = kept[static_cast<std::size_t>(edge.target)];
        const bool holds = space.edgesKeptPerNode == 0 || ofNode < space.edgesKeptPerNode;
        ofNode += holds ? 1 : 0;
        chosen.push_back(holds ? operation : space::Operation::None);
    }
    return chosen;
}

}

std::int64_t fusedSupernetBytes(const SupernetConfig& config, int batch, int threads) {
    KnownCells cells(batch, threads);
    const Sizes sizes = networkSizes(skeletonOf(config), config.shape, batch,
        [&](const space::SkeletonStep& step) { return cells.of(cellSpec(config, step), step); });
    return firstStepBytes + sizes.bytes + weightBytes(sizes);
}

TrainingBytes fusedTrainingBytes(
    space::SpaceId spaceId, const space::Shape& shape, const space::Genotype* genotype, int batch, int threads) {
    const space::SearchSpace& space = space::searchSpace(spaceId);
    KnownCells cells(batch, threads);
    const auto cellOf = [&](const space::SkeletonStep& step) {
        CellSpec spec = cellSpec(spaceId, step);
        if (genotype != nullptr) {
            spec.chosen = space::operationsByEdge(*genotype, step.kind);
            return cells.of(spec, step);
        }
        Sizes most;
        for (const space::Operation operation : space.operations) {
            if (space::operationSpec(operation).convolves()) {
                spec.chosen = everywhere(space, operation);
                const Sizes sizes = cells.of(spec, step);
                most = {std::max(most.bytes, sizes.bytes), std::max(most.parameters, sizes.parameters)};
            }
        }
        return most;
    };
    const Sizes sizes = networkSizes(space.skeleton(shape, space::NetworkUse::Evaluation), shape, batch, cellOf);
    return {.kept = weightBytes(sizes), .working = sizes.bytes};
}

std::int64_t stockSupernetBytes(const SupernetConfig& config, int batch) {
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

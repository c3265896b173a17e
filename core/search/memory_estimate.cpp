// SPDX-License-Identifier: Apache-2.0
#include "core/search/memory_estimate.h"

#include "core/nn/supernet_plan.h"
#include "core/space/lowering.h"

namespace paretoscope::search {
namespace {

constexpr std::int64_t floatBytes = 4;
/// What LibTorch and its thread pools take before the first tensor.
constexpr std::int64_t libraryBytes = 200LL << 20;
/// Backward passes keep about three of four outputs of a separable convolution (a ReLU's is the next one's input, a
/// batch normalisation keeps its input only); gradients under way make up for the rest.
constexpr double keptPerOutput = 1.0;

std::int64_t activationElements(const space::LoweredNetwork& network) {
    std::int64_t elements = 0;
    for (const space::Operator& each : network.operators) {
        elements += each.outputShape.elements();
    }
    return elements;
}

}

std::int64_t searchMemoryBytes(const SearchOptions& options, int threads) {
    const nn::SupernetConfig config{
        .space = options.space, .shape = options.shape, .partialChannels = options.partialChannels};
    return libraryBytes + nn::fusedSupernetBytes(config, options.batchSize, threads);
}

std::int64_t trainingMemoryBytes(const TrainingOptions& options, const space::Architecture& architecture) {
    const space::LoweredNetwork network = space::lower(architecture);
    const double elements = static_cast<double>(activationElements(network)) * keptPerOutput * options.batchSize
        + static_cast<double>(network.parameters()) * 4;
    return libraryBytes + static_cast<std::int64_t>(elements) * floatBytes;
}

}

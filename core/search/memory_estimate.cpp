// SPDX-License-Identifier: Apache-2.0
#include "core/search/memory_estimate.h"

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

/// The lowering of a cell full of one operation: each kept edge carries it.
space::LoweredNetwork fullOf(space::SpaceId id, space::Operation operation, const space::Shape& shape) {
    const space::SearchSpace& space = space::searchSpace(id);
    space::Genotype genotype{.space = id, .cells = {}};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        space::CellGenotype cell;
        for (int node = space.inputs; node < space.states(); ++node) {
            const int edges = space.edgesKeptPerNode > 0 ? space.edgesKeptPerNode : node;
            for (int source = 0; source < edges; ++source) {
                cell.choices.push_back({operation, source, node});
            }
        }
        genotype.cells.push_back(cell);
    }
    return space::lower({genotype, shape});
}

}

std::int64_t searchMemoryBytes(const SearchOptions& options) {
    const space::SearchSpace& space = space::searchSpace(options.space);
    // A discrete cell keeps two edges a node where the supernet has every edge: scale by the edges, sum over the
    // operations.
    const double keptEdges = space.edgesKeptPerNode > 0 ? space.edgesKeptPerNode * space.nodes : space.edgeCount();
    const double edgeFactor = space.edgeCount() / keptEdges / options.partialChannels;
    // Stem, preprocessing and head come once: they are what a cell full of identities consists of.
    const space::LoweredNetwork frame = fullOf(options.space, space::Operation::SkipConnect, options.shape);
    auto activations = static_cast<double>(activationElements(frame));
    auto parameters = static_cast<double>(frame.parameters());
    for (const space::Operation operation : space.operations) {
        if (operation != space::Operation::None && operation != space::Operation::SkipConnect) {
            const space::LoweredNetwork network = fullOf(options.space, operation, options.shape);
            activations += static_cast<double>(activationElements(network) - activationElements(frame)) * edgeFactor;
            parameters += static_cast<double>(network.parameters() - frame.parameters()) * edgeFactor;
        }
    }
    const double copies = options.order == GradientOrder::Second ? 7 : 4; // weights, gradients, momentum, a checkpoint
    const double elements = activations * keptPerOutput * options.batchSize + parameters * copies;
    return libraryBytes + static_cast<std::int64_t>(elements) * floatBytes;
}

std::int64_t trainingMemoryBytes(const TrainingOptions& options, const space::Architecture& architecture) {
    const space::LoweredNetwork network = space::lower(architecture);
    const double elements = static_cast<double>(activationElements(network)) * keptPerOutput * options.batchSize
        + static_cast<double>(network.parameters()) * 4;
    return libraryBytes + static_cast<std::int64_t>(elements) * floatBytes;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/packed_features.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/error.h"

namespace paretoscope::predictor {

namespace {

constexpr std::size_t structuresPerKind = 6; // see structureOf in features.cpp
constexpr std::size_t mostStates = 8;
constexpr std::size_t mostOperations = 16;
constexpr std::size_t mostEdges = 32; // bits of EdgesThatMatter

void requireAtMost(const std::string& what, std::size_t count, std::size_t most) {
    if (count > most) {
        throw Error(ErrorCode::InvalidValue,
            "Predictions are made for cells of at most " + std::to_string(most) + " " + what + ", not of "
                + std::to_string(count) + ".",
            {{"field", what}, {"value", std::to_string(count)}, {"allowed", std::to_string(most)}});
    }
}

/// How the edges at the states of one end share them.
struct Sharing {
    int edges = 0; ///< Σ (edges at the state)²
    int operations = 0; ///< Σ Σ (equal operations at the state)²
    int states = 0; ///< with at least one edge
};

Sharing sharing(const space::SearchSpace& space, const std::uint8_t* operations, int none, int space::Edge::*end) {
    std::array<std::array<int, mostOperations>, mostStates> times{};
    std::array<int, mostStates> edges{};
    for (std::size_t e = 0; e < space.edges.size(); ++e) {
        if (operations[e] != none) {
            const auto state = static_cast<std::size_t>(space.edges[e].*end);
            ++times[state][operations[e]];
            ++edges[state];
        }
    }
    Sharing result;
    for (std::size_t state = 0; state < static_cast<std::size_t>(space.states()); ++state) {
        result.edges += edges[state] * edges[state];
        result.states += edges[state] > 0 ? 1 : 0;
        for (std::size_t operation = 0; operation < space.operations.size(); ++operation) {
            result.operations += times[state][operation] * times[state][operation];
        }
    }
    return result;
}

}

PackedFeatures::PackedFeatures(const space::SearchSpace& space)
    : groups_(space)
    , none_(groups_.space().operationIndex(space::Operation::None))
    , skip_(groups_.space().operationIndex(space::Operation::SkipConnect)) {
    requireAtMost("states", static_cast<std::size_t>(space.states()), mostStates);
    requireAtMost("operations", space.operations.size(), mostOperations);
    requireAtMost("edges", space.edges.size(), mostEdges);
    packedLength_ = static_cast<std::size_t>(space.kindCount() * space.edgeCount());
    structures_ = structuresPerKind * static_cast<std::size_t>(space.kindCount());
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                columnOf_.push_back(groups_.column(kind, edge, operation));
            }
        }
    }
}

void PackedFeatures::write(std::span<const std::uint8_t> packed, std::span<float> counts, std::span<float> structure,
    std::span<float> live) const {
    const space::SearchSpace& space = groups_.space();
    const auto edges = static_cast<std::size_t>(space.edgeCount());
    const auto operations = static_cast<std::size_t>(space.operationCount());
    std::ranges::fill(counts, 0.0F);
    std::ranges::fill(live, 0.0F);
    for (std::size_t kind = 0; kind * edges < packed.size(); ++kind) {
        const std::uint8_t* cell = packed.data() + kind * edges;
        const EdgesThatMatter matter = hasLive() ? edgesThatMatter(cell) : EdgesThatMatter{};
        const std::array blocks{matter.live, matter.heard, matter.muted};
        for (std::size_t edge = 0; edge < edges; ++edge) {
            const int column = columnOf_[(kind * edges + edge) * operations + cell[edge]];
            if (column >= 0) {
                counts[static_cast<std::size_t>(column)] += 1;
                for (std::size_t block = 0; block < blocks.size(); ++block) {
                    if ((blocks.at(block) >> edge & 1U) != 0) {
                        live[block * columns() + static_cast<std::size_t>(column)] += 1;
                    }
                }
            }
        }
        writeStructure(cell, structure.subspan(kind * structuresPerKind, structuresPerKind));
    }
}

void PackedFeatures::writeStructure(const std::uint8_t* operations, std::span<float> structure) const {
    const space::SearchSpace& space = groups_.space();
    std::array<int, mostStates> depth{};
    for (std::size_t e = 0; e < space.edges.size(); ++e) { // node-major: sources are final before they are read
        if (operations[e] != none_) {
            int& target = depth[static_cast<std::size_t>(space.edges[e].target)];
            target = std::max(target, depth[static_cast<std::size_t>(space.edges[e].source)] + 1);
        }
    }
    int deepest = 0;
    int sum = 0;
    for (int state = space.inputs; state < space.states(); ++state) {
        deepest = std::max(deepest, depth[static_cast<std::size_t>(state)]);
        sum += depth[static_cast<std::size_t>(state)];
    }
    const Sharing sources = sharing(space, operations, none_, &space::Edge::source);
    const Sharing targets = sharing(space, operations, none_, &space::Edge::target);
    const std::array values{deepest, sum, sources.edges, sources.operations, sources.states, targets.operations};
    std::ranges::transform(values, structure.begin(), [](int value) { return static_cast<float>(value); });
}

bool PackedFeatures::aloneAtTarget(const std::uint8_t* operations, std::size_t edge, std::uint32_t reached) const {
    const space::SearchSpace& space = groups_.space();
    for (std::size_t e = 0; e < space.edges.size(); ++e) {
        const bool passesZeros =
            operations[e] == skip_ && (reached >> static_cast<unsigned>(space.edges[e].source) & 1U) == 0;
        if (e != edge && space.edges[e].target == space.edges[edge].target && operations[e] != none_ && !passesZeros) {
            return false;
        }
    }
    return true;
}

PackedFeatures::EdgesThatMatter PackedFeatures::edgesThatMatter(const std::uint8_t* operations) const {
    const space::SearchSpace& space = groups_.space();
    std::uint32_t reached = (1U << static_cast<unsigned>(space.inputs)) - 1; // states that hear from an input
    for (std::size_t e = 0; e < space.edges.size(); ++e) {
        if (operations[e] != none_ && (reached >> static_cast<unsigned>(space.edges[e].source) & 1U) != 0) {
            reached |= 1U << static_cast<unsigned>(space.edges[e].target);
        }
    }
    std::uint32_t heard = 1U << static_cast<unsigned>(space.states() - 1); // states that the output hears from
    for (std::size_t e = space.edges.size(); e-- > 0;) {
        if (operations[e] != none_ && (heard >> static_cast<unsigned>(space.edges[e].target) & 1U) != 0) {
            heard |= 1U << static_cast<unsigned>(space.edges[e].source);
        }
    }
    EdgesThatMatter result;
    for (std::size_t e = 0; e < space.edges.size(); ++e) {
        const bool isHeard = (heard >> static_cast<unsigned>(space.edges[e].target) & 1U) != 0;
        const bool isReached = (reached >> static_cast<unsigned>(space.edges[e].source) & 1U) != 0;
        result.heard |= isHeard ? 1U << e : 0;
        result.live |= isHeard && isReached ? 1U << e : 0;
        result.muted |= !isHeard && aloneAtTarget(operations, e, reached) ? 1U << e : 0;
    }
    return result;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/space/encoding.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"

namespace paretoscope::space {

namespace {

[[noreturn]] void reject(const std::string& problem) {
    throw Error(
        ErrorCode::InvalidGenotype, "The encoding describes no genotype: " + problem + ".", {{"problem", problem}});
}

struct ScoredChoice {
    Choice choice;
    float score;
};

/// The largest entry of an edge's row; 'none' cannot win where a node keeps only some of its edges.
ScoredChoice best(const SearchSpace& space, const Edge& edge, std::span<const float> row) {
    const bool noneAllowed = space.edgesKeptPerNode == 0;
    ScoredChoice winner{{Operation::None, edge.source, edge.target}, -1.0F};
    for (std::size_t i = 0; i < row.size(); ++i) {
        if ((noneAllowed || space.operations[i] != Operation::None) && row[i] > winner.score) {
            winner = {{space.operations[i], edge.source, edge.target}, row[i]};
        }
    }
    return winner;
}

std::vector<ScoredChoice> choicesOfNode(const SearchSpace& space, int kind, int node, std::span<const float> encoding) {
    std::vector<ScoredChoice> choices;
    for (int source = 0; source < node; ++source) {
        const auto first = static_cast<std::size_t>(encodingIndex(space, kind, space.edgeIndex(source, node), 0));
        choices.push_back(best(space, {source, node}, encoding.subspan(first, space.operations.size())));
    }
    if (space.edgesKeptPerNode > 0) {
        // Stronger edge first and, among equals, the lower source: the order in which DARTS' parse() writes them.
        std::stable_sort(choices.begin(), choices.end(),
            [](const ScoredChoice& a, const ScoredChoice& b) { return a.score > b.score; });
        choices.resize(static_cast<std::size_t>(space.edgesKeptPerNode));
    }
    return choices;
}

}

int encodingIndex(const SearchSpace& space, int kind, int edge, int operation) {
    return (kind * space.edgeCount() + edge) * space.operationCount() + operation;
}

std::vector<float> encode(const Genotype& genotype) {
    const SearchSpace& space = searchSpace(genotype.space);
    std::vector<float> encoding(static_cast<std::size_t>(space.encodingLength()), 0.0F);
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const std::vector<Operation> operations = operationsByEdge(genotype, kind);
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            const int operation = space.operationIndex(operations[static_cast<std::size_t>(edge)]);
            encoding.at(static_cast<std::size_t>(encodingIndex(space, kind, edge, operation))) = 1.0F;
        }
    }
    return encoding;
}

Genotype decode(SpaceId spaceId, std::span<const float> encoding) {
    const SearchSpace& space = searchSpace(spaceId);
    if (encoding.size() != static_cast<std::size_t>(space.encodingLength())) {
        reject("it has " + std::to_string(encoding.size()) + " numbers where " + std::to_string(space.encodingLength())
            + " are needed");
    }
    if (std::any_of(encoding.begin(), encoding.end(), [](float value) { return !std::isfinite(value) || value < 0; })) {
        reject("it holds negative or non-finite numbers");
    }
    Genotype genotype{spaceId, {}};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        CellGenotype cell;
        for (int node = space.inputs; node < space.states(); ++node) {
            for (const ScoredChoice& scored : choicesOfNode(space, kind, node, encoding)) {
                if (scored.score <= 0) {
                    reject("node " + std::to_string(node) + " of cell '"
                        + std::string(space.cellKinds[static_cast<std::size_t>(kind)]) + "' has too few operations");
                }
                cell.choices.push_back(scored.choice);
            }
        }
        genotype.cells.push_back(std::move(cell));
    }
    return genotype;
}

std::vector<std::uint8_t> pack(const Genotype& genotype) {
    const SearchSpace& space = searchSpace(genotype.space);
    std::vector<std::uint8_t> packed;
    packed.reserve(static_cast<std::size_t>(space.kindCount() * space.edgeCount()));
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (const Operation operation : operationsByEdge(genotype, kind)) {
            packed.push_back(static_cast<std::uint8_t>(space.operationIndex(operation)));
        }
    }
    return packed;
}

Genotype unpack(SpaceId spaceId, std::span<const std::uint8_t> packed) {
    const SearchSpace& space = searchSpace(spaceId);
    if (packed.size() != static_cast<std::size_t>(space.kindCount() * space.edgeCount())) {
        reject("it has " + std::to_string(packed.size()) + " bytes where "
            + std::to_string(space.kindCount() * space.edgeCount()) + " are needed");
    }
    std::vector<std::vector<Operation>> kinds(space.cellKinds.size());
    for (std::size_t i = 0; i < packed.size(); ++i) {
        if (packed[i] >= space.operations.size()) {
            reject("byte " + std::to_string(i) + " is " + std::to_string(packed[i]) + ", which is no operation");
        }
        kinds[i / space.edges.size()].push_back(space.operations[packed[i]]);
    }
    return fromOperationsByEdge(spaceId, kinds);
}

}

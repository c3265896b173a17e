// SPDX-License-Identifier: Apache-2.0
#include "core/space/genotype.h"

#include <algorithm>
#include <tuple>

#include "core/base/error.h"

namespace paretoscope::space {

namespace {

[[noreturn]] void reject(const SearchSpace& space, std::size_t kind, int node, const std::string& problem) {
    const std::string cell(kind < space.cellKinds.size() ? space.cellKinds[kind] : "?");
    const std::string where = node < 0 ? "" : ", node " + std::to_string(node);
    throw Error(ErrorCode::InvalidGenotype,
        "This is no genotype of the " + std::string(space.name) + " space: cell '" + cell + "'" + where + ": " + problem
            + ".",
        {{"cell", cell}, {"node", node < 0 ? "" : std::to_string(node)}, {"problem", problem}});
}

void validateChoice(const SearchSpace& space, std::size_t kind, const Choice& choice) {
    if (space.edgeIndex(choice.source, choice.target) < 0) {
        reject(space, kind, choice.target,
            "there is no edge from state " + std::to_string(choice.source) + " to state "
                + std::to_string(choice.target));
    }
    const bool isNoneOnKeptEdge = choice.operation == Operation::None && space.edgesKeptPerNode > 0;
    if (space.operationIndex(choice.operation) < 0 || isNoneOnKeptEdge) {
        reject(space, kind, choice.target,
            "'" + std::string(operationName(choice.operation)) + "' may not sit on an edge of this space");
    }
}

void validateCell(const SearchSpace& space, std::size_t kind, const CellGenotype& cell) {
    std::vector<int> seen(space.edges.size(), 0);
    std::vector<int> perNode(static_cast<std::size_t>(space.states()), 0);
    int lastTarget = -1;
    for (const Choice& choice : cell.choices) {
        validateChoice(space, kind, choice);
        if (seen[static_cast<std::size_t>(space.edgeIndex(choice.source, choice.target))]++ > 0) {
            reject(space, kind, choice.target, "state " + std::to_string(choice.source) + " is read twice");
        }
        if (choice.target < lastTarget) {
            reject(space, kind, choice.target, "its edges must stand together, nodes in ascending order");
        }
        lastTarget = choice.target;
        ++perNode[static_cast<std::size_t>(choice.target)];
    }
    for (int node = space.inputs; node < space.states(); ++node) {
        const int wanted = space.edgesKeptPerNode > 0 ? space.edgesKeptPerNode : node;
        const int found = perNode[static_cast<std::size_t>(node)];
        if (found != wanted) {
            reject(space, kind, node,
                "it has " + std::to_string(found) + " edges where " + std::to_string(wanted) + " are needed");
        }
    }
}

/// Unbiased and, unlike std::uniform_int_distribution, the same with every standard library.
int below(int bound, Random& random) {
    const std::uint64_t range = static_cast<std::uint64_t>(bound);
    const std::uint64_t limit = Random::max() - Random::max() % range;
    std::uint64_t draw = random();
    while (draw >= limit) {
        draw = random();
    }
    return static_cast<int>(draw % range);
}

std::vector<int> sampleSources(int available, int wanted, Random& random) {
    std::vector<int> sources;
    for (int remaining = available, source = 0; source < available; ++source, --remaining) {
        // Selection sampling (Knuth, algorithm S): every subset is equally likely, and sources come out ascending.
        if (below(remaining, random) < wanted - static_cast<int>(sources.size())) {
            sources.push_back(source);
        }
    }
    return sources;
}

std::vector<Operation> realOperations(const SearchSpace& space) {
    std::vector<Operation> operations = space.operations;
    if (space.edgesKeptPerNode > 0) {
        std::erase(operations, Operation::None);
    }
    return operations;
}

bool contains(std::span<const Operation> operations, Operation operation) {
    return std::ranges::find(operations, operation) != operations.end();
}

bool readsSource(const CellGenotype& cell, int source, int target) {
    return std::any_of(cell.choices.begin(), cell.choices.end(),
        [&](const Choice& choice) { return choice.source == source && choice.target == target; });
}

bool earlier(const Choice& a, const Choice& b) {
    return std::tie(a.target, a.source) < std::tie(b.target, b.source);
}

}

void validate(const Genotype& genotype) {
    const SearchSpace& space = searchSpace(genotype.space);
    if (genotype.cells.size() != space.cellKinds.size()) {
        throw Error(ErrorCode::InvalidGenotype,
            "A genotype of the " + std::string(space.name) + " space has " + std::to_string(space.kindCount())
                + " cell kinds, this one has " + std::to_string(genotype.cells.size()) + ".",
            {{"problem", "cell kinds"}});
    }
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        validateCell(space, kind, genotype.cells[kind]);
    }
}

Genotype sampleUniform(SpaceId spaceId, Random& random) {
    const SearchSpace& space = searchSpace(spaceId);
    const std::vector<Operation> operations = realOperations(space);
    Genotype genotype{spaceId, {}};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        CellGenotype cell;
        for (int node = space.inputs; node < space.states(); ++node) {
            const int kept = space.edgesKeptPerNode > 0 ? space.edgesKeptPerNode : node;
            for (const int source : sampleSources(node, kept, random)) {
                const int operation = below(static_cast<int>(operations.size()), random);
                cell.choices.push_back({operations[static_cast<std::size_t>(operation)], source, node});
            }
        }
        genotype.cells.push_back(std::move(cell));
    }
    return genotype;
}

std::vector<Operation> operationsWithout(SpaceId space, std::span<const Operation> forbidden) {
    std::vector<Operation> operations = realOperations(searchSpace(space));
    std::erase_if(operations, [&](Operation operation) { return contains(forbidden, operation); });
    return operations;
}

Genotype sampleUniform(SpaceId space, std::span<const Operation> forbidden, Random& random) {
    Genotype genotype = sampleUniform(space, random);
    if (forbidden.empty()) {
        return genotype;
    }
    const std::vector<Operation> operations = operationsWithout(space, forbidden);
    for (CellGenotype& cell : genotype.cells) {
        for (Choice& choice : cell.choices) {
            if (contains(forbidden, choice.operation)) {
                choice.operation =
                    operations[static_cast<std::size_t>(below(static_cast<int>(operations.size()), random))];
            }
        }
    }
    return genotype;
}

bool uses(const Genotype& genotype, std::span<const Operation> operations) {
    return std::ranges::any_of(genotype.cells, [&](const CellGenotype& cell) {
        return std::ranges::any_of(
            cell.choices, [&](const Choice& choice) { return contains(operations, choice.operation); });
    });
}

std::vector<Genotype> neighbours(const Genotype& genotype) {
    validate(genotype);
    const std::vector<Operation> operations = realOperations(searchSpace(genotype.space));
    std::vector<Genotype> result;
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        const CellGenotype& cell = genotype.cells[kind];
        for (std::size_t i = 0; i < cell.choices.size(); ++i) {
            const Choice& choice = cell.choices[i];
            for (const Operation operation : operations) {
                if (operation != choice.operation) {
                    result.push_back(genotype);
                    result.back().cells[kind].choices[i].operation = operation;
                }
            }
            // Where every edge carries an operation, no source is free and this adds nothing.
            for (int source = 0; source < choice.target; ++source) {
                if (!readsSource(cell, source, choice.target)) {
                    result.push_back(genotype);
                    result.back().cells[kind].choices[i].source = source;
                }
            }
        }
    }
    return result;
}

std::vector<Operation> operationsByEdge(const Genotype& genotype, int kind) {
    const SearchSpace& space = searchSpace(genotype.space);
    std::vector<Operation> operations(space.edges.size(), Operation::None);
    for (const Choice& choice : genotype.cells.at(static_cast<std::size_t>(kind)).choices) {
        operations.at(static_cast<std::size_t>(space.edgeIndex(choice.source, choice.target))) = choice.operation;
    }
    return operations;
}

Genotype fromOperationsByEdge(SpaceId spaceId, const std::vector<std::vector<Operation>>& operationsOfKinds) {
    const SearchSpace& space = searchSpace(spaceId);
    Genotype genotype{spaceId, {}};
    for (std::size_t kind = 0; kind < operationsOfKinds.size(); ++kind) {
        const std::vector<Operation>& operations = operationsOfKinds[kind];
        if (operations.size() != space.edges.size()) {
            reject(space, kind, -1,
                std::to_string(operations.size()) + " operations where the cell has "
                    + std::to_string(space.edgeCount()) + " edges");
        }
        CellGenotype cell;
        for (std::size_t edge = 0; edge < operations.size(); ++edge) {
            if (space.edgesKeptPerNode == 0 || operations[edge] != Operation::None) {
                cell.choices.push_back({operations[edge], space.edges[edge].source, space.edges[edge].target});
            }
        }
        genotype.cells.push_back(std::move(cell));
    }
    validate(genotype);
    return genotype;
}

Genotype sorted(Genotype genotype) {
    for (CellGenotype& cell : genotype.cells) {
        std::sort(cell.choices.begin(), cell.choices.end(), earlier);
    }
    return genotype;
}

}

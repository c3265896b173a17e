// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/path_features.h"

#include <algorithm>
#include <functional>

#include "core/surrogate/cell_graph.h"

namespace paretoscope::surrogate {

namespace {

using space::Operation;

constexpr double unreachable = -1;

bool contains(const std::vector<Operation>& set, Operation operation) {
    return std::find(set.begin(), set.end(), operation) != set.end();
}

std::vector<std::vector<Operation>> allSubsets(const std::vector<Operation>& operations) {
    std::vector<std::vector<Operation>> sets;
    for (unsigned bits = 1; bits < 1U << operations.size(); ++bits) {
        sets.emplace_back();
        for (std::size_t i = 0; i < operations.size(); ++i) {
            if ((bits >> i & 1U) != 0) {
                sets.back().push_back(operations[i]);
            }
        }
    }
    return sets;
}

std::vector<std::vector<Operation>> families(const std::vector<Operation>& operations) {
    const auto isSkip = [](Operation operation) { return operation == Operation::SkipConnect; };
    const auto convolves = [](Operation operation) { return convolutionLayers(operation) > 0; };
    const std::vector<std::function<bool(Operation)>> rules{
        isPooling,
        [](Operation operation) { return convolutionLayers(operation) == 2; },
        [](Operation operation) { return convolutionLayers(operation) == 1; },
        convolves,
        [&](Operation operation) { return isPooling(operation) || isSkip(operation); },
        [&](Operation operation) { return convolves(operation) || isSkip(operation); },
    };
    std::vector<std::vector<Operation>> sets;
    for (const Operation operation : operations) {
        sets.push_back({operation});
    }
    for (const auto& rule : rules) {
        std::vector<Operation> set;
        std::copy_if(operations.begin(), operations.end(), std::back_inserter(set), rule);
        if (!set.empty() && std::find(sets.begin(), sets.end(), set) == sets.end()) {
            sets.push_back(std::move(set));
        }
    }
    return sets;
}

enum class Extreme : std::uint8_t { Longest, Shortest };

/// By state, the extreme sum of `lengths` over paths from an input along edges that `allows` lets pass.
template <typename Allows, typename Length>
std::vector<double> pathSums(const LiveCell& cell, Extreme extreme, Allows allows, Length length) {
    std::vector<double> sums(static_cast<std::size_t>(cell.states), unreachable);
    std::fill_n(sums.begin(), cell.inputs, 0.0);
    for (const space::Choice& edge : cell.edges) {
        const double before = sums[static_cast<std::size_t>(edge.source)];
        if (before == unreachable || !allows(edge.operation)) {
            continue;
        }
        double& sum = sums[static_cast<std::size_t>(edge.target)];
        const double candidate = before + length(edge.operation);
        const bool better = extreme == Extreme::Longest ? candidate > sum : candidate < sum;
        if (sum == unreachable || better) {
            sum = candidate;
        }
    }
    return sums;
}

/// Over the states that the output reads.
double largestAtOutput(const LiveCell& cell, const std::vector<double>& sums) {
    double largest = unreachable;
    for (int state = 0; state < cell.states; ++state) {
        if (cell.isOutput(state)) {
            largest = std::max(largest, sums[static_cast<std::size_t>(state)]);
        }
    }
    return largest;
}

double meanOverNodes(const LiveCell& cell, const std::vector<double>& sums) {
    double sum = 0;
    for (int state = cell.inputs; state < cell.states; ++state) {
        sum += std::max(0.0, sums[static_cast<std::size_t>(state)]);
    }
    return sum / (cell.states - cell.inputs);
}

bool anything(Operation) {
    return true;
}

void appendDepths(const LiveCell& cell, std::vector<double>& row) {
    const std::vector<double> deepest = pathSums(cell, Extreme::Longest, anything, convolutionLayers);
    row.push_back(std::max(0.0, largestAtOutput(cell, deepest)));
    row.push_back(meanOverNodes(cell, deepest));
    row.push_back(meanOverNodes(cell, pathSums(cell, Extreme::Shortest, anything, convolutionLayers)));
    const auto edges = pathSums(cell, Extreme::Longest, anything, [](Operation) { return 1; });
    row.push_back(std::max(0.0, largestAtOutput(cell, edges)));
}

void appendSet(const LiveCell& cell, const std::vector<Operation>& set, std::vector<double>& row) {
    std::vector<double> from(static_cast<std::size_t>(cell.inputs) + 1, 0); // each input, then nodes
    double intoOutput = 0;
    for (const space::Choice& edge : cell.edges) {
        if (contains(set, edge.operation)) {
            from[static_cast<std::size_t>(std::min(edge.source, cell.inputs))] += 1;
            intoOutput += cell.isOutput(edge.target) ? 1 : 0;
        }
    }
    row.insert(row.end(), from.begin(), from.end());
    const auto inSet = [&](Operation operation) { return contains(set, operation); };
    const auto inSetOrSkip = [&](Operation operation) {
        return operation == Operation::SkipConnect || inSet(operation);
    };
    const auto ofSet = [&](Operation operation) { return inSet(operation) ? 1 : 0; };
    const std::vector<double> most = pathSums(cell, Extreme::Longest, inSetOrSkip, ofSet);
    row.push_back(std::max(0.0, largestAtOutput(cell, most)));
    if (!cell.joinsNodes) {
        const double shortest = pathSums(cell, Extreme::Shortest, inSet, ofSet).back();
        row.push_back(intoOutput);
        row.push_back(shortest == unreachable ? cell.states : shortest);
        row.push_back(std::max(0.0, pathSums(cell, Extreme::Longest, inSet, ofSet).back()));
    }
}

std::string setName(const std::vector<Operation>& set) {
    std::string name;
    for (const Operation operation : set) {
        name += (name.empty() ? "" : "+") + std::string(operationName(operation));
    }
    return name;
}

}

PathFeatures::PathFeatures(space::SpaceId spaceId) : space_(spaceId) {
    const space::SearchSpace& space = space::searchSpace(spaceId);
    operations_ = space.operations;
    std::erase(operations_, Operation::None);
    constexpr std::size_t fewOperations = 4;
    sets_ = operations_.size() <= fewOperations ? allSubsets(operations_) : families(operations_);
    for (const std::string_view kind : space.cellKinds) {
        const std::string of = std::string(kind) + ": ";
        for (const Operation operation : operations_) {
            names_.push_back(of + std::string(operationName(operation)));
        }
        for (const char* const name : {"edges without effect", "convolution depth", "mean convolution depth",
                 "mean shortest convolution depth", "longest path"}) {
            names_.push_back(of + name);
        }
        for (const Set& set : sets_) {
            const std::string name = setName(set);
            for (int input = 0; input < space.inputs; ++input) {
                names_.push_back(of + name + " from input " + std::to_string(input));
            }
            names_.push_back(of + name + " from nodes");
            names_.push_back(of + "most " + name + " on a path");
            if (space.output == space::CellOutput::LastNode) {
                names_.push_back(of + name + " into the output");
                names_.push_back(of + "shortest " + name);
                names_.push_back(of + "longest " + name);
            }
        }
    }
}

std::vector<double> PathFeatures::of(const space::Genotype& genotype) const {
    std::vector<double> row;
    row.reserve(names_.size());
    for (int kind = 0; kind < space::searchSpace(space_).kindCount(); ++kind) {
        const LiveCell cell = liveCell(genotype, kind);
        for (const Operation operation : operations_) {
            row.push_back(static_cast<double>(std::count_if(cell.edges.begin(), cell.edges.end(),
                [operation](const space::Choice& edge) { return edge.operation == operation; })));
        }
        row.push_back(cell.dead);
        appendDepths(cell, row);
        for (const Set& set : sets_) {
            appendSet(cell, set, row);
        }
    }
    return row;
}

}

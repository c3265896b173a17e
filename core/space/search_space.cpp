// SPDX-License-Identifier: Apache-2.0
#include "core/space/search_space.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/error.h"

namespace paretoscope::space {

namespace {

std::vector<Edge> allEdges(int inputs, int nodes) {
    std::vector<Edge> edges;
    for (int target = inputs; target < inputs + nodes; ++target) {
        for (int source = 0; source < target; ++source) {
            edges.push_back({source, target});
        }
    }
    return edges;
}

SearchSpace makeDarts() {
    return {SpaceId::Darts, "darts", {"normal", "reduce"},
        {Operation::None, Operation::MaxPool3x3, Operation::AvgPool3x3, Operation::SkipConnect, Operation::SepConv3x3,
            Operation::SepConv5x5, Operation::DilConv3x3, Operation::DilConv5x5},
        2, 4, allEdges(2, 4), 2};
}

SearchSpace makeNasBench201() {
    return {SpaceId::NasBench201, "nas-bench-201", {"cell"},
        {Operation::None, Operation::SkipConnect, Operation::NorConv1x1, Operation::NorConv3x3, Operation::AvgPool3x3},
        1, 3, allEdges(1, 3), 0};
}

std::uint64_t power(std::uint64_t base, int exponent) {
    std::uint64_t result = 1;
    for (int i = 0; i < exponent; ++i) {
        result *= base;
    }
    return result;
}

std::uint64_t choose(int n, int k) {
    std::uint64_t result = 1;
    for (int i = 1; i <= k; ++i) {
        result = result * static_cast<std::uint64_t>(n - k + i) / static_cast<std::uint64_t>(i);
    }
    return result;
}

}

int SearchSpace::edgeIndex(int source, int target) const {
    const auto found = std::find(edges.begin(), edges.end(), Edge{source, target});
    return found == edges.end() ? -1 : static_cast<int>(found - edges.begin());
}

int SearchSpace::operationIndex(Operation operation) const {
    const auto found = std::find(operations.begin(), operations.end(), operation);
    return found == operations.end() ? -1 : static_cast<int>(found - operations.begin());
}

std::uint64_t SearchSpace::cellCount() const {
    if (edgesKeptPerNode == 0) {
        return power(operations.size(), edgeCount());
    }
    std::uint64_t count = 1;
    for (int target = inputs; target < states(); ++target) {
        // A kept edge never carries 'none'.
        count *= choose(target, edgesKeptPerNode) * power(operations.size() - 1, edgesKeptPerNode);
    }
    return count;
}

const SearchSpace& searchSpace(SpaceId id) {
    static const SearchSpace darts = makeDarts();
    static const SearchSpace nasBench201 = makeNasBench201();
    return id == SpaceId::Darts ? darts : nasBench201;
}

const SearchSpace& searchSpace(std::string_view name) {
    for (const SpaceId id : {SpaceId::Darts, SpaceId::NasBench201}) {
        if (searchSpace(id).name == name) {
            return searchSpace(id);
        }
    }
    throw Error(ErrorCode::UnknownName,
        "There is no search space named '" + std::string(name) + "'; use 'darts' or 'nas-bench-201'.",
        {{"name", std::string(name)}, {"allowed", "darts, nas-bench-201"}});
}

}

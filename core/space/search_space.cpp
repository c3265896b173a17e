// SPDX-License-Identifier: Apache-2.0
#include "core/space/search_space.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/space/space_list.h"

namespace paretoscope::space {

int SearchSpace::edgeIndex(int source, int target) const {
    const auto found = std::find(edges.begin(), edges.end(), Edge{source, target});
    return found == edges.end() ? -1 : static_cast<int>(found - edges.begin());
}

int SearchSpace::operationIndex(Operation operation) const {
    const auto found = std::find(operations.begin(), operations.end(), operation);
    return found == operations.end() ? -1 : static_cast<int>(found - operations.begin());
}

std::vector<Edge> allEdges(int inputs, int nodes) {
    std::vector<Edge> edges;
    for (int target = inputs; target < inputs + nodes; ++target) {
        for (int source = 0; source < target; ++source) {
            edges.push_back({source, target});
        }
    }
    return edges;
}

std::span<const SearchSpace> searchSpaces() {
    static const std::array spaces{dartsSpace(), nasBench201Space()}; // in the order of SpaceId
    return spaces;
}

const SearchSpace& searchSpace(SpaceId id) {
    return searchSpaces()[static_cast<std::size_t>(id)];
}

const SearchSpace& searchSpace(std::string_view name) {
    for (const SearchSpace& space : searchSpaces()) {
        if (space.name == name) {
            return space;
        }
    }
    const std::string allowed = base::listed(searchSpaces(), &SearchSpace::name);
    throw Error(ErrorCode::UnknownName,
        "There is no search space named '" + std::string(name) + "'; use one of " + allowed + ".",
        {{"name", std::string(name)}, {"allowed", allowed}});
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/edge_groups.h"

#include <array>
#include <map>

namespace paretoscope::predictor {

namespace {

using space::Edge;
using space::SearchSpace;

/// Orbits of edges under the renumberings that keep a cell the same work. Inputs keep their place, and so does a last
/// node that is the output.
std::array<int, 3> orbit(const SearchSpace& space, int kind, const Edge& edge) {
    constexpr int anyNode = -1;
    const bool fixedOutput = space.output == space::CellOutput::LastNode;
    const int source = edge.source < space.inputs ? edge.source : anyNode;
    const int target = fixedOutput && edge.target == space.states() - 1 ? edge.target : anyNode;
    return {kind, source, target};
}

}

EdgeGroups::EdgeGroups(const space::SearchSpace& space) : space_(&space) {
    std::map<std::array<int, 3>, int> groups;
    for (int kind = 0; kind < space_->kindCount(); ++kind) {
        for (const Edge& edge : space_->edges) {
            const auto [found, isNew] = groups.try_emplace(orbit(*space_, kind, edge), count_);
            groupOfEdge_.push_back(found->second);
            if (isNew) {
                ++count_;
                for (int operation = 0; operation < costedOperations(); ++operation) {
                    poolOfColumn_.push_back(kind * costedOperations() + operation);
                }
            }
        }
    }
}

int EdgeGroups::column(int kind, int edge, int operation) const {
    const int none = space_->operationIndex(space::Operation::None);
    if (operation == none) {
        return -1;
    }
    const int costed = operation < none ? operation : operation - 1;
    return groupOfEdge_[static_cast<std::size_t>(kind * space_->edgeCount() + edge)] * costedOperations() + costed;
}

}

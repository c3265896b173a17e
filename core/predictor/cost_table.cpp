// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/cost_table.h"

#include "core/space/encoding.h"

namespace paretoscope::predictor {

double CostTable::cost(int kind, int edge, int operation) const {
    const auto index = space::encodingIndex(space::searchSpace(space), kind, edge, operation);
    return costMs.at(static_cast<std::size_t>(index));
}

double CostTable::relativeToSkip(int kind, int edge, int operation) const {
    const int skip = space::searchSpace(space).operationIndex(space::Operation::SkipConnect);
    return cost(kind, edge, operation) - cost(kind, edge, skip);
}

CostTable costTable(space::SpaceId spaceId, const AdditivePart& additive) {
    const EdgeGroups groups(spaceId);
    const space::SearchSpace& space = groups.space();
    CostTable table{
        spaceId, additive.constantMs, std::vector<double>(static_cast<std::size_t>(space.encodingLength()), 0.0)};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                const int column = groups.column(kind, edge, operation);
                if (column < 0) {
                    continue;
                }
                const auto c = static_cast<std::size_t>(column);
                // What it costs where it counts: on a live edge, which is a heard one too.
                const double live = additive.liveCostMs.empty() ? 0.0
                                                                : additive.liveCostMs.at(c)
                        + additive.liveCostMs.at(static_cast<std::size_t>(groups.columns()) + c);
                table.costMs[static_cast<std::size_t>(space::encodingIndex(space, kind, edge, operation))] =
                    additive.costMs.at(c) + live;
            }
        }
    }
    return table;
}

}

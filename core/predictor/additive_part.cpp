// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/additive_part.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/error.h"
#include "core/space/encoding.h"

namespace paretoscope::predictor {

namespace {

bool allFinite(std::span<const double> costs) {
    return std::ranges::all_of(costs, [](double cost) { return std::isfinite(cost); });
}

}

void rejectPredictor(const std::string& problem) {
    throw Error(ErrorCode::InvalidData, "The latency predictor cannot be used: " + problem + ". Fit it again.",
        {{"problem", problem}});
}

double cheapestMs(const EdgeGroups& groups, const AdditivePart& additive) {
    const space::SearchSpace& space = groups.space();
    double latency = additive.constantMs;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            double least = 0;
            for (int operation = 0; operation < space.operationCount(); ++operation) {
                if (const int column = groups.column(kind, edge, operation); column >= 0) {
                    least = std::min(least, additive.costMs[static_cast<std::size_t>(column)]);
                }
            }
            latency += least;
        }
    }
    return latency;
}

void requireUsable(const EdgeGroups& groups, const AdditivePart& additive, double relativeDeviation) {
    const auto columns = static_cast<std::size_t>(groups.columns());
    const auto liveColumns = static_cast<std::size_t>(groups.liveColumns());
    if (!additive.liveCostMs.empty() && liveColumns == 0) {
        rejectPredictor("it holds costs of live edges, which are not told apart in its search space");
    }
    if (additive.costMs.size() != columns
        || (!additive.liveCostMs.empty() && additive.liveCostMs.size() != liveColumns)) {
        rejectPredictor("it holds " + std::to_string(additive.costMs.size()) + " and "
            + std::to_string(additive.liveCostMs.size()) + " costs where " + std::to_string(columns) + " and "
            + std::to_string(liveColumns) + " are needed");
    }
    if (!allFinite(additive.costMs) || !allFinite(additive.liveCostMs) || !std::isfinite(additive.constantMs)) {
        rejectPredictor("it holds costs that are not finite");
    }
    if (cheapestMs(groups, additive) <= 0
        || std::ranges::any_of(additive.liveCostMs, [](double cost) { return cost < 0; })) {
        rejectPredictor("its costs are so negative that a latency could be");
    }
    if (!std::isfinite(relativeDeviation) || relativeDeviation < 0) {
        rejectPredictor("its deviation is not a number");
    }
}

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

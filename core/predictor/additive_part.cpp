// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/additive_part.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/error.h"

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
        rejectPredictor("it holds costs of live edges, which DARTS cells do not have");
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

}

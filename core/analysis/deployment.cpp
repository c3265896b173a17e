// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/deployment.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/checks.h"
#include "core/analysis/front.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

/// The architectures that have all three numbers.
struct Shared {
    std::vector<std::size_t> index;
    std::vector<double> costOnA;
    std::vector<double> costOnB;
    std::vector<double> loss; ///< −accuracy
};

Shared shared(std::span<const double> costOnA, std::span<const double> costOnB, std::span<const double> accuracy) {
    requireSameLength(costOnA, costOnB, "costs");
    requireSameLength(costOnA, accuracy, "costs and accuracies");
    Shared points;
    for (std::size_t i = 0; i < costOnA.size(); ++i) {
        if (std::isnan(costOnA[i]) || std::isnan(costOnB[i]) || std::isnan(accuracy[i])) {
            continue;
        }
        if (costOnA[i] <= 0 || costOnB[i] <= 0) {
            throw Error(ErrorCode::InvalidValue,
                "A cost is not positive at entry " + std::to_string(i) + "; leave such architectures out.",
                {{"value", std::to_string(std::min(costOnA[i], costOnB[i]))}});
        }
        points.index.push_back(i);
        points.costOnA.push_back(costOnA[i]);
        points.costOnB.push_back(costOnB[i]);
        points.loss.push_back(-accuracy[i]);
    }
    return points;
}

double volume(const Shared& points, const std::vector<std::size_t>& members) {
    const double best = *std::min_element(points.loss.begin(), points.loss.end());
    const ReferencePoint reference = referencePoint(points.costOnB, -best);
    std::vector<double> cost;
    std::vector<double> loss;
    for (const std::size_t i : members) {
        cost.push_back(std::log(points.costOnB[i]));
        loss.push_back(points.loss[i]);
    }
    return hypervolume(cost, loss, reference.logCost, reference.loss);
}

/// The cheapest on B that is at least as accurate: the last of B's front (cost ascending, loss descending) that reaches
/// `loss` first.
double cheapestFor(double loss, const Shared& points, const std::vector<std::size_t>& frontOnB) {
    const auto found = std::partition_point(
        frontOnB.begin(), frontOnB.end(), [&](std::size_t member) { return points.loss[member] > loss; });
    return points.costOnB[*found];
}

}

FrontTransfer frontTransfer(
    std::span<const double> costOnA, std::span<const double> costOnB, std::span<const double> accuracy) {
    const Shared points = shared(costOnA, costOnB, accuracy);
    FrontTransfer transfer;
    transfer.points = points.index.size();
    if (points.index.empty()) {
        transfer.hypervolumeKept = transfer.meanExtra = transfer.worstExtra = undefined;
        return transfer;
    }
    const std::vector<std::size_t> frontOnA = paretoFront(points.costOnA, points.loss);
    const std::vector<std::size_t> frontOnB = paretoFront(points.costOnB, points.loss);
    transfer.frontSize = frontOnA.size();
    const double own = volume(points, frontOnB);
    transfer.hypervolumeKept = own > 0 ? volume(points, frontOnA) / own : undefined;
    double sum = 0;
    transfer.worst = points.index[frontOnA.front()];
    for (const std::size_t member : frontOnA) {
        const double extra = points.costOnB[member] / cheapestFor(points.loss[member], points, frontOnB);
        sum += extra;
        if (extra > transfer.worstExtra) {
            transfer.worstExtra = extra;
            transfer.worst = points.index[member];
        }
    }
    transfer.meanExtra = sum / static_cast<double>(frontOnA.size());
    return transfer;
}

}

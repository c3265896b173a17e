// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace paretoscope::analysis {

// The front when costs are known only so well: log cost is normal about log(cost) with the point's relative deviation,
// independently; accuracies are taken as they are. NaN in cost or accuracy: never on the front. Pure, any thread.

/// Probability of each point to be on the front (the rule for ties is front.h's; two equal costs have probability 0).
/// Exact up to a grid over log cost of an eighth of the smallest deviation; deviations below 0.1 % count as 0.1 %.
/// O(n log n + the points near the front · grid). Throws Error (InvalidValue) where lengths differ, a cost is not
/// positive or a deviation is negative.
std::vector<double> frontProbability(
    std::span<const double> cost, std::span<const double> relativeDeviation, std::span<const double> accuracy);

/// The best accuracy that some point reaches within each of `costs` with at least this probability; NaN where none
/// does. Rising with the cost: the front's soft edge. Deviations as in frontProbability(). O(n · costs) at worst,
/// little where the accurate points are cheap. Throws as frontProbability(); Error (InvalidValue) also for a level
/// outside (0, 1).
std::vector<double> attainedAccuracy(std::span<const double> cost, std::span<const double> relativeDeviation,
    std::span<const double> accuracy, std::span<const double> costs, double level);

struct NextMeasurement {
    std::size_t index = 0;
    double expectedChange = 0; ///< of the hypervolume, log cost × accuracy
};

/// The points whose measurement is expected to change the front's hypervolume most, largest first: E|ΔHV| when the
/// point's cost is drawn anew while the others stay at their means. Only points with `candidates[i]` are proposed, and
/// none whose expected change is 0. The reference point is the largest cost and the lowest accuracy of the points near
/// the front. O(n log n + near · front). Throws as frontProbability().
std::vector<NextMeasurement> measureNext(std::span<const double> cost, std::span<const double> relativeDeviation,
    std::span<const double> accuracy, const std::vector<bool>& candidates, std::size_t count);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace paretoscope::analysis {

/// What it costs to take the front of device A and run it on device B.
struct FrontTransfer {
    std::size_t points = 0; ///< architectures with both costs and an accuracy
    std::size_t frontSize = 0; ///< of A
    /// Hypervolume of A's front on B over that of B's own front, at most 1. Axes: log cost × accuracy; reference point:
    /// the 99th percentile of B's cost and the best accuracy less 15 points. NaN where B's own is 0.
    double hypervolumeKept = 0;
    /// Cost on B of a member of A's front over that of the cheapest architecture on B that is at least as accurate.
    double meanExtra = 1;
    double worstExtra = 1;
    std::size_t worst = 0; ///< the architecture it belongs to
};

/// Costs are positive, accuracies fractions of one; entries with a NaN are left out. O(n log n). Throws Error
/// (InvalidValue) where lengths differ or a cost is not positive. Any thread.
FrontTransfer frontTransfer(
    std::span<const double> costOnA, std::span<const double> costOnB, std::span<const double> accuracy);

/// An architecture's place among all on two devices: 0 the cheapest, 1 the dearest, ties in their middle.
struct RankShift {
    std::size_t index = 0;
    double onA = 0;
    double onB = 0;
    [[nodiscard]] double difference() const { return onB - onA; }
};

/// Of every architecture known on both, by index.
std::vector<RankShift> rankShifts(std::span<const double> costOnA, std::span<const double> costOnB);
/// The `count` with the largest differences, largest first; ties by index.
std::vector<RankShift> largestShifts(std::vector<RankShift> shifts, std::size_t count);

/// What one more of a feature adds to a rank difference, in shares of all architectures.
struct ShiftEffect {
    std::size_t feature = 0;
    double effect = 0; ///< against the average architecture
    double deviation = 0; ///< standard error
    double weight = 0; ///< |effect| × the feature's standard deviation: how much of the differences it makes
};

struct ShiftExplanation {
    double explained = 0; ///< R² of the linear explanation, 0..1; NaN where there is nothing to explain
    std::vector<ShiftEffect> effects; ///< by weight, largest first
};

/// Explains rank differences by features (such as counts of operations): least squares with a small ridge, since counts
/// that sum to a constant leave one direction open. `features` row-major, shifts.size() × count. O(n·count²). Throws
/// Error (InvalidValue) where sizes do not fit.
ShiftExplanation explainShifts(std::span<const RankShift> shifts, std::span<const double> features, std::size_t count);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

namespace paretoscope::analysis {

// Two counts, both small is good: `cost` (latency in ms, energy in mJ) and `loss` (cross-entropy, error, or −accuracy).
// One rule for ties and NaN holds in the whole room: of equal points only the one with the smallest index is on the
// front; a point with a NaN is never on it; infinities are ordinary numbers. Pure functions, any thread.

/// Indices of the points that no other point beats (is no worse on both counts and better on one), cost ascending and
/// therefore loss descending. O(n log n). Throws Error (InvalidValue) where the lengths differ.
std::vector<std::size_t> paretoFront(std::span<const double> cost, std::span<const double> loss);

/// The front while points arrive. One thread at a time.
class IncrementalFront {
public:
    struct Member {
        double cost;
        double loss;
        std::size_t index;
    };

    /// True where the point is on the front now; points it beats leave. Of equal points the first inserted stays.
    /// Amortised O(log n).
    bool insert(double cost, double loss, std::size_t index);
    /// Cost ascending.
    [[nodiscard]] std::vector<Member> members() const;
    [[nodiscard]] std::size_t size() const { return byCost_.size(); }
    void clear() { byCost_.clear(); }

private:
    struct Rest {
        double loss;
        std::size_t index;
    };
    std::map<double, Rest> byCost_;
};

/// Area that the points beat inside the box below and left of the reference point (referenceCost, referenceLoss);
/// points outside the box count nothing. The unit is that of cost × loss. O(n log n). Zitzler & Thiele 1998.
double hypervolume(
    std::span<const double> cost, std::span<const double> loss, double referenceCost, double referenceLoss);

/// Where the hypervolume of costs and accuracies is measured from.
struct ReferencePoint {
    double logCost = 0;
    double loss = 0; ///< −accuracy
};
/// The 99th percentile of the costs, of which there is at least one, all positive; and the best accuracy less 15
/// points.
ReferencePoint referencePoint(std::span<const double> costs, double bestAccuracy);

/// How the hypervolume grew.
struct HypervolumePoint {
    double candidates = 0; ///< taken in so far
    double volume = 0; ///< in log cost × accuracy
};

/// The hypervolume of points taken in one after the other, at up to about `most` places, from their referencePoint().
/// Points with a cost that is not positive or a number that is not finite are passed over; empty for fewer than 2
/// others. Throws Error (InvalidValue) where the lengths differ.
std::vector<HypervolumePoint> hypervolumeGrowth(
    std::span<const double> cost, std::span<const double> accuracy, std::size_t most = 200);

}

// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/front.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <tuple>

#include "core/analysis/checks.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool isNumber(double cost, double loss) {
    return !std::isnan(cost) && !std::isnan(loss);
}

/// Cuts the range of costs into equal strips, so that a point's strip follows from its cost alone and a cheaper strip
/// holds cheaper points only. Nothing where there are few points or the range is not finite.
class Strips {
public:
    Strips(std::span<const double> cost, std::span<const double> loss) : best_(count, infinity) {
        for (std::size_t i = 0; i < cost.size(); ++i) {
            if (isNumber(cost[i], loss[i])) {
                low_ = std::min(low_, cost[i]);
                high_ = std::max(high_, cost[i]);
            }
        }
        usable_ = cost.size() > worthwhile && std::isfinite(low_) && std::isfinite(high_) && high_ > low_
            && std::isfinite((count - 1) / (high_ - low_)) && std::isfinite(high_ - low_);
        if (!usable_) {
            return;
        }
        scale_ = (count - 1) / (high_ - low_);
        for (std::size_t i = 0; i < cost.size(); ++i) {
            if (isNumber(cost[i], loss[i])) {
                double& best = best_[stripOf(cost[i])];
                best = std::min(best, loss[i]);
            }
        }
        // From "the best of this strip" to "the best of all cheaper strips".
        double before = infinity;
        for (double& best : best_) {
            const double own = best;
            best = before;
            before = std::min(before, own);
        }
    }

    /// A point of a cheaper strip is at least as good: this one is on no front.
    [[nodiscard]] bool isBeaten(double cost, double loss) const {
        if (!usable_) {
            return false;
        }
        const double best = best_[stripOf(cost)];
        return best < infinity && best <= loss;
    }

private:
    static constexpr std::size_t count = 4096;
    static constexpr std::size_t worthwhile = 4 * count;

    [[nodiscard]] std::size_t stripOf(double cost) const { return static_cast<std::size_t>((cost - low_) * scale_); }

    std::vector<double> best_;
    double low_ = infinity;
    double high_ = -infinity;
    double scale_ = 0; ///< strips a unit of cost
    bool usable_ = false;
};

}

std::vector<std::size_t> paretoFront(std::span<const double> cost, std::span<const double> loss) {
    requireSameLength(cost, loss, "costs and losses");
    // Sorting is what costs: most points of a large cloud are beaten by a strip's best point and never sorted.
    const Strips strips(cost, loss);
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (isNumber(cost[i], loss[i]) && !strips.isBeaten(cost[i], loss[i])) {
            order.push_back(i);
        }
    }
    std::sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return std::tie(cost[a], loss[a], a) < std::tie(cost[b], loss[b], b); });
    std::vector<std::size_t> front;
    for (const std::size_t i : order) {
        if (front.empty() || loss[i] < loss[front.back()]) {
            front.push_back(i);
        }
    }
    return front;
}

bool IncrementalFront::insert(double cost, double loss, std::size_t index) {
    if (std::isnan(cost) || std::isnan(loss)) {
        return false;
    }
    const auto dearer = byCost_.upper_bound(cost);
    if (dearer != byCost_.begin() && std::prev(dearer)->second.loss <= loss) {
        return false;
    }
    auto beaten = byCost_.lower_bound(cost);
    while (beaten != byCost_.end() && beaten->second.loss >= loss) {
        beaten = byCost_.erase(beaten);
    }
    byCost_.emplace_hint(beaten, cost, Rest{loss, index});
    return true;
}

std::vector<IncrementalFront::Member> IncrementalFront::members() const {
    std::vector<Member> members;
    members.reserve(byCost_.size());
    for (const auto& [cost, rest] : byCost_) {
        members.push_back({cost, rest.loss, rest.index});
    }
    return members;
}

double hypervolume(
    std::span<const double> cost, std::span<const double> loss, double referenceCost, double referenceLoss) {
    double area = 0;
    double lossAbove = referenceLoss;
    for (const std::size_t i : paretoFront(cost, loss)) {
        if (cost[i] < referenceCost && loss[i] < lossAbove) {
            area += (referenceCost - cost[i]) * (lossAbove - loss[i]);
            lossAbove = loss[i];
        }
    }
    return area;
}

ReferencePoint referencePoint(std::span<const double> costs, double bestAccuracy) {
    constexpr double accuracyBelowBest = 0.15;
    constexpr double costQuantile = 0.99;
    return {std::log(quantile(costs, costQuantile)), accuracyBelowBest - bestAccuracy};
}

std::vector<HypervolumePoint> hypervolumeGrowth(
    std::span<const double> cost, std::span<const double> accuracy, std::size_t most) {
    requireSameLength(cost, accuracy, "costs and accuracies");
    const auto usable = [&](std::size_t i) {
        return std::isfinite(cost[i]) && cost[i] > 0 && std::isfinite(accuracy[i]);
    };
    std::vector<double> costs;
    costs.reserve(cost.size());
    double best = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (usable(i)) {
            costs.push_back(cost[i]);
            best = std::max(best, accuracy[i]);
        }
    }
    std::vector<HypervolumePoint> growth;
    if (costs.size() < 2) {
        return growth;
    }
    const std::size_t count = costs.size();
    const ReferencePoint reference = referencePoint(costs, best);
    const std::size_t every = std::max<std::size_t>(1, count / most);
    IncrementalFront members;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (!usable(i)) {
            continue;
        }
        members.insert(cost[i], -accuracy[i], i);
        if (++taken % every != 0 && taken != count) {
            continue;
        }
        std::vector<double> memberCost;
        std::vector<double> loss;
        for (const auto& member : members.members()) {
            memberCost.push_back(std::log(member.cost)); // of the few members only: logarithms of a million take long
            loss.push_back(member.loss);
        }
        growth.push_back(
            {static_cast<double>(taken), hypervolume(memberCost, loss, reference.logCost, reference.loss)});
    }
    return growth;
}

}

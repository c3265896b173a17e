// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/front.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

#include "core/analysis/checks.h"

namespace paretoscope::analysis {

std::vector<std::size_t> paretoFront(std::span<const double> cost, std::span<const double> loss) {
    requireSameLength(cost, loss, "costs and losses");
    std::vector<std::size_t> order;
    order.reserve(cost.size());
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (!std::isnan(cost[i]) && !std::isnan(loss[i])) {
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

}

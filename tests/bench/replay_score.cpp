// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/replay_score.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/front.h"
#include "core/analysis/statistics.h"

namespace paretoscope {

EqualLatency::EqualLatency(const ReplayTable& table, const std::string& device, std::size_t fewest)
    : table_(table)
    , latencyMs_(table.latencyMs.at(device)) {
    for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
        const double target = analysis::quantile(latencyMs_, share);
        targets_.push_back(target);
        bands_.push_back(bandAt(target, fewest));
        best_.push_back(bestAt(target));
    }
    // A tenth of NAS-Bench-201 is below 85 %; tables of other cells start at their own tenth.
    constexpr double usualFloor = 85;
    low_ = analysis::quantile(latencyMs_, 0.05);
    high_ = analysis::quantile(latencyMs_, 0.95);
    floor_ = table.space == space::SpaceId::NasBench201 ? usualFloor : analysis::quantile(table.truth, 0.1);
    std::vector<std::size_t> all(latencyMs_.size());
    std::iota(all.begin(), all.end(), 0U);
    wholeArea_ = area(all);
}

std::vector<std::size_t> EqualLatency::bandAt(double latencyMs, std::size_t fewest) const {
    constexpr double width = 0.025;
    std::vector<std::size_t> order(latencyMs_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto distance = [&](std::size_t i) { return std::abs(latencyMs_[i] / latencyMs - 1); };
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
    std::size_t count = 0;
    while (count < order.size() && (count < fewest || distance(order[count]) <= width)) {
        ++count;
    }
    order.resize(count);
    return order;
}

double EqualLatency::bestAt(double latencyMs) const {
    double best = -1e300;
    for (std::size_t i = 0; i < latencyMs_.size(); ++i) {
        best = latencyMs_[i] <= latencyMs ? std::max(best, table_.truth[i]) : best;
    }
    return best;
}

double EqualLatency::area(const std::vector<std::size_t>& cells) const {
    std::vector<double> costs;
    std::vector<double> losses;
    for (const std::size_t cell : cells) {
        costs.push_back(std::max(low_, latencyMs_[cell]));
        losses.push_back(-table_.truth[cell]);
    }
    return analysis::hypervolume(costs, losses, high_, -floor_);
}

ReplayScore EqualLatency::score(const std::vector<std::size_t>& chosen, const std::vector<std::size_t>& front) const {
    ReplayScore score;
    const auto targets = static_cast<double>(targets_.size());
    for (std::size_t t = 0; t < targets_.size(); ++t) {
        const double accuracy = table_.truth[chosen[t]];
        const double latency = latencyMs_[chosen[t]];
        const bool exceeds = latency > targets_[t];
        const std::vector<std::size_t> band = exceeds ? bandAt(latency, 1) : bands_[t];
        double beaten = 0;
        double sum = 0;
        for (const std::size_t cell : band) {
            beaten += table_.truth[cell] < accuracy ? 1 : (table_.truth[cell] == accuracy ? 0.5 : 0);
            sum += table_.truth[cell];
        }
        const auto count = static_cast<double>(band.size());
        score.percentile += beaten / count / targets;
        score.gain += (accuracy - sum / count) / targets;
        score.regret += std::max(0.0, (exceeds ? bestAt(latency) : best_[t]) - accuracy) / targets;
        score.excess += std::max(0.0, latency / targets_[t] - 1) / targets;
    }
    score.hypervolume = area(front) / wholeArea_;
    return score;
}

ReplayScore EqualLatency::scoreByWorth(const std::vector<std::size_t>& cells, const std::vector<double>& worth) const {
    std::vector<std::size_t> chosen;
    for (const double target : targets_) {
        std::size_t best = cells.size();
        std::size_t fastest = 0;
        for (std::size_t k = 0; k < cells.size(); ++k) {
            if (latencyMs_[cells[k]] <= target && (best == cells.size() || worth[k] > worth[best])) {
                best = k;
            }
            fastest = latencyMs_[cells[k]] < latencyMs_[cells[fastest]] ? k : fastest;
        }
        chosen.push_back(cells[best == cells.size() ? fastest : best]);
    }
    std::vector<double> costs;
    std::vector<double> losses;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        costs.push_back(latencyMs_[cells[k]]);
        losses.push_back(-worth[k]);
    }
    std::vector<std::size_t> front;
    for (const std::size_t k : analysis::paretoFront(costs, losses)) {
        front.push_back(cells[k]);
    }
    return score(chosen, front);
}

ReplayScore EqualLatency::scoreFront(
    const std::vector<std::size_t>& front, const std::vector<double>& latencyMs) const {
    std::vector<std::size_t> chosen;
    for (const double target : targets_) {
        const auto slower = std::ranges::upper_bound(latencyMs, target);
        chosen.push_back(
            front[slower == latencyMs.begin() ? 0 : static_cast<std::size_t>(slower - latencyMs.begin()) - 1]);
    }
    return score(chosen, front);
}

double EqualLatency::meanBandDeviation() const {
    double sum = 0;
    for (const std::vector<std::size_t>& band : bands_) {
        std::vector<double> accuracies;
        for (const std::size_t cell : band) {
            accuracies.push_back(table_.truth[cell]);
        }
        sum += analysis::standardDeviation(accuracies) / static_cast<double>(bands_.size());
    }
    return sum;
}

}

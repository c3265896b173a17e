// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/replay_table.h"

namespace paretoscope {

/// Figures of one search on one device, means over targets.
struct ReplayScore {
    double percentile = 0; ///< of the chosen cells' true accuracy among all cells of the target's latency
    double regret = 0; ///< points of true accuracy to the best cell of that latency or less
    double gain = 0; ///< points over the mean of the cells of the target's latency
    double excess = 0; ///< share by which the latencies of the chosen cells exceed their targets
    double hypervolume = 0; ///< of the true accuracies of the front handed over, share of that of the true front
};

/// The truth at equal latency on one device of a table.
class EqualLatency {
public:
    /// Five targets: latencies that 10, 30, 50, 70 and 90 % of the cells stay under. A band is all cells within 2.5 %
    /// of the target, but the `fewest` nearest ones at least.
    EqualLatency(const ReplayTable& table, const std::string& device, std::size_t fewest);

    [[nodiscard]] const std::vector<double>& targets() const { return targets_; }
    /// `chosen`: a cell for each target; `front`: the cells of the front handed over. A cell slower than its target,
    /// since its latency was only predicted, is judged among cells of its own latency.
    [[nodiscard]] ReplayScore score(
        const std::vector<std::size_t>& chosen, const std::vector<std::size_t>& front) const;
    /// Scores cells by what a search thinks of them: for each target the best one that is fast enough, or the fastest.
    [[nodiscard]] ReplayScore scoreByWorth(
        const std::vector<std::size_t>& cells, const std::vector<double>& worth) const;
    /// Scores a front as handed over: cells and their latencies as the search knows them, ascending. For each target
    /// its best cell that is fast enough, or the fastest.
    [[nodiscard]] ReplayScore scoreFront(
        const std::vector<std::size_t>& front, const std::vector<double>& latencyMs) const;
    [[nodiscard]] const std::vector<std::size_t>& band(std::size_t target) const { return bands_[target]; }
    [[nodiscard]] double latencyMs(std::size_t cell) const { return latencyMs_[cell]; }
    [[nodiscard]] double meanBandDeviation() const; ///< standard deviation of the truth inside the bands

private:
    [[nodiscard]] std::vector<std::size_t> bandAt(double latencyMs, std::size_t fewest) const;
    [[nodiscard]] double bestAt(double latencyMs) const; ///< true accuracy at that latency or less
    [[nodiscard]] double area(const std::vector<std::size_t>& cells) const;

    const ReplayTable& table_;
    const std::vector<double>& latencyMs_;
    std::vector<double> targets_;
    std::vector<std::vector<std::size_t>> bands_;
    std::vector<double> best_; ///< true accuracy at each target or less
    double low_ = 0; ///< of the box of the hypervolume
    double high_ = 0;
    double floor_ = 0;
    double wholeArea_ = 1;
};

}

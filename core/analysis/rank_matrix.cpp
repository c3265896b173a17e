// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rank_matrix.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "core/analysis/checks.h"
#include "core/analysis/ranked_column.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

constexpr std::size_t fewestForIntervals = 10;
constexpr double level = 0.95;
constexpr std::size_t entriesWorthThreads = 20'000;
constexpr unsigned mostThreads = 8;

std::int64_t pairsAmong(std::int64_t n) {
    return n * (n - 1) / 2;
}

struct PairCounts {
    std::int64_t all = 0;
    std::int64_t tiedFirst = 0;
    std::int64_t tiedSecond = 0;
    std::int64_t tiedBoth = 0;
    std::int64_t discordant = 0;

    [[nodiscard]] std::int64_t untied() const { return all - tiedFirst - tiedSecond + tiedBoth; }
    [[nodiscard]] double score() const { return static_cast<double>(untied() - 2 * discordant); }
    [[nodiscard]] double tauScale() const {
        return std::sqrt(static_cast<double>(all - tiedFirst) * static_cast<double>(all - tiedSecond));
    }
};

/// How often each rank occurs.
std::vector<std::uint32_t> histogram(const std::vector<std::uint32_t>& ranks, std::uint32_t levels) {
    std::vector<std::uint32_t> counts(levels, 0);
    for (const std::uint32_t rank : ranks) {
        ++counts[rank];
    }
    return counts;
}

std::int64_t tiedPairs(const std::vector<std::uint32_t>& counts) {
    std::int64_t tied = 0;
    for (const std::uint32_t count : counts) {
        tied += pairsAmong(count);
    }
    return tied;
}

std::int64_t pairsTiedInBoth(const SharedRanks& shared) {
    std::int64_t tied = 0;
    std::int64_t run = 1;
    for (std::size_t i = 1; i <= shared.first.size(); ++i) {
        const bool same = i < shared.first.size() && shared.first[i] == shared.first[i - 1]
            && shared.second[i] == shared.second[i - 1];
        tied += same ? 0 : pairsAmong(run);
        run = same ? run + 1 : 1;
    }
    return tied;
}

/// Average rank of each level among the shared entries, centred: their sum is 0.
std::vector<double> centredRanks(const std::vector<std::uint32_t>& counts, std::size_t n) {
    std::vector<double> ranks;
    ranks.reserve(counts.size());
    double below = 0;
    for (const std::uint32_t count : counts) {
        ranks.push_back(below + (count - 1.0) / 2 - (static_cast<double>(n) - 1) / 2);
        below += count;
    }
    return ranks;
}

double sumOfSquares(const std::vector<double>& ranks, const std::vector<std::uint32_t>& counts) {
    double sum = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        sum += counts[i] * ranks[i] * ranks[i];
    }
    return sum;
}

double spearman(const SharedRanks& shared, const std::vector<std::uint32_t>& firstCounts,
    const std::vector<std::uint32_t>& secondCounts) {
    const std::vector<double> first = centredRanks(firstCounts, shared.first.size());
    const std::vector<double> second = centredRanks(secondCounts, shared.first.size());
    double products = 0;
    for (std::size_t i = 0; i < shared.first.size(); ++i) {
        products += first[shared.first[i]] * second[shared.second[i]];
    }
    const double scale = std::sqrt(sumOfSquares(first, firstCounts)) * std::sqrt(sumOfSquares(second, secondCounts));
    return scale == 0 ? undefined : products / scale;
}

/// Variance of the concordance score Σ_{i<j} sign·sign over random samples of n.
double scoreVariance(const std::vector<std::int64_t>& scores, const PairCounts& counts) {
    const auto n = static_cast<double>(scores.size());
    const double t = counts.score() / static_cast<double>(counts.all);
    double betweenEntries = 0;
    for (const std::int64_t score : scores) {
        const double deviation = static_cast<double>(score) / (n - 1) - t;
        betweenEntries += deviation * deviation;
    }
    betweenEntries /= n - 1;
    const double ordered = n * (n - 1);
    const double betweenPairs = (2 * static_cast<double>(counts.untied()) - ordered * t * t) / (ordered - 1);
    const double variance = (4 * (n - 2) * betweenEntries + 2 * betweenPairs) / ordered;
    return std::max(variance, 0.0) * static_cast<double>(counts.all) * static_cast<double>(counts.all);
}

Interval onFishersScale(double correlation, double deviation) {
    if (std::isnan(correlation)) {
        return {-1, 1};
    }
    const double slack = 1 - correlation * correlation;
    if (slack <= 0 || deviation == 0) {
        return {correlation, correlation};
    }
    const double half = normalQuantile((1 + level) / 2) * deviation / slack;
    return {std::tanh(std::atanh(correlation) - half), std::tanh(std::atanh(correlation) + half)};
}

void addIntervals(RankPair& pair, const SharedRanks& shared, const PairCounts& counts, std::uint32_t levels) {
    if (pair.n < fewestForIntervals) {
        return;
    }
    const double deviation = std::sqrt(scoreVariance(concordanceScores(shared, levels), counts));
    pair.tauInterval = onFishersScale(pair.tau, deviation / counts.tauScale());
    pair.rhoInterval = spearmanIntervalFisher(pair.rho, pair.n, level);
    const Interval gamma = onFishersScale(
        2 * pair.concordant - 1, deviation / static_cast<double>(std::max<std::int64_t>(1, counts.untied())));
    pair.concordantInterval = {(1 + gamma.low) / 2, (1 + gamma.high) / 2};
}

RankPair rankPair(const RankedColumn& first, const RankedColumn& second, Intervals intervals) {
    SharedRanks shared = sharedRanks(first, second);
    const std::vector<std::uint32_t> firstCounts = histogram(shared.first, first.levels);
    const std::vector<std::uint32_t> secondCounts = histogram(shared.second, second.levels);
    RankPair pair;
    pair.n = shared.first.size();
    PairCounts counts;
    counts.all = pairsAmong(static_cast<std::int64_t>(pair.n));
    counts.tiedFirst = tiedPairs(firstCounts);
    counts.tiedSecond = tiedPairs(secondCounts);
    counts.tiedBoth = pairsTiedInBoth(shared);
    pair.rho = spearman(shared, firstCounts, secondCounts);
    std::vector<std::uint32_t> sequence = shared.second;
    counts.discordant = sortCountingInversions(sequence);
    const double scale = counts.tauScale();
    pair.tau = scale > 0 ? counts.score() / scale : undefined;
    pair.concordant = counts.untied() > 0
        ? static_cast<double>(counts.untied() - counts.discordant) / static_cast<double>(counts.untied())
        : undefined;
    if (intervals == Intervals::Computed) {
        addIntervals(pair, shared, counts, second.levels);
    }
    return pair;
}

}

std::vector<double> RankMatrix::taus() const {
    std::vector<double> taus;
    taus.reserve(pairs_.size());
    for (const RankPair& pair : pairs_) {
        taus.push_back(pair.tau);
    }
    return taus;
}

std::optional<std::pair<std::size_t, std::size_t>> RankMatrix::leastAlike() const {
    std::optional<std::pair<std::size_t, std::size_t>> least;
    for (std::size_t b = 0; b < size_; ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            const double tau = at(a, b).tau;
            if (!std::isnan(tau) && (!least || tau < at(least->first, least->second).tau)) {
                least = {a, b};
            }
        }
    }
    return least;
}

std::optional<std::size_t> RankMatrix::leastAlikeTo(std::size_t row) const {
    std::optional<std::size_t> least;
    for (std::size_t other = 0; other < size_; ++other) {
        const double tau = at(row, other).tau;
        if (other != row && !std::isnan(tau) && (!least || tau < at(row, *least).tau)) {
            least = other;
        }
    }
    return least;
}

RankMatrix rankMatrix(std::span<const std::vector<double>> columns, Intervals intervals) {
    std::vector<RankedColumn> ranked;
    for (const std::vector<double>& column : columns) {
        requireSameLength(columns.front(), column, "values to rank");
        ranked.push_back(rankedColumn(column));
    }
    RankMatrix matrix(columns.size());
    // Every pair is a job of its own and writes only its own two entries.
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t pair = next++; pair < columns.size() * columns.size(); pair = next++) {
            const std::size_t row = pair / columns.size();
            if (const std::size_t column = pair % columns.size(); column <= row) {
                matrix.set(row, column, rankPair(ranked[row], ranked[column], intervals));
            }
        }
    };
    const bool large = !columns.empty() && columns.size() * columns.front().size() > entriesWorthThreads;
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; large && i < std::min(mostThreads, std::thread::hardware_concurrency()); ++i) {
        helpers.emplace_back(work);
    }
    work();
    helpers.clear(); // joins
    return matrix;
}

}

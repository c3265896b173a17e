// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "core/analysis/checks.h"
#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

namespace {

using Pair = std::pair<double, double>;

std::vector<Pair> pairsWithoutNan(std::span<const double> x, std::span<const double> y) {
    requireSameLength(x, y, "values to rank");
    std::vector<Pair> pairs;
    pairs.reserve(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isnan(x[i]) && !std::isnan(y[i])) {
            pairs.emplace_back(x[i], y[i]);
        }
    }
    return pairs;
}

std::int64_t pairsAmong(std::int64_t n) {
    return n * (n - 1) / 2;
}

/// Pairs within runs of equal neighbours.
template <typename Equal>
std::int64_t tiedPairs(const std::vector<Pair>& sorted, Equal equal) {
    std::int64_t tied = 0;
    std::int64_t run = 1;
    for (std::size_t i = 1; i <= sorted.size(); ++i) {
        if (i < sorted.size() && equal(sorted[i - 1], sorted[i])) {
            ++run;
        } else {
            tied += pairsAmong(run);
            run = 1;
        }
    }
    return tied;
}

/// Sorts by y and returns how many pairs stood in the wrong order (equal ones do not count).
std::int64_t sortCountingSwaps(std::vector<Pair>& pairs) {
    const std::size_t n = pairs.size();
    std::vector<Pair> merged(n);
    std::int64_t swaps = 0;
    for (std::size_t width = 1; width < n; width *= 2) {
        for (std::size_t begin = 0; begin < n; begin += 2 * width) {
            const std::size_t middle = std::min(begin + width, n);
            const std::size_t end = std::min(begin + 2 * width, n);
            std::size_t left = begin;
            std::size_t right = middle;
            for (std::size_t out = begin; out < end; ++out) {
                if (right < end && (left == middle || pairs[right].second < pairs[left].second)) {
                    swaps += static_cast<std::int64_t>(middle - left);
                    merged[out] = pairs[right++];
                } else {
                    merged[out] = pairs[left++];
                }
            }
        }
        pairs.swap(merged);
    }
    return swaps;
}

struct PairCounts {
    std::int64_t all = 0;
    std::int64_t tiedX = 0;
    std::int64_t tiedY = 0;
    std::int64_t untied = 0; ///< in neither list
    std::int64_t discordant = 0;
};

PairCounts countPairs(std::vector<Pair> pairs) {
    PairCounts counts;
    std::sort(pairs.begin(), pairs.end());
    counts.all = pairsAmong(static_cast<std::int64_t>(pairs.size()));
    counts.tiedX = tiedPairs(pairs, [](const Pair& a, const Pair& b) { return a.first == b.first; });
    const std::int64_t tiedBoth = tiedPairs(pairs, [](const Pair& a, const Pair& b) { return a == b; });
    counts.discordant = sortCountingSwaps(pairs);
    counts.tiedY = tiedPairs(pairs, [](const Pair& a, const Pair& b) { return a.second == b.second; });
    counts.untied = counts.all - counts.tiedX - counts.tiedY + tiedBoth;
    return counts;
}

double tauOf(const PairCounts& counts) {
    const double scale =
        std::sqrt(static_cast<double>(counts.all - counts.tiedX) * static_cast<double>(counts.all - counts.tiedY));
    return scale == 0 ? undefined : static_cast<double>(counts.untied - 2 * counts.discordant) / scale;
}

double concordantOf(const PairCounts& counts) {
    return counts.untied == 0
        ? undefined
        : static_cast<double>(counts.untied - counts.discordant) / static_cast<double>(counts.untied);
}

std::vector<double> averageRanks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        for (std::size_t i = begin; i < end; ++i) {
            ranks[order[i]] = (static_cast<double>(begin) + static_cast<double>(end - 1)) / 2;
        }
        begin = end;
    }
    return ranks;
}

double pearson(const std::vector<double>& x, const std::vector<double>& y) {
    const double meanX = mean(x);
    const double meanY = mean(y);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xy += (x[i] - meanX) * (y[i] - meanY);
        xx += (x[i] - meanX) * (x[i] - meanX);
        yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xx == 0 || yy == 0 ? undefined : xy / std::sqrt(xx) / std::sqrt(yy);
}

Interval fisherInterval(double correlation, double variance, double level) {
    if (!(variance > 0) || !std::isfinite(variance) || std::isnan(correlation)) {
        return {-1, 1};
    }
    const double z = std::atanh(std::clamp(correlation, -1.0, 1.0));
    const double half = normalQuantile((1 + level) / 2) * std::sqrt(variance);
    return {std::tanh(z - half), std::tanh(z + half)};
}

Interval bootstrap(const std::vector<Pair>& pairs, Random& random, double level, int resamples) {
    if (pairs.size() < 3) {
        return {-1, 1};
    }
    std::uniform_int_distribution<std::size_t> pick(0, pairs.size() - 1);
    std::vector<double> taus;
    std::vector<Pair> resample(pairs.size());
    for (int i = 0; i < resamples; ++i) {
        for (Pair& pair : resample) {
            pair = pairs[pick(random)];
        }
        // A resample of one repeated pair ranks nothing and says nothing.
        if (const double tau = tauOf(countPairs(resample)); !std::isnan(tau)) {
            taus.push_back(tau);
        }
    }
    if (taus.empty()) {
        return {-1, 1};
    }
    return {quantile(taus, (1 - level) / 2), quantile(taus, (1 + level) / 2)};
}

}

double kendallTauB(std::span<const double> x, std::span<const double> y) {
    return tauOf(countPairs(pairsWithoutNan(x, y)));
}

double spearmanRho(std::span<const double> x, std::span<const double> y) {
    std::vector<double> left;
    std::vector<double> right;
    for (const auto& [a, b] : pairsWithoutNan(x, y)) {
        left.push_back(a);
        right.push_back(b);
    }
    return pearson(averageRanks(left), averageRanks(right));
}

Interval kendallIntervalFisher(double tau, std::size_t n, double level) {
    return fisherInterval(tau, n > 4 ? 0.437 / static_cast<double>(n - 4) : 0, level);
}

Interval spearmanIntervalFisher(double rho, std::size_t n, double level) {
    return fisherInterval(rho, n > 3 ? 1.06 / static_cast<double>(n - 3) : 0, level);
}

RankReport rankReport(std::span<const double> x, std::span<const double> y, std::uint64_t seed) {
    const std::vector<Pair> pairs = pairsWithoutNan(x, y);
    const PairCounts counts = countPairs(pairs);
    Random random(seed);
    RankReport report;
    report.n = pairs.size();
    report.tau = tauOf(counts);
    // Of many pairs the interval is narrow whatever the resamples, and each takes as long as the τ itself.
    const std::size_t resamples =
        std::clamp<std::size_t>(10'000'000 / std::max<std::size_t>(pairs.size(), 1), 100, 1000);
    report.tauInterval = bootstrap(pairs, random, 0.95, static_cast<int>(resamples));
    report.rho = spearmanRho(x, y);
    report.concordant = concordantOf(counts);
    return report;
}

double tauCeiling(std::span<const double> values, double relativeDeviation, Random& random, int repetitions) {
    std::normal_distribution<double> noise(0, 1);
    std::vector<double> noisy(values.size());
    std::vector<double> taus;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            noisy[i] = values[i] * (1 + relativeDeviation * noise(random));
        }
        taus.push_back(kendallTauB(values, noisy));
    }
    return mean(taus);
}

}

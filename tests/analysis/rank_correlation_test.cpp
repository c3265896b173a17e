// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rank_correlation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/analysis/statistics.h"
#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

struct Lists {
    std::vector<double> x;
    std::vector<double> y;
};

Lists randomLists(Random& random, int n, int levels, double relation) {
    std::uniform_int_distribution<int> level(0, levels);
    Lists lists;
    for (int i = 0; i < n; ++i) {
        lists.x.push_back(level(random));
        lists.y.push_back(std::round(relation * lists.x.back() + (1 - relation) * level(random)));
    }
    return lists;
}

struct SlowCounts {
    double concordant = 0;
    double discordant = 0;
    double onlyX = 0;
    double onlyY = 0;
};

SlowCounts countAllPairs(const Lists& lists) {
    SlowCounts counts;
    for (std::size_t i = 0; i < lists.x.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double dx = lists.x[i] - lists.x[j];
            const double dy = lists.y[i] - lists.y[j];
            counts.concordant += dx * dy > 0 ? 1 : 0;
            counts.discordant += dx * dy < 0 ? 1 : 0;
            counts.onlyX += dx == 0 && dy != 0 ? 1 : 0;
            counts.onlyY += dy == 0 && dx != 0 ? 1 : 0;
        }
    }
    return counts;
}

TEST(KendallTau, AgreesWithCountingAllPairs) {
    Random random(1);
    for (int trial = 0; trial < 300; ++trial) {
        const Lists lists = randomLists(random, 2 + trial % 50, trial % 3 == 0 ? 3 : 1000, trial % 5 / 5.0);
        const SlowCounts c = countAllPairs(lists);
        const double expected = (c.concordant - c.discordant)
            / std::sqrt((c.concordant + c.discordant + c.onlyX) * (c.concordant + c.discordant + c.onlyY));
        const double tau = kendallTauB(lists.x, lists.y);
        if (std::isnan(expected)) {
            EXPECT_TRUE(std::isnan(tau));
        } else {
            EXPECT_NEAR(tau, expected, 1e-12);
        }
        if (trial % 10 == 0 && c.concordant + c.discordant > 0) {
            EXPECT_NEAR(rankReport(lists.x, lists.y).concordant, c.concordant / (c.concordant + c.discordant), 1e-12);
        }
    }
}

// scipy.stats 1.11: kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) and spearmanr([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]).
TEST(RankCorrelation, AgreesWithPublishedExamples) {
    EXPECT_NEAR(kendallTauB(std::vector<double>{12, 2, 1, 12, 2}, std::vector<double>{1, 4, 7, 1, 0}),
        -0.47140452079103173, 1e-12);
    EXPECT_NEAR(
        spearmanRho(std::vector<double>{1, 2, 3, 4, 5}, std::vector<double>{5, 6, 7, 8, 7}), 0.8207826816681233, 1e-12);
}

TEST(RankCorrelation, IsUndefinedForAConstantAndForOnePoint) {
    EXPECT_TRUE(std::isnan(kendallTauB(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3})));
    EXPECT_TRUE(std::isnan(spearmanRho(std::vector<double>{1, 1, 1}, std::vector<double>{1, 2, 3})));
    EXPECT_TRUE(std::isnan(kendallTauB(std::vector<double>{1}, std::vector<double>{1})));
    EXPECT_TRUE(std::isnan(rankReport({}, {}).concordant));
    EXPECT_THROW(kendallTauB(std::vector<double>{1}, {}), Error);
}

TEST(RankCorrelation, LeavesOutPairsWithNan) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> x{1, 2, nan, 3};
    const std::vector<double> y{1, 2, 0, nan};
    EXPECT_EQ(kendallTauB(x, y), 1);
    EXPECT_EQ(rankReport(x, y).n, 2U);
}

TEST(KendallTau, RanksManyPointsFast) {
    Random random(2);
    const Lists lists = randomLists(random, 200000, 1 << 30, 0.5);
    const double tau = kendallTauB(lists.x, lists.y);
    EXPECT_GT(tau, 0.3);
    EXPECT_LT(tau, 0.7);
}

TEST(RankCorrelation, FisherIntervalsMatchHandComputedOnes) {
    // z = atanh(0.5) = 0.549306, half = 1.959964 · √(0.437 / 96) = 0.132238
    const Interval tau = kendallIntervalFisher(0.5, 100);
    EXPECT_NEAR(tau.low, std::tanh(0.549306 - 0.132238), 1e-5);
    EXPECT_NEAR(tau.high, std::tanh(0.549306 + 0.132238), 1e-5);
    EXPECT_EQ(kendallIntervalFisher(0.5, 4).low, -1);
    EXPECT_LT(spearmanIntervalFisher(0.5, 30).low, 0.5);
}

/// How often the 95 % interval holds the true τ = 2/π · asin(ρ) of a bivariate normal.
template <typename MakeInterval>
double coverage(double rho, MakeInterval makeInterval) {
    Random random(3);
    std::normal_distribution<double> normal(0, 1);
    const double truth = 2 / M_PI * std::asin(rho);
    int hits = 0;
    constexpr int trials = 200;
    for (int trial = 0; trial < trials; ++trial) {
        Lists lists;
        for (int i = 0; i < 40; ++i) {
            const double common = normal(random);
            lists.x.push_back(common);
            lists.y.push_back(rho * common + std::sqrt(1 - rho * rho) * normal(random));
        }
        const Interval interval = makeInterval(lists);
        hits += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    return hits / static_cast<double>(trials);
}

TEST(RankCorrelation, IntervalsHoldTheTruthAboutAsOftenAsTheySay) {
    const double bootstrapped = coverage(0.6, [](const Lists& l) { return rankReport(l.x, l.y).tauInterval; });
    EXPECT_GE(bootstrapped, 0.88);
    EXPECT_LE(bootstrapped, 0.99);
    const double fisher =
        coverage(0.6, [](const Lists& l) { return kendallIntervalFisher(kendallTauB(l.x, l.y), l.x.size()); });
    EXPECT_GE(fisher, 0.90);
    EXPECT_LE(fisher, 0.99);
}

TEST(RankReport, IsTheSameForTheSameSeed) {
    Random random(4);
    const Lists lists = randomLists(random, 50, 1000, 0.5);
    const RankReport first = rankReport(lists.x, lists.y, 7);
    const RankReport second = rankReport(lists.x, lists.y, 7);
    EXPECT_EQ(first.tauInterval.low, second.tauInterval.low);
    EXPECT_LT(first.tauInterval.low, first.tau);
    EXPECT_GT(first.tauInterval.high, first.tau);
}

TEST(TauCeiling, IsOneWithoutNoiseAndMatchesTheNormalTheory) {
    Random random(5);
    std::normal_distribution<double> spread(0, 10);
    std::vector<double> values;
    for (int i = 0; i < 400; ++i) {
        values.push_back(1000 + spread(random)); // 1 % true spread, nearly constant mean
    }
    EXPECT_EQ(tauCeiling(values, 0, random, 3), 1);
    // 1 % noise on a 1 % spread: correlation 1/√2, τ = 2/π · asin(1/√2) = 0.5.
    EXPECT_NEAR(tauCeiling(values, 0.01, random, 50), 0.5, 0.03);
    EXPECT_TRUE(std::isnan(tauCeiling(std::vector{1.0}, 0.1, random)));
}

}
}

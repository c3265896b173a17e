// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/rank_matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Columns that share a part, rounded to `levels` so that many are tied, with some entries missing.
std::vector<std::vector<double>> randomColumns(
    Random& random, std::size_t count, std::size_t n, int levels, double missing) {
    std::normal_distribution<double> normal;
    std::bernoulli_distribution gone(missing);
    std::vector<std::vector<double>> columns(count, std::vector<double>(n));
    for (std::size_t i = 0; i < n; ++i) {
        const double common = normal(random);
        for (std::vector<double>& column : columns) {
            const double value = common + normal(random);
            column[i] = gone(random) ? nan : levels > 0 ? std::round(value * levels) : value;
        }
    }
    return columns;
}

/// By the definition: all pairs, one after the other.
RankPair byDefinition(const std::vector<double>& x, const std::vector<double>& y) {
    double score = 0;
    double all = 0;
    double tiedX = 0;
    double tiedY = 0;
    double concordant = 0;
    double untied = 0;
    std::size_t n = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isnan(x[i]) || std::isnan(y[i])) {
            continue;
        }
        ++n;
        for (std::size_t j = 0; j < i; ++j) {
            if (std::isnan(x[j]) || std::isnan(y[j])) {
                continue;
            }
            const double product = (x[i] - x[j]) * (y[i] - y[j]);
            all += 1;
            tiedX += x[i] == x[j] ? 1 : 0;
            tiedY += y[i] == y[j] ? 1 : 0;
            untied += product != 0 ? 1 : 0;
            concordant += product > 0 ? 1 : 0;
            score += product > 0 ? 1 : product < 0 ? -1 : 0;
        }
    }
    return {.n = n, .tau = score / std::sqrt((all - tiedX) * (all - tiedY)), .concordant = concordant / untied};
}

TEST(RankMatrix, AgreesWithTheDefinitionOverAllPairsWithTiesAndGaps) {
    Random random(1);
    for (const int levels : {0, 1, 3}) {
        for (const std::size_t n : {2U, 3U, 17U, 64U, 150U}) {
            const auto columns = randomColumns(random, 4, n, levels, n > 3 ? 0.15 : 0);
            const RankMatrix matrix = rankMatrix(columns, Intervals::None);
            for (std::size_t row = 0; row < 4; ++row) {
                for (std::size_t column = 0; column < 4; ++column) {
                    const RankPair expected = byDefinition(columns[row], columns[column]);
                    const RankPair& pair = matrix.at(row, column);
                    ASSERT_EQ(pair.n, expected.n);
                    if (std::isfinite(expected.tau)) {
                        EXPECT_NEAR(pair.tau, expected.tau, 1e-12) << n << " entries, " << levels << " levels";
                        EXPECT_NEAR(pair.concordant, expected.concordant, 1e-12);
                        EXPECT_NEAR(pair.rho, spearmanRho(columns[row], columns[column]), 1e-12);
                    } else {
                        EXPECT_TRUE(std::isnan(pair.tau));
                    }
                }
            }
        }
    }
}

TEST(RankMatrix, IsUndefinedWithoutAnythingToRank) {
    const std::vector<std::vector<double>> columns{{1, 1, 1}, {1, 2, 3}, {nan, nan, 5}};
    const RankMatrix matrix = rankMatrix(columns, Intervals::Computed);
    EXPECT_TRUE(std::isnan(matrix.at(0, 1).tau));
    EXPECT_TRUE(std::isnan(matrix.at(0, 1).rho));
    EXPECT_EQ(matrix.at(1, 2).n, 1U);
    EXPECT_TRUE(std::isnan(matrix.at(1, 2).concordant));
    EXPECT_DOUBLE_EQ(matrix.at(1, 1).tau, 1);
    EXPECT_THROW(rankMatrix(std::vector<std::vector<double>>{{1, 2}, {1}}, Intervals::None), Error);
}

TEST(RankMatrix, GivesTheIntervalOfTheBootstrap) {
    Random random(2);
    for (const int levels : {0, 2}) {
        const auto columns = randomColumns(random, 2, 400, levels, 0);
        const RankPair pair = rankMatrix(columns, Intervals::Computed).at(0, 1);
        const Interval expected = rankReport(columns[0], columns[1]).tauInterval;
        const double width = expected.high - expected.low;
        EXPECT_NEAR(pair.tauInterval.low, expected.low, 0.15 * width);
        EXPECT_NEAR(pair.tauInterval.high, expected.high, 0.15 * width);
        EXPECT_LT(pair.concordantInterval.low, pair.concordant);
        EXPECT_GT(pair.concordantInterval.high, pair.concordant);
    }
}

// For a bivariate normal distribution τ = 2/π · asin(correlation) (Kruskal 1958).
TEST(RankMatrix, CoversTheTrueValueAboutAsOftenAsItClaims) {
    Random random(3);
    const double truth = 2 / std::numbers::pi * std::asin(0.5);
    for (const std::size_t n : {20U, 100U}) {
        int inTau = 0;
        int inShare = 0;
        constexpr int trials = 1000;
        for (int trial = 0; trial < trials; ++trial) {
            const RankPair pair = rankMatrix(randomColumns(random, 2, n, 0, 0), Intervals::Computed).at(0, 1);
            inTau += pair.tauInterval.low <= truth && truth <= pair.tauInterval.high ? 1 : 0;
            const double share = (1 + truth) / 2;
            inShare += pair.concordantInterval.low <= share && share <= pair.concordantInterval.high ? 1 : 0;
        }
        EXPECT_NEAR(inTau, 0.95 * trials, 30) << n;
        EXPECT_NEAR(inShare, 0.95 * trials, 30) << n;
    }
}

TEST(RankMatrix, TheLeastAlikeOfAllAndOfOneRow) {
    RankMatrix matrix(3);
    matrix.set(0, 1, {.tau = 0.9});
    matrix.set(0, 2, {.tau = 0.5});
    matrix.set(1, 2, {.tau = -0.2});
    EXPECT_EQ(matrix.leastAlike(), std::pair(std::size_t{1}, std::size_t{2}));
    EXPECT_EQ(matrix.leastAlikeTo(0), 2U);
    EXPECT_EQ(matrix.leastAlikeTo(1), 2U);
    matrix.set(0, 1, {.tau = nan});
    matrix.set(0, 2, {.tau = nan});
    EXPECT_EQ(matrix.leastAlikeTo(0), std::nullopt);
}

TEST(ClusterOrder, PutsAlikeDevicesBesideEachOther) {
    // Three families of three, mixed up; alike within (0.9), a chain between the families.
    constexpr std::size_t n = 9;
    const std::vector<std::size_t> family{2, 0, 1, 0, 2, 1, 1, 0, 2};
    std::vector<double> similarity(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            const std::size_t apart = family[i] > family[j] ? family[i] - family[j] : family[j] - family[i];
            similarity[i * n + j] = i == j ? 1 : 0.9 - 0.4 * static_cast<double>(apart);
        }
    }
    std::vector<std::size_t> order = clusterOrder(similarity);
    std::vector<std::size_t> families;
    for (const std::size_t device : order) {
        families.push_back(family[device]);
    }
    const std::vector<std::size_t> rising{0, 0, 0, 1, 1, 1, 2, 2, 2};
    EXPECT_TRUE(families == rising || std::equal(families.rbegin(), families.rend(), rising.begin()));
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < n; ++i) {
        EXPECT_EQ(order[i], i);
    }
}

TEST(ClusterOrder, TakesNothingOneDeviceAndUnknownSimilarities) {
    EXPECT_TRUE(clusterOrder({}).empty());
    EXPECT_THAT(clusterOrder(std::vector<double>{1}), testing::ElementsAre(0));
    EXPECT_EQ(clusterOrder(std::vector<double>{1, nan, nan, 1}).size(), 2U);
    EXPECT_THROW(clusterOrder(std::vector<double>{1, 2, 3}), Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/lambda_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

using testing::ElementsAre;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Cloud {
    std::vector<double> cost;
    std::vector<double> loss;
};

Cloud randomCloud(std::mt19937_64& random, int n, bool withTies) {
    std::uniform_real_distribution<double> uniform(0.1, 3);
    Cloud cloud;
    for (int i = 0; i < n; ++i) {
        const auto value = [&] { return withTies ? std::ceil(uniform(random) * 4) / 4 : uniform(random); };
        cloud.cost.push_back(value());
        cloud.loss.push_back(value());
    }
    return cloud;
}

double price(const Cloud& cloud, std::size_t i, double lambda, double reference) {
    return cloud.loss[i] + lambda * cloud.cost[i] / reference;
}

TEST(SupportHull, ChoosesTheSmallestPricedLossForEveryLambda) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> exponent(-4, 4);
    for (int trial = 0; trial < 200; ++trial) {
        const Cloud cloud = randomCloud(random, 1 + trial % 40, trial % 2 == 0);
        const double reference = 0.5 + trial % 5;
        const SupportHull hull(cloud.cost, cloud.loss, reference);
        for (int i = 0; i < 50; ++i) {
            const double lambda = std::pow(10.0, exponent(random));
            const std::size_t choice = hull.select(lambda).value();
            double best = infinity;
            for (std::size_t j = 0; j < cloud.cost.size(); ++j) {
                best = std::min(best, price(cloud, j, lambda, reference));
            }
            EXPECT_NEAR(price(cloud, choice, lambda, reference), best, 1e-12 * (1 + std::abs(best)));
        }
    }
}

TEST(SupportHull, EndsAreTheSmallestLossAndTheSmallestCost) {
    std::mt19937_64 random(2);
    for (int trial = 0; trial < 100; ++trial) {
        const Cloud cloud = randomCloud(random, 25, true);
        const SupportHull hull(cloud.cost, cloud.loss, 1);
        std::size_t accurate = 0;
        std::size_t cheap = 0;
        for (std::size_t i = 0; i < cloud.cost.size(); ++i) {
            if (std::pair(cloud.loss[i], cloud.cost[i]) < std::pair(cloud.loss[accurate], cloud.cost[accurate])) {
                accurate = i;
            }
            if (std::pair(cloud.cost[i], cloud.loss[i]) < std::pair(cloud.cost[cheap], cloud.loss[cheap])) {
                cheap = i;
            }
        }
        EXPECT_EQ(hull.select(0), accurate);
        EXPECT_EQ(hull.select(infinity), cheap);
    }
}

TEST(SupportHull, ChangesItsChoiceExactlyAtTheBreakpoints) {
    const std::vector<double> cost{1, 2, 4, 3, 4};
    const std::vector<double> loss{5, 2, 1, 1.9, 1};
    const SupportHull hull(cost, loss, 2); // 4→2 at λ = 1·2/2 = 1, 2→1 at λ = 3·2/1 = 6; point 3 lies in a dent
    EXPECT_THAT(hull.vertices(), ElementsAre(2, 1, 0));
    EXPECT_THAT(hull.breakpoints(), ElementsAre(1, 6));
    EXPECT_EQ(hull.select(std::nextafter(1.0, 0.0)), 2U);
    EXPECT_EQ(hull.select(1), 1U) << "at a tie the cheaper one";
    EXPECT_EQ(hull.select(std::nextafter(6.0, 0.0)), 1U);
    EXPECT_EQ(hull.select(6), 0U);
    for (std::size_t vertex = 0; vertex < 3; ++vertex) {
        EXPECT_EQ(hull.select(hull.lambdaOfVertex(vertex)), hull.vertices()[vertex]);
    }
}

TEST(SupportHull, NeverChoosesAPointOnAStraightPart) {
    const std::vector<double> cost{1, 2, 3};
    const std::vector<double> loss{3, 2, 1};
    const SupportHull hull(cost, loss, 1);
    EXPECT_THAT(hull.vertices(), ElementsAre(2, 0));
    EXPECT_EQ(hull.select(1), 0U);
}

TEST(SupportHull, ReachesDentsByBudget) {
    const std::vector<double> cost{1, 2, 4, 3};
    const std::vector<double> loss{5, 2, 1, 1.9};
    const SupportHull hull(cost, loss, 1);
    EXPECT_EQ(hull.selectWithinBudget(0.99), std::nullopt);
    EXPECT_EQ(hull.selectWithinBudget(1), 0U);
    EXPECT_EQ(hull.selectWithinBudget(3.5), 3U);
    EXPECT_EQ(hull.selectWithinBudget(infinity), 2U);
    EXPECT_EQ(hull.selectWithinBudget(nan), std::nullopt);
    EXPECT_THAT(hull.front(), ElementsAre(0, 1, 3, 2));
}

TEST(SupportHull, LineTouchesTheCloudAndCrossesIt) {
    std::mt19937_64 random(3);
    const Cloud cloud = randomCloud(random, 60, false);
    const SupportHull hull(cloud.cost, cloud.loss, 1.5);
    for (const double lambda : {0.0, 0.1, 1.0, 10.0}) {
        const std::size_t choice = hull.select(lambda).value();
        EXPECT_DOUBLE_EQ(hull.lossOnLine(lambda, cloud.cost[choice]), cloud.loss[choice]);
        for (std::size_t i = 0; i < cloud.cost.size(); ++i) {
            EXPECT_GE(cloud.loss[i], hull.lossOnLine(lambda, cloud.cost[i]) - 1e-12);
        }
    }
}

TEST(SupportHull, DrawsALineACurveOrAVertical) {
    const SupportHull hull(std::vector{1.0, 2.0}, std::vector{2.0, 1.0}, 1);
    const auto line = hull.linePoints(0.5, 0.5, 8, 0, 3, AxisScale::Linear);
    ASSERT_EQ(line.size(), 2U);
    EXPECT_DOUBLE_EQ(line[1].loss, 1 - 0.5 * 6);
    const auto curve = hull.linePoints(0.5, 0.5, 8, 0, 3, AxisScale::Logarithmic, 5);
    ASSERT_EQ(curve.size(), 5U);
    EXPECT_NEAR(curve[2].cost, 2, 1e-12) << "equally spaced on the logarithmic axis";
    for (const LinePoint& point : curve) {
        EXPECT_NEAR(point.loss, 1 - 0.5 * (point.cost - 2), 1e-12);
    }
    const auto vertical = hull.linePoints(infinity, 0.5, 8, 0, 3, AxisScale::Linear);
    ASSERT_EQ(vertical.size(), 2U);
    EXPECT_EQ(vertical[0].cost, 1);
    EXPECT_EQ(vertical[1].cost, 1);
    EXPECT_EQ(vertical[1].loss, 3);
}

TEST(SupportHull, OfAccuracyTradesAccuracyForTime) {
    const std::vector<double> latency{10, 20, 30};
    const std::vector<double> accuracy{0.5, 0.8, 0.9};
    const SupportHull hull = SupportHull::ofAccuracy(latency, accuracy, 20);
    EXPECT_EQ(hull.select(0), 2U);
    EXPECT_EQ(hull.select(0.3), 1U); // 0.9 − 0.45 < 0.8 − 0.3
    EXPECT_EQ(hull.select(1), 0U);
}

TEST(SupportHull, LeavesOutWhatIsNotANumberAndAnswersNothingForNothing) {
    const SupportHull hull(std::vector{nan, 1.0, 0.5, 2.0}, std::vector{0.0, 1.0, infinity, -infinity}, 1);
    EXPECT_EQ(hull.select(0), 1U);
    EXPECT_EQ(hull.select(infinity), 1U);
    const SupportHull empty;
    EXPECT_EQ(empty.select(1), std::nullopt);
    EXPECT_EQ(empty.selectWithinBudget(1), std::nullopt);
    EXPECT_TRUE(empty.linePoints(1, 0, 1, 0, 1, AxisScale::Linear).empty());
    EXPECT_THROW(static_cast<void>(hull.select(-1)), Error);
    EXPECT_THROW(static_cast<void>(hull.select(nan)), Error);
    EXPECT_THROW(SupportHull(std::vector{1.0}, std::vector{1.0}, 0), Error);
}

TEST(SupportHull, BreakpointsAscendAlsoWherePointsAlmostCoincide) {
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> tiny(0, 1e-13);
    Cloud cloud;
    for (int i = 0; i < 500; ++i) {
        cloud.cost.push_back(1 + i * 1e-3 + tiny(random));
        cloud.loss.push_back(2 - i * 1e-3 + tiny(random));
    }
    const SupportHull hull(cloud.cost, cloud.loss, 1);
    EXPECT_TRUE(std::is_sorted(hull.breakpoints().begin(), hull.breakpoints().end()));
    EXPECT_EQ(hull.breakpoints().size() + 1, hull.vertices().size());
}

TEST(CrossEntropyPerError, FindsTheSlopeAmongOutliers) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> uniform(0.2, 0.9);
    std::normal_distribution<double> noise(0, 0.01);
    for (const int n : {30, 3000}) {
        std::vector<double> accuracy;
        std::vector<double> crossEntropy;
        for (int i = 0; i < n; ++i) {
            accuracy.push_back(uniform(random));
            crossEntropy.push_back(0.1 + 3.2 * (1 - accuracy.back()) + noise(random) + (i % 10 == 0 ? 5 : 0));
        }
        crossEntropy[3] = nan;
        EXPECT_NEAR(crossEntropyPerError(accuracy, crossEntropy).value(), 3.2, 0.25);
    }
}

TEST(CrossEntropyPerError, SaysNothingWhereNothingCanBeFitted) {
    EXPECT_EQ(crossEntropyPerError(std::vector{.1, .2, .3}, std::vector{3., 2., 1.}), std::nullopt);
    EXPECT_EQ(crossEntropyPerError(std::vector{.5, .5, .5, .5, .5}, std::vector{3., 2., 1., 4., 5.}), std::nullopt);
    EXPECT_EQ(crossEntropyPerError(std::vector{.1, .2, .3, .4, .5}, std::vector{1., 2., 3., 4., 5.}), std::nullopt);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/front.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "core/analysis/statistics.h"
#include "core/base/error.h"

namespace paretoscope::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Points {
    std::vector<double> cost;
    std::vector<double> loss;
};

/// `levels` small: many ties and duplicates.
Points randomPoints(std::mt19937_64& random, int n, int levels) {
    std::uniform_int_distribution<int> level(1, levels);
    Points points;
    for (int i = 0; i < n; ++i) {
        points.cost.push_back(level(random) / 8.0);
        points.loss.push_back(level(random) % 17 == 0 && levels < 40 ? nan : level(random) / 8.0);
    }
    return points;
}

std::vector<std::size_t> slowFront(const Points& points) {
    std::vector<std::size_t> front;
    const std::size_t n = points.cost.size();
    for (std::size_t i = 0; i < n; ++i) {
        bool beaten = std::isnan(points.cost[i]) || std::isnan(points.loss[i]);
        for (std::size_t j = 0; j < n; ++j) {
            const bool noWorse = points.cost[j] <= points.cost[i] && points.loss[j] <= points.loss[i];
            const bool equal = points.cost[j] == points.cost[i] && points.loss[j] == points.loss[i];
            beaten |= noWorse && (!equal || j < i);
        }
        if (!beaten) {
            front.push_back(i);
        }
    }
    std::sort(front.begin(), front.end(), [&](auto a, auto b) { return points.cost[a] < points.cost[b]; });
    return front;
}

TEST(ParetoFront, AgreesWithComparingAllPairs) {
    std::mt19937_64 random(1);
    for (int trial = 0; trial < 300; ++trial) {
        const Points points = randomPoints(random, trial % 60, trial % 3 == 0 ? 4 : (trial % 3 == 1 ? 30 : 100000));
        EXPECT_EQ(paretoFront(points.cost, points.loss), slowFront(points)) << "trial " << trial;
    }
}

TEST(ParetoFront, OfALargeCloudIsThatOfItsPointsInOrder) {
    for (const int levels : {40, 3000, 100'000'000}) {
        std::mt19937_64 random(static_cast<std::uint64_t>(levels));
        Points points = randomPoints(random, 50'000, levels);
        points.loss[7] = infinity;
        points.cost[9] = nan;
        points.cost[11] = *std::min_element(points.cost.begin(), points.cost.begin() + 9);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < points.cost.size(); ++i) {
            if (i != 9) {
                order.push_back(i);
            }
        }
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return points.cost[a] != points.cost[b] ? points.cost[a] < points.cost[b] : points.loss[a] < points.loss[b];
        });
        std::vector<std::size_t> expected;
        for (const std::size_t i : order) {
            if (expected.empty() || points.loss[i] < points.loss[expected.back()]) {
                expected.push_back(i);
            }
        }
        EXPECT_EQ(paretoFront(points.cost, points.loss), expected) << levels;
    }
}

TEST(ParetoFront, KeepsTheFirstOfEqualPointsAndNoNan) {
    const std::vector<double> cost{2, 1, 1, nan, 3, 0.5};
    const std::vector<double> loss{1, 2, 2, 0, 1, nan};
    EXPECT_THAT(paretoFront(cost, loss), ElementsAre(1, 0));
    EXPECT_THAT(paretoFront(std::vector<double>{}, std::vector<double>{}), IsEmpty());
    EXPECT_THAT(paretoFront(std::vector{nan}, std::vector{1.0}), IsEmpty());
    EXPECT_THAT(paretoFront(std::vector{infinity, 1.0}, std::vector{1.0, infinity}), ElementsAre(1, 0));
}

TEST(ParetoFront, RefusesListsOfDifferentLength) {
    EXPECT_THROW(paretoFront(std::vector{1.0}, std::vector<double>{}), Error);
}

TEST(IncrementalFront, IsTheFrontAfterEveryInsertion) {
    std::mt19937_64 random(2);
    for (const int levels : {5, 35, 1000}) {
        const Points points = randomPoints(random, 120, levels);
        IncrementalFront front;
        Points seen;
        for (std::size_t i = 0; i < points.cost.size(); ++i) {
            seen.cost.push_back(points.cost[i]);
            seen.loss.push_back(points.loss[i]);
            const bool isMember = front.insert(points.cost[i], points.loss[i], i);
            std::vector<std::size_t> indices;
            for (const auto& member : front.members()) {
                indices.push_back(member.index);
                EXPECT_EQ(member.loss, points.loss[member.index]);
            }
            ASSERT_EQ(indices, slowFront(seen));
            EXPECT_EQ(isMember, std::find(indices.begin(), indices.end(), i) != indices.end());
        }
    }
}

TEST(Hypervolume, OfHandCountedBoxes) {
    const std::vector<double> cost{1, 2, 3, 5};
    const std::vector<double> loss{3, 1, 2, 0};
    EXPECT_DOUBLE_EQ(hypervolume(cost, loss, 4, 4), 3 * 1 + 2 * 2);
    EXPECT_DOUBLE_EQ(hypervolume(cost, loss, 1, 4), 0);
    EXPECT_DOUBLE_EQ(hypervolume({}, {}, 1, 1), 0);
}

TEST(Hypervolume, AgreesWithCountingGridCells) {
    std::mt19937_64 random(3);
    for (int trial = 0; trial < 20; ++trial) {
        const Points points = randomPoints(random, 15, 35); // coordinates are multiples of 1/8
        int cells = 0;
        for (int x = 0; x < 36; ++x) {
            for (int y = 0; y < 36; ++y) {
                bool beaten = false;
                for (std::size_t i = 0; i < points.cost.size(); ++i) {
                    beaten |= points.cost[i] <= x / 8.0 && points.loss[i] <= y / 8.0;
                }
                cells += beaten ? 1 : 0;
            }
        }
        EXPECT_NEAR(hypervolume(points.cost, points.loss, 4.5, 4.5), cells / 64.0, 1e-9);
    }
}

TEST(HypervolumeGrowth, IsTheVolumeOfWhatWasTakenInSoFar) {
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> unit;
    std::vector<double> cost;
    std::vector<double> accuracy;
    for (int i = 0; i < 150; ++i) {
        cost.push_back(2 + 6 * unit(random));
        accuracy.push_back(0.5 + 0.2 * unit(random));
    }
    cost[7] = std::nan("");
    accuracy[9] = std::nan("");
    const auto growth = hypervolumeGrowth(cost, accuracy);
    ASSERT_EQ(growth.size(), 148U) << "each of so few, but for those that are no numbers";
    std::vector<double> usableCosts;
    std::vector<double> losses;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        if (i != 7 && i != 9) {
            usableCosts.push_back(cost[i]);
            losses.push_back(-accuracy[i]);
        }
    }
    const double reference = std::log(quantile(usableCosts, 0.99));
    const double worst = 0.15 + *std::min_element(losses.begin(), losses.end());
    for (std::size_t n = 1; n <= growth.size(); n += 21) {
        std::vector<double> logarithms;
        for (std::size_t i = 0; i < n; ++i) {
            logarithms.push_back(std::log(usableCosts[i]));
        }
        EXPECT_EQ(growth[n - 1].candidates, static_cast<double>(n));
        EXPECT_NEAR(growth[n - 1].volume, hypervolume(logarithms, std::span(losses).first(n), reference, worst), 1e-12);
    }
    EXPECT_LE(hypervolumeGrowth(cost, accuracy, 10).size(), 12U);
    EXPECT_TRUE(hypervolumeGrowth(std::span(cost).first(1), std::span(accuracy).first(1)).empty());
}

}
}

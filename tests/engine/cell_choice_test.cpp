// SPDX-License-Identifier: Apache-2.0
#include "core/engine/cell_choice.h"

#include <algorithm>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace paretoscope::engine {
namespace {

using options::ScoredCell;

std::vector<ScoredCell> someCells() {
    return {
        {"slow", 6.0, 1.30, 0.0}, {"medium", 4.0, 1.33, 0.1}, {"dominated", 4.5, 1.50, 0.0}, {"fast", 1.0, 1.60, 0.2}};
}

TEST(CellChoice, ZeroLambdaAsksForTheBestTrainedCellAlone) {
    const auto choices = chooseCells(someCells(), 4.0, 1);
    EXPECT_EQ(choices[0].cell, 0);
    EXPECT_EQ(choices[0].saving, 0.0);
}

TEST(CellChoice, ARisingPriceBuysFasterCellsAndNeverADominatedOne) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(0.5, 2.0);
    for (int round = 0; round < 50; ++round) {
        std::vector<ScoredCell> cells(12);
        for (ScoredCell& cell : cells) {
            cell.predictedMs = 3 * uniform(random);
            cell.crossEntropy = uniform(random);
        }
        const auto choices = chooseCells(cells, 3.0, 1e6);
        for (std::size_t i = 0; i < choices.size(); ++i) {
            const ScoredCell& chosen = cells[static_cast<std::size_t>(choices[i].cell)];
            EXPECT_GE(choices[i].saving, i == 0 ? 0.0 : choices[i - 1].saving);
            for (const ScoredCell& other : cells) {
                EXPECT_FALSE(other.predictedMs < chosen.predictedMs && other.crossEntropy < chosen.crossEntropy);
            }
        }
        // At a price that outweighs every difference of cross-entropy the fastest cell is what is chosen.
        EXPECT_EQ(cells[static_cast<std::size_t>(choices.back().cell)].predictedMs,
            std::min_element(cells.begin(), cells.end(), [](const auto& a, const auto& b) {
                return a.predictedMs < b.predictedMs;
            })->predictedMs);
    }
}

TEST(CellChoice, TheFastestCellIsNotChosenForItsSpeedAlone) {
    // What α alone derives at a price: nothing but skip connections.
    const std::vector<ScoredCell> cells{
        {"best", 4.0, 1.30, 0.0}, {"a third faster", 2.7, 1.33, 0.15}, {"only skips", 1.0, 2.0, 0.15}};
    const auto choices = chooseCells(cells, 4.0, 1);
    ASSERT_EQ(choices.size(), 2U) << "0.67 nats for 43 % of the reference latency is more than λ = 1 pays";
    EXPECT_EQ(choices[1].cell, 1);
    EXPECT_NEAR(choices[1].lambda, 0.03 / (1.3 / 4), 1e-12) << "from where 0.03 nats are worth 1.3 ms";
    EXPECT_NEAR(choices[1].saving, 1.3 / 4, 1e-12);
    EXPECT_EQ(chooseCells(cells, 4.0, 2).size(), 3U);
}

TEST(CellChoice, ABetterCellOfASearchWithAPriceIsNotWhatLambdaZeroGives) {
    const std::vector<ScoredCell> cells{{"own", 4.0, 1.30, 0.0}, {"foreign", 3.0, 1.20, 0.15}};
    const auto choices = chooseCells(cells, 4.0, 1);
    ASSERT_EQ(choices.size(), 2U);
    EXPECT_EQ(choices[0].cell, 0);
    EXPECT_EQ(choices[1].cell, 1);
    EXPECT_GT(choices[1].lambda, 0);
}

TEST(CellChoice, WithoutAnyScoreAtLambdaZeroIsAnError) {
    const std::vector<ScoredCell> cells{
        {"diverged", 4.0, std::numeric_limits<double>::quiet_NaN(), 0.0}, {"foreign", 3.0, 1.20, 0.15}};
    EXPECT_THROW(chooseCells(cells, 4.0, 1), Error);
}

}
}

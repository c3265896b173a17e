// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/cost_columns.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/shift_features.h"
#include "core/space/genotype.h"

namespace paretoscope::analysis {
namespace {

records::Measurement measured(const std::string& hash, double value) {
    records::Measurement measurement;
    measurement.canonicalHash = hash;
    measurement.value = value;
    return measurement;
}

TEST(CostColumn, IsTheMedianOfStableRepeats) {
    std::vector<records::Measurement> measurements{
        measured("a", 3), measured("b", 7), measured("a", 1), measured("a", 2), measured("a", 90), measured("c", 5)};
    measurements[4].unstable = true;
    measurements[5].unstable = true;
    measurements.push_back(measured("s", 1));
    measurements.back().sentinel = true;
    const CostColumn column = costColumn(measurements);
    EXPECT_EQ(column.hashes, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(column.values, (std::vector<double>{2, 7, 5})) << "unstable ones count where there is nothing else";
    EXPECT_EQ(column.provenance(), "measured");
    measurements[0].provenance = records::CostProvenance::Imported;
    EXPECT_EQ(costColumn(measurements).provenance(), "measured") << "the most trusted of an architecture's";
    measurements[1].provenance = records::CostProvenance::Imported;
    EXPECT_EQ(costColumn(measurements).provenance(), "imported+measured");
}

TEST(CostColumn, JoinsByHashAndLeavesGaps) {
    space::Random random(1);
    std::vector<space::Genotype> cells;
    for (int i = 0; i < 4; ++i) {
        cells.push_back(space::sampleUniform(space::SpaceId::Darts, random));
    }
    const CostColumn first{{"a", "b"}, {cells[0], cells[1]}, {1, 2}, {}};
    const CostColumn second{{"c", "b"}, {cells[2], cells[3]}, {3, 4}, {}};
    const std::vector<const CostColumn*> columns{&first, &second};
    const CostRows rows = joinColumns(columns);
    EXPECT_EQ(rows.hashes, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(rows.genotypes, (std::vector{cells[0], cells[1], cells[2]}));
    EXPECT_EQ(rows.costs[0][1], 2);
    EXPECT_TRUE(std::isnan(rows.costs[0][2]));
    EXPECT_TRUE(std::isnan(rows.costs[1][0]));
    EXPECT_EQ(rows.costs[1][1], 4);
    EXPECT_EQ(rows.costs[1][2], 3);
}

// One device charges for one operation, the other does not: that operation has to be named first.
TEST(ShiftFeatures, NameTheOperationThatOneDeviceCharges) {
    space::Random random(3);
    std::vector<space::Genotype> genotypes;
    std::vector<double> plain;
    std::vector<double> charging;
    for (int i = 0; i < 400; ++i) {
        const space::Genotype genotype = space::sampleUniform(space::SpaceId::NasBench201, random);
        int convolutions = 0;
        int pools = 0;
        for (const space::Choice& choice : genotype.cells[0].choices) {
            convolutions += choice.operation == space::Operation::NorConv3x3 ? 1 : 0;
            pools += choice.operation == space::Operation::AvgPool3x3 ? 1 : 0;
        }
        genotypes.push_back(genotype);
        plain.push_back(convolutions + 1e-4 * i);
        charging.push_back(convolutions + pools + 1e-4 * i);
    }
    const auto shifts = rankShifts(plain, charging);
    const NamedExplanation operations = explainByOperation(shifts, genotypes, space::SpaceId::NasBench201);
    ASSERT_FALSE(operations.explanation.effects.empty());
    EXPECT_EQ(operations.names[operations.explanation.effects[0].feature], "avg_pool_3x3");
    EXPECT_GT(operations.explanation.effects[0].effect, 0) << "pooling moves a cell towards the slow end";
    const NamedExplanation edges = explainByEdge(shifts, genotypes, space::SpaceId::NasBench201);
    EXPECT_EQ(edges.names.size(), 30U);
    for (int i = 0; i < 3; ++i) {
        const auto& effect = edges.explanation.effects[static_cast<std::size_t>(i)];
        EXPECT_NE(edges.names[effect.feature].find("avg_pool_3x3"), std::string::npos);
    }
}

}
}

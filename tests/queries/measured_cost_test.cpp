// SPDX-License-Identifier: Apache-2.0
#include "core/queries/measured_cost.h"

#include <gtest/gtest.h>

#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

using records::CostProvenance;

class MeasuredCost : public store::ProjectTest {
protected:
    records::Measurement answer(const records::DeviceSetting& setting, CostProvenance provenance, double ms) const {
        records::Measurement measurement = store::measurement("", ms);
        measurement.deviceSetting = setting;
        measurement.genotype = cell_.genotype;
        measurement.shape = cell_.shape;
        measurement.canonicalHash = space::canonicalHash(cell_);
        measurement.provenance = provenance;
        return measurement;
    }

    const space::Architecture cell_{store::cell("a"), options::NetworkConfig{}.shape};
    const records::DeviceSetting vta_ = records::parseDeviceSetting("vta/pynq/cpu");
    const records::DeviceSetting table_ = records::parseDeviceSetting("table/pixel3");
    store::Project project_ = store::Project::create(path_);
};

TEST_F(MeasuredCost, KeepsTheProvenanceOfTheAnswers) {
    project_.addMeasurements(std::vector{answer(vta_, CostProvenance::Simulated, 3),
        answer(table_, CostProvenance::Imported, 4), answer(store::cpuSetting, CostProvenance::Measured, 5)});
    EXPECT_EQ(measuredCost(project_, vta_, cell_)->provenance, CostProvenance::Simulated);
    EXPECT_EQ(measuredCost(project_, table_, cell_)->provenance, CostProvenance::Imported);
    const auto best = bestLatencies(project_, cell_);
    ASSERT_EQ(best.size(), 3U);
    EXPECT_EQ(best[0].provenance, CostProvenance::Measured);
    EXPECT_EQ(best[1].provenance, CostProvenance::Imported);
    EXPECT_EQ(best[2].provenance, CostProvenance::Simulated);
    records::Candidate candidate;
    candidate.genotype = cell_.genotype;
    candidate.shape = cell_.shape;
    const auto ids = project_.upsertCandidates(0, std::vector{candidate});
    EXPECT_EQ(attachMeasured(project_, vta_, {.shape = cell_.shape}, std::vector{cell_.genotype}), 1);
    EXPECT_EQ(project_.candidate(ids[0]).cost(vta_)->provenance, CostProvenance::Simulated);
}

TEST_F(MeasuredCost, IsTheMedianOfTheMostTrustedStableRepeats) {
    std::vector<records::Measurement> answers;
    for (const double ms : {4.0, 5.0, 4.2}) {
        answers.push_back(answer(store::cpuSetting, CostProvenance::Measured, ms));
    }
    answers.push_back(answer(store::cpuSetting, CostProvenance::Measured, 50));
    answers.back().unstable = true;
    answers.push_back(answer(store::cpuSetting, CostProvenance::Measured, 60));
    answers.back().sentinel = true;
    answers.push_back(answer(store::cpuSetting, CostProvenance::Imported, 70));
    project_.addMeasurements(answers);
    const auto cost = measuredCost(project_, store::cpuSetting, cell_);
    ASSERT_TRUE(cost);
    EXPECT_DOUBLE_EQ(cost->value, 4.2);
    EXPECT_NEAR(cost->standardDeviation, 0.529, 1e-3);
    EXPECT_EQ(MeasuredCosts(project_, store::cpuSetting, {.shape = cell_.shape}).of(cell_)->value, 4.2);
    EXPECT_FALSE(measuredCost(project_, vta_, cell_));
    EXPECT_FALSE(measuredCost(project_, store::cpuSetting, {cell_.genotype, store::anotherShape}));
    EXPECT_FALSE(measuredCost(project_, store::cpuSetting, cell_, records::CostKind::EnergyMj));
}

}
}

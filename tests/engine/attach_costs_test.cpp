// SPDX-License-Identifier: Apache-2.0
#include "core/engine/attach_costs.h"

#include <gtest/gtest.h>

#include "tests/store/project_fixture.h"

namespace paretoscope::engine {
namespace {

const std::string setting = "cpu/eager/t1/b1/f32";

class AttachMeasured : public store::ProjectTest {
protected:
    records::Measurement measured(double value) const {
        records::Measurement measurement;
        measurement.deviceSetting = setting;
        measurement.genotype = space::identityText(genotype_);
        measurement.shape = space::toText(network_.shape);
        measurement.canonicalHash = space::canonicalHash({genotype_, network_.shape});
        measurement.value = value;
        return measurement;
    }
    records::Candidate candidate(const space::Genotype& genotype) const {
        records::Candidate candidate;
        candidate.genotype = space::identityText(genotype);
        candidate.shape = space::toText(network_.shape);
        candidate.origin = "search";
        candidate.costs.push_back({.deviceSetting = setting, .value = 9});
        return candidate;
    }

    space::Random random_{3};
    protocol::NetworkConfig network_;
    space::Genotype genotype_ = space::sampleUniform(space::SpaceId::Darts, random_);
    space::Genotype other_ = space::sampleUniform(space::SpaceId::Darts, random_);
    store::Project project_ = store::Project::create(path_);
};

TEST_F(AttachMeasured, GivesCandidatesTheirMedianLatencyAndLeavesOthersAlone) {
    project_.addMeasurements(std::vector{measured(4), measured(5), measured(4.2)});
    const auto ids = project_.upsertCandidates(0, std::vector{candidate(genotype_), candidate(other_)});
    const std::vector<space::Genotype> chosen{genotype_, other_};
    EXPECT_EQ(attachMeasured(project_, setting, network_, chosen), 1) << "the other one was not measured";
    const auto cost = project_.candidate(ids[0]).cost(setting);
    ASSERT_TRUE(cost);
    EXPECT_EQ(cost->provenance, records::CostProvenance::Measured);
    EXPECT_DOUBLE_EQ(cost->value, 4.2);
    EXPECT_GT(cost->standardDeviation, 0);
    EXPECT_EQ(project_.candidate(ids[0]).costs.size(), 2U) << "the prediction stays";
    EXPECT_EQ(project_.candidate(ids[1]).cost(setting)->provenance, records::CostProvenance::Predicted);
    // Again with more: the number follows.
    project_.addMeasurements(std::vector{measured(6), measured(6)});
    EXPECT_EQ(attachMeasured(project_, setting, network_, chosen), 1);
    EXPECT_DOUBLE_EQ(project_.candidate(ids[0]).cost(setting)->value, 5);
}

}
}

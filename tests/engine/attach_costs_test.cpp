// SPDX-License-Identifier: Apache-2.0
#include "core/queries/measured_cost.h"

#include <gtest/gtest.h>

#include "core/engine/job.h"
#include "core/queries/predictions.h"
#include "tests/engine/small_jobs.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::engine {
namespace {

const records::DeviceSetting setting = records::parseDeviceSetting("cpu/eager/t1/b1/f32");

class AttachMeasured : public store::ProjectTest {
protected:
    records::Measurement measured(double value) const {
        records::Measurement measurement;
        measurement.deviceSetting = setting;
        measurement.genotype = space::sorted(genotype_);
        measurement.shape = network_.shape;
        measurement.canonicalHash = space::canonicalHash({genotype_, network_.shape});
        measurement.value = value;
        return measurement;
    }
    records::Candidate candidate(const space::Genotype& genotype) const {
        records::Candidate candidate;
        candidate.genotype = space::sorted(genotype);
        candidate.shape = network_.shape;
        candidate.costs.push_back({.deviceSetting = setting, .value = 9});
        return candidate;
    }

    space::Random random_{3};
    options::NetworkConfig network_;
    space::Genotype genotype_ = space::sampleUniform(space::SpaceId::Darts, random_);
    space::Genotype other_ = space::sampleUniform(space::SpaceId::Darts, random_);
    store::Project project_ = store::Project::create(path_);
};

TEST_F(AttachMeasured, GivesCandidatesTheirMedianLatencyAndLeavesOthersAlone) {
    project_.addMeasurements(std::vector{measured(4), measured(5), measured(4.2)});
    const auto ids = project_.upsertCandidates(0, std::vector{candidate(genotype_), candidate(other_)});
    const std::vector<space::Genotype> chosen{genotype_, other_};
    EXPECT_EQ(queries::attachMeasured(project_, setting, network_, chosen), 1) << "the other one was not measured";
    const auto cost = project_.candidate(ids[0]).cost(setting);
    ASSERT_TRUE(cost);
    EXPECT_EQ(cost->provenance, records::CostProvenance::Measured);
    EXPECT_DOUBLE_EQ(cost->value, 4.2);
    EXPECT_GT(cost->standardDeviation, 0);
    EXPECT_EQ(project_.candidate(ids[0]).costs.size(), 2U) << "the prediction stays";
    EXPECT_EQ(project_.candidate(ids[1]).cost(setting)->provenance, records::CostProvenance::Predicted);
    // Again with more: the number follows.
    project_.addMeasurements(std::vector{measured(6), measured(6)});
    EXPECT_EQ(queries::attachMeasured(project_, setting, network_, chosen), 1);
    EXPECT_DOUBLE_EQ(project_.candidate(ids[0]).cost(setting)->value, 5);
}

/// A setting that became known after the cells were found: they have a place on its front too.
TEST_F(AttachMeasured, CellsFoundEarlierGetTheirLatencyOnANewSetting) {
    const records::DeviceSetting later = records::parseDeviceSetting("cmd/phone/b1");
    std::vector<records::Measurement> sample;
    for (int i = 0; i < 40; ++i) {
        const space::Genotype genotype = i == 0 ? genotype_ : space::sampleUniform(space::SpaceId::Darts, random_);
        sample.push_back({.deviceSetting = later,
            .genotype = space::sorted(genotype),
            .shape = network_.shape,
            .canonicalHash = space::canonicalHash({genotype, network_.shape}),
            .value = 3 + 0.1 * i,
            .rawValue = 3});
    }
    project_.addMeasurements(sample);
    records::Candidate elsewhere = candidate(other_);
    elsewhere.shape = {.inputSize = 32, .channels = 24, .cells = 6};
    const auto ids = project_.upsertCandidates(0, std::vector{candidate(genotype_), candidate(other_), elsewhere});
    EXPECT_EQ(queries::attachKnown(project_, later, network_), 1) << "what was measured; nothing predicts there yet";
    EXPECT_DOUBLE_EQ(project_.candidate(ids[0]).cost(later)->value, 3);
    testing::RecordingSink sink;
    LiveControls live;
    const std::int64_t run = addRun(project_, options::FitConfig{toText(later), network_});
    ASSERT_EQ(execute(project_, run, sink, {}, live).state, records::RunState::Finished);
    const records::Candidate known = project_.candidate(ids[0]);
    EXPECT_EQ(known.cost(later)->provenance, records::CostProvenance::Measured);
    EXPECT_DOUBLE_EQ(known.cost(later)->value, 3);
    const records::Candidate predicted = project_.candidate(ids[1]);
    ASSERT_TRUE(predicted.cost(later));
    EXPECT_EQ(predicted.cost(later)->provenance, records::CostProvenance::Predicted);
    EXPECT_NEAR(predicted.cost(later)->value,
        queries::Predictions(project_, later, network_)(std::vector{other_}).front(), 1e-9);
    EXPECT_FALSE(project_.candidate(ids[2]).cost(later)) << "another network";

    records::Candidate after = candidate(space::sampleUniform(space::SpaceId::Darts, random_));
    after.costs.clear(); // an imported accuracy, for one
    const std::int64_t id = project_.upsertCandidates(0, std::vector{after}).front();
    store::PredictorRecord damaged = project_.predictor(project_.predictors().front().id);
    damaged.deviceSetting = setting;
    damaged.arrays.pop_back();
    project_.savePredictor(damaged);
    queries::attachKnownToImported(project_, network_);
    ASSERT_TRUE(project_.candidate(id).cost(later)) << "also one that came after the predictor";
    EXPECT_EQ(queries::knownLatencies(project_, after.architecture()).size(), 1U);
}

}
}

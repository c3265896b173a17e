// SPDX-License-Identifier: Apache-2.0
#include "core/queries/merit.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "core/options/jobs.h"
#include "core/queries/predictions.h"
#include "tests/queries/stored_latency.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

using records::CostProvenance;
using records::Origin;
using store::cpuSetting;

class MeritTest : public store::ProjectTest {
protected:
    MeritTest() {
        project_.saveProtocol(protocol_);
        run_ = project_.addRun(store::searchRun());
    }

    records::Candidate trained(const std::string& name, Origin origin, double latencyMs, CostProvenance provenance,
        const std::vector<double>& accuracies) const {
        records::Candidate candidate = store::candidate(name, latencyMs, 0);
        candidate.origin = origin;
        candidate.costs[0].provenance = provenance;
        candidate.accuracies.clear();
        for (std::size_t i = 0; i < accuracies.size(); ++i) {
            candidate.accuracies.push_back({.protocol = protocol_.id,
                .provenance = records::AccuracyProvenance::Trained,
                .accuracy = accuracies[i],
                .crossEntropy = 1,
                .steps = 300,
                .seed = i + 1,
                .images = 500});
        }
        return candidate;
    }
    void add(const records::Candidate& candidate, std::int64_t run = 0) {
        project_.upsertCandidates(run, std::vector{candidate});
    }
    [[nodiscard]] Merit merit() const {
        return meritOf(project_, {store::cell("chosen"), {}}, protocol_.id, cpuSetting);
    }

    store::Project project_ = store::Project::create(path_);
    records::AccuracyProtocol protocol_ = store::trainedProtocol();
    std::int64_t run_ = 0;
};

TEST_F(MeritTest, ComparesWithRandomCellsOfTheSameLatencyAlone) {
    add(trained("chosen", Origin::Explored, 10, CostProvenance::Measured, {0.70, 0.72}), run_);
    add(trained("a", Origin::Random, 10.2, CostProvenance::Measured, {0.68}));
    add(trained("b", Origin::Random, 9.8, CostProvenance::Measured, {0.75}));
    add(trained("c", Origin::Random, 10.3, CostProvenance::Measured, {0.1})); // 3 % slower
    add(trained("d", Origin::Explored, 10, CostProvenance::Measured, {0.1})); // picked
    add(trained("e", Origin::Random, 10, CostProvenance::Predicted, {0.1})); // nothing that both have
    records::Candidate other = trained("f", Origin::Random, 10, CostProvenance::Measured, {0.1});
    other.shape = store::anotherShape;
    add(other);
    const Merit merit = this->merit();
    EXPECT_THAT(merit.cell.accuracies, testing::ElementsAre(0.70, 0.72));
    EXPECT_EQ(merit.cell.nextSeed, 3U);
    ASSERT_EQ(merit.random.size(), 2U);
    EXPECT_EQ(merit.random[0].genotype, store::cell("a")) << "worst first";
    EXPECT_EQ(merit.elsewhere, 2U);
    EXPECT_EQ(merit.byPrediction, 0U);
    EXPECT_EQ(merit.standing.beaten, 1U);
    EXPECT_NEAR(merit.standing.gain, 0.71 - 0.715, 1e-12);
    EXPECT_FALSE(merit.isTold()) << "two are too few";
}

TEST_F(MeritTest, TakesMeasuredLatencyWhereBothHaveItElsePredicted) {
    records::Candidate chosen = trained("chosen", Origin::Explored, 10, CostProvenance::Measured, {0.7});
    chosen.costs.push_back({cpuSetting, records::CostKind::LatencyMs, CostProvenance::Predicted, 12, 0});
    add(chosen, run_);
    add(trained("a", Origin::Random, 12.1, CostProvenance::Predicted, {0.6}));
    records::Candidate both = trained("b", Origin::Random, 12, CostProvenance::Predicted, {0.65});
    both.costs.push_back({cpuSetting, records::CostKind::LatencyMs, CostProvenance::Measured, 15, 0});
    add(both); // predicted alike, but measured it is slower
    const Merit merit = this->merit();
    ASSERT_EQ(merit.random.size(), 1U);
    EXPECT_EQ(merit.random[0].latencyProvenance, CostProvenance::Predicted);
    EXPECT_EQ(merit.random[0].latencyMs, 12.1);
    EXPECT_EQ(merit.byPrediction, 1U);
    EXPECT_EQ(merit.elsewhere, 1U);
}

TEST_F(MeritTest, GathersSeedsOfACellFromAllRuns) {
    add(trained("chosen", Origin::Explored, 10, CostProvenance::Measured, {0.70}), run_);
    records::Candidate again = trained("chosen", Origin::Trained, 10, CostProvenance::Measured, {0.70, 0.74});
    add(again); // seed 1 is the same training, told twice
    EXPECT_THAT(merit().cell.accuracies, testing::ElementsAre(0.70, 0.74));
}

TEST_F(MeritTest, AnEstimateIsNoTraining) {
    project_.saveProtocol(records::estimatesOf(protocol_));
    records::Candidate estimated = store::estimate("chosen", 10, 0.9, 60);
    add(estimated);
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
        add(trained(name, Origin::Random, 10, CostProvenance::Predicted, {0.6}));
    }
    const Merit merit = this->merit();
    EXPECT_TRUE(merit.cell.accuracies.empty());
    EXPECT_EQ(merit.random.size(), 6U);
    EXPECT_FALSE(merit.isTold());
    EXPECT_TRUE(std::isnan(merit.standing.gain));
}

TEST_F(MeritTest, TellsHowAProtocolTrainsFromARunThatDid) {
    options::TrainConfig config;
    config.genotypes = {"DARTS_V2"};
    config.rungs = {75, 300};
    config.repeats = 4;
    config.randomCells = 1;
    config.cutout = 4;
    records::Run run;
    run.kind = records::JobKind::Train;
    run.configuration = options::toJson(config);
    const std::int64_t id = project_.addRun(run);
    EXPECT_FALSE(trainingUnder(project_.runs(), protocol_.id));
    project_.updateRun(id,
        {.state = records::RunState::Finished,
            .results = options::toJson(options::JobResult(options::TrainResult{.protocol = protocol_.id}))});
    const auto told = trainingUnder(project_.runs(), protocol_.id);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->rungs, std::vector<int>{300}) << "as long, without leaving any on the way";
    EXPECT_EQ(told->cutout, 4);
    EXPECT_EQ(told->repeats, 1);
    EXPECT_EQ(told->randomCells, 0) << "what is trained next may be no random cell";
    EXPECT_TRUE(told->genotypes.empty());
    EXPECT_FALSE(trainingUnder(project_.runs(), "another"));
}

TEST_F(MeritTest, DrawsRandomCellsOfALatency) {
    const options::NetworkConfig network{space::SpaceId::Darts, {}};
    EXPECT_FALSE(predictedLatency(project_, network, cpuSetting, store::cell("chosen")));
    addPredictor(project_);
    const double wanted = *predictedLatency(project_, network, cpuSetting, store::cell("chosen"));
    const auto drawn = randomCellsOf(project_, network, cpuSetting, wanted, 12, {}, 3);
    ASSERT_EQ(drawn.size(), 12U);
    EXPECT_EQ(std::set<space::Genotype>(drawn.begin(), drawn.end()).size(), 12U);
    for (const space::Genotype& genotype : drawn) {
        EXPECT_NEAR(*predictedLatency(project_, network, cpuSetting, genotype) / wanted, 1, sameLatency + 1e-9);
    }
    EXPECT_EQ(randomCellsOf(project_, network, cpuSetting, wanted, 12, {}, 3), drawn);
    const auto others = randomCellsOf(project_, network, cpuSetting, wanted, 12, {drawn.begin(), drawn.end()}, 3);
    EXPECT_EQ(std::find_first_of(others.begin(), others.end(), drawn.begin(), drawn.end()), others.end());
    EXPECT_EQ(randomCellsOf(project_, network, cpuSetting, wanted, 40, {}, 3, 0.3).size(), 40U);
}

TEST_F(MeritTest, ADamagedPredictorPredictsNothing) {
    addPredictor(project_);
    store::PredictorRecord damaged = project_.predictor(project_.predictors().front().id);
    damaged.arrays.pop_back();
    project_.savePredictor(damaged);
    const options::NetworkConfig network{space::SpaceId::Darts, {}};
    EXPECT_FALSE(predictedLatency(project_, network, cpuSetting, store::cell("chosen")));
    EXPECT_FALSE(usablePredictor(project_, cpuSetting, network));
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/queries/explored.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

class ExploredTest : public store::ProjectTest {
protected:
    std::int64_t addExploration(const std::string& results) {
        records::Run run;
        run.kind = records::JobKind::Explore;
        run.configuration = options::toJson(options::JobConfig(options::ExploreConfig{}));
        const std::int64_t id = project_.addRun(run);
        project_.updateRun(id, {.state = records::RunState::Finished, .progress = 1, .results = results, .error = {}});
        return id;
    }

    store::Project project_ = store::Project::create(path_);
    const std::string setting_ = "cpu/eager/t1/b1/f32";
};

TEST_F(ExploredTest, AnotherVersionsResultIsPassedOver) {
    options::ExploreResult result;
    result.reports.emplace_back();
    result.settings.push_back({.deviceSetting = setting_});
    const std::int64_t good = addExploration(options::toJson(options::JobResult(result)));
    addExploration(R"({"settings":"none any more"})");
    EXPECT_EQ(explorationFor(project_, 0, setting_).run, good);
    const auto newest = newestExploration(project_.runs(), records::parseDeviceSetting(setting_), {});
    ASSERT_TRUE(newest);
    EXPECT_EQ(newest->run, good);
    EXPECT_FALSE(newestExploration(project_.runs(), records::parseDeviceSetting(setting_), {}, good))
        << "only before it";
    const std::string said =
        errorText(ErrorCode::NotFound, [&] { (void)explorationFor(project_, good + 1, setting_); });
    EXPECT_NE(said.find("run " + std::to_string(good) + " on " + setting_), std::string::npos) << said;
}

class ExplorationLogTest : public store::ProjectTest {
protected:
    records::Run explore() {
        records::Run run;
        run.kind = records::JobKind::Explore;
        run.configuration = options::toJson(options::JobConfig(options::ExploreConfig{}));
        run.id = project_.addRun(run);
        return project_.run(run.id);
    }

    store::Project project_ = store::Project::create(path_);
};

TEST_F(ExplorationLogTest, IsReadFromTheCheckpointWhileItRuns) {
    const records::Run run = explore();
    EXPECT_TRUE(exploredTrainings(project_, run).empty());
    project_.saveCheckpoint({.run = run.id,
        .step = 1,
        .state = R"({"version":1,"predictors":[],"exploration":{"trainings":[
            {"genotype":"a","steps":300,"repeat":0,"reason":"known","setting":0,"target_ms":null,"mean":null,
             "deviation":null,"round":-1,"label":-1.5,"variance":0},
            {"genotype":"b","steps":300,"repeat":0,"reason":"best","setting":0,"target_ms":3.5,"mean":-1.2,
             "deviation":0.1,"round":0}]},
            "outcomes":[[0,1.4,1.6,0.5,7]]})",
        .arrays = {}});
    const auto trainings = exploredTrainings(project_, run);
    ASSERT_EQ(trainings.size(), 2U);
    EXPECT_EQ(trainings[0].label, -1.5) << "mean of loss and cross-entropy";
    EXPECT_EQ(trainings[0].accuracy, 0.5);
    EXPECT_EQ(trainings[0].seed, 7U);
    EXPECT_EQ(trainings[1].reason, "best");
    EXPECT_EQ(trainings[1].targetMs, 3.5);
    EXPECT_EQ(trainings[1].expected, -1.2);
    EXPECT_TRUE(std::isnan(trainings[1].label)) << "it has not ended";
}

TEST_F(ExplorationLogTest, AnotherVersionsCheckpointIsNoFailure) {
    const records::Run run = explore();
    project_.saveCheckpoint({.run = run.id, .step = 1, .state = R"({"version":9})", .arrays = {}});
    EXPECT_TRUE(exploredTrainings(project_, run).empty());
    project_.saveCheckpoint({.run = run.id,
        .step = 2,
        .state = R"({"predictors":[],"exploration":{"trainings":[]},"outcomes":[[3,1,1,1,1]]})",
        .arrays = {}});
    EXPECT_TRUE(exploredTrainings(project_, run).empty());
}

}

}

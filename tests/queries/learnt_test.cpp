// SPDX-License-Identifier: Apache-2.0
#include "core/queries/learnt.h"

#include <gtest/gtest.h>

#include "core/options/jobs.h"
#include "core/queries/merit.h"
#include "core/surrogate/structure.h"
#include "tests/queries/stored_latency.h"

namespace paretoscope::queries {
namespace {

using store::cpuSetting;

class LearntTest : public store::ProjectTest {
protected:
    /// An exploration of three cells; the second was trained again, and the third longer too.
    std::int64_t explore() {
        options::ExploreConfig config;
        config.network = network_;
        options::ExploreResult result;
        result.reports = {{.steps = 300, .trainings = 4, .protocol = "short"}, {.steps = 640, .protocol = "long"}};
        result.settings = {{.deviceSetting = toText(cpuSetting),
            .effects = {{"normal: skips", 0.01, 0.02, 1}, {"normal: convolution depth", -0.03, 0.01, 2}}}};
        double accuracy = 0.6;
        for (const char* name : {"a", "b", "b", "c"}) {
            result.trainings.push_back(
                {.genotype = space::identityText(store::cell(name)), .steps = 300, .accuracy = accuracy += 0.01});
        }
        result.trainings.push_back({.genotype = space::identityText(store::cell("c")), .steps = 640, .accuracy = 0.9});
        records::Run run;
        run.kind = records::JobKind::Explore;
        run.configuration = options::toJson(options::JobConfig(config));
        const std::int64_t id = project_.addRun(run);
        project_.updateRun(id,
            {.state = records::RunState::Finished, .results = options::toJson(options::JobResult(std::move(result)))});
        return id;
    }

    store::Project project_ = store::Project::create(path_);
    options::NetworkConfig network_{space::SpaceId::Darts, {}};
};

TEST_F(LearntTest, IsOfTheNewestExplorationOfThatNetworkAndSetting) {
    EXPECT_FALSE(learntOn(project_, project_.runs(), cpuSetting, network_, {}));
    explore();
    const std::int64_t newest = explore();
    const auto learnt = learntOn(project_, project_.runs(), cpuSetting, network_, {});
    ASSERT_TRUE(learnt);
    EXPECT_EQ(learnt->run, newest);
    EXPECT_EQ(learnt->trainings, 5);
    ASSERT_EQ(learnt->traits.size(), 2U);
    EXPECT_EQ(learnt->traits[0].name, "normal: convolution depth") << "the larger effect first";
    EXPECT_DOUBLE_EQ(learnt->traits[0].effect(), -0.06);
    EXPECT_TRUE(learnt->traits[0].isCertain());
    EXPECT_FALSE(learnt->traits[1].isCertain());
    EXPECT_TRUE(learnt->growth.empty()) << "no predictor says how fast the cells are";
    EXPECT_FALSE(learntOn(project_, project_.runs(), records::parseDeviceSetting("cmd/none/b1"), network_, {}));
    EXPECT_FALSE(learntOn(project_, project_.runs(), cpuSetting, {space::SpaceId::Darts, store::anotherShape}, {}));
}

TEST_F(LearntTest, ComparesACellWithOthersOfItsLatencyAndCountsTheShortTrainings) {
    explore();
    addPredictor(project_);
    const space::Genotype cell = store::cell("chosen");
    const auto learnt = learntOn(project_, project_.runs(), cpuSetting, network_, cell);
    ASSERT_TRUE(learnt);
    EXPECT_EQ(learnt->steps, 300);
    ASSERT_EQ(learnt->growth.size(), 3U) << "a repeat and the longer training are left out";
    EXPECT_EQ(learnt->growth.back().candidates, 3);
    EXPECT_GE(learnt->growth.back().volume, learnt->growth.front().volume);
    const auto names = surrogate::traitNames(space::SpaceId::Darts);
    for (const LearntTrait& trait : learnt->traits) {
        const auto index = static_cast<std::size_t>(std::find(names.begin(), names.end(), trait.name) - names.begin());
        ASSERT_LT(index, names.size());
        EXPECT_EQ(*trait.ofCell, surrogate::traits(cell)[index]);
        EXPECT_GT(*trait.typical, 0);
    }
}

TEST_F(LearntTest, AnExplorationTellsHowItTrained) {
    explore();
    EXPECT_EQ(trainingUnder(project_.runs(), "short")->rungs, std::vector<int>{300});
    EXPECT_EQ(trainingUnder(project_.runs(), "long")->rungs, std::vector<int>{640});
    EXPECT_TRUE(trainingUnder(project_.runs(), "long")->onValidation);
}

}
}

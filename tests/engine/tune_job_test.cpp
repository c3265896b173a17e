// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <map>

#include <gmock/gmock.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/engine/tune_plan.h"
#include "core/vta/trial_store.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

using Json = nlohmann::json;
using records::RunState;

class TuneJobs : public ::testing::Test {
protected:
    static options::TuneConfig twoLayers() {
        options::TuneConfig config;
        config.layers = {"conv/1x64x14x14/64x1x1/s1/p0/g1", "conv/1x128x7x7/128x3x3/s1/p1/g1"};
        config.trials = 48;
        return config;
    }
    Json finish(const options::JobConfig& config) {
        const Finished finished = runJob(project, config, sink);
        EXPECT_EQ(finished.outcome.state, RunState::Finished)
            << (finished.outcome.error ? finished.outcome.error->what() : "no error");
        lastRun = finished.run;
        return finished.outcome.state == RunState::Finished ? Json::parse(options::toJson(*finished.outcome.result))
                                                            : Json::object();
    }
    /// What is tried, without the rows' ids.
    std::vector<std::string> trialsIn(const store::Project& of) const {
        std::vector<std::string> all;
        for (const store::TuningTrial& trial : of.trialsAfter(0)) {
            all.push_back(trial.task + " " + trial.tuner + " " + std::to_string(trial.seed) + " "
                + std::to_string(trial.index) + " " + trial.configuration + " " + std::to_string(trial.cycles));
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    std::int64_t lastRun = 0;
};

TEST_F(TuneJobs, FindsTheBestOfTheSpaceAndKeepsEveryTrial) {
    const options::TuneConfig config = twoLayers();
    const Json results = finish(config);
    const vta::TuningPlan plan = planOf(config);
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
        const Json& one = results.at("operators")[i];
        EXPECT_EQ(one.at("task"), plan.tasks[i].key());
        const double optimum = plan.tasks[i].milliseconds(vta::enumerate(plan.tasks[i]).bestCycles);
        EXPECT_LE(one.at("ms").get<double>(), 1.01 * optimum);
        EXPECT_EQ(project.trials(lastRun, plan.tasks[i].key()).size(), one.at("trials").get<std::size_t>());
    }
    EXPECT_EQ(project.run(lastRun).kind, records::JobKind::Tune);
}

TEST_F(TuneJobs, ANetworkIsSplitAndNoOperatorTunedTwice) {
    options::TuneConfig config;
    config.genotype = "DARTS_V2";
    config.network = smallNetwork();
    config.trials = 24;
    const Json first = finish(config);
    EXPECT_NEAR(first.at("network_ms"),
        first.at("vta_ms").get<double>() + first.at("cpu_ms").get<double>() + first.at("layout_ms").get<double>(),
        1e-9);
    const std::size_t trials = project.trialsAfter(0).size();
    EXPECT_EQ(finish(config).at("network_ms"), first.at("network_ms"));
    EXPECT_EQ(project.trialsAfter(0).size(), trials);
}

TEST_F(TuneJobs, AnInterruptedOneGoesOnWhereItStopped) {
    options::TuneConfig config = twoLayers();
    config.methods = {"ours-filtered", "autotvm"};
    config.seeds = 2;
    config.trials = 400; // long enough that a stop comes in time on any machine
    config.patience = 0;
    finish(config);
    TemporaryProject otherFile;
    store::Project other = store::Project::create(otherFile.path());
    std::stop_source stop;
    RecordingSink stopping;
    stopping.onProgress = [&] { stop.request_stop(); };
    const Finished stopped = runJob(other, config, stopping, stop.get_token());
    ASSERT_EQ(stopped.outcome.state, RunState::Interrupted);
    ASSERT_LT(other.trialsAfter(0).size(), project.trialsAfter(0).size());
    ASSERT_EQ(runAgain(other, stopped.run, sink).state, RunState::Finished);
    EXPECT_EQ(trialsIn(other), trialsIn(project));
}

TEST_F(TuneJobs, ComparesMethodsOverSeedsAndKeepsTheBest) {
    options::TuneConfig config = twoLayers();
    config.methods = {"random", "ours"};
    config.seeds = 2;
    config.patience = 0;
    const Json results = finish(config);
    ASSERT_EQ(results.at("tunings").size(), 4U);
    double best = 1e9;
    for (const Json& tuning : results.at("tunings")) {
        best = std::min(best, tuning.at("operators_ms").get<double>());
    }
    EXPECT_LE(results.at("operators_ms").get<double>(), best);
    std::map<std::string, std::size_t> trials;
    for (const store::TuningTrial& trial : project.trialsAfter(0)) {
        ++trials[trial.tuner];
    }
    EXPECT_EQ(trials["random"], 2U * 2 * 48); // layers, seeds, trials
    EXPECT_GT(trials["ours"], 0U);
    EXPECT_LE(trials["ours"], 2U * 2 * 48); // it ends where nothing that is left can win
}

TEST_F(TuneJobs, WhatIsWrongIsSaidBeforeARunIsStored) {
    const auto refusal = [this](const std::function<void(options::TuneConfig&)>& spoil) {
        options::TuneConfig config = twoLayers();
        spoil(config);
        try {
            addRun(project, config);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    EXPECT_THAT(refusal([](auto& config) { config.methods = {"luck"}; }), ::testing::HasSubstr("ours-filtered"));
    EXPECT_THAT(refusal([](auto& config) { config.accelerator = "toaster"; }), ::testing::HasSubstr("pynq"));
    EXPECT_THAT(refusal([](auto& config) { config.layers = {"conv/1x0x1x1/1x1x1/s1/p0/g1"}; }),
        ::testing::HasSubstr("channels"));
    EXPECT_THAT(refusal([](auto& config) { config.genotype = "DARTS_V99"; }), ::testing::HasSubstr("DARTS_V99"));
    EXPECT_TRUE(project.runs().empty());
}

/// job_config.h sees no VTA, so its defaults are numbers of their own.
TEST(TuneConfig, HasTheTunersOwnDefaults) {
    const vta::TunerOptions everyday = vta::everydayOptions();
    const options::TuneConfig config;
    EXPECT_EQ(config.methods, std::vector<std::string>{std::string(vta::methodName(everyday.method))});
    EXPECT_EQ(static_cast<std::uint32_t>(config.trials), everyday.maxTrials);
    EXPECT_EQ(static_cast<std::uint32_t>(config.patience), everyday.patience);
}

}
}

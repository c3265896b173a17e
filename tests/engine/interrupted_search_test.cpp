// SPDX-License-Identifier: Apache-2.0
// What a search leaves behind when it is stopped or paused: a checkpoint of the very step, and its history.
#include <atomic>
#include <stop_token>
#include <thread>
#include <tuple>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

using records::RunState;

class InterruptedSearch : public ::testing::Test {
protected:
    /// With the latency of a simulated device: quick, and free of noise.
    InterruptedSearch() {
        measureAndFit(60);
        config.deviceSetting = setting;
    }
    void measureAndFit(int architectures) {
        options::MeasureConfig measure = smallMeasure(architectures);
        measure.deviceSetting = setting;
        measure.repeatShare = 0;
        EXPECT_EQ(runJob(project, measure, sink).outcome.state, RunState::Finished);
        options::FitConfig fit = smallFit();
        fit.deviceSetting = setting;
        EXPECT_EQ(runJob(project, fit, sink).outcome.state, RunState::Finished);
    }
    /// Stops the search once it has reported that many steps.
    std::int64_t stoppedAt(int steps) {
        std::stop_source stop;
        int seen = 0;
        sink.onProgress = [&] {
            if (++seen == steps) {
                stop.request_stop();
            }
        };
        const Finished stopped = runJob(project, config, sink, stop.get_token());
        EXPECT_EQ(stopped.outcome.state, RunState::Interrupted);
        sink.onProgress = nullptr;
        return stopped.run;
    }
    /// Its epochs and steps, with the λ that each was searched at.
    std::vector<std::tuple<int, int, std::string>> history(std::int64_t run) {
        std::vector<std::tuple<int, int, std::string>> points;
        for (const records::HistoryPoint& point : project.history(run)) {
            points.emplace_back(
                point.epoch, point.step, nlohmann::ordered_json::parse(point.values).at("lambda").dump());
        }
        return points;
    }

    static constexpr const char* setting = "vta/pynq/cpu";
    TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    options::SearchConfig config = smallSearch();
};

TEST_F(InterruptedSearch, KeepsTheHistoryOfTheFirstPriceWhenTheSecondIsResumed) {
    const Finished whole = runJob(project, config, sink);
    ASSERT_EQ(whole.outcome.state, RunState::Finished);
    // Warm-up 2 and 4 steps at each of two λ: the 8th report is within the second search.
    const std::int64_t run = stoppedAt(8);
    sink.fractions.clear();
    const double before = project.run(run).progress;
    ASSERT_EQ(runAgain(project, run, sink).state, RunState::Finished);
    EXPECT_EQ(history(run), history(whole.run));
    EXPECT_GE(sink.fractions.front(), before) << "progress does not run backwards";
    EXPECT_TRUE(std::is_sorted(sink.fractions.begin(), sink.fractions.end()));
}

TEST_F(InterruptedSearch, GoesOnWithThePredictorThatItBeganWith) {
    const Finished whole = runJob(project, config, sink);
    const std::int64_t run = stoppedAt(8);
    measureAndFit(80);
    ASSERT_EQ(runAgain(project, run, sink).state, RunState::Finished);
    const auto resultOf = [this](std::int64_t id) {
        options::SearchResult result = options::resultOf<options::SearchConfig>(project.run(id)).value();
        return options::toJson(options::JobResult(result));
    };
    EXPECT_EQ(resultOf(run), resultOf(whole.run)) << "a newer one would give λ another meaning";
    EXPECT_NE(resultOf(runJob(project, config, sink).run), resultOf(whole.run)) << "a new search takes the newest";
}

TEST_F(InterruptedSearch, HasACheckpointOfTheVeryStepItStoppedAt) {
    for (const int steps : {1, 3, 5}) { // within the warm-up, at an epoch's first step, within the first search
        const std::int64_t run = stoppedAt(steps);
        EXPECT_EQ(project.loadCheckpoint(run).value().step, steps);
        EXPECT_NEAR(project.run(run).progress, steps / 10.0, 1e-9);
    }
}

TEST_F(InterruptedSearch, ThatIsPausedHasItsCheckpointBeforeAnythingElseHappens) {
    const std::int64_t run = addRun(project, config);
    LiveControls live(config);
    std::stop_source stop;
    std::atomic<std::int64_t> saved = 0;
    int seen = 0;
    sink.onProgress = [&] { live.paused = ++seen == 3; };
    std::jthread watcher([&] {
        while (saved == 0) {
            if (live.paused) {
                if (const auto checkpoint = project.loadCheckpoint(run); checkpoint && checkpoint->step == 3) {
                    saved = checkpoint->step;
                }
            }
            std::this_thread::yield();
        }
        stop.request_stop(); // it would stand still for ever
    });
    EXPECT_EQ(execute(project, run, sink, stop.get_token(), live).state, RunState::Interrupted);
    EXPECT_EQ(saved, 3);
    EXPECT_EQ(seen, 3);
}

}
}

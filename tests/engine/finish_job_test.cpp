// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/engine/finish_report.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

constexpr const char* accelerator = "vta/pynq/cpu"; // simulated: the same latencies at every call, and quick

/// A project in which one device was explored, made once.
const std::filesystem::path& explored() {
    static const TemporaryProject made;
    static const std::filesystem::path path = [] {
        store::Project project = store::Project::create(made.path());
        options::MeasureConfig measure = smallMeasure(60);
        measure.deviceSetting = accelerator;
        options::FitConfig fit = smallFit();
        fit.deviceSetting = accelerator;
        options::ExploreConfig explore;
        explore.network = smallNetwork();
        explore.data = smallData();
        explore.batchSize = 8;
        explore.steps = {4};
        explore.trainings = 14;
        explore.poolSize = 120;
        RecordingSink sink;
        for (const options::JobConfig& job :
            {options::JobConfig(measure), options::JobConfig(fit), options::JobConfig(explore)}) {
            const Finished finished = runJob(project, job, sink);
            EXPECT_FALSE(finished.outcome.error) << finished.outcome.error->what();
        }
        return made.path();
    }();
    return path;
}

class Finish : public ::testing::Test {
protected:
    static store::Project copied(const std::filesystem::path& path) {
        std::filesystem::copy_file(explored(), path);
        return store::Project::open(path, store::Mode::ReadWrite);
    }
    options::FinishResult finish(const options::FinishConfig& config) {
        const Finished finished = runJob(project, config, sink);
        lastRun = finished.run;
        if (finished.outcome.error) {
            ADD_FAILURE() << finished.outcome.error->what();
            return {};
        }
        return std::get<options::FinishResult>(*finished.outcome.result);
    }

    TemporaryProject file;
    store::Project project = copied(file.path());
    RecordingSink sink;
    std::int64_t lastRun = 0;
};

std::string comparable(options::FinishResult result) {
    result.minutes = 0;
    result.runs.clear();
    return options::toJson(options::JobResult(result));
}

TEST_F(Finish, EveryCellOfTheFrontIsMeasuredAndTrainedBesideWhatWasPredicted) {
    const options::FinishResult result = finish({.steps = 6, .cells = 5});
    EXPECT_EQ(result.deviceSetting, accelerator) << "no other was explored";
    EXPECT_EQ(result.expectedSteps, 4);
    ASSERT_GE(result.cells.size(), 2U);
    EXPECT_EQ(result.cells.size(), std::min(5U, static_cast<unsigned>(result.frontCells)));
    EXPECT_EQ(result.trained(), static_cast<int>(result.cells.size()));
    for (const options::FinishedCell& cell : result.cells) {
        EXPECT_GT(cell.predictedMs, 0);
        EXPECT_GT(cell.measuredMs, 0) << cell.genotype;
        EXPECT_GE(cell.deviation, 0);
        EXPECT_EQ(cell.accuracies.size(), 1U);
    }
    EXPECT_TRUE(std::ranges::is_sorted(result.cells, {}, &options::FinishedCell::predictedMs));
    EXPECT_TRUE(std::ranges::any_of(result.cells, [](const auto& cell) { return cell.onFront; }));
    EXPECT_LT(result.latencyError, 0.5);
    EXPECT_EQ(project.protocol(result.protocol).provenance, records::AccuracyProvenance::Trained);
    int trained = 0;
    for (const records::Candidate& candidate : project.candidates({.protocol = result.protocol})) {
        const auto accuracy = candidate.accuracy(result.protocol);
        ASSERT_TRUE(accuracy);
        EXPECT_EQ(accuracy->steps, 6);
        EXPECT_EQ(accuracy->images, 64) << "test images";
        ++trained;
    }
    EXPECT_EQ(trained, result.trained());
    EXPECT_EQ(engine::finishedRows(result).size(), result.cells.size() + 1);
    EXPECT_THAT(engine::summary(result), ::testing::HasSubstr("are trained (6 steps each"));
    EXPECT_TRUE(std::is_sorted(sink.fractions.begin(), sink.fractions.end()));
    for (const std::int64_t step : result.runs) {
        EXPECT_EQ(project.run(step).parent, lastRun);
    }
}

/// Few trainings of more steps cannot be checked against each other, and what explore tells is of those steps all the
/// same.
TEST_F(Finish, IsOfTheStepsThatExpectedAccuraciesAreOfHoweverFewWereTrainedSo) {
    options::ExploreConfig explore;
    explore.network = smallNetwork();
    explore.data = smallData();
    explore.batchSize = 8;
    explore.steps = {4, 8};
    explore.trainings = 12;
    explore.poolSize = 120;
    const Finished finished = runJob(project, explore, sink);
    ASSERT_FALSE(finished.outcome.error) << finished.outcome.error->what();
    const auto explored = std::get<options::ExploreResult>(*finished.outcome.result);
    ASSERT_EQ(explored.reports.back().steps, 8);
    ASSERT_GT(explored.reports.back().trainings, 0);
    ASSERT_TRUE(std::isnan(explored.reports.back().tau)) << "fewer trainings are wanted for this test";

    const options::FinishResult result = finish({.cells = 3});
    EXPECT_EQ(result.expectedSteps, 8);
    EXPECT_EQ(result.steps, 8);
    int told = 0;
    for (const options::FinishedCell& cell : result.cells) {
        for (const options::ExploredCell& other : explored.settings.front().front) {
            if (other.genotype == cell.genotype) {
                EXPECT_NEAR(cell.expected, other.accuracy, 1e-9);
                ++told;
            }
        }
    }
    EXPECT_GT(told, 0) << "explore and finish speak of the same front";
}

TEST_F(Finish, WhatIsMeasuredAndTrainedAlreadyIsTaken) {
    const options::FinishResult first = finish({.cells = 4});
    const std::size_t measurements = project.measurements({}).size();
    const std::size_t runs = project.runs().size();
    const options::FinishResult again = finish({.cells = 4});
    EXPECT_EQ(project.measurements({}).size(), measurements);
    EXPECT_LE(project.runs().size(), runs + 1 + again.cells.size()) << "a measured cell may have left the front";
    EXPECT_FALSE(first.runs.empty());
}

TEST_F(Finish, TheBudgetEndsTheTrainingsAndTheFrontIsStillCovered) {
    const options::FinishResult result = finish({.minutes = 1e-9});
    ASSERT_GT(result.trained(), 0);
    EXPECT_FALSE(result.cells.front().accuracies.empty()) << "the fastest first";
    const bool spent = std::ranges::any_of(
        sink.logs, [](const std::string& text) { return text.find("the budget is spent") != std::string::npos; });
    EXPECT_EQ(spent, result.trained() < static_cast<int>(result.cells.size()));
    for (const options::FinishedCell& cell : result.cells) {
        EXPECT_FALSE(cell.accuracies.empty() && cell.onFront);
    }
}

TEST_F(Finish, StoppedAnywhereAndResumedGivesTheSame) {
    const std::string expected = comparable(finish({.cells = 3}));
    TemporaryProject other;
    store::Project second = copied(other.path());
    const std::int64_t run = addRun(second, options::FinishConfig{.cells = 3});
    for (std::size_t after = 1; after < 4; ++after) {
        std::stop_source stop;
        RecordingSink stopping;
        stopping.onProgress = [&] {
            if (stopping.messages.size() >= after) {
                stop.request_stop();
            }
        };
        LiveControls live;
        const RunOutcome outcome = execute(second, run, stopping, stop.get_token(), live);
        ASSERT_NE(outcome.state, records::RunState::Failed) << outcome.error->what();
    }
    if (second.run(run).state != records::RunState::Finished) {
        RecordingSink quiet;
        runAgain(second, run, quiet);
    }
    EXPECT_EQ(comparable(options::resultOf<options::FinishConfig>(second.run(run)).value()), expected);
}

TEST_F(Finish, WithoutAnExplorationItSaysWhatThereIs) {
    const auto said = [this](store::Project& in, const options::FinishConfig& config) {
        const Finished finished = runJob(in, config, sink);
        EXPECT_EQ(finished.outcome.error->code(), ErrorCode::NotFound);
        return std::string(finished.outcome.error->what());
    };
    EXPECT_THAT(said(project, {.device = "cpu/eager/t1/b1/f32"}), ::testing::HasSubstr(accelerator));
    TemporaryProject other;
    store::Project empty = store::Project::create(other.path());
    EXPECT_THAT(said(empty, {}), ::testing::HasSubstr("No exploration has finished"));
}

}
}

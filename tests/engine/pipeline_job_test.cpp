// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/engine/pipeline_report.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

/// On the simulated accelerator: the same latencies at every call, so that whole results can be compared.
options::PipelineConfig smallPipeline(const TemporaryProject& file) {
    options::PipelineConfig config;
    config.measure = smallMeasure(60);
    config.search = smallSearch();
    config.explore.network = smallNetwork();
    config.explore.data = smallData();
    config.explore.batchSize = 8;
    config.explore.steps = {4};
    config.explore.trainings = 14;
    config.explore.poolSize = 120;
    config.train = smallTrain();
    config.train.genotypes.clear();
    config.wantedSaving = 0.1;
    config.highestLambda = 1000;
    config.randomCells = 2;
    config.randomTolerance = 0.3;
    config.output = file.path("output");
    config.setDeviceSetting("vta/pynq/cpu");
    return config;
}

options::PipelineResult resultIn(const store::Project& project, std::int64_t run) {
    return options::resultOf<options::PipelineConfig>(project.run(run)).value();
}

/// Without what is another's in every project: paths and times.
std::string comparable(options::PipelineResult result) {
    result.searchMinutes = result.trainingMinutes = result.fit.seconds = 0;
    result.runs.clear();
    result.front = result.picture = result.onnx = {};
    return options::toJson(options::JobResult(result));
}

TEST(Pipeline, GoesTheWholeWayAndDoesNothingTwice) {
    const TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    options::PipelineConfig config = smallPipeline(file);
    config.propose = true;
    const Finished pipeline = runJob(project, config, sink);
    ASSERT_FALSE(pipeline.outcome.error) << pipeline.outcome.error->what();
    const options::PipelineResult result = resultIn(project, pipeline.run);
    EXPECT_EQ(result.runs.size(), 7U);
    const auto exporting = std::ranges::find_if(
        sink.messages, [](const std::string& message) { return message.starts_with("exporting"); });
    ASSERT_NE(exporting, sink.messages.end());
    EXPECT_LT(sink.fractions[static_cast<std::size_t>(exporting - sink.messages.begin())], 0.995)
        << "no bar stands at 100 % before the end";
    EXPECT_LE(std::ranges::max(sink.fractions), 1 + 1e-9);
    EXPECT_EQ(result.trainings, 14);
    EXPECT_EQ(result.best.aim, "λ = 0");
    ASSERT_TRUE(result.worthIt);
    EXPECT_LE(result.cells[1].predictedMs, 0.9 * result.cells[0].predictedMs * (1 + 1e-9));
    ASSERT_EQ(result.cells.size(), 4U);
    EXPECT_GT(result.chosenCell().measuredMs, 0);
    EXPECT_EQ(result.cells[3].origin, "random");
    for (const records::Candidate& candidate : project.candidates()) {
        if (space::identityText(candidate.genotype) == result.chosenCell().genotype) {
            EXPECT_EQ(
                candidate.origin, records::Origin::Explored); // whatever was done with it, the exploration found it
        }
    }
    for (const std::string& each : {result.onnx, result.front, result.picture}) {
        EXPECT_TRUE(std::filesystem::exists(each)) << each;
    }
    EXPECT_NE(verdict(result).find("mean of 2 random cells"), std::string::npos);
    EXPECT_TRUE(nlohmann::json::parse(figuresJson(result)).at("latency_saving").is_number());

    EXPECT_FALSE(sink.snapshots.empty()) << "the search is seen live";
    EXPECT_TRUE(std::is_sorted(sink.fractions.begin(), sink.fractions.end()));
    EXPECT_EQ(project.run(pipeline.run).progress, 1);
    for (const std::int64_t step : result.runs) {
        EXPECT_EQ(project.run(step).parent, pipeline.run);
    }

    const std::size_t runs = project.runs().size();
    EXPECT_EQ(runFor(project, config), pipeline.run);
    std::filesystem::remove(result.onnx);
    const Finished again = runJob(project, config, sink);
    EXPECT_EQ(project.runs().size(), runs + 2) << "all its steps but the export were there";
    EXPECT_TRUE(std::filesystem::exists(result.onnx));
    EXPECT_EQ(comparable(resultIn(project, again.run)), comparable(result));
}

TEST(Pipeline, StoppedInAnyStepAndResumedGivesTheSameResultAndRepeatsNothing) {
    const TemporaryProject file;
    store::Project whole = store::Project::create(file.path("whole.paretoscope"));
    RecordingSink sink;
    const options::PipelineResult expected = resultIn(whole, runJob(whole, smallPipeline(file), sink).run);

    const TemporaryProject other;
    store::Project project = store::Project::create(other.path());
    const std::int64_t run = addRun(project, smallPipeline(other));
    std::size_t interruptions = 0;
    for (std::size_t step = 0; step < expected.runs.size(); ++step) {
        // At the first word of the step's own run, or where it has begun its work.
        std::stop_source stop;
        RecordingSink stopping;
        stopping.onProgress = [&] {
            const auto runs = project.runs();
            const auto begun = std::ranges::count(runs, run, &records::Run::parent);
            if (std::cmp_greater(begun, step)) {
                stop.request_stop();
            }
        };
        LiveControls live;
        const RunOutcome outcome = execute(project, run, stopping, stop.get_token(), live);
        interruptions += outcome.state == records::RunState::Interrupted ? 1 : 0;
        ASSERT_NE(outcome.state, records::RunState::Failed) << outcome.error->what();
        if (outcome.state == records::RunState::Interrupted) {
            EXPECT_EQ(project.run(run).state, records::RunState::Interrupted);
            EXPECT_NE(project.run(run).error.find("Run " + std::to_string(run)), std::string::npos);
        }
    }
    EXPECT_GE(interruptions, expected.runs.size() - 1) << "what comes after the last word cannot be stopped";
    runAgain(project, run, sink);
    const options::PipelineResult result = resultIn(project, run);
    EXPECT_EQ(comparable(result), comparable(expected));
    EXPECT_EQ(project.runs().size(), expected.runs.size() + 1) << "a run a step";
    EXPECT_EQ(project.measurements({}).size(), whole.measurements({}).size());
    EXPECT_EQ(project.predictors().size(), whole.predictors().size());
}

TEST(Pipeline, ExportsTheCellOfLambdaZeroWhereNoFasterOneIsWorthIt) {
    const TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    options::PipelineConfig config = smallPipeline(file);
    config.wantedSaving = 0.99;
    config.randomTolerance = 0.9;
    const Finished pipeline = runJob(project, config, sink);
    ASSERT_FALSE(pipeline.outcome.error) << pipeline.outcome.error->what();
    const options::PipelineResult result = resultIn(project, pipeline.run);
    EXPECT_FALSE(result.worthIt);
    EXPECT_EQ(result.chosen, 0);
    EXPECT_TRUE(std::isnan(result.lambda)) << "no trained cell is that fast";
    const auto exported =
        options::jobConfigFromJson<options::ExportConfig>(project.run(result.runs.back()).configuration);
    EXPECT_EQ(exported.genotype, result.cells.front().genotype);
    EXPECT_NE(verdict(result).find("No trained cell saves as much"), std::string::npos);
}

TEST(PipelineConfig, StepsThatDoNotFitEachOtherAreRefused) {
    EXPECT_NO_THROW(options::validate(options::PipelineConfig()));
    EXPECT_NO_THROW(options::validate(options::demoPipeline()));
    options::PipelineConfig config;
    config.explore.network.shape.cells = 6;
    EXPECT_THROW(options::validate(config), Error);
    config = {};
    config.train.network.shape.channels = 12;
    EXPECT_THROW(options::validate(config), Error);
    config = {};
    config.measure.deviceSetting = "cpu/eager/t1/b1/f32";
    EXPECT_THROW(options::validate(config), Error);
    config = {};
    EXPECT_EQ(std::get<options::PipelineConfig>(options::jobConfigFromJson(options::toJson(config))), config);
}

TEST(PipelineResult, FiguresFollowTheirDefinitions) {
    options::PipelineResult result;
    result.cells = {{"a", "λ = 0", 10, 10, {0.60, 0.62}, 0}, {"b", "λ = 1", 7, 8, {0.60, 0.60}, 0},
        {"c", "random", 8, 8, {0.50, 0.50}, 0}, {"d", "random", 8, 8, {0.64, 0.64}, 0}};
    result.chosen = 1;
    EXPECT_NEAR(result.latencySaving(), 0.2, 1e-12);
    EXPECT_NEAR(result.accuracyGap(), 0.01, 1e-12);
    EXPECT_NEAR(result.randomAccuracyGap(), 0.03, 1e-12);
    EXPECT_EQ(result.betterThanRandom(), 1);
    EXPECT_NEAR(result.randomDeviation(), 0.14 / std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(result.seedDeviation(), std::sqrt(0.0002 / 4), 1e-12);
    result.worthIt = true;
    result.faster.reached = true;
    result.faster.loss = 0.01;
    result.faster.lossDeviation = 0.02;
    EXPECT_TRUE(result.savesWithoutLoss());
    EXPECT_NE(verdict(result).find("cannot be told from none"), std::string::npos);
    EXPECT_NE(verdict(result).find("It beats the mean of 2 random cells"), std::string::npos);
    result.faster.loss = 0.05;
    EXPECT_NE(verdict(result).find("the saving is not free"), std::string::npos);

    result.fit.error = 0.05;
    EXPECT_FALSE(result.isUnexpected(result.cells[1])) << "14 % off, less than four mean errors";
    EXPECT_EQ(verdict(result).find("disturbed"), std::string::npos);
    result.fit.error = 0.03;
    EXPECT_TRUE(result.isUnexpected(result.cells[1]));
    EXPECT_NE(verdict(result).find("'λ = 1' is 14 % above its prediction"), std::string::npos) << verdict(result);
    result.cells[1].measuredMs = std::nan("");
    EXPECT_FALSE(result.isUnexpected(result.cells[1])) << "the device failed on it";
}

}
}

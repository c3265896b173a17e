// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <tuple>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/engine/explore_estimates.h"
#include "core/engine/explore_report.h"
#include "core/engine/predicted_facts.h"
#include "core/space/lowering.h"
#include "core/surrogate/cell_graph.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

using options::ExploreConfig;
using options::ExploredTraining;
using options::ExploreResult;

constexpr const char* accelerator = "vta/pynq/cpu"; // simulated: the same latencies at every call, and quick
constexpr const char* otherDevice = "vta/zcu104/cpu";

ExploreConfig smallExplore() {
    ExploreConfig config;
    config.network = smallNetwork();
    config.data = smallData();
    config.batchSize = 8;
    config.steps = {12, 25};
    config.trainings = 24;
    config.poolSize = 120;
    return config;
}

/// What an exploration asked for and was told, without times.
std::string comparable(ExploreResult result) {
    result.minutes = 0;
    result.estimated = 0;
    return options::toJson(options::JobResult(result));
}

class Explore : public ::testing::Test {
protected:
    static void fitDevice(
        store::Project& into, const std::string& device, const options::NetworkConfig& network = smallNetwork()) {
        options::MeasureConfig measure = smallMeasure(60);
        measure.deviceSetting = device;
        measure.network = network;
        options::FitConfig fit = smallFit();
        fit.deviceSetting = device;
        fit.network = network;
        RecordingSink sink;
        for (const options::JobConfig& job : {options::JobConfig(measure), options::JobConfig(fit)}) {
            const Finished finished = runJob(into, job, sink);
            ASSERT_FALSE(finished.outcome.error) << finished.outcome.error->what();
        }
    }
    /// With a predictor of the accelerator, which is fitted once.
    static store::Project predicted(const std::filesystem::path& path) {
        static const TemporaryProject made;
        if (!std::filesystem::exists(made.path())) {
            store::Project project = store::Project::create(made.path());
            fitDevice(project, accelerator);
        }
        std::filesystem::copy_file(made.path(), path);
        return store::Project::open(path, store::Mode::ReadWrite);
    }
    ExploreResult explore(const ExploreConfig& config) {
        const Finished finished = runJob(project, config, sink);
        lastRun = finished.run;
        if (finished.outcome.error) {
            ADD_FAILURE() << finished.outcome.error->what();
            return {};
        }
        return std::get<ExploreResult>(*finished.outcome.result);
    }
    ErrorCode failure(const ExploreConfig& config) {
        const Finished finished = runJob(project, config, sink);
        return finished.outcome.error ? finished.outcome.error->code() : ErrorCode::EngineFailure;
    }

    TemporaryProject file;
    store::Project project = predicted(file.path());
    RecordingSink sink;
    std::int64_t lastRun = 0;
};

TEST_F(Explore, TrainsLearnsAndChooses) {
    ExploreConfig config = smallExplore();
    config.saving = 0.2;
    const ExploreResult result = explore(config);
    EXPECT_LE(result.spent, 24);
    EXPECT_GT(result.spent, 22);
    std::set<std::tuple<std::string, int, std::uint64_t>> seen;
    std::set<int> steps;
    for (const ExploredTraining& training : result.trainings) {
        EXPECT_TRUE(seen.emplace(training.genotype, training.steps, training.seed).second) << "trained twice";
        EXPECT_DOUBLE_EQ(training.label, -(training.crossEntropy + training.tailLoss) / 2);
        EXPECT_FALSE(training.reason.empty());
        EXPECT_EQ(training.deviceSetting, accelerator);
        EXPECT_EQ(std::isnan(training.expected), training.reason == "first design");
        steps.insert(training.steps);
    }
    EXPECT_EQ(steps, (std::set<int>{12, 25}));
    ASSERT_EQ(result.settings.size(), 1U);
    const options::ExploredSetting& setting = result.settings.front();
    ASSERT_EQ(setting.choices.size(), 2U);
    EXPECT_EQ(setting.choices[0].aim, "λ = 0");
    EXPECT_EQ(setting.choices[0].loss, 0);
    const options::ExploredChoice& faster = setting.choices[1];
    ASSERT_TRUE(faster.reached);
    EXPECT_LE(faster.cell.latencyMs, 0.8 * setting.choices[0].cell.latencyMs * (1 + 1e-9));
    EXPECT_GE(faster.loss, 0) << "the best cell at no price is expected best";
    std::set<std::string> trained;
    for (const ExploredTraining& training : result.trainings) {
        trained.insert(training.genotype);
    }
    double before = 0;
    double least = -1e300;
    for (const options::ExploredCell& cell : setting.front) {
        const double cautious = cell.expected - (trained.contains(cell.genotype) ? 0 : cell.deviation);
        EXPECT_LT(before, cell.latencyMs);
        EXPECT_LT(least, cautious);
        before = cell.latencyMs;
        least = cautious;
    }
    EXPECT_EQ(result.reports.front().steps, 12);
    EXPECT_EQ(engine::choiceRows(result).size(), 3U);
}

TEST_F(Explore, CandidatesSayWhatWasTrainedAndWhatIsEstimated) {
    const ExploreResult result = explore(smallExplore());
    std::set<std::string> trained;
    for (const ExploredTraining& training : result.trainings) {
        trained.insert(training.genotype);
    }
    std::set<std::string> met;
    for (const records::Candidate& candidate : project.candidates({.run = lastRun})) {
        const std::string text = space::identityText(candidate.genotype);
        EXPECT_EQ(candidate.origin, records::Origin::Explored);
        EXPECT_TRUE(candidate.cost(records::parseDeviceSetting(accelerator)));
        int estimates = 0;
        for (const records::Accuracy& accuracy : candidate.accuracies) {
            if (accuracy.provenance == records::AccuracyProvenance::Trained) {
                met.insert(text);
                EXPECT_EQ(accuracy.images, 32) << "validation images, and no others";
            } else {
                EXPECT_EQ(accuracy.provenance, records::AccuracyProvenance::Estimated);
                EXPECT_GE(accuracy.deviation, 0);
                EXPECT_EQ(accuracy.trainings, static_cast<int>(result.trainings.size()));
                ++estimates;
            }
        }
        EXPECT_EQ(estimates, 2) << "one for each number of steps";
    }
    EXPECT_EQ(met, trained);
    EXPECT_GT(project.candidateCount(lastRun), static_cast<std::int64_t>(trained.size()));
    EXPECT_EQ(project.candidateCount(lastRun), result.estimated);
}

TEST_F(Explore, StoppedAnywhereAndResumedItAsksAndChoosesTheSame) {
    const std::string expected = comparable(explore(smallExplore()));

    const TemporaryProject other;
    store::Project again = predicted(other.path());
    const std::int64_t run = addRun(again, smallExplore());
    int interruptions = 0;
    for (records::RunState state = records::RunState::Queued; state != records::RunState::Finished;) {
        std::stop_source stop;
        RecordingSink stopping;
        int words = 0;
        stopping.onProgress = [&] { // within a round, and in the middle of trainings
            if (++words > interruptions) {
                stop.request_stop();
            }
        };
        LiveControls live;
        const RunOutcome outcome = execute(again, run, interruptions < 4 ? stopping : sink, stop.get_token(), live);
        ASSERT_NE(outcome.state, records::RunState::Failed) << outcome.error->what();
        state = outcome.state;
        ++interruptions;
    }
    EXPECT_GT(interruptions, 2);
    EXPECT_EQ(comparable(*options::resultOf<ExploreConfig>(again.run(run))), expected);
}

TEST_F(Explore, NasBench201CellsAreScoredBeforeTheyAreTrained) {
    ExploreConfig config = smallExplore();
    config.network.space = space::SpaceId::NasBench201;
    config.network.shape.cells = 1;
    config.steps = {4};
    config.trainings = 11; // a first design and one round
    config.poolSize = 40;
    fitDevice(project, accelerator, config.network);

    PredictedFacts facts(project, config, predictorsFor(project, config.network, {}));
    EXPECT_EQ(facts.columns().size(), 2U);
    facts.scoreWith("cells asked about", [](std::span<const space::Genotype> genotypes) {
        return std::vector<double>(genotypes.size(), static_cast<double>(genotypes.size()));
    });
    ASSERT_EQ(facts.columns().size(), 3U);
    EXPECT_TRUE(facts.columns().back().ranked && facts.columns().back().prior);
    space::Random random(1);
    const std::vector<space::Genotype> two{
        space::sampleUniform(config.network.space, random), space::sampleUniform(config.network.space, random)};
    EXPECT_EQ(facts.values(two).row(1)[2], 2);

    for (const ExploredTraining& training : explore(config).trainings) {
        const space::Genotype cell = space::fromText(training.genotype);
        const auto choices = std::ranges::count_if(cell.cells.front().choices,
            [](const space::Choice& choice) { return choice.operation != space::Operation::None; });
        EXPECT_EQ(std::ssize(surrogate::liveCell(cell, 0).edges), choices) << training.genotype << " computes in vain";
    }
    config.batchSize = 16; // another recipe: nothing is known

    const TemporaryProject file;
    store::Project other = predicted(file.path());
    fitDevice(other, accelerator, config.network);
    const Finished whole = runJob(other, config, sink);
    ASSERT_FALSE(whole.outcome.error);
    sink.messages.clear();
    ExploreConfig choosing = config; // as after another device was measured
    choosing.trainings = 0;
    ASSERT_FALSE(runJob(other, choosing, sink).outcome.error);
    EXPECT_TRUE(std::ranges::none_of(sink.messages, [](const std::string& message) {
        return message.starts_with("scored ");
    })) << "cells are scored twice";
    for (const char* when : {"scored ", "training "}) {
        const TemporaryProject again;
        store::Project stoppedThere = predicted(again.path());
        fitDevice(stoppedThere, accelerator, config.network);
        std::stop_source stop;
        sink.onProgress = [&] {
            if (sink.messages.back().starts_with(when)) {
                stop.request_stop();
            }
        };
        const Finished stopped = runJob(stoppedThere, config, sink, stop.get_token());
        sink.onProgress = nullptr;
        ASSERT_EQ(stopped.outcome.state, records::RunState::Interrupted) << when;
        ASSERT_EQ(runAgain(stoppedThere, stopped.run, sink).state, records::RunState::Finished);
        EXPECT_EQ(comparable(*options::resultOf<ExploreConfig>(stoppedThere.run(stopped.run))),
            comparable(std::get<ExploreResult>(*whole.outcome.result)))
            << when;
    }
}

/// Damaged, or of a project that somebody sent: what it trains would stand under this run's configuration.
TEST_F(Explore, ACheckpointOfAnotherExplorationIsRefusedAndInNobodysWay) {
    ExploreConfig config = smallExplore();
    config.steps = {4};
    std::stop_source stop;
    sink.onProgress = [&] { // "training 5 cells for 4 steps (12 trainings so far)"
        const std::string& message = sink.messages.back();
        if (std::stoi(message.substr(message.find('(') + 1)) >= 12) {
            stop.request_stop();
        }
    };
    const Finished stopped = runJob(project, config, sink, stop.get_token());
    sink.onProgress = nullptr;
    ASSERT_EQ(stopped.outcome.state, records::RunState::Interrupted);
    store::Checkpoint checkpoint = project.loadCheckpoint(stopped.run).value();
    const std::string good = checkpoint.state;
    for (const auto& [place, value] : std::vector<std::pair<const char*, nlohmann::json>>{
             {"/exploration/options/seed", 99}, {"/exploration/options/trainings", 1000},
             {"/exploration/options/steps", {4, 8}}, {"/exploration/options/pool_size", 7},
             {"/exploration/trainings/0/steps", 1'000'000}, {"/outcomes", nlohmann::json::array()},
             {"/outcomes/0/0", 1'000'000}, {"/partial", {{"a", 1}}}, {"/seconds", -1}}) {
        nlohmann::json state = nlohmann::json::parse(good);
        state[nlohmann::json::json_pointer(place)] = value;
        checkpoint.state = state.dump();
        project.saveCheckpoint(checkpoint);
        const RunOutcome outcome = runAgain(project, stopped.run, sink);
        ASSERT_TRUE(outcome.error) << place;
        EXPECT_EQ(outcome.error->code(), ErrorCode::InvalidData) << place << ": " << outcome.error->what();
    }
    sink.logs.clear();
    EXPECT_EQ(explore(config).known, 0) << "the damaged one's trainings";
    const std::string named = "run " + std::to_string(stopped.run) + " are not used";
    EXPECT_TRUE(
        std::ranges::any_of(sink.logs, [&](const std::string& text) { return text.find(named) != std::string::npos; }));
    checkpoint.state = good;
    project.saveCheckpoint(checkpoint);
    EXPECT_EQ(runAgain(project, stopped.run, sink).state, records::RunState::Finished);
}

TEST_F(Explore, WhatTheProjectHoldsIsKnownAndASecondDeviceCostsNoTraining) {
    options::TrainConfig train = smallExplore().training(12);
    train.genotypes = {"DARTS_V2", "PC_DARTS_cifar"};
    ASSERT_FALSE(runJob(project, train, sink).outcome.error);
    const ExploreResult first = explore(smallExplore());
    EXPECT_EQ(first.known, 2);
    EXPECT_EQ(std::ranges::count(
                  first.trainings, space::identityText(space::published("DARTS_V2")), &ExploredTraining::genotype),
        1);

    fitDevice(project, otherDevice);
    ExploreConfig config = smallExplore();
    config.devices = {otherDevice};
    config.trainings = 0;
    const ExploreResult second = explore(config);
    EXPECT_EQ(second.spent, 0);
    EXPECT_EQ(second.known, static_cast<int>(first.trainings.size()));
    EXPECT_EQ(second.settings.front().deviceSetting, otherDevice);
    EXPECT_TRUE(second.settings.front().choices.front().reached);
    for (const records::Candidate& candidate : project.candidates({.run = lastRun})) {
        ASSERT_TRUE(candidate.cost(records::parseDeviceSetting(otherDevice)));
        ASSERT_TRUE(candidate.cost(records::parseDeviceSetting(accelerator))) << "it has a predictor too";
    }

    config.devices.clear();
    EXPECT_EQ(explore(config).settings.size(), 2U) << "every setting with a predictor";
    config.seed = 9;
    config.batchSize = 16;
    EXPECT_EQ(failure(config), ErrorCode::NotEnoughData) << "another recipe, so nothing is known";
}

TEST_F(Explore, MinutesBecomeABudgetOnce) {
    ExploreConfig config = smallExplore();
    config.steps = {4};
    config.trainings.reset();
    config.minutes = 1e-4;
    const ExploreResult result = explore(config);
    EXPECT_EQ(result.spent, 12) << "the trainings by which the cost was measured";
    EXPECT_GE(result.minutes, config.minutes);
    config.seed = 5;
    config.leastTrainings = 14;
    EXPECT_GE(explore(config).spent, 14) << "however busy the computer is";
}

TEST_F(Explore, LimitsHoldForEveryCell) {
    ExploreConfig config = smallExplore();
    config.steps = {4};
    config.forbidden = {space::Operation::SepConv5x5};
    config.mostParameters = 9000;
    const ExploreResult result = explore(config);
    ASSERT_FALSE(result.trainings.empty());
    for (const ExploredTraining& training : result.trainings) {
        const space::Genotype genotype = space::fromText(training.genotype);
        EXPECT_EQ(training.genotype.find("sep_conv_5x5"), std::string::npos);
        EXPECT_LE(space::lower({genotype, config.network.shape}).parameters(), config.mostParameters);
    }
}

TEST_F(Explore, RefusesWhatItCannotDo) {
    ExploreConfig config = smallExplore();
    config.devices = {"cpu/eager/t1/b1/f32"};
    EXPECT_EQ(failure(config), ErrorCode::NotFound) << "no predictor";
    config = smallExplore();
    config.network.shape.channels = 6;
    EXPECT_EQ(failure(config), ErrorCode::NotFound) << "no predictor of this network";
    config = smallExplore();
    config.proposals = 1;
    EXPECT_EQ(failure(config), ErrorCode::InvalidValue) << "no search";
    fitDevice(project, otherDevice);
    config = smallExplore();
    config.latenciesMs = {1};
    EXPECT_EQ(failure(config), ErrorCode::InvalidValue) << "of which device?";
    config.devices = {accelerator, otherDevice};
    EXPECT_THROW(options::validate(config), Error);
    config = smallExplore();
    config.steps = {20, 10};
    EXPECT_THROW(options::validate(config), Error);
    config.steps = {10, 20, 30};
    EXPECT_THROW(options::validate(config), Error);
    config = smallExplore();
    config.data.validationImages = 0;
    EXPECT_THROW(options::validate(config), Error);
}

TEST_F(Explore, DrawsOfASearchJoinThePool) {
    options::SearchConfig search = smallSearch();
    search.deviceSetting = accelerator;
    const Finished searched = runJob(project, search, sink);
    ASSERT_FALSE(searched.outcome.error) << searched.outcome.error->what();
    ExploreConfig config = smallExplore();
    config.steps = {4};
    config.trainings = 10;
    config.poolSize = 0; // nothing but the proposals
    config.proposals = searched.run;
    EXPECT_EQ(explore(config).trainings.size(), 10U);
}

TEST(LabelLines, HaveOneSlopeAndAnInterceptForEachNumberOfSteps) {
    std::vector<explore::Training> trainings;
    std::map<std::size_t, Outcome> outcomes;
    for (int i = 0; i < 12; ++i) {
        const int steps = i < 8 ? 300 : 640;
        const double loss = 1 + 0.05 * i;
        trainings.push_back({.request = {.genotype = {}, .steps = steps}});
        outcomes[static_cast<std::size_t>(i)] = {
            loss, loss, 0.9 - 0.3 * loss + (steps == 640 ? 0.1 : 0) + (i % 2 == 0 ? 0.002 : -0.002), 1};
    }
    const LabelLines lines(trainings, outcomes);
    const LabelLines::Estimate shorter = lines.at({-1.2, 0.02}, 300);
    EXPECT_NEAR(shorter.accuracy, 0.54, 0.002);
    EXPECT_NEAR(shorter.crossEntropy, 1.2, 1e-9);
    EXPECT_NEAR(shorter.accuracyDeviation, std::hypot(0.3 * 0.02, 0.0022), 0.0005);
    EXPECT_EQ(shorter.trainings, 12);
    EXPECT_NEAR(lines.at({-1.2, 0}, 640).accuracy, 0.64, 0.003);
}

}
}

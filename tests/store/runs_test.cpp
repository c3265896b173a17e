// SPDX-License-Identifier: Apache-2.0
#include "tests/store/project_fixture.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace paretoscope::store {
namespace {

using RunsTest = ProjectTest;

TEST_F(RunsTest, AreStillThereAfterClosing) {
    std::int64_t id = 0;
    {
        Project project = Project::create(path_);
        id = project.addRun(searchRun());
        RunUpdate update;
        update.state = records::RunState::Failed;
        update.progress = 0.75;
        update.error = "The loss is not finite.";
        project.updateRun(id, update);
    }
    const records::Run run = Project::open(path_, Mode::ReadOnly).run(id);
    EXPECT_EQ(run.kind, records::JobKind::Search);
    EXPECT_EQ(run.state, records::RunState::Failed);
    EXPECT_EQ(run.title, "search");
    EXPECT_EQ(run.configuration, searchRun().configuration);
    EXPECT_EQ(run.seed, searchRun().seed);
    EXPECT_EQ(run.versions, searchRun().versions);
    EXPECT_EQ(run.progress, 0.75);
    EXPECT_EQ(run.results, "");
    EXPECT_EQ(run.error, "The loss is not finite.");
    EXPECT_FALSE(run.createdAt.empty());
    EXPECT_LE(run.createdAt, run.updatedAt);
}

TEST_F(RunsTest, OneIsRemovedWithWhatHangsOnItAndTheBinStays) {
    Project project = Project::create(path_);
    const std::int64_t binned = project.addRun(searchRun());
    project.updateRun(binned, {.deleted = true});
    const std::int64_t id = project.addRun(searchRun());
    project.appendHistory({.run = id, .epoch = 0, .step = 1, .values = "{}"});
    project.removeRun(id);
    EXPECT_THAT(errorText(ErrorCode::NotFound, [&] { project.removeRun(id); }), testing::HasSubstr("no run"));
    EXPECT_TRUE(project.history(id).empty());
    EXPECT_TRUE(project.run(binned).deleted);
}

TEST_F(RunsTest, KeepTagsAndNotes) {
    Project project = Project::create(path_);
    const std::int64_t id = project.addRun(searchRun());
    EXPECT_EQ(project.run(id).tags, "");
    project.updateRun(id, {.tags = "night, gpu", .note = "λ too small"});
    project.updateRun(id, {.progress = 0.5});
    EXPECT_EQ(project.run(id).tags, "night, gpu");
    EXPECT_EQ(project.run(id).note, "λ too small");
}

TEST_F(RunsTest, AStepKnowsItsPipelineUntilThatIsPurged) {
    Project project = Project::create(path_);
    records::Run step = searchRun();
    const std::int64_t pipeline = project.addRun(searchRun());
    EXPECT_EQ(project.run(pipeline).parent, 0);
    step.parent = pipeline;
    const std::int64_t id = project.addRun(step);
    project.updateRun(id, {.progress = 0.5});
    EXPECT_EQ(project.run(id).parent, pipeline);
    project.updateRun(pipeline, {.deleted = true});
    project.purgeDeletedRuns();
    EXPECT_EQ(project.run(id).parent, 0);
}

TEST_F(RunsTest, InTheBinAreHiddenWithTheirCandidatesUntilRestored) {
    Project project = Project::create(path_);
    project.saveProtocol(oneShotProtocol());
    const std::int64_t kept = project.addRun(searchRun());
    const std::int64_t thrown = project.addRun(searchRun());
    const std::vector<records::Candidate> one{candidate("a", 1, 0.5)};
    const std::vector<records::Candidate> two{candidate("a", 1, 0.5), candidate("b", 2, 0.6)};
    project.upsertCandidates(kept, one);
    project.upsertCandidates(thrown, two);
    const auto points = [&] { return project.frontPoints(oneShotProtocol().id, cpuSetting).size(); };
    EXPECT_EQ(points(), 3U);
    project.updateRun(thrown, {.deleted = true});
    EXPECT_EQ(points(), 1U);
    EXPECT_EQ(project.candidates().size(), 1U);
    EXPECT_EQ(project.candidates({.run = thrown}).size(), 2U) << "asked for by its run";
    EXPECT_EQ(project.candidatesOf(one.front().architecture()).size(), 1U);
    EXPECT_EQ(project.candidatesOf(one.front().architecture(), true).size(), 2U);
    EXPECT_EQ(project.runs().size(), 1U);
    RunFilter all;
    all.includeDeleted = true;
    EXPECT_EQ(project.runs(all).size(), 2U);
    EXPECT_EQ(project.runs().front().id, kept);
    project.updateRun(thrown, {.deleted = false});
    EXPECT_EQ(points(), 3U);
}

TEST_F(RunsTest, ArePurgedWithAllThatHangsOnThem) {
    Project project = Project::create(path_);
    project.saveProtocol(oneShotProtocol());
    const std::int64_t kept = project.addRun(searchRun());
    const std::int64_t thrown = project.addRun(searchRun());
    for (const std::int64_t run : {kept, thrown}) {
        const std::vector<records::Candidate> one{candidate("a", 1, 0.5)};
        project.upsertCandidates(run, one);
        project.appendHistory({.run = run, .epoch = 1, .step = 2, .values = "{}"});
        project.saveCheckpoint({.run = run, .step = 3, .state = "{}"});
    }
    EXPECT_EQ(project.purgeDeletedRuns(), 0);
    project.updateRun(thrown, {.deleted = true});
    EXPECT_EQ(project.purgeDeletedRuns(), 1);
    EXPECT_EQ(project.candidateCount(), 1);
    EXPECT_TRUE(project.history(thrown).empty());
    EXPECT_FALSE(project.loadCheckpoint(thrown));
    EXPECT_EQ(project.history(kept).size(), 1U);
    EXPECT_THROW(static_cast<void>(project.run(thrown)), Error);
}

TEST_F(RunsTest, APurgeTakesProtocolsThatNothingHasUnlessAJobMayBeAboutToUseThem) {
    Project project = Project::create(path_);
    project.saveProtocol(oneShotProtocol());
    const std::int64_t running = project.addRun(searchRun());
    project.updateRun(running, {.state = records::RunState::Running});
    project.purgeDeletedRuns();
    EXPECT_EQ(project.protocols().size(), 1U) << "its candidates come later";
    const std::vector<records::Candidate> one{candidate("a", 1, 0.5)};
    project.upsertCandidates(running, one);
    project.updateRun(running, {.state = records::RunState::Finished});
    project.purgeDeletedRuns();
    EXPECT_EQ(project.protocols().size(), 1U);
    project.updateRun(running, {.deleted = true});
    project.purgeDeletedRuns();
    EXPECT_TRUE(project.protocols().empty());
}

TEST_F(RunsTest, APurgeKeepsProtocolsThatARunGoesOnWithOrEstimatesAreOf) {
    Project project = Project::create(path_);
    const records::AccuracyProtocol estimated = records::estimatesOf(trainedProtocol());
    project.saveProtocol(trainedProtocol());
    project.saveProtocol(estimated);
    const std::int64_t exploration = project.addRun(searchRun());
    project.updateRun(exploration, {.state = records::RunState::Interrupted});
    project.purgeDeletedRuns();
    EXPECT_EQ(project.protocols().size(), 2U) << "what was interrupted goes on with them";
    project.upsertCandidates(exploration, std::vector{estimate("a", 1, 0.5, 20)});
    project.updateRun(exploration, {.state = records::RunState::Finished});
    project.purgeDeletedRuns();
    EXPECT_EQ(project.protocols().size(), 2U) << "estimates are found by the protocol that they are of";
    project.updateRun(exploration, {.deleted = true});
    project.purgeDeletedRuns();
    EXPECT_TRUE(project.protocols().empty());
}

TEST_F(RunsTest, ThatWerePurgedTakeNoMemoryInAFront) {
    Project project = Project::create(path_);
    project.saveProtocol(oneShotProtocol());
    const std::int64_t thrown = project.addRun(searchRun());
    std::vector<records::Candidate> many;
    for (int i = 0; i < 200; ++i) {
        many.push_back(candidate("a" + std::to_string(i), 1, 0.5));
    }
    project.upsertCandidates(thrown, many);
    const std::vector<records::Candidate> one{candidate("b", 1, 0.5)};
    project.upsertCandidates(project.addRun(searchRun()), one);
    project.updateRun(thrown, {.deleted = true});
    project.purgeDeletedRuns();
    const std::vector<FrontPoint> points = project.frontPoints(oneShotProtocol().id, cpuSetting);
    ASSERT_EQ(points.size(), 1U);
    EXPECT_LT(points.capacity(), 10U);
}

TEST_F(RunsTest, AreListedNewestFirstByKindAndState) {
    Project project = Project::create(path_);
    records::Run run = searchRun();
    const std::int64_t first = project.addRun(run);
    run.kind = records::JobKind::Measure;
    run.state = records::RunState::Finished;
    const std::int64_t second = project.addRun(run);
    const std::int64_t third = project.addRun(searchRun());
    const auto ids = [&](const RunFilter& filter) {
        std::vector<std::int64_t> found;
        for (const records::Run& row : project.runs(filter)) {
            found.push_back(row.id);
        }
        return found;
    };
    EXPECT_THAT(ids({}), testing::ElementsAre(third, second, first));
    EXPECT_THAT(ids({std::nullopt, std::nullopt, 2}), testing::ElementsAre(third, second));
    EXPECT_THAT(ids({records::JobKind::Search, std::nullopt, 0}), testing::ElementsAre(third, first));
    EXPECT_THAT(ids({std::nullopt, records::RunState::Finished, 0}), testing::ElementsAre(second));
    EXPECT_TRUE(project.runs({.kind = records::JobKind::Export}).empty());
}

TEST_F(RunsTest, LeftRunningOrWaitingByADeadProcessAreInterruptedWhenAWriterOpens) {
    std::int64_t running = 0;
    std::int64_t queued = 0;
    {
        Project project = Project::create(path_);
        records::Run run = searchRun();
        queued = project.addRun(run);
        run.state = records::RunState::Running;
        running = project.addRun(run);
    }
    EXPECT_EQ(Project::open(path_, Mode::ReadOnly).run(running).state, records::RunState::Running);
    Project project = Project::open(path_, Mode::ReadWrite);
    EXPECT_EQ(project.run(running).state, records::RunState::Interrupted);
    EXPECT_EQ(project.run(queued).state, records::RunState::Interrupted) << "no other program would ever start it";
}

TEST_F(RunsTest, ThatDoNotExistAreNotFound) {
    Project project = Project::create(path_);
    errorText(ErrorCode::NotFound, [&] { (void)project.run(5); });
    errorText(ErrorCode::NotFound, [&] { project.updateRun(5, {}); });
    errorText(ErrorCode::NotFound, [&] { project.appendHistory({5, 0, 0, "{}"}); });
}

TEST_F(RunsTest, HistoryContinuesAfterAPointAndReplacesRepeatedOnes) {
    Project project = Project::create(path_);
    const std::int64_t run = project.addRun(searchRun());
    const std::int64_t other = project.addRun(searchRun());
    project.appendHistory({run, 0, 10, R"({"loss":3})"});
    project.appendHistory({run, 1, 10, R"({"loss":2})"});
    project.appendHistory({run, 1, 20, R"({"loss":1})"});
    project.appendHistory({other, 1, 30, R"({"loss":9})"});
    project.appendHistory({run, 1, 20, R"({"loss":1.5})"});
    const auto all = project.history(run);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[2].values, R"({"loss":1.5})");
    const auto later = project.history(run, 1, 10);
    ASSERT_EQ(later.size(), 1U);
    EXPECT_EQ(later[0].epoch, 1);
    EXPECT_EQ(later[0].step, 20);
}

TEST_F(RunsTest, SettingsKeepTheirLastValue) {
    Project project = Project::create(path_);
    EXPECT_FALSE(project.setting("front/reference"));
    project.setSetting("front/reference", "1");
    project.setSetting("front/reference", R"({"latencyMs":20})");
    EXPECT_EQ(project.setting("front/reference"), R"({"latencyMs":20})");
}

TEST_F(RunsTest, TrialsKeepTheirOrderAndTheirReasons) {
    Project project = Project::create(path_);
    const std::int64_t run = project.addRun(searchRun());
    TuningTrial valid{0, run, "conv2d 16x16", "random", 3, 0, "tile=4", true, "", 1200};
    TuningTrial invalid{0, run, "conv2d 16x16", "random", 3, 1, "tile=512", false, "the input buffer overflows",
        std::numeric_limits<double>::quiet_NaN()};
    TuningTrial elsewhere{0, run, "dense", "xgb", 3, 0, "tile=1", true, "", 10};
    project.addTrials(std::vector{valid, invalid, elsewhere});
    const auto trials = project.trials(run, "conv2d 16x16");
    ASSERT_EQ(trials.size(), 2U);
    EXPECT_TRUE(trials[0].valid);
    EXPECT_EQ(trials[0].cycles, 1200);
    EXPECT_EQ(trials[1].configuration, "tile=512");
    EXPECT_EQ(trials[1].reason, "the input buffer overflows");
    EXPECT_TRUE(std::isnan(trials[1].cycles));
    EXPECT_EQ(project.trials(run).size(), 3U);
}

}
}

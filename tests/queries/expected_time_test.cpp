// SPDX-License-Identifier: Apache-2.0
#include "core/queries/expected_time.h"

#include "core/options/jobs.h"
#include "core/options/search_progress.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

class ExpectedTimeTest : public store::ProjectTest {
protected:
    std::int64_t addTraining(const options::TrainConfig& config, const options::TrainResult& result) {
        records::Run run;
        run.kind = records::JobKind::Train;
        run.configuration = options::toJson(options::JobConfig(config));
        const std::int64_t id = project_.addRun(run);
        project_.updateRun(
            id, {.state = records::RunState::Finished, .results = options::toJson(options::JobResult(result))});
        return id;
    }

    store::Project project_ = store::Project::create(path_);
    options::TrainConfig train_{.genotypes = {"DARTS_V1"}, .rungs = {100}};
};

TEST_F(ExpectedTimeTest, OfATrainingIsThatOfTheNewestOneAlike) {
    EXPECT_FALSE(expectedTime(train_, project_));
    const std::int64_t run = addTraining(train_, {.stepMs = 50, .atOnce = 2});
    options::TrainConfig other = train_;
    other.network.shape.channels *= 2;
    addTraining(other, {.stepMs = 1000, .atOnce = 2});
    addTraining(train_, {}); // an older version said nothing of it

    options::TrainConfig longer = train_;
    longer.rungs = {1000};
    ASSERT_TRUE(expectedTime(longer, project_));
    EXPECT_DOUBLE_EQ(expectedTime(longer, project_)->seconds, 50);
    EXPECT_EQ(expectedTime(longer, project_)->asRun, run);
    longer.genotypes = {"DARTS_V1", "DARTS_V2", "PC_DARTS_cifar"};
    longer.repeats = 2;
    EXPECT_DOUBLE_EQ(expectedTime(longer, project_)->seconds, 150) << "six networks, two at once";
    longer.batchSize *= 2;
    EXPECT_FALSE(expectedTime(longer, project_)) << "a step of another batch takes another time";
}

TEST_F(ExpectedTimeTest, ThoseThatLeaveAtARungAreCountedSoFar) {
    train_.genotypes = {"a", "b", "c", "d", "e"};
    train_.rungs = {10, 30};
    train_.keep = 0.5;
    train_.repeats = 2;
    EXPECT_DOUBLE_EQ(trainingSteps(train_), 2 * (5 * 10 + 3 * 20));
}

TEST_F(ExpectedTimeTest, OfASearchIsTheMedianOfItsHistory) {
    options::SearchConfig search;
    search.lambdas = {0, 1};
    search.warmUpSteps = 100;
    search.searchSteps = 200;
    records::Run run;
    run.kind = records::JobKind::Search;
    run.configuration = options::toJson(options::JobConfig(search));
    const std::int64_t id = project_.addRun(run);
    int epoch = 0;
    for (const double stepMs : {9000.0, 20.0, 22.0}) { // the first one loads libraries
        options::SearchHistory values;
        values.stepMs = stepMs;
        project_.appendHistory(
            {.run = id, .epoch = epoch, .step = search.warmUpSteps + 1 + epoch, .values = options::toJson(values)});
        ++epoch;
    }
    EXPECT_FALSE(expectedTime(search, project_)) << "it has not ended";
    project_.updateRun(id, {.state = records::RunState::Interrupted});
    ASSERT_TRUE(expectedTime(search, project_));
    EXPECT_DOUBLE_EQ(expectedTime(search, project_)->seconds, (100 + 400 * 2) * 0.022 / 2)
        << "a step of the search is two passes, one of the warm-up is one";
    search.on = "gpu0";
    EXPECT_FALSE(expectedTime(search, project_)) << "another computer";
    search.on = options::anyComputer;
    search.order = 2;
    EXPECT_FALSE(expectedTime(search, project_));
    EXPECT_EQ(passesOf(search, 101), 100 + 5);
}

}
}

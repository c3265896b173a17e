// SPDX-License-Identifier: Apache-2.0
#include "tests/store/project_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace paretoscope::store {
namespace {

class CheckpointsTest : public ProjectTest {
protected:
    CheckpointsTest() {
        Project project = Project::create(path_);
        run_ = project.addRun(searchRun());
    }

    static Checkpoint checkpoint(std::int64_t run, std::int64_t step) {
        const std::vector<float> weights{static_cast<float>(step), 2.0F, 3.0F, 4.0F};
        const std::vector<std::int64_t> counters{step};
        Checkpoint checkpoint;
        checkpoint.run = run;
        checkpoint.step = step;
        checkpoint.state = R"({"step":)" + std::to_string(step) + "}";
        checkpoint.arrays = {base::makeArray("weights", {2, 2}, weights), base::makeArray("counters", {1}, counters)};
        return checkpoint;
    }

    /// What a failing disk would do, behind the program's back.
    void execute(const std::string& sql) const {
        SQLite::Database database(path_, SQLite::OPEN_READWRITE);
        database.exec(sql);
    }

    std::int64_t run_ = 0;
};

TEST_F(CheckpointsTest, ComeBackExactly) {
    Project::open(path_, Mode::ReadWrite).saveCheckpoint(checkpoint(run_, 10));
    const Project project = Project::open(path_, Mode::ReadOnly);
    const auto loaded = project.loadCheckpoint(run_);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->step, 10);
    EXPECT_EQ(loaded->state, R"({"step":10})");
    EXPECT_EQ(loaded->arrays, checkpoint(run_, 10).arrays);
    EXPECT_FALSE(loaded->createdAt.empty());
    EXPECT_FALSE(project.loadCheckpoint(run_ + 1));
    EXPECT_EQ(project.checkpointState(run_), loaded->state);
    EXPECT_FALSE(project.checkpointState(run_ + 1));
}

TEST_F(CheckpointsTest, OnlyTheLastTwoOfARunAreKept) {
    Project project = Project::open(path_, Mode::ReadWrite);
    const std::int64_t other = project.addRun(searchRun());
    project.saveCheckpoint(checkpoint(other, 1));
    for (const std::int64_t step : {10, 20, 30}) {
        project.saveCheckpoint(checkpoint(run_, step));
    }
    EXPECT_EQ(project.loadCheckpoint(run_)->step, 30);
    EXPECT_EQ(project.loadCheckpoint(other)->step, 1);
    SQLite::Database database(path_, SQLite::OPEN_READONLY);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM checkpoints").getInt(), 3);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM arrays").getInt(), 6) << "arrays go with their checkpoint";
    project.removeCheckpoints(run_);
    EXPECT_FALSE(project.loadCheckpoint(run_));
}

TEST_F(CheckpointsTest, OnlyThoseOfFinishedSearchesCanBeSpared) {
    Project project = Project::open(path_, Mode::ReadWrite);
    records::Run training = searchRun();
    training.kind = records::JobKind::Train;
    const std::int64_t trained = project.addRun(training);
    const std::int64_t interrupted = project.addRun(searchRun());
    Checkpoint large = checkpoint(run_, 10);
    large.arrays = {base::makeArray("weights", {500'000}, std::vector<float>(500'000, 1.0F))};
    project.saveCheckpoint(large);
    project.saveCheckpoint(checkpoint(trained, 10));
    project.saveCheckpoint(checkpoint(interrupted, 10));
    EXPECT_EQ(project.spareCheckpoints().runs, 0) << "none has finished";
    project.updateRun(run_, {.state = records::RunState::Finished});
    project.updateRun(trained, {.state = records::RunState::Finished});
    project.updateRun(interrupted, {.state = records::RunState::Interrupted});
    EXPECT_EQ(project.spareCheckpoints().runs, 1);
    EXPECT_EQ(project.spareCheckpoints().bytes, 2'000'000 + static_cast<std::int64_t>(large.state.size()));
    EXPECT_EQ(project.removeSpareCheckpoints().runs, 1);
    EXPECT_LT(std::filesystem::file_size(path_), 1'000'000U) << "the room goes back to the disk";
    EXPECT_EQ(project.spareCheckpoints().bytes, 0);
    EXPECT_FALSE(project.loadCheckpoint(run_));
    EXPECT_TRUE(project.loadCheckpoint(trained));
    EXPECT_TRUE(project.loadCheckpoint(interrupted));
    EXPECT_EQ(project.run(run_).state, records::RunState::Finished) << "statements work on after the rewriting";
}

class DamagedCheckpointTest : public CheckpointsTest, public testing::WithParamInterface<const char*> { };

TEST_P(DamagedCheckpointTest, FallsBackToTheOneBefore) {
    {
        Project project = Project::open(path_, Mode::ReadWrite);
        project.saveCheckpoint(checkpoint(run_, 10));
        project.saveCheckpoint(checkpoint(run_, 20));
    }
    execute(GetParam());
    Project project = Project::open(path_, Mode::ReadWrite);
    const auto loaded = project.loadCheckpoint(run_);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->step, 10);
    EXPECT_EQ(loaded->arrays, checkpoint(run_, 10).arrays);
    EXPECT_EQ(
        project.checkpointState(run_) == loaded->state, std::string_view(GetParam()).starts_with("UPDATE checkpoints"))
        << "a text is whole whatever its arrays are";
    // Going on from there takes the damaged one away.
    project.saveCheckpoint(checkpoint(run_, 15));
    EXPECT_EQ(project.loadCheckpoint(run_)->step, 15);
}

INSTANTIATE_TEST_SUITE_P(EachPart, DamagedCheckpointTest,
    testing::Values("UPDATE arrays SET bytes = x'01' || substr(bytes, 2) WHERE checkpoint = 2 AND position = 0",
        "UPDATE arrays SET bytes = substr(bytes, 2) WHERE checkpoint = 2 AND position = 0",
        "UPDATE arrays SET shape = '4' WHERE checkpoint = 2 AND position = 0",
        "UPDATE arrays SET type = 'python' WHERE checkpoint = 2 AND position = 0",
        "UPDATE arrays SET name = 'other' WHERE checkpoint = 2 AND position = 1",
        "DELETE FROM arrays WHERE checkpoint = 2 AND position = 1",
        "UPDATE checkpoints SET state = '{}' WHERE id = 2"));

TEST_F(CheckpointsTest, AllDamagedIsSaidSo) {
    Project::open(path_, Mode::ReadWrite).saveCheckpoint(checkpoint(run_, 10));
    execute("UPDATE checkpoints SET state = 'x'");
    const Project project = Project::open(path_, Mode::ReadOnly);
    errorText(ErrorCode::ProjectDamaged, [&] { (void)project.loadCheckpoint(run_); });
}

TEST_F(CheckpointsTest, OneThatDoesNotFitItsShapeIsNotStored) {
    Project project = Project::open(path_, Mode::ReadWrite);
    Checkpoint wrong = checkpoint(run_, 10);
    wrong.arrays[1].bytes.pop_back();
    errorText(ErrorCode::InvalidShape, [&] { project.saveCheckpoint(wrong); });
    EXPECT_FALSE(project.loadCheckpoint(run_));
}

}
}

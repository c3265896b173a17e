// SPDX-License-Identifier: Apache-2.0
// Stored runs of a project that somebody sent, or that a killed program left: what resuming them may do.
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/engine/job_queue.h"
#include "core/engine/meters.h"
#include "core/engine/trust.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

using Json = nlohmann::ordered_json;
using records::RunState;

class ForeignRuns : public ::testing::Test {
protected:
    /// A run as a file holds it that another program wrote.
    std::int64_t stored(records::JobKind kind, const std::string& configuration) {
        return project.addRun({.kind = kind,
            .state = RunState::Interrupted,
            .title = "measure 36 cells on cpu/eager/t1/b1/f32",
            .configuration = configuration});
    }
    std::int64_t stored(const options::JobConfig& config) {
        return stored(options::kindOf(config), options::toJson(config));
    }
    ErrorCode refusal(std::int64_t run) {
        const records::Run before = project.run(run);
        try {
            const RunOutcome outcome = runAgain(project, run, sink);
            return outcome.error ? outcome.error->code() : ErrorCode::Interrupted;
        } catch (const Error& error) {
            EXPECT_EQ(project.run(run).state, before.state) << "it was not even started";
            said = error.what();
            return error.code();
        }
    }
    /// What somebody else's program would have written: nobody was asked here.
    void storeForeignDevice(const std::string& json) {
        project.setSetting("command-devices", R"(["board"])");
        project.setSetting("command-device/board", json);
    }
    [[nodiscard]] options::ExportConfig exportTo(const std::filesystem::path& path) const {
        return {.network = smallNetwork(),
            .genotype = "DARTS_V2",
            .path = path.string(),
            .format = options::ExportFormat::Genotype};
    }

    TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    std::string said;
};

TEST_F(ForeignRuns, RunNoCommandThatNobodyAllowedHere) {
    const std::string ran = file.path("ran").string();
    storeForeignDevice(Json{{"name", "board"}, {"command", {"touch", ran}}, {"retries", 0}}.dump());
    options::MeasureConfig measure = smallMeasure();
    measure.deviceSetting = "cmd/board/b1";
    const std::int64_t run = stored(measure);
    EXPECT_EQ(refusal(run), ErrorCode::NotTrusted);
    EXPECT_NE(said.find("touch " + ran), std::string::npos) << said;
    EXPECT_THROW(meterFor(project, records::parseDeviceSetting("cmd/board/b1"), run), Error);
    EXPECT_FALSE(std::filesystem::exists(ran));
    EXPECT_EQ(commandDevices(project).size(), 1U) << "it may be listed";

    allow(project, outsideActions(project, measure));
    EXPECT_EQ(refusal(run), ErrorCode::DeviceFailure) << "now it was asked, and is no runner";
    EXPECT_TRUE(std::filesystem::exists(ran));
    storeForeignDevice(Json{{"name", "board"}, {"command", {"touch", ran, "more"}}}.dump());
    EXPECT_EQ(refusal(run), ErrorCode::NotTrusted) << "another command than the one that was allowed";
}

TEST_F(ForeignRuns, NoTwoCommandsReadTheSame) {
    const auto read = [](std::vector<std::string> words) {
        return actionOf({.name = "board", .command = std::move(words)});
    };
    EXPECT_NE(read({"true", "", ""}), read({"true", "' '"}));
    EXPECT_NE(read({"true", "a b"}), read({"true", "a", "b"}));
    EXPECT_NE(read({"true", "b' 'c"}), read({"true", "b", "c"}));
    EXPECT_EQ(read({"ssh", "pi", "python3 run.py"}), "run the command: ssh pi 'python3 run.py'");
}

TEST_F(ForeignRuns, WhatTheStepsOfARunDoIsAskedWithTheRun) {
    storeForeignDevice(Json{{"name", "board"}, {"command", {"touch", "file"}}, {"retries", 0}}.dump());
    const std::vector<std::string> asked = outsideActions(project, options::FinishConfig{.device = "cmd/board/b1"});
    EXPECT_EQ(asked, std::vector<std::string>{"run the command: touch file"});
}

TEST_F(ForeignRuns, ACommandOfOneFileIsNotAllowedToAnother) {
    const device::CommandDevice device{.name = "board", .command = {"true"}};
    addCommandDevice(project, device);
    EXPECT_NO_THROW(requireAllowed(project, {actionOf(device)}));
    const TemporaryProject other;
    EXPECT_THROW(requireAllowed(store::Project::create(other.path()), {actionOf(device)}), Error);
    EXPECT_NE(
        actionOf({.name = "a", .command = {"run", "a b"}}), actionOf({.name = "a", .command = {"run", "a", "b"}}));
}

TEST_F(ForeignRuns, NeverSayWhereALogIsWritten) {
    const std::string victim = file.path("victim").string();
    storeForeignDevice(Json{{"name", "board"}, {"command", {"true"}}, {"log", victim}}.dump());
    EXPECT_TRUE(commandDeviceNamed(project, "board").log.empty());
    EXPECT_EQ(device::toJson({.name = "a", .command = {"b"}, .log = victim}).find("victim"), std::string::npos);
}

TEST_F(ForeignRuns, OverwriteNoFileThatNobodyNamedHere) {
    const std::filesystem::path victim = file.path("victim.txt");
    std::ofstream(victim) << "precious";
    const std::int64_t run = stored(exportTo(victim));
    EXPECT_EQ(refusal(run), ErrorCode::NotTrusted);
    EXPECT_NE(said.find(victim.string()), std::string::npos) << said;
    EXPECT_EQ(std::filesystem::file_size(victim), 8U);
    options::PipelineConfig pipeline;
    pipeline.output = file.path("elsewhere").string();
    EXPECT_EQ(refusal(stored(pipeline)), ErrorCode::NotTrusted);
    EXPECT_FALSE(std::filesystem::exists(pipeline.output));

    const std::filesystem::path wanted = file.path("wanted.txt");
    const Finished finished = runJob(project, exportTo(wanted), sink);
    EXPECT_EQ(finished.outcome.state, RunState::Finished) << "asked for here";
    project.updateRun(finished.run, {.state = RunState::Interrupted});
    EXPECT_EQ(runAgain(project, finished.run, sink).state, RunState::Finished) << "and so may be resumed";
}

TEST_F(ForeignRuns, AreCheckedAsIfTheyWereAskedForNow) {
    Json measure = Json::parse(options::toJson(options::JobConfig(smallMeasure())));
    measure["architectures"] = -6;
    EXPECT_EQ(refusal(stored(records::JobKind::Measure, measure.dump())), ErrorCode::InvalidValue);
    EXPECT_EQ(refusal(stored(records::JobKind::Fit, options::toJson(options::JobConfig(smallMeasure())))),
        ErrorCode::InvalidValue)
        << "one kind by name, another by content";
    std::string deep;
    for (int level = 0; level < 200'000; ++level) {
        deep += R"({"kind":)";
    }
    EXPECT_EQ(refusal(stored(records::JobKind::Measure, deep)), ErrorCode::InvalidValue);
    Json search = Json::parse(options::toJson(options::JobConfig(smallSearch())));
    search["device_setting"] = 7;
    EXPECT_EQ(refusal(stored(records::JobKind::Search, search.dump())), ErrorCode::InvalidValue);
}

TEST_F(ForeignRuns, ThatCannotStartAreFailedInTheQueueWhichGoesOn) {
    const std::int64_t run = stored(records::JobKind::Measure, "{");
    std::mutex mutex;
    std::condition_variable arrived;
    std::optional<protocol::JobFinished> finished;
    {
        JobQueue queue(project, [&](const protocol::Event& event) {
            if (const auto* end = std::get_if<protocol::JobFinished>(&event)) {
                const std::lock_guard lock(mutex);
                finished = *end;
                arrived.notify_all();
            }
        });
        queue.resume(run);
        std::unique_lock lock(mutex);
        arrived.wait(lock, [&] { return finished.has_value(); });
    }
    EXPECT_EQ(finished->errorCode, "invalid-value");
    EXPECT_EQ(project.run(run).state, RunState::Failed);
}

TEST_F(ForeignRuns, ACheckpointOfOtherCellsIsRefused) {
    options::TrainConfig config = smallTrain();
    std::stop_source stop;
    sink.onProgress = [&stop] { stop.request_stop(); };
    const Finished stopped = runJob(project, config, sink, stop.get_token());
    ASSERT_EQ(stopped.outcome.state, RunState::Interrupted);
    sink.onProgress = nullptr;
    const store::Checkpoint good = project.loadCheckpoint(stopped.run).value();
    const auto tryWith = [&](const std::string& name, const Json& value) {
        Json state = Json::parse(good.state);
        Json schedule = Json::parse(state.at("schedule").get<std::string>());
        schedule[name] = value;
        state["schedule"] = schedule.dump();
        store::Checkpoint changed = good;
        changed.state = state.dump();
        project.saveCheckpoint(changed);
        return refusal(stopped.run);
    };
    const Json score = {{"rung", 0}, {"accuracy", 0.5}, {"crossEntropy", 1}, {"dropped", false}};
    EXPECT_EQ(tryWith("scores", Json::array({score})), ErrorCode::InvalidData);
    EXPECT_EQ(tryWith("scores", std::vector<Json>(9, score)), ErrorCode::InvalidData);
    Json far = score;
    far["rung"] = 1000;
    EXPECT_EQ(tryWith("scores", std::vector<Json>(3, far)), ErrorCode::InvalidData);
    EXPECT_EQ(tryWith("rungs", {4, 8}), ErrorCode::InvalidData);
    EXPECT_EQ(tryWith("keep", 0.9), ErrorCode::InvalidData);
    store::Checkpoint changed = good;
    for (const char* name : {"trainings", "schedule"}) {
        Json state = Json::parse(good.state);
        state[name] = Json::array();
        changed.state = state.dump();
        project.saveCheckpoint(changed);
        EXPECT_EQ(refusal(stopped.run), ErrorCode::InvalidData) << name;
    }
    changed.state = "[[[[";
    project.saveCheckpoint(changed);
    EXPECT_EQ(refusal(stopped.run), ErrorCode::InvalidData);
}

}
}

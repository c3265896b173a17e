// SPDX-License-Identifier: Apache-2.0
// Stored runs of a project that somebody sent, or that a killed program left: what resuming them may do.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

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
    TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    RecordingSink sink;
    std::string said;
};

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
    store::Checkpoint changed = good;
    changed.state = "[[[[";
    project.saveCheckpoint(changed);
    EXPECT_EQ(refusal(stopped.run), ErrorCode::InvalidData);
}

}
}

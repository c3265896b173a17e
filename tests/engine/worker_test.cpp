// SPDX-License-Identifier: Apache-2.0
#include "core/engine/worker.h"

#include <sstream>

#include <gtest/gtest.h>

#include "core/protocol/messages.h"
#include "tests/engine/small_jobs.h"

namespace paretoscope::engine::testing {
namespace {

std::vector<protocol::Event> serve(const std::filesystem::path& project, const std::string& requests) {
    std::istringstream input(requests);
    std::ostringstream output;
    serveWorker(project, input, output);
    std::vector<protocol::Event> events;
    std::istringstream lines(output.str());
    for (std::string line; std::getline(lines, line);) {
        events.push_back(protocol::decodeEvent(line));
    }
    return events;
}

template <typename Kind>
std::vector<Kind> all(const std::vector<protocol::Event>& events) {
    std::vector<Kind> found;
    for (const protocol::Event& event : events) {
        if (const auto* one = std::get_if<Kind>(&event)) {
            found.push_back(*one);
        }
    }
    return found;
}

TEST(Worker, SaysHelloAndAnswersEveryRequest) {
    const TemporaryProject file;
    const std::string requests = protocol::encode(protocol::Request{1, protocol::Ping{}}) + "\n"
        + protocol::encode(protocol::Request{2, protocol::QueueList{}}) + "\n"
        + protocol::encode(protocol::Request{3, protocol::Stop{42}}) + "\n";
    const auto events = serve(file.path(), requests);
    ASSERT_FALSE(events.empty());
    EXPECT_TRUE(std::holds_alternative<protocol::Hello>(events.front()));
    const auto answers = all<protocol::Answer>(events);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_TRUE(answers[0].ok);
    EXPECT_NE(answers[1].get<protocol::QueueState>(), nullptr);
    EXPECT_FALSE(answers[2].ok);
    EXPECT_EQ(answers[2].errorCode, "not-found");
}

TEST(Worker, GarbageIsAnsweredAndTheWorkerGoesOn) {
    const TemporaryProject file;
    const auto events =
        serve(file.path(), "garbage\n{\"id\":7}\n" + protocol::encode(protocol::Request{8, protocol::Ping{}}) + "\n");
    const auto answers = all<protocol::Answer>(events);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_FALSE(answers[0].ok);
    EXPECT_TRUE(answers[2].ok);
}

TEST(Worker, TheEndOfInputStopsTheRunningJobWithACheckpoint) {
    const TemporaryProject file;
    options::TrainConfig config = smallTrain();
    config.rungs = {100000};
    const protocol::Start start{config};
    serve(file.path(), protocol::encode(protocol::Request{1, start}) + "\n");
    const store::Project project = store::Project::open(file.path(), store::Mode::ReadOnly);
    EXPECT_NE(project.runs().front().state, records::RunState::Running);
}

}
}

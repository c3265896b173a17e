// SPDX-License-Identifier: GPL-3.0-or-later
// The terminal program as several processes, started as launchers do, and by torchrun itself where a Python has it.
#include <chrono>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/store/project.h"
#include "tests/cli/run_program.h"
#include "tests/search/started_processes.h"

namespace paretoscope::cli::testing {
namespace {

using namespace std::chrono_literals;
using paretoscope::testing::freePort;
using paretoscope::testing::placeOf;
using paretoscope::testing::StartedProcess;

const std::vector<std::string> network{"--size", "8", "--channels", "4", "--cells", "3", "--batch", "8"};

std::vector<std::string> search(const std::string& steps) {
    std::vector<std::string> words{PARETOSCOPE_CLI, "search", "--lambda", "0", "--train-images", "64",
        "--validation-images", "16", "--warm-up-steps", "5", "--epoch-steps", "10", "--steps", steps};
    words.insert(words.end(), network.begin(), network.end());
    return words;
}

std::vector<std::string> train(const std::string& steps) {
    std::vector<std::string> words{PARETOSCOPE_CLI, "train", "DARTS_V1", "DARTS_V2", "--steps", steps, "--train-images",
        "64", "--test-images", "32"};
    words.insert(words.end(), network.begin(), network.end());
    return words;
}

const std::vector<std::string> resumeSearch{PARETOSCOPE_CLI, "search", "--resume"};

class SeveralProcesses : public ::testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directory(temporary()); }

    [[nodiscard]] std::filesystem::path temporary() const { return folder.path() / "temporary"; }
    [[nodiscard]] StartedProcess::Environment environment(int rank, int port) const {
        StartedProcess::Environment place = placeOf(rank, 2, port);
        place["TMPDIR"] = temporary().string();
        return place;
    }

    std::vector<StartedProcess> startTwo(
        const std::vector<std::string>& command, const std::vector<std::string>& other = {}) {
        const int port = freePort();
        std::vector<StartedProcess> started;
        started.emplace_back(folder.path(), command, environment(0, port));
        started.emplace_back(folder.path(), other.empty() ? command : other, environment(1, port));
        return started;
    }

    /// Starts two and returns when both have ended, each with that status.
    void runTwo(const std::vector<std::string>& command, int status = 0) {
        std::vector<StartedProcess> started = startTwo(command);
        for (StartedProcess& process : started) {
            EXPECT_EQ(process.wait(), status) << process.output();
            output_ += process.output();
        }
    }

    [[nodiscard]] bool waitUntil(const std::function<bool(const store::Project&)>& holds) const {
        for (int attempt = 0; attempt < 3600; ++attempt) {
            try {
                if (std::filesystem::exists(file) && holds(store::Project::open(file, store::Mode::ReadOnly))) {
                    return true;
                }
            } catch (const Error&) {
                // Its writer is just making it.
            }
            std::this_thread::sleep_for(50ms);
        }
        return false;
    }
    static bool hasCheckpoint(const store::Project& project) {
        return !project.runs().empty() && project.loadCheckpoint(project.runs().front().id).has_value();
    }
    [[nodiscard]] store::Project project() const { return store::Project::open(file, store::Mode::ReadOnly); }
    /// The one run that there must be.
    [[nodiscard]] records::Run onlyRun() const {
        const std::vector<records::Run> runs = project().runs();
        EXPECT_EQ(runs.size(), 1U);
        return runs.empty() ? records::Run{} : runs.front();
    }

    TestFolder folder;
    std::filesystem::path file = folder.path() / "project.paretoscope";
    std::string output_;
};

TEST_F(SeveralProcesses, SearchTogetherAndOneWrites) {
    runTwo(search("6"));
    const records::Run run = onlyRun();
    EXPECT_EQ(run.state, records::RunState::Finished);
    const auto result = options::resultOf(run);
    ASSERT_TRUE(result);
    EXPECT_EQ(std::get<options::SearchResult>(*result).computedOn, "cpu, 2 processes");
    EXPECT_FALSE(project().candidates({.run = run.id}).empty());
    EXPECT_TRUE(std::filesystem::is_empty(temporary())) << "copies of the project are gone";
}

TEST_F(SeveralProcesses, TrainTogetherUnderAProtocolOfTheirOwn) {
    runTwo(train("4"));
    EXPECT_EQ(onlyRun().state, records::RunState::Finished);
    const Result alone = run(
        folder.path(), "train DARTS_V1 DARTS_V2 --steps 4 --train-images 64 --test-images 32 --batch 8" + smallNetwork);
    ASSERT_EQ(alone.status, 0) << alone.output;
    const std::vector<records::AccuracyProtocol> protocols = project().protocols();
    ASSERT_EQ(protocols.size(), 2U) << "normalisations of two processes see halves of a batch";
    EXPECT_NE(protocols[0].title.find("2 processes") == std::string::npos,
        protocols[1].title.find("2 processes") == std::string::npos);
}

TEST_F(SeveralProcesses, OtherArgumentsAreRefusedAndNothingIsLeft) {
    std::vector<StartedProcess> started = startTwo(search("6"), search("7"));
    for (StartedProcess& process : started) {
        EXPECT_EQ(process.wait(), 2);
        EXPECT_NE(process.output().find("Rank 1 (process"), std::string::npos) << process.output();
    }
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(SeveralProcesses, WhatTheyCannotDoTogetherIsRefused) {
    runTwo({PARETOSCOPE_CLI, "front"}, 2);
    EXPECT_NE(output_.find("'front' is not done by several processes together"), std::string::npos) << output_;
    std::vector<std::string> onGpu = search("6");
    onGpu.insert(onGpu.end(), {"--on", "gpu0"});
    runTwo(onGpu, 2);
    std::vector<std::string> odd = search("6");
    odd.back() = "7";
    runTwo(odd, 2);
    EXPECT_TRUE(!std::filesystem::exists(file) || project().runs().empty()) << "nothing is left of what was refused";
}

TEST_F(SeveralProcesses, AStopOfOneStopsAllAndSoManyGoOn) {
    std::vector<StartedProcess> started = startTwo(search("100000"));
    ASSERT_TRUE(waitUntil(hasCheckpoint)) << started[0].output();
    started[1].signal(SIGTERM);
    for (StartedProcess& process : started) {
        EXPECT_EQ(process.wait(), 130) << process.output();
    }
    EXPECT_EQ(onlyRun().state, records::RunState::Interrupted);
    const std::int64_t step = project().loadCheckpoint(1)->step;
    const Result alone = run(folder.path(), "search --resume");
    EXPECT_EQ(alone.status, 3);
    EXPECT_NE(alone.output.find("The checkpoint was made by 2 processes"), std::string::npos) << alone.output;

    started = startTwo(resumeSearch);
    ASSERT_TRUE(waitUntil([&](const store::Project& project) { return project.loadCheckpoint(1)->step > step; }));
    started[0].signal(SIGINT);
    for (StartedProcess& process : started) {
        EXPECT_EQ(process.wait(), 130) << process.output();
    }
}

TEST_F(SeveralProcesses, AKilledRankFailsTheRunWhoseCheckpointIsGood) {
    std::vector<StartedProcess> started = startTwo(search("90"));
    ASSERT_TRUE(waitUntil(hasCheckpoint)) << started[0].output();
    started[1].signal(SIGKILL);
    started[1].wait();
    EXPECT_EQ(started[0].wait(), 1);
    EXPECT_NE(started[0].output().find("Rank 1 of 2 (process"), std::string::npos) << started[0].output();
    EXPECT_EQ(onlyRun().state, records::RunState::Failed);
    EXPECT_NE(onlyRun().error.find("Rank 1 of 2"), std::string::npos);
    runTwo(resumeSearch);
    EXPECT_NE(output_.find("going on from step"), std::string::npos) << output_;
    EXPECT_EQ(onlyRun().state, records::RunState::Finished);
}

TEST_F(SeveralProcesses, TorchrunRestartsAllAndTheSearchGoesOn) {
    const char* given = std::getenv("PARETOSCOPE_TEST_PYTHON");
    const std::string python = given != nullptr ? given : "";
    if (python.empty()
        || std::system(("'" + python + "' -c 'import torch.distributed.run' 2>/dev/null").c_str()) != 0) {
        GTEST_SKIP() << "needs a Python with PyTorch; name it in PARETOSCOPE_TEST_PYTHON";
    }
    const std::filesystem::path script = folder.path() / "start"; // torchrun reads $ in arguments itself
    std::ofstream(script) << "#!/bin/sh\necho $$ >process-$TORCHELASTIC_RESTART_COUNT-$RANK\nexec \"$@\"\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    std::vector<std::string> command{python, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2",
        "--max-restarts", "1", "--monitor-interval", "0.1", "--no-python", script.string()};
    const std::vector<std::string> searching = search("90");
    command.insert(command.end(), searching.begin(), searching.end());
    StartedProcess launcher(folder.path(), command, {{"TMPDIR", temporary().string()}});
    ASSERT_TRUE(waitUntil(hasCheckpoint)) << launcher.output();
    pid_t process = 0;
    std::ifstream(folder.path() / "process-0-1") >> process;
    ASSERT_GT(process, 0);
    kill(process, SIGKILL);
    EXPECT_EQ(launcher.wait(), 0) << launcher.output();
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "process-1-0")) << "all were started again";
    EXPECT_NE(launcher.output().find("going on from step"), std::string::npos) << launcher.output();
    EXPECT_EQ(onlyRun().state, records::RunState::Finished);
}

}
}

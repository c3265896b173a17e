// SPDX-License-Identifier: GPL-3.0-or-later
// kill -9 in the middle of each long job, and terminals that close: the next start goes on, and nothing that was stored
// is lost or done again.
#include <chrono>
#include <csignal>
#include <functional>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/options/defaults.h"
#include "core/store/project.h"
#include "tests/cli/run_program.h"

namespace paretoscope::cli::testing {
namespace {

using namespace std::chrono_literals;

/// Reads the project beside its writer, as a window does.
bool waitUntil(const std::filesystem::path& file, const std::function<bool(const store::Project&)>& holds) {
    for (int attempt = 0; attempt < 1200; ++attempt) {
        if (std::filesystem::exists(file)) {
            try {
                if (holds(store::Project::open(file, store::Mode::ReadOnly))) {
                    return true;
                }
            } catch (const Error&) {
                // Its writer is just making it.
            }
        }
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

std::vector<std::string> measureCells(const std::string& count) {
    return {"measure", "--architectures", count, "--repeat-share", "0", "--device", "cpu/eager/t1/b1/f32", "--size",
        "8", "--channels", "4", "--cells", "3"};
}

int exitStatusOf(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

class Crash : public ::testing::Test {
protected:
    void killWhen(const std::vector<std::string>& arguments, const std::function<bool(const store::Project&)>& holds) {
        const pid_t child = start(folder.path(), arguments);
        const bool reached = waitUntil(file, holds);
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(reached);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it ended before it could be killed";
    }
    [[nodiscard]] store::Project project() const { return store::Project::open(file, store::Mode::ReadOnly); }

    TestFolder folder;
    std::filesystem::path file = folder.path() / "project.paretoscope";
};

TEST_F(Crash, MeasuringGoesOnAndRepeatsNothing) {
    killWhen(measureCells("60"),
        [](const store::Project& project) { return !project.measurements({.includeSentinels = false}).empty(); });
    const std::size_t kept = project().measurements({.includeSentinels = false}).size();
    ASSERT_LT(kept, 60U);
    const Result result = run(folder.path(), "measure --resume");
    ASSERT_EQ(result.status, 0) << result.output;
    const auto measurements = project().measurements({.includeSentinels = false});
    EXPECT_EQ(measurements.size(), 60U);
    std::set<std::string> different;
    for (const records::Measurement& measurement : measurements) {
        different.insert(measurement.canonicalHash);
    }
    EXPECT_EQ(different.size(), 60U);
    EXPECT_EQ(project().runs().size(), 1U);
}

TEST_F(Crash, ATerminalThatClosesStopsTheJobWhichCanBeResumed) {
    const pid_t child = start(folder.path(), measureCells("60"));
    ASSERT_TRUE(waitUntil(file, [](const store::Project& project) { return !project.measurements({}).empty(); }));
    kill(child, SIGHUP);
    kill(child, SIGHUP); // from the shell and from the system
    EXPECT_EQ(exitStatusOf(child), 130);
    EXPECT_EQ(project().runs().front().state, records::RunState::Interrupted);
    const Result result = run(folder.path(), "measure --resume");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_EQ(project().measurements({.includeSentinels = false}).size(), 60U);
}

TEST_F(Crash, ATerminalThatClosesDoesNotStopWhatWasToldToOutliveIt) {
    const pid_t child = start(folder.path(), measureCells("24"), true);
    ASSERT_TRUE(waitUntil(file, [](const store::Project& project) { return !project.measurements({}).empty(); }));
    kill(child, SIGHUP);
    EXPECT_EQ(exitStatusOf(child), 0);
    EXPECT_EQ(project().runs().front().state, records::RunState::Finished);
}

TEST_F(Crash, AJobOutlivesWhoeverReadsItsOutput) {
    const std::string command = "cd '" + folder.path().string()
        + "' && '" PARETOSCOPE_CLI "' --json measure --architectures 12 --repeat-share 0 --device cpu/eager/t1/b1/f32"
        + smallNetwork + " 2>/dev/null | head -n 1 >first";
    EXPECT_EQ(std::system(command.c_str()), 0);
    EXPECT_GT(std::filesystem::file_size(folder.path() / "first"), 0U);
    EXPECT_EQ(project().runs().front().state, records::RunState::Finished);
}

TEST_F(Crash, TrainingGoesOnFromItsCheckpoint) {
    killWhen({"train", "DARTS_V1", "DARTS_V2", "--steps", "3", "2000", "--train-images", "128", "--validation-images",
                 "32", "--test-images", "64", "--batch", "8", "--size", "8", "--channels", "4", "--cells", "3"},
        [](const store::Project& project) {
            return !project.runs().empty() && project.loadCheckpoint(project.runs().front().id).has_value();
        });
    const Result runs = run(folder.path(), "runs");
    EXPECT_EQ(runs.status, 0);
    EXPECT_NE(runs.output.find("interrupted"), std::string::npos) << "nobody writes: " << runs.output;
    const std::int64_t step = project().loadCheckpoint(1)->step;
    EXPECT_GT(step, 0);
}

/// Launchers pass on what the terminal has sent to all already.
TEST_F(Crash, TwoInterruptsAtOnceAreOneWish) {
    const pid_t child = start(folder.path(), measureCells("300"));
    ASSERT_TRUE(waitUntil(file, [](const store::Project& project) { return !project.measurements({}).empty(); }));
    kill(child, SIGINT);
    kill(child, SIGINT);
    EXPECT_EQ(exitStatusOf(child), exitCode(ErrorCode::Interrupted));
    EXPECT_EQ(project().runs().front().state, records::RunState::Interrupted) << "not left as it was";
}

TEST_F(Crash, SearchingGoesOnFromItsCheckpoint) {
    const std::vector<std::string> search{"search", "--lambda", "0", "--train-images", "64", "--validation-images",
        "16", "--batch", "8", "--warm-up-steps", "5", "--steps", std::to_string(2 * options::defaults::epochSteps),
        "--size", "8", "--channels", "4", "--cells", "3"};
    killWhen(search, [](const store::Project& project) {
        return !project.runs().empty() && project.loadCheckpoint(project.runs().front().id).has_value();
    });
    const Result result = run(folder.path(), "search --resume");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_NE(result.output.find("going on from step"), std::string::npos) << result.output;
    EXPECT_EQ(project().runs().front().state, records::RunState::Finished);
}

/// As a laptop's lid or a job scheduler does it.
TEST_F(Crash, AProgramThatWasStoppedForAWhileGoesOn) {
    const pid_t child = start(folder.path(), measureCells("24"));
    ASSERT_TRUE(waitUntil(file, [](const store::Project& project) { return !project.measurements({}).empty(); }));
    kill(child, SIGSTOP);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, WUNTRACED), child);
    ASSERT_TRUE(WIFSTOPPED(status)) << "it ended before it could be stopped";
    EXPECT_EQ(run(folder.path(), "runs").status, 0) << "it is read meanwhile";
    const Result second = run(folder.path(), "devices add board -- true");
    EXPECT_EQ(second.status, 4) << second.output;
    EXPECT_NE(second.output.find("process " + std::to_string(child)), std::string::npos) << second.output;
    kill(child, SIGCONT);
    EXPECT_EQ(exitStatusOf(child), 0);
    EXPECT_EQ(project().measurements({.includeSentinels = false}).size(), 24U);
}

TEST_F(Crash, AClockThatIsSetBackChangesNothing) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer wants to be loaded first";
#endif
    killWhen(measureCells("24"),
        [](const store::Project& project) { return !project.measurements({.includeSentinels = false}).empty(); });
    setenv("LD_PRELOAD", FAKE_CLOCK, 1);
    setenv("FAKE_CLOCK_BACK", "100000000", 1); // three years
    const Result resumed = run(folder.path(), "measure --resume");
    unsetenv("FAKE_CLOCK_BACK");
    unsetenv("LD_PRELOAD");
    ASSERT_EQ(resumed.status, 0) << resumed.output;
    EXPECT_EQ(project().measurements({.includeSentinels = false}).size(), 24U);
    const records::Run measured = project().runs().front();
    EXPECT_EQ(measured.state, records::RunState::Finished);
    EXPECT_LT(measured.updatedAt, measured.createdAt) << "the clock that it is about";
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/store/project_fixture.h"

#include <gmock/gmock.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <csignal>

namespace paretoscope::store {
namespace {

using testing::HasSubstr;

/// A second process that does `work` and then waits to be killed; it reports over a pipe when it is there.
class Child {
public:
    explicit Child(const std::function<void(const std::function<void()>& ready)>& work) {
        std::array<int, 2> ends{};
        EXPECT_EQ(pipe(ends.data()), 0);
        process_ = fork();
        if (process_ == 0) {
            ::close(ends[0]);
            const auto ready = [&] { (void)!::write(ends[1], "r", 1); };
            try {
                work(ready);
            } catch (const std::exception&) {
                _exit(1);
            }
            _exit(0);
        }
        ::close(ends[1]);
        char byte = 0;
        reported_ = ::read(ends[0], &byte, 1) == 1;
        ::close(ends[0]);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() { kill(); }

    [[nodiscard]] bool reported() const { return reported_; }
    [[nodiscard]] pid_t process() const { return process_; }
    void kill() {
        if (process_ > 0) {
            ::kill(process_, SIGKILL);
            wait();
        }
    }
    int wait() {
        int status = 0;
        waitpid(process_, &status, 0);
        process_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t process_ = 0;
    bool reported_ = false;
};

void sleepUntilKilled() {
    for (;;) {
        pause();
    }
}

/// In this process alone; false where the system does not let it.
bool makeReadOnly(const std::filesystem::path& folder) {
    const int root = geteuid() == 0 ? 0 : CLONE_NEWUSER;
    const char* const name = folder.c_str();
    return unshare(root | CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && mount(name, name, nullptr, MS_BIND, nullptr) == 0
        && mount("none", name, nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, nullptr) == 0;
}

class ProcessesTest : public ProjectTest {
protected:
    ProcessesTest() { Project::create(path_); }
};

TEST_F(ProcessesTest, ASecondWriterIsToldWhoHoldsTheProject) {
    Child holder([&](const auto& ready) {
        const Project project = Project::open(path_, Mode::ReadWrite);
        ready();
        sleepUntilKilled();
    });
    ASSERT_TRUE(holder.reported());
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    const std::string text = errorText(ErrorCode::ProjectLocked, [&] { Project::open(path_, Mode::ReadWrite); });
    EXPECT_THAT(text, HasSubstr("process " + std::to_string(holder.process())));
    EXPECT_THAT(text, HasSubstr(host.data()));
    EXPECT_NO_THROW(Project::open(path_, Mode::ReadOnly)) << "readers are always welcome";
    errorText(ErrorCode::ProjectLocked, [&] { Project::open(path_, Mode::ReadWrite); });
    holder.kill();
    EXPECT_NO_THROW(Project::open(path_, Mode::ReadWrite)) << "a lock does not outlive its process";
}

TEST_F(ProcessesTest, TheLockAlsoHoldsWithinAProcessAndThroughASymbolicLink) {
    const std::filesystem::path link = folder_ / "link.paretoscope";
    std::filesystem::create_symlink(path_, link);
    const Project writer = Project::open(path_, Mode::ReadWrite);
    errorText(ErrorCode::ProjectLocked, [&] { Project::open(link, Mode::ReadWrite); });
}

TEST_F(ProcessesTest, KilledInTheMiddleOfATransactionLosesNothingCommitted) {
    for (int round = 1; round <= 3; ++round) {
        Child writer([&](const auto& ready) {
            Project project = Project::open(path_, Mode::ReadWrite);
            project.setSetting("committed", std::to_string(round));
            records::Run run = searchRun();
            run.state = records::RunState::Running;
            project.addRun(run);
            project.transaction([&] {
                project.setSetting("committed", "never");
                std::vector<records::Measurement> many(2000, measurement("a", 1));
                project.addMeasurements(many);
                ready();
                sleepUntilKilled();
            });
        });
        ASSERT_TRUE(writer.reported());
        EXPECT_EQ(Project::open(path_, Mode::ReadOnly).setting("committed"), std::to_string(round))
            << "a reader beside the writer sees what was committed";
        writer.kill();
        const Project project = Project::open(path_, Mode::ReadWrite);
        EXPECT_EQ(project.setting("committed"), std::to_string(round));
        EXPECT_EQ(project.runs().size(), static_cast<std::size_t>(round));
        EXPECT_EQ(project.runs().front().state, records::RunState::Interrupted);
        EXPECT_TRUE(project.deviceSettings().empty());
    }
}

TEST_F(ProcessesTest, KilledAtAnyMomentLeavesWholeTransactions) {
    for (const int whole : {0, 1, 7, 30}) {
        Child writer([&](const auto& ready) {
            Project project = Project::open(path_, Mode::ReadWrite);
            for (int count = 0;; ++count) {
                if (count == whole) {
                    ready(); // and goes on until the signal arrives
                }
                project.transaction([&] {
                    project.setSetting("a", std::to_string(count));
                    project.addMeasurements(std::vector<records::Measurement>(20, measurement("a", 1)));
                    project.setSetting("b", std::to_string(count));
                });
            }
        });
        ASSERT_TRUE(writer.reported());
        writer.kill();
        const Project project = Project::open(path_, Mode::ReadWrite);
        EXPECT_EQ(project.setting("a"), project.setting("b"));
        EXPECT_TRUE(whole == 0 || project.setting("a").has_value());
        for (const DeviceSettingSummary& summary : project.deviceSettings()) {
            EXPECT_EQ(summary.measurements % 20, 0);
        }
    }
}

TEST_F(ProcessesTest, AFullDiskIsSaidAndCostsNothingStored) {
    Child writer([&](const auto& ready) {
        // No file may grow beyond this, as on a full disk.
        constexpr rlim_t limit = 400'000;
        signal(SIGXFSZ, SIG_IGN);
        const rlimit size{limit, limit};
        setrlimit(RLIMIT_FSIZE, &size);
        Project project = Project::open(path_, Mode::ReadWrite);
        project.setSetting("before", "kept");
        ready();
        try {
            project.addMeasurements(std::vector<records::Measurement>(20'000, measurement("a", 1)));
        } catch (const Error& error) {
            const bool told = error.code() == ErrorCode::FileUnwritable && project.setting("before") == "kept";
            _exit(told ? 7 : 8);
        }
        _exit(9);
    });
    ASSERT_TRUE(writer.reported());
    EXPECT_EQ(writer.wait(), 7);
    const Project project = Project::open(path_, Mode::ReadWrite);
    EXPECT_EQ(project.setting("before"), "kept");
    EXPECT_TRUE(project.deviceSettings().empty());
}

TEST_F(ProcessesTest, ThreadsOfOneProcessMayShareAProject) {
    Project project = Project::open(path_, Mode::ReadWrite);
    constexpr int threads = 4;
    constexpr int each = 25;
    std::vector<std::thread> workers;
    for (int worker = 0; worker < threads; ++worker) {
        workers.emplace_back([&] {
            for (int count = 0; count < each; ++count) {
                project.addMeasurements(std::vector{measurement("a", 1)});
                (void)project.deviceSettings();
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    EXPECT_EQ(project.deviceSettings().at(0).measurements, threads * each);
}

TEST_F(ProcessesTest, AReadOnlyMediumIsReadWithTheLogThatWasNotFoldedBack) {
    const std::filesystem::path medium = folder_ / "medium";
    const std::filesystem::path copy = medium / "p.paretoscope";
    std::filesystem::create_directory(medium);
    {
        Project project = Project::open(path_, Mode::ReadWrite);
        project.setSetting("key", "value"); // stands in the log
        std::filesystem::copy_file(path_, copy);
        std::filesystem::copy_file(path_.string() + "-wal", copy.string() + "-wal");
    }
    constexpr int notAllowed = 77;
    Child child([&](const auto&) {
        if (!makeReadOnly(medium)) {
            _exit(notAllowed);
        }
        const Project project = Project::open(copy, Mode::ReadOnly);
        _exit(project.setting("key") == "value" ? 0 : 1);
    });
    const int status = child.wait();
    if (status == notAllowed) {
        GTEST_SKIP() << "nothing may be mounted here";
    }
    EXPECT_EQ(status, 0);
    EXPECT_FALSE(std::filesystem::exists(copy.string() + "-shm"));
}

}
}

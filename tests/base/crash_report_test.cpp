// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdlib>
#include <functional>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/crash_report.h"
#include "core/base/machine.h"
#include "tests/test_folder.h"

namespace paretoscope::base {
namespace {

using testing::HasSubstr;
using testing::Not;

class CrashReport : public testing::Test {
protected:
    CrashReport() { ::setenv("XDG_STATE_HOME", state_.path().c_str(), 1); }
    ~CrashReport() override { ::unsetenv("XDG_STATE_HOME"); }

    /// The signal that ended a program that does this.
    static int endOf(const std::function<void()>& work) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
            reportCrashes("terminal", "1.2");
            doIt(work);
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    }

private:
    /// The test framework would catch what it throws.
    static void doIt(const std::function<void()>& work) noexcept { work(); }

protected:
    TestFolder state_;
};

TEST_F(CrashReport, SaysWhatEndedTheProgramAndNothingOfItsUser) {
    EXPECT_EQ(takeCrashReport("terminal"), std::nullopt);
    ASSERT_EQ(endOf([] { std::raise(SIGSEGV); }), SIGSEGV) << "it ends as it would without a report";
    EXPECT_EQ(takeCrashReport("window"), std::nullopt) << "another program's";
    const auto file = takeCrashReport("terminal");
    ASSERT_TRUE(file);
    const std::string text = readFile(*file);
    EXPECT_THAT(text, HasSubstr("program: terminal 1.2\n"));
    EXPECT_THAT(text, HasSubstr("signal 11\n"));
    EXPECT_THAT(text, HasSubstr("+0x"));
    EXPECT_THAT(text, Not(HasSubstr("/"))) << "no path whatsoever";
    EXPECT_THAT(text, Not(HasSubstr(hostName())));
    struct stat status { };
    ASSERT_EQ(::stat(file->c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(takeCrashReport("terminal"), std::nullopt) << "told once";
    EXPECT_TRUE(std::filesystem::exists(*file)) << "and kept";
}

TEST_F(CrashReport, NamesTheTypeOfAnExceptionThatNobodyCaughtButNotItsWords) {
    ASSERT_EQ(endOf([] { throw std::runtime_error("somebody/secret"); }), SIGABRT);
    const std::string text = readFile(takeCrashReport("terminal").value());
    EXPECT_THAT(text, HasSubstr("runtime_error"));
    EXPECT_THAT(text, Not(HasSubstr("secret")));
}

TEST_F(CrashReport, NeedsNoStack) {
    const std::function<int(int)> deeper = [&deeper](int depth) { return depth + deeper(depth + 1); };
    ASSERT_EQ(endOf([&] { (void)deeper(0); }), SIGSEGV);
    EXPECT_TRUE(takeCrashReport("terminal"));
}

TEST_F(CrashReport, OldOnesGo) {
    const std::filesystem::path folder = state_.path() / "paretoscope" / "crashes";
    std::filesystem::create_directories(folder);
    for (int i = 10; i < 40; ++i) {
        writeFileAtomically(folder / ("terminal-17000000" + std::to_string(i) + "-1.new.txt"), "a crash");
    }
    EXPECT_EQ(takeCrashReport("terminal"), folder / "terminal-1700000039-1.txt");
    const auto left = std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
    EXPECT_EQ(left, 10);
}

}
}

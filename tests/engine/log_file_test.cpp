// SPDX-License-Identifier: Apache-2.0
#include "core/engine/log_file.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace paretoscope::engine {
namespace {

using protocol::LogLevel;

class LogFile : public testing::Test {
protected:
    void SetUp() override {
        if (const char* before = std::getenv("XDG_STATE_HOME")) {
            before_ = before;
        }
        folder_ =
            std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(folder_);
        setenv("XDG_STATE_HOME", folder_.c_str(), 1);
    }
    void TearDown() override {
        setenv("XDG_STATE_HOME", before_.c_str(), 1);
        std::filesystem::remove_all(folder_);
    }

    std::string before_;
    std::filesystem::path folder_;
};

class CountingSink final : public JobSink {
public:
    void progress(double, const std::string&, double, const Metrics&) override { ++calls; }
    void snapshot(const options::SearchSnapshot&) override { ++calls; }
    void log(LogLevel, const std::string& text) override { said += text; }
    void stored() override { ++calls; }

    int calls = 0;
    std::string said;
};

TEST_F(LogFile, KeepsWhatAJobSaysAndPassesItOn) {
    CountingSink sink;
    LoggedSink logged(7, sink);
    logged.progress(0.5, "half", 1.0, {});
    logged.snapshot({});
    logged.stored();
    logged.log(LogLevel::Warning, "this machine is busy {}");
    EXPECT_EQ(sink.calls, 3);
    EXPECT_EQ(sink.said, "this machine is busy {}");

    std::ifstream file(folder_ / "paretoscope" / "paretoscope.log");
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_NE(text.str().find("warning: run 7: this machine is busy {}\n"), std::string::npos) << text.str();
}

TEST_F(LogFile, StopsNoJobWhereItCannotBeWritten) {
    std::ofstream(folder_) << "a file where the folder should be";
    EXPECT_NO_THROW(writeLog(LogLevel::Error, "lost"));
    EXPECT_TRUE(std::filesystem::is_regular_file(folder_));
}

}
}

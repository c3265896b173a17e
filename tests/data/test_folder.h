// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace paretoscope::data {

/// An empty folder of the running test, removed afterwards.
class TestFolder {
public:
    TestFolder()
        : path_(std::filesystem::path(testing::TempDir())
            / ("paretoscope-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->test_suite_name())
                + "-" + testing::UnitTest::GetInstance()->current_test_info()->name() + "-"
                + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() {
        std::error_code ignored; // a left-over in the temporary folder harms nobody
        std::filesystem::remove_all(path_, ignored);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}

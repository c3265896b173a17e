// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace paretoscope::interchange {

/// What a Python program checks an exported network from: files in a folder of its own, removed at the end.
class PythonCheck : public testing::Test {
protected:
    void SetUp() override {
        std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        std::replace(name.begin(), name.end(), '/', '-'); // of a test with a parameter
        folder_ = std::filesystem::temp_directory_path() / ("paretoscope-" + name + "-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    template <typename Number>
    void writeNumbers(const std::string& name, const std::vector<Number>& numbers) {
        std::ofstream(folder_ / name, std::ios::binary)
            .write(reinterpret_cast<const char*>(numbers.data()),
                static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
    }

    std::filesystem::path folder_;
};

/// The exit status of Python (PARETOSCOPE_TEST_PYTHON, else python3) with these arguments.
inline int runPython(const std::string& arguments) {
    const char* given = std::getenv("PARETOSCOPE_TEST_PYTHON");
    const std::string python = given != nullptr && *given != '\0' ? given : "python3";
    return WEXITSTATUS(std::system(("'" + python + "' " + arguments).c_str()));
}

}

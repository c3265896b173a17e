// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "tests/test_folder.h"

namespace paretoscope::interchange {

/// What a Python program checks an exported network from: files in a folder of its own, removed at the end.
class PythonCheck : public testing::Test {
protected:
    template <typename Number>
    void writeNumbers(const std::string& name, const std::vector<Number>& numbers) {
        std::ofstream(folder_ / name, std::ios::binary)
            .write(reinterpret_cast<const char*>(numbers.data()),
                static_cast<std::streamsize>(numbers.size() * sizeof(Number)));
    }

    TestFolder made_;
    std::filesystem::path folder_ = made_.path();
};

/// The exit status of Python (PARETOSCOPE_TEST_PYTHON, else python3) with these arguments.
inline int runPython(const std::string& arguments) {
    const char* given = std::getenv("PARETOSCOPE_TEST_PYTHON");
    const std::string python = given != nullptr && *given != '\0' ? given : "python3";
    return WEXITSTATUS(std::system(("'" + python + "' " + arguments).c_str()));
}

}

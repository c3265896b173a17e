// SPDX-License-Identifier: Apache-2.0
// One of several processes of a search or a training, for processes_test.cpp: processes_helper WORK FILE [STEP]. Its
// final state goes to FILE, what went wrong to standard error.
#include <iostream>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/engine/meeting.h"
#include "tests/search/processes_work.h"

namespace {

using namespace paretoscope;

int run(const std::string& work, const std::string& file, int step) {
    const auto processes = engine::meetOthers(engine::ofEnvironment(), work == "other" ? "other" : "same", {});
    if (!processes) {
        std::cerr << "nobody else is there\n";
        return 1;
    }
    try {
        search::write(file, search::worked(work, processes->collective(), step, file));
        processes->leave();
        std::cerr << "shared " << processes->bytesShared() << " bytes\n";
        return 0;
    } catch (const Error& error) {
        std::cerr << errorName(error.code()) << ": " << error.what() << '\n';
        processes->leaveFailed(error.what());
        return exitCode(error.code());
    }
}

}

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv, argv + argc);
    try {
        return run(words.at(1), words.at(2), words.size() > 3 ? std::stoi(words[3]) : 0);
    } catch (const Error& error) {
        std::cerr << errorName(error.code()) << ": " << error.what() << '\n';
        return exitCode(error.code());
    }
}

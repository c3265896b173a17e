// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/process_figures.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

#include "core/analysis/statistics.h"

namespace paretoscope::bench {

namespace {

namespace fs = std::filesystem;

fs::path folderOf(std::int64_t process) {
    return fs::path("/proc") / std::to_string(process);
}

double entriesIn(const fs::path& folder) {
    std::error_code error;
    double count = 0;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        ++count;
    }
    return error ? analysis::undefined : count;
}

}

double statusMb(std::int64_t process, const char* field) {
    std::ifstream file(folderOf(process) / "status");
    const std::string start = std::string(field) + ":";
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(start)) {
            std::istringstream rest(line.substr(start.size()));
            double kilobytes = 0;
            return rest >> kilobytes ? kilobytes / 1024 : analysis::undefined;
        }
    }
    return analysis::undefined;
}

ProcessFigures processFigures(std::int64_t process) {
    double handles = entriesIn(folderOf(process) / "fd");
    if (process == static_cast<std::int64_t>(::getpid())) {
        --handles; // the one that looks
    }
    return {.residentMb = statusMb(process, "VmRSS"),
        .ownMb = statusMb(process, "RssAnon"),
        .handles = handles,
        .threads = entriesIn(folderOf(process) / "task")};
}

}

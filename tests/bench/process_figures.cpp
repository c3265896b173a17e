// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/process_figures.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <malloc.h>
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

double allocatedMb() {
#if defined(__GLIBC__)
    // mallinfo2() knows the first arena only; the sums over all of them stand at the end of this document.
    char* text = nullptr;
    std::size_t length = 0;
    std::FILE* stream = open_memstream(&text, &length);
    if (stream == nullptr) {
        return analysis::undefined;
    }
    malloc_info(0, stream);
    std::fclose(stream);
    const std::string document(text, length);
    std::free(text); // NOLINT(cppcoreguidelines-no-malloc): open_memstream()'s
    const std::size_t sums = document.rfind("</heap>");
    const auto sizeOf = [&](const char* element) {
        const std::size_t at = document.find(element, sums);
        const std::size_t size = at == std::string::npos ? at : document.find("size=\"", at);
        return size == std::string::npos ? 0 : std::stod(document.substr(size + 6));
    };
    const double bytes = sizeOf("<system type=\"current\"") + sizeOf("<total type=\"mmap\"")
        - sizeOf("<total type=\"fast\"") - sizeOf("<total type=\"rest\"");
    return sums == std::string::npos ? analysis::undefined : bytes / (1U << 20U);
#else
    return analysis::undefined;
#endif
}

}

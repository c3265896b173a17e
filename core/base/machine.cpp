// SPDX-License-Identifier: Apache-2.0
#include "core/base/machine.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string_view>
#include <thread>

#include <sched.h>
#include <unistd.h>

namespace paretoscope::base {

namespace {

/// Of the first line "key: value", with blanks before the colon and after it.
std::optional<std::string> valueIn(const std::filesystem::path& path, std::string_view key) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(':');
        const auto value = line.find_first_not_of(" \t", colon == std::string::npos ? colon : colon + 1);
        if (line.starts_with(key) && value != std::string::npos) {
            return line.substr(value);
        }
    }
    return std::nullopt;
}

}

int allowedProcessors() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    const bool known = sched_getaffinity(0, sizeof(allowed), &allowed) == 0;
    return std::max(1, known ? CPU_COUNT(&allowed) : static_cast<int>(std::thread::hardware_concurrency()));
}

std::string processorName() {
    return valueIn("/proc/cpuinfo", "model name").value_or("unknown processor");
}

std::optional<std::vector<std::string>> gpuNames(const std::filesystem::path& driver) {
    std::error_code failure;
    if (std::filesystem::exists("/dev/dxg", failure)) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator gpu(driver / "gpus", failure), end; !failure && gpu != end;
         gpu.increment(failure)) {
        names.push_back(valueIn(gpu->path() / "information", "Model").value_or("unknown GPU"));
    }
    return names;
}

std::string hostName() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown host";
}

std::string utcNow() {
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 32> date{};
    std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(milliseconds));
    return std::string(date.data()) + fraction.data();
}

}

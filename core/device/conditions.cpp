// SPDX-License-Identifier: Apache-2.0
#include "core/device/conditions.h"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>
#include <torch/headeronly/version.h>

#include "core/base/json_text.h"
#include "paretoscope/version.h"

#include "core/base/machine.h"

namespace paretoscope::device {

namespace {

void addLoad(nlohmann::json& conditions) {
    std::ifstream file("/proc/loadavg");
    double oneMinute = 0;
    double ignored = 0;
    int running = 0;
    if (file >> oneMinute >> ignored >> ignored >> running) {
        conditions["load_1min"] = oneMinute;
        conditions["running"] = running;
    }
}

/// Mean over the processors, from the frequency driver where there is one, else from /proc/cpuinfo.
void addClock(nlohmann::json& conditions) {
    std::vector<double> clocks;
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
        std::ifstream file("/sys/devices/system/cpu/cpu" + std::to_string(i) + "/cpufreq/scaling_cur_freq");
        if (double kilohertz = 0; file >> kilohertz) {
            clocks.push_back(kilohertz / 1000);
        }
    }
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(": ");
        if (colon != std::string::npos && line.starts_with("cpu MHz")
            && clocks.size() < std::thread::hardware_concurrency()) {
            clocks.push_back(std::strtod(line.c_str() + colon + 2, nullptr));
        }
    }
    if (!clocks.empty()) {
        conditions["clock_mhz"] =
            std::accumulate(clocks.begin(), clocks.end(), 0.0) / static_cast<double>(clocks.size());
    }
}

/// The hottest zone.
void addTemperature(nlohmann::json& conditions) {
    double hottest = 0;
    std::error_code failure; // no zones: nothing is said
    for (std::filesystem::directory_iterator zone("/sys/class/thermal", failure), end; !failure && zone != end;
         zone.increment(failure)) {
        std::ifstream file(zone->path() / "temp");
        if (double milli = 0; file >> milli) {
            hottest = std::max(hottest, milli / 1000);
        }
    }
    if (hottest > 0) {
        conditions["temperature_c"] = hottest;
    }
}

/// Processor time so far, all and idle, in ticks.
struct Ticks {
    double all = 0;
    double idle = 0;
};

std::optional<Ticks> readTicks() {
    std::ifstream file("/proc/stat");
    std::string word;
    std::array<double, 8> fields{}; // user nice system idle iowait irq softirq steal
    file >> word;
    for (double& field : fields) {
        file >> field;
    }
    if (!file) {
        return std::nullopt;
    }
    return Ticks{std::accumulate(fields.begin(), fields.end(), 0.0), fields[3] + fields[4]};
}

}

std::string machineConditions() {
    nlohmann::json conditions;
    addLoad(conditions);
    addClock(conditions);
    addTemperature(conditions);
    conditions["processor"] = base::processorName();
    conditions["processors"] = std::thread::hardware_concurrency();
    if (utsname name{}; uname(&name) == 0) {
        conditions["kernel"] = name.release;
    }
    conditions["program"] = programVersion;
    conditions["libtorch"] = TORCH_VERSION;
    return base::textOf(conditions);
}

std::optional<std::string> busyWarning(int threads) {
    const auto before = readTicks();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    const auto after = readTicks();
    if (!before || !after || after->all <= before->all) {
        return std::nullopt;
    }
    const double processors = std::thread::hardware_concurrency();
    const double busy = processors * (1 - (after->idle - before->idle) / (after->all - before->all));
    if (busy + threads <= processors + 0.25) {
        return std::nullopt;
    }
    std::ostringstream text;
    text.precision(2);
    text << "Other programs keep " << busy << " of " << processors << " processors busy; measuring needs " << threads
         << " of them undisturbed. Latencies will be noisier: close what can be closed.";
    return text.str();
}

}

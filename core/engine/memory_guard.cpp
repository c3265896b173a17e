// SPDX-License-Identifier: Apache-2.0
#include "core/engine/memory_guard.h"

#include <fstream>
#include <sstream>

#include "core/base/error.h"

namespace paretoscope::engine {

namespace {

/// Bytes that can be had without swapping, from the kernel's own estimate; -1 where it is not known.
std::int64_t availableBytes() {
    std::ifstream info("/proc/meminfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("MemAvailable:")) {
            std::istringstream fields(line.substr(13));
            std::int64_t kibibytes = -1;
            fields >> kibibytes;
            return kibibytes * 1024;
        }
    }
    return -1;
}

std::string gibibytes(std::int64_t bytes) {
    std::ostringstream text;
    text.precision(1);
    text << std::fixed << static_cast<double>(bytes) / (1024.0 * 1024 * 1024) << " GiB";
    return text.str();
}

}

void requireMemory(std::int64_t bytes, const std::string& job, const std::string& whatToLower) {
    const std::int64_t available = availableBytes();
    if (available >= 0 && bytes > available) {
        throw Error(ErrorCode::NotEnoughMemory,
            job + " would need about " + gibibytes(bytes) + " of memory and " + gibibytes(available)
                + " are available. Lower " + whatToLower + ".",
            {{"needed", gibibytes(bytes)}, {"available", gibibytes(available)}, {"lower", whatToLower}});
    }
}

void requireClasses(int dataClasses, int networkClasses) {
    if (dataClasses != networkClasses) {
        throw Error(ErrorCode::InvalidValue,
            "The data set has " + std::to_string(dataClasses) + " classes and the network "
                + std::to_string(networkClasses) + ". Set the network's classes to " + std::to_string(dataClasses)
                + ".",
            {{"field", "network.shape.classes"}, {"allowed", std::to_string(dataClasses)}});
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/text.h"

namespace paretoscope::base {

namespace {

namespace fs = std::filesystem;

std::optional<std::int64_t> numberIn(const fs::path& file) {
    std::ifstream stream(file);
    std::int64_t value = 0;
    return stream >> value ? std::optional(value) : std::nullopt; // "max" is no number: no limit
}

/// The number behind a name in a file of such pairs.
std::optional<std::int64_t> fieldIn(const fs::path& file, const std::string& name) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        std::istringstream fields(line);
        std::string key;
        std::int64_t value = 0;
        if (fields >> key >> value && key == name) {
            return value;
        }
    }
    return std::nullopt;
}

/// How a version of control groups calls its files.
struct GroupFiles {
    const char* limit;
    const char* used;
    const char* cached;
};

/// The least that a group and those around it leave.
std::int64_t leftIn(const fs::path& mount, fs::path group, const GroupFiles& files) {
    std::int64_t left = std::numeric_limits<std::int64_t>::max();
    for (group = group.relative_path();; group = group.parent_path()) {
        const fs::path folder = mount / group;
        const auto limit = numberIn(folder / files.limit);
        const auto used = numberIn(folder / files.used);
        if (limit && used) {
            const std::int64_t cached = fieldIn(folder / "memory.stat", files.cached).value_or(0);
            left = std::min(left, std::max<std::int64_t>(*limit - std::max<std::int64_t>(*used - cached, 0), 0));
        }
        if (group.empty()) {
            return left;
        }
    }
}

std::int64_t leftByGroups(const fs::path& root) {
    std::int64_t left = std::numeric_limits<std::int64_t>::max();
    const fs::path mount = root / "sys/fs/cgroup";
    std::ifstream groups(root / "proc/self/cgroup"); // "0::/user.slice" or "4:memory:/docker/..."
    for (std::string line; std::getline(groups, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) {
            continue;
        }
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const fs::path group = line.substr(second + 1);
        if (controllers.empty()) {
            left = std::min(left, leftIn(mount, group, {"memory.max", "memory.current", "inactive_file"}));
        } else if (("," + controllers + ",").find(",memory,") != std::string::npos) {
            left = std::min(left,
                leftIn(mount / "memory", group,
                    {"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"}));
        }
    }
    return left;
}

std::int64_t leftOfAddressSpace(const fs::path& root) {
    rlimit limit{};
    const auto pages = numberIn(root / "proc/self/statm");
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || !pages) {
        return std::numeric_limits<std::int64_t>::max();
    }
    return std::max<std::int64_t>(static_cast<std::int64_t>(limit.rlim_cur) - *pages * ::sysconf(_SC_PAGESIZE), 0);
}

}

std::int64_t availableMemory(const fs::path& root) {
    constexpr std::int64_t kibibyte = 1024;
    const auto system = fieldIn(root / "proc/meminfo", "MemAvailable:");
    const std::int64_t left = std::min({system ? *system * kibibyte : std::numeric_limits<std::int64_t>::max(),
        leftByGroups(root), leftOfAddressSpace(root)});
    return left == std::numeric_limits<std::int64_t>::max() ? -1 : left;
}

void requireMemory(
    std::int64_t needed, std::int64_t available, const std::string& what, const std::string& whatToLower) {
    if (available >= 0 && needed > available) {
        throw Error(ErrorCode::NotEnoughMemory,
            what + " would need about " + memoryText(needed) + " of memory and " + memoryText(available)
                + " are available. Lower " + whatToLower + ".",
            {{"needed", memoryText(needed)}, {"available", memoryText(available)}, {"lower", whatToLower}});
    }
}

}

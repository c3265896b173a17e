// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/small_disk.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "core/base/error.h"

namespace paretoscope::bench {

bool allowMounting() {
    const uid_t user = getuid();
    const gid_t group = getgid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) {
        return false;
    }
    std::ofstream("/proc/self/setgroups") << "deny"; // before a group may be mapped: user_namespaces(7)
    std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
    std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
    return getuid() == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

SmallDisk::SmallDisk(std::filesystem::path folder, std::size_t bytes) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
    const std::string options = "size=" + std::to_string(bytes);
    if (mount("none", folder_.c_str(), "tmpfs", 0, options.c_str()) != 0) {
        throw Error(ErrorCode::FileUnwritable,
            "A memory file system cannot be mounted on " + folder_.string() + ": " + std::strerror(errno) + ".");
    }
}

SmallDisk::~SmallDisk() {
    umount2(folder_.c_str(), MNT_DETACH);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace paretoscope::bench {

/// Says when something in a folder changes for the first time: most of a short command's time is its start.
class FolderWatch {
public:
    explicit FolderWatch(const std::filesystem::path& folder) : descriptor_(inotify_init1(IN_CLOEXEC)) {
        inotify_add_watch(descriptor_, folder.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO);
    }
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;
    ~FolderWatch() { close(descriptor_); }
    [[nodiscard]] bool changed(int milliseconds) const {
        pollfd watch{.fd = descriptor_, .events = POLLIN, .revents = 0};
        return poll(&watch, 1, milliseconds) > 0;
    }

private:
    int descriptor_;
};

}

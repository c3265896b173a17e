// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace paretoscope::store {

/// The right to write a project: an flock on PROJECT.lock, whose content names the process and host. The system
/// releases it when the process ends, however it ends, so a lock is never stale. The file is removed when the lock is
/// given back. Where that name is a link, or a file that was not made as a lock, nothing is written to it.
class WriterLock {
public:
    /// Throws Error: ProjectLocked naming the holder, FileUnwritable where the folder cannot be written, its file
    /// system has no locks, or the lock's name is taken by something else.
    static WriterLock acquire(const std::filesystem::path& project);
    /// Nothing where somebody else holds it or the folder cannot be written.
    static std::optional<WriterLock> tryAcquire(const std::filesystem::path& project);

    /// Whether somebody holds it, as far as one who only reads can tell; makes no file.
    static bool isHeld(const std::filesystem::path& project);

    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    WriterLock(std::filesystem::path file, int descriptor);
    std::filesystem::path file_;
    int descriptor_ = -1;
};

}

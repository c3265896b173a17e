// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace paretoscope::store {

/// The right to write a project: an flock on PROJECT.lock, whose content names the process and host. The system
/// releases it when the process ends, however it ends, so a lock is never stale. The file is removed when the lock is
/// given back.
class WriterLock {
public:
    /// Throws Error: ProjectLocked naming the holder, FileUnwritable where the folder cannot be written.
    static WriterLock acquire(const std::filesystem::path& project);
    /// Nothing where somebody else holds it or the folder cannot be written.
    static std::optional<WriterLock> tryAcquire(const std::filesystem::path& project);

    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    WriterLock(std::filesystem::path file, int descriptor);
    std::filesystem::path file_;
    int descriptor_ = -1;
};

}

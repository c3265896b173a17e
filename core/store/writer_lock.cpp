// SPDX-License-Identifier: Apache-2.0
#include "core/store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/text.h"

namespace paretoscope::store {

namespace {

std::filesystem::path lockFile(const std::filesystem::path& project) {
    // Two names of one file (a symbolic link) must meet at one lock.
    std::error_code ignored;
    std::filesystem::path real = std::filesystem::weakly_canonical(project, ignored);
    if (real.empty()) {
        real = project;
    }
    real += ".lock";
    return real;
}

/// Whether the locked descriptor is still the file of that name: its last holder may have removed it meanwhile.
bool isSameFile(int descriptor, const std::filesystem::path& file) {
    struct stat opened { };
    struct stat named { };
    return fstat(descriptor, &opened) == 0 && lstat(file.c_str(), &named) == 0 && opened.st_ino == named.st_ino
        && opened.st_dev == named.st_dev;
}

constexpr std::string_view holderPrefix = "process ";

/// Whether it was made as a lock: whatever else has that name, a link or another's file, is not written to.
bool isLockFile(int descriptor) {
    struct stat status { };
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_nlink != 1) {
        return false;
    }
    std::array<char, holderPrefix.size()> begin{};
    const ssize_t count = pread(descriptor, begin.data(), begin.size(), 0);
    return count == 0 || (count > 0 && holderPrefix == std::string_view(begin.data(), static_cast<std::size_t>(count)));
}

/// One attempt; -1 with errno EWOULDBLOCK where another holds it.
int lockOnce(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        return -1;
    }
    if (!isLockFile(descriptor)) {
        ::close(descriptor);
        errno = ELOOP; // as for a symbolic link
        return -1;
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(descriptor);
        errno = reason;
        return -1;
    }
    if (!isSameFile(descriptor, file)) {
        ::close(descriptor);
        errno = EWOULDBLOCK;
        return -1;
    }
    const std::string holder = std::string(holderPrefix) + std::to_string(getpid()) + " on " + base::hostName() + "\n";
    errno = ENOSPC; // of a write that is cut short
    if (ftruncate(descriptor, 0) != 0
        || !std::cmp_equal(::write(descriptor, holder.data(), holder.size()), holder.size())) {
        const int reason = errno;
        ::unlink(file.c_str()); // while it is held, as in the destructor
        ::close(descriptor);
        errno = reason;
        return -1;
    }
    return descriptor;
}

/// A reader that closes, or a writer about to leave, holds the lock for a moment only: worth a short wait.
int lockPatiently(const std::filesystem::path& file, int attempts) {
    for (int attempt = 1;; ++attempt) {
        const int descriptor = lockOnce(file);
        if (descriptor >= 0 || errno != EWOULDBLOCK || attempt >= attempts) {
            return descriptor;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

std::string holderOf(const std::filesystem::path& file) {
    try {
        constexpr std::size_t longest = 1024;
        const std::string holder = base::readFile(file, longest);
        return holder.starts_with(holderPrefix) ? base::shortLine(holder.substr(0, holder.find('\n')))
                                                : "another process";
    } catch (const Error&) {
        return "another process";
    }
}

}

WriterLock WriterLock::acquire(const std::filesystem::path& project) {
    std::filesystem::path file = lockFile(project);
    constexpr int attempts = 10;
    const int descriptor = lockPatiently(file, attempts);
    if (descriptor >= 0) {
        return WriterLock(std::move(file), descriptor);
    }
    if (errno == EWOULDBLOCK) {
        const std::string holder = holderOf(file);
        throw Error(ErrorCode::ProjectLocked,
            "Project " + project.string() + " is being written by " + holder
                + ". Wait until it is done, stop it, or open the project read-only.",
            {{"file", project.string()}, {"holder", holder}});
    }
    const int code = errno;
    if (code == ELOOP) {
        throw Error(ErrorCode::FileUnwritable,
            "The lock of project " + project.string() + ", " + file.string()
                + ", is a link or holds something else, so it is not written to. Look at it, and remove it if nobody "
                  "needs it.",
            {{"file", file.string()}, {"reason", "no lock file"}});
    }
    const std::string reason = std::generic_category().message(code);
    std::error_code unknown;
    const std::filesystem::path folder = std::filesystem::absolute(project).parent_path();
    if (!std::filesystem::is_directory(folder, unknown)) {
        throw Error(ErrorCode::FileNotFound,
            "There is no folder " + folder.string() + " for the project " + project.filename().string()
                + ". Make it first, or choose another.",
            {{"file", project.string()}, {"reason", reason}});
    }
    if (code == ENOLCK || code == EOPNOTSUPP || code == ENOSYS || code == EINVAL) {
        throw Error(ErrorCode::FileUnwritable,
            "The file system of project " + project.string() + " has no locks (" + reason
                + "), so two programs could write at once. Copy the project to a local disk to work on it.",
            {{"file", project.string()}, {"reason", reason}});
    }
    if (code == ENOSPC || code == EDQUOT || code == EFBIG) {
        throw Error(ErrorCode::FileUnwritable,
            "There is no space left for project " + project.string() + " (" + reason
                + "). Free space on its disk, or choose another.",
            {{"file", project.string()}, {"reason", reason}});
    }
    throw Error(ErrorCode::FileUnwritable,
        "The folder of project " + project.string() + " cannot be written (" + reason + "). "
            + (std::filesystem::exists(project, unknown)
                    ? "Open the project read-only, or copy it to a folder that can be written."
                    : "Make it writable, or choose another for the new project."),
        {{"file", project.string()}, {"reason", reason}});
}

std::optional<WriterLock> WriterLock::tryAcquire(const std::filesystem::path& project) {
    std::filesystem::path file = lockFile(project);
    const int descriptor = lockOnce(file);
    if (descriptor < 0) {
        return std::nullopt;
    }
    return WriterLock(std::move(file), descriptor);
}

bool WriterLock::isHeld(const std::filesystem::path& project) {
    const int descriptor = ::open(lockFile(project).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool held = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    return held;
}

WriterLock::WriterLock(std::filesystem::path file, int descriptor) : file_(std::move(file)), descriptor_(descriptor) { }

WriterLock::WriterLock(WriterLock&& other) noexcept
    : file_(std::move(other.file_))
    , descriptor_(std::exchange(other.descriptor_, -1)) { }

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) {
        // Removed while still held, so that nobody locks a file that is about to vanish (isSameFile).
        ::unlink(file_.c_str());
        ::close(descriptor_);
    }
}

}

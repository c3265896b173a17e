// SPDX-License-Identifier: Apache-2.0
#include "core/store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "core/base/error.h"

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

std::string hostName() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown host";
}

/// Whether the locked descriptor is still the file of that name: its last holder may have removed it meanwhile.
bool isSameFile(int descriptor, const std::filesystem::path& file) {
    struct stat opened { };
    struct stat named { };
    return fstat(descriptor, &opened) == 0 && stat(file.c_str(), &named) == 0 && opened.st_ino == named.st_ino
        && opened.st_dev == named.st_dev;
}

/// One attempt; -1 with errno EWOULDBLOCK where another holds it.
int lockOnce(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
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
    const std::string holder = "process " + std::to_string(getpid()) + " on " + hostName() + "\n";
    if (ftruncate(descriptor, 0) != 0 || ::write(descriptor, holder.data(), holder.size()) < 0) {
        const int reason = errno;
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
    std::string holder;
    std::ifstream stream(file);
    std::getline(stream, holder);
    return holder.empty() ? "another process" : holder;
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
    const std::string reason = std::generic_category().message(errno);
    throw Error(ErrorCode::FileUnwritable,
        "The folder of project " + project.string() + " cannot be written (" + reason
            + "). Open the project read-only, or copy it to a folder that can be written.",
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

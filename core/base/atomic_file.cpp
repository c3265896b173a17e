// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <random>
#include <set>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/memory.h"

namespace paretoscope::base {

namespace {

[[noreturn]] void unreadable(const std::filesystem::path& path, const std::string& reason) {
    throw Error(ErrorCode::FileUnreadable,
        "Cannot read '" + path.string() + "': " + reason + ". Check that it is a file and that you may read it.",
        {{"file", path.string()}, {"reason", reason}});
}

class OpenFile {
public:
    /// Does not wait where it is a pipe without a writer.
    explicit OpenFile(const std::filesystem::path& path)
        : path_(path)
        , descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) {
        if (descriptor_ < 0 && (errno == ENOENT || errno == ENOTDIR)) {
            throw Error(ErrorCode::FileNotFound, "There is no file '" + path.string() + "'; check the path.",
                {{"file", path.string()}, {"reason", std::strerror(errno)}});
        }
        if (descriptor_ < 0) {
            unreadable(path, std::strerror(errno));
        }
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() { ::close(descriptor_); }

    [[nodiscard]] std::size_t regularSize() const {
        struct stat status { };
        if (::fstat(descriptor_, &status) != 0) {
            unreadable(path_, std::strerror(errno));
        }
        if (!S_ISREG(status.st_mode)) {
            unreadable(path_, "it is not a regular file");
        }
        return static_cast<std::size_t>(status.st_size);
    }

    /// What it holds beyond its size when it was opened is left out.
    [[nodiscard]] std::string bytes(std::size_t size) const {
        std::string bytes(size, '\0');
        std::size_t done = 0;
        while (done < size) {
            const ssize_t count = ::read(descriptor_, bytes.data() + done, size - done);
            if (count < 0 && errno != EINTR) {
                unreadable(path_, std::strerror(errno));
            }
            if (count == 0) { // shortened meanwhile
                break;
            }
            done += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
        }
        bytes.resize(done);
        return bytes;
    }

private:
    const std::filesystem::path& path_;
    int descriptor_;
};

/// What is available is asked for files that may matter to it: asking takes as long as reading a small one.
constexpr std::size_t worthAsking = std::size_t{16} << 20U;

/// A project named by mistake as the target of an export would be lost with all that it holds.
void requireNoDatabase(const std::filesystem::path& path) {
    constexpr std::string_view begin("SQLite format 3\0", 16);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
    std::array<char, begin.size()> found{};
    const ssize_t count = descriptor < 0 ? 0 : ::read(descriptor, found.data(), found.size());
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (count == static_cast<ssize_t>(found.size()) && std::string_view(found.data(), found.size()) == begin) {
        throw Error(ErrorCode::FileUnwritable,
            "Cannot write '" + path.string()
                + "': there is a project, or another SQLite database, which this would destroy. Choose another name.",
            {{"file", path.string()}, {"reason", "there is a database"}});
    }
}

}

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, Access access) {
    requireNoDatabase(path);
    TemporaryFile file(path, access);
    file.write(bytes);
    file.replaceTarget();
}

std::string readFile(const std::filesystem::path& path, std::size_t mostBytes) {
    const OpenFile file(path);
    const std::size_t size = file.regularSize();
    if (size > mostBytes) {
        throw Error(ErrorCode::InvalidData,
            "The file '" + path.string() + "' is too large: it has " + std::to_string(size) + " bytes and at most "
                + std::to_string(mostBytes) + " can be read. Check that it is the right one.",
            {{"file", path.string()}, {"found", std::to_string(size)}, {"expected", std::to_string(mostBytes)}});
    }
    if (size > worthAsking) {
        requireMemory(static_cast<std::int64_t>(size), availableMemory(),
            "The file '" + path.string() + "' is too large here: it", "what else takes memory, or use a smaller file");
    }
    return file.bytes(size);
}

namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = ".paretoscope-";
constexpr std::string_view suffix = ".tmp";
/// Of what SQLite keeps beside a database that it writes there.
constexpr std::string_view journal = "-journal";

[[noreturn]] void refuse(const fs::path& target, const std::string& reason) {
    throw Error(ErrorCode::FileUnwritable,
        "Cannot write '" + target.string() + "': " + reason
            + ". Choose a folder that exists, has room and may be written to.",
        {{"file", target.string()}, {"reason", reason}});
}

void requireReplaceable(const fs::path& target) {
    struct stat status { };
    if (::lstat(target.c_str(), &status) != 0) {
        return; // nothing there, or an error that making the file meets as well
    }
    if (S_ISLNK(status.st_mode)) {
        refuse(target, "it is a symbolic link; name the file that it leads to");
    }
    if (S_ISDIR(status.st_mode)) {
        refuse(target, "it is a folder; name a file in it");
    }
    if (!S_ISREG(status.st_mode)) {
        refuse(target, "it is not a regular file");
    }
}

fs::path folderOf(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

std::string freshName() {
    static std::mutex mutex;
    static std::random_device random;
    const std::lock_guard lock(mutex);
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x%08x", random(), random());
    return std::string(prefix) + digits.data() + std::string(suffix);
}

bool isNamed(int descriptor, const fs::path& path) {
    struct stat opened { };
    struct stat named { };
    return ::fstat(descriptor, &opened) == 0 && ::lstat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino
        && opened.st_dev == named.st_dev;
}

void removeWithJournal(const fs::path& path) {
    ::unlink((path.string() + std::string(journal)).c_str());
    ::unlink(path.c_str());
}

/// Removes a file that has no holder any more; one of somebody else, or whose file system knows no flock, stays.
void removeLeftover(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        return;
    }
    struct stat status { };
    if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid()
        && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && isNamed(descriptor, path)) {
        removeWithJournal(path);
    }
    ::close(descriptor);
}

/// Once a folder and process: a folder of a hundred thousand files is not looked through for each export.
void removeLeftovers(const fs::path& folder) {
    static std::mutex mutex;
    static std::set<fs::path> seen;
    {
        const std::lock_guard lock(mutex);
        std::error_code ignored;
        if (!seen.insert(fs::absolute(folder, ignored)).second) {
            return;
        }
    }
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(prefix) && name.ends_with(suffix)) {
            removeLeftover(entry->path());
        }
    }
}

}

TemporaryFile::TemporaryFile(const fs::path& target, Access access) : target_(target) {
    requireReplaceable(target);
    const fs::path folder = folderOf(target);
    removeLeftovers(folder);
    const mode_t mode = access == Access::Private ? S_IRUSR | S_IWUSR : 0666;
    constexpr int attempts = 100;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        path_ = folder / freshName();
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (descriptor_ < 0 && errno != EEXIST) {
            refuse(target, std::strerror(errno));
        }
        if (descriptor_ < 0) {
            continue;
        }
        // Another program that looks for leftovers may have come in between. Without flock there are no such programs.
        const bool held = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
        if (held && isNamed(descriptor_, path_)) {
            return;
        }
        ::close(descriptor_);
        descriptor_ = -1;
    }
    refuse(target, "no temporary file can be made beside it");
}

TemporaryFile::~TemporaryFile() {
    if (!kept_) {
        removeWithJournal(path_);
    }
    ::close(descriptor_);
}

void TemporaryFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            refuse(target_, std::strerror(errno));
        }
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
}

void TemporaryFile::flush() const {
    if (::fsync(descriptor_) != 0) {
        refuse(target_, std::strerror(errno));
    }
}

/// Without it a power loss may take the new name away again. Some file systems cannot; then nothing is lost but that.
void TemporaryFile::flushFolder() const {
    const int folder = ::open(folderOf(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
}

void TemporaryFile::replaceTarget() {
    flush();
    requireReplaceable(target_); // writing took its time
    if (::rename(path_.c_str(), target_.c_str()) != 0) {
        refuse(target_, std::strerror(errno));
    }
    kept_ = true;
    flushFolder();
}

bool TemporaryFile::becomeTarget() {
    flush();
    // In one step: whoever is killed between a link and its removal leaves a file with two names.
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno != EEXIST && ::link(path_.c_str(), target_.c_str()) == 0) { // file systems that cannot
            ::unlink(path_.c_str());
        } else if (errno == EEXIST) {
            return false;
        } else {
            refuse(target_, std::strerror(errno));
        }
    }
    kept_ = true;
    flushFolder();
    return true;
}

}

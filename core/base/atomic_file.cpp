// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

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

}

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, Access access) {
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
    return file.bytes(size);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

#include "core/base/error.h"

namespace paretoscope::base {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, int reason) {
    throw Error(ErrorCode::FileUnwritable,
        "Cannot write '" + path.string() + "': " + std::strerror(reason)
            + ". Choose a folder that exists, has room and may be written to.",
        {{"file", path.string()}, {"reason", std::strerror(reason)}});
}

/// A temporary file beside its target that goes away unless it is kept.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::filesystem::path& target) : target_(target) {
        static std::atomic<unsigned> counter{0};
        do {
            name_ = target.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp";
            descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (descriptor_ < 0 && errno == EEXIST);
        if (descriptor_ < 0) {
            refuse(target_, errno);
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        close();
        if (!kept_) {
            ::unlink(name_.c_str());
        }
    }

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR) {
                refuse(target_, errno);
            }
            bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
        }
    }

    void keep() {
        if (::fsync(descriptor_) != 0) {
            refuse(target_, errno);
        }
        close();
        if (::rename(name_.c_str(), target_.c_str()) != 0) {
            refuse(target_, errno);
        }
        kept_ = true;
    }

private:
    void close() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
            descriptor_ = -1;
        }
    }

    std::filesystem::path target_;
    std::string name_;
    int descriptor_ = -1;
    bool kept_ = false;
};

}

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes) {
    TemporaryFile file(path);
    file.write(bytes);
    file.keep();
}

std::string readFile(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw Error(ErrorCode::FileNotFound, "There is no file '" + path.string() + "'; check the path.",
            {{"file", path.string()}});
    }
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    if (!std::filesystem::is_regular_file(path, error) || !stream
        || (stream.peek() != EOF && !(text << stream.rdbuf()))) {
        throw Error(ErrorCode::FileUnreadable,
            "Cannot read '" + path.string() + "'; check that it is a file and that you may read it.",
            {{"file", path.string()}, {"reason", "unreadable"}});
    }
    return text.str();
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

namespace paretoscope::base {

/// Who may read a file that is made here: whom the user's umask says, or only the user.
enum class Access : std::uint8_t { Usual, Private };

/// A file beside its target that takes the target's place when it is whole, and goes away where it never is. Its name
/// is short whatever the target's is. While this object lives it holds the file's flock: files of that kind that nobody
/// holds were left behind by a killed program, and the next writer in that folder removes them.
///
/// Everything throws Error (FileUnwritable) that names the target and the reason. One thread at a time.
class TemporaryFile {
public:
    /// Throws also where the target is something else than a regular file: a link, a device, a folder is never
    /// replaced.
    explicit TemporaryFile(const std::filesystem::path& target, Access access = Access::Usual);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    void write(std::string_view bytes);
    /// Flushes to the disk and takes the target's place, whether there was one or not.
    void replaceTarget();
    /// The same where there is none; false, and nothing done, where there is one by now.
    [[nodiscard]] bool becomeTarget();

private:
    void flush() const;
    void flushFolder() const;

    std::filesystem::path target_;
    std::filesystem::path path_;
    int descriptor_ = -1;
    bool kept_ = false;
};

/// Writes to a temporary file beside `path`, flushes it to disk and renames it: a reader, a full disk or a kill never
/// leaves half a file. Throws Error (FileUnwritable) that names the path and the reason, also where `path` is a link,
/// anything but a regular file, or an SQLite database. Any thread.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, Access access = Access::Usual);

/// The whole file. Throws Error: FileNotFound; FileUnreadable, also where it is no regular file (a pipe, a device, a
/// folder: those are not waited for); InvalidData where it is larger than `mostBytes`, NotEnoughMemory where it is
/// larger than what is available, both before memory is taken for it.
std::string readFile(
    const std::filesystem::path& path, std::size_t mostBytes = std::numeric_limits<std::size_t>::max());

}

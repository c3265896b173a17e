// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace paretoscope::store {

/// What a file system was asked to do, in order.
struct DiskOperation {
    enum class Kind : std::uint8_t { Write, Truncate, Sync, Delete };
    Kind kind = Kind::Write;
    std::string file; ///< its name in the folder
    std::int64_t offset = 0; ///< of a write; the new size of a truncation
    std::string bytes;
};

/// While it lives, SQLite's default file system: it does what it is asked, and remembers it, so that a test can build
/// what a disk holds after a power loss at any moment: all that was flushed by then, and of the rest whatever the disk
/// happened to get to. One at a time; files outside `folder` are not remembered.
class LossyDisk {
public:
    explicit LossyDisk(const std::filesystem::path& folder);
    ~LossyDisk();
    LossyDisk(const LossyDisk&) = delete;
    LossyDisk& operator=(const LossyDisk&) = delete;

    [[nodiscard]] static std::size_t operations();
    /// Writes into the empty folder `to` what is left when the power fails after so many operations. `luck`: the
    /// probability that something that was not flushed is there nevertheless, perhaps in part.
    void lose(std::size_t after, double luck, std::mt19937_64& random, const std::filesystem::path& to) const;

private:
    std::filesystem::path folder_;
    std::vector<std::pair<std::string, std::string>> before_; ///< names and contents when it was made
};

}

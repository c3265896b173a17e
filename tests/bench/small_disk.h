// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

namespace paretoscope::bench {

/// Lets this process, as whoever it runs, mount what only it and its children see. To be called before it has threads.
/// False where the system does not allow that.
bool allowMounting();

/// A memory file system of a size, mounted on a folder as long as this lives.
class SmallDisk {
public:
    /// `folder` is made. Throws Error (FileUnwritable) where it cannot be mounted.
    SmallDisk(std::filesystem::path folder, std::size_t bytes);
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk();

private:
    std::filesystem::path folder_;
};

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

#include "core/base/temporary_file.h"

namespace paretoscope::base {

/// Writes to a temporary file beside `path`, flushes it to disk and renames it: a reader, a full disk or a kill never
/// leaves half a file. Throws Error (FileUnwritable) that names the path and the reason, also where `path` is a link or
/// anything but a regular file. Any thread.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, Access access = Access::Usual);

/// The whole file. Throws Error: FileNotFound; FileUnreadable, also where it is no regular file (a pipe, a device, a
/// folder: those are not waited for); InvalidData where it is larger than `mostBytes`, before memory is taken for it.
std::string readFile(
    const std::filesystem::path& path, std::size_t mostBytes = std::numeric_limits<std::size_t>::max());

}

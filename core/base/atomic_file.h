// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace paretoscope::base {

/// Writes to a temporary file beside `path`, flushes it to disk and renames it: a reader, a full disk or a kill never
/// leaves half a file. Throws Error (FileUnwritable) that names the path and the reason. Any thread.
void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

/// The whole file. Throws Error (FileNotFound, FileUnreadable).
std::string readFile(const std::filesystem::path& path);

}

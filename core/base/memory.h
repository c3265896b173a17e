// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace paretoscope::base {

/// Bytes that this process may still take without swapping or being killed: the least of what the kernel says is
/// available, what the control groups around the process leave (version 2, or the memory controller of version 1;
/// cached file pages that can be given back count as left), and what the limit on its address space leaves. -1 where
/// none of them says anything. `root`: where /proc and /sys lie.
std::int64_t availableMemory(const std::filesystem::path& root = "/");

/// Throws Error (NotEnoughMemory) where something needs more bytes than are available (-1: not known): what it is, both
/// amounts, and what to lower or leave out.
void requireMemory(
    std::int64_t needed, std::int64_t available, const std::string& what, const std::string& whatToLower);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// This computer, as the system describes it. Any thread.

namespace paretoscope::base {

/// How many processors this process may run on (its affinity mask), all of the machine's where the system does not say;
/// at least 1.
int allowedProcessors();

/// "Intel(R) Xeon(R) Processor @ 2.50GHz", or "unknown processor".
std::string processorName();

/// The models of the NVIDIA GPUs here ("NVIDIA H200"), as their driver tells without being opened; nothing where that
/// cannot be known: on WSL the driver is Windows'.
std::optional<std::vector<std::string>> gpuNames(const std::filesystem::path& driver = "/proc/driver/nvidia");

std::string hostName();

/// Now, in UTC, as ISO 8601 to the millisecond ("2026-11-21T09:30:00.123Z"): sorts as text. Any thread.
std::string utcNow();

}

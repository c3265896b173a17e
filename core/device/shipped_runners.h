// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/device/command_device.h"
#include "core/device/runner_protocol.h"

namespace paretoscope::device {

/// A runner that comes with this program, and whether its runtime is on this computer.
struct FoundRuntime {
    CommandDevice device; ///< as it would be added: named after the runner, all processors
    std::optional<RunnerHello> hello; ///< what it says of itself, where it can run
    std::string reason; ///< else why not, such as what to install
};

/// The folder with the runners: of an installed program share/paretoscope/runners, of one that was only built
/// resources/runners of its sources. Throws Error (NotFound).
std::filesystem::path runnersFolder();

/// Starts each `*_runner.py` in the folder with this Python; they must speak version 2 of the protocol. By name. Takes
/// seconds. Throws Error (NotFound, Interrupted).
std::vector<FoundRuntime> findRuntimes(
    const std::string& python, const std::filesystem::path& folder, std::stop_token stop);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/device/command_device.h"
#include "core/options/jobs.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// A project is data: whoever sends one must not thereby run a program or write a file on this computer. What a stored
/// run or device would do outside of the project is done only where this user said so here, for this file: by asking
/// for it (`devices add`, a job with an output path), or by allowing it once. Remembered in the state folder, a file
/// for each permission.

/// "run the command: ssh pi python3 runner.py".
std::string actionOf(const device::CommandDevice& device);

/// What a job of this configuration does outside of the project: the command of its device, the files that it writes.
std::vector<std::string> outsideActions(const store::Project& project, const options::JobConfig& config);
/// Those that come from the configuration itself, not from what the project stores: the files that it writes.
std::vector<std::string> writtenFiles(const options::JobConfig& config);

/// Remembers that this user allows them to this project. Never throws: where it cannot be stored, it holds for this
/// process.
void allow(const store::Project& project, const std::vector<std::string>& actions);

/// Throws Error (NotTrusted) that shows the actions that this user has not allowed yet.
void requireAllowed(const store::Project& project, const std::vector<std::string>& actions);

}

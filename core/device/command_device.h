// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// Torch-free: windows and tools may include it.

namespace paretoscope::device {

/// A program that measures for this one: `ssh pi python3 runner.py`, `adb shell ...`, a vendor's tool. The command is a
/// list of arguments and never goes through a shell here (ssh, for one, joins them with spaces and hands them to a
/// shell at the far end).
struct CommandDevice {
    std::string name; ///< the NAME of cmd/NAME/b1
    std::vector<std::string> command;
    double timeoutSeconds = 60; ///< for the answer to one request
    double prepareSeconds = 300; ///< the same where it prepares a network: some runtimes compile for minutes
    double startSeconds = 60; ///< for the runner's hello
    int retries = 2; ///< of a request after a runner died, hung or talked nonsense, each with a fresh runner
    /// Its standard error is appended here; empty: logFile(name). Of this process only: a project never says where this
    /// computer is written to.
    std::filesystem::path log;
};

/// Characters of a command in all: its user can read it before it is allowed to run.
inline constexpr std::size_t longestCommand = 4000;

/// JSON object for the project that remembers the device; commandDevice() reads it back and throws Error (InvalidValue)
/// that names what is wrong: no command, a time-out or a number of retries out of range, a name that no setting can
/// have.
std::string toJson(const CommandDevice& device);
CommandDevice commandDevice(std::string_view json);
void validate(const CommandDevice& device);

/// The key of a project's setting that remembers the device of that name.
std::string projectKey(std::string_view name);

/// cmd-NAME.log in the state folder (core/base/state_folder.h), which is made. Throws Error (FileUnwritable).
std::filesystem::path logFile(std::string_view name);

}

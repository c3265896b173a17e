// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

/// What a crash leaves behind: a file in the state folder that the user can send to whoever can mend it. It says which
/// program, system and processor, what ended it, and where in the code; it holds no names, no paths, no arguments and
/// nothing of a project.
namespace paretoscope::base {

/// From now on a fault of this program (a signal such as SIGSEGV, an exception that nobody catches) leaves a report
/// before it ends the program as it would have without one. `program`: a word for it; no two begin alike. Once, at the
/// start of main().
void reportCrashes(const std::string& program, const std::string& version);

/// The newest report of that program that was not asked for yet. Those that were asked for stay, a few of them. Never
/// throws.
std::optional<std::filesystem::path> takeCrashReport(const std::string& program);

}

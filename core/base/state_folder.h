// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace paretoscope::base {

/// The user's home: HOME where that is an absolute path, else the account's; empty where there is none.
std::filesystem::path homeFolder();

/// Where the program keeps what concerns this user and computer only (logs, crash reports, what the user trusts):
/// $XDG_STATE_HOME/paretoscope where that is an absolute path (XDG base directory specification), else
/// .local/state/paretoscope in the home. Empty where there is none.
std::filesystem::path stateFolder();

/// Where data sets that were fetched lie: $XDG_DATA_HOME/paretoscope where that is an absolute path, else
/// .local/share/paretoscope in the home. Empty where there is none.
std::filesystem::path dataFolder();

/// The state folder, made if it is not there, for its owner only. Throws Error (FileUnwritable).
std::filesystem::path madeStateFolder();

/// Makes the folder, and those around it, where it is not there. Throws Error (FileUnwritable).
void makeFolder(const std::filesystem::path& path);

}

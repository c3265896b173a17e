// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace paretoscope::base {

/// Where the program keeps what concerns this user and computer only (logs, crash reports, what the user trusts):
/// $XDG_STATE_HOME/paretoscope where that is an absolute path (XDG base directory specification), else
/// ~/.local/state/paretoscope; the home is the account's where the environment names none. Empty where there is none.
std::filesystem::path stateFolder();

/// The same, made if it is not there, for its owner only. Throws Error (FileUnwritable).
std::filesystem::path madeStateFolder();

}

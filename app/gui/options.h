// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace paretoscope::gui {

/// What the command line asked for.
struct Options {
    std::string project; ///< empty: the welcome page
    bool demo = false; ///< the guided first run in `project`
    bool screenshot = false;
    std::string openView; ///< what the window is opened at; empty: as it was left
    std::vector<std::int64_t> select; ///< candidates that are chosen then
    std::string device; ///< whose front is shown then
    std::string view = "all"; ///< of a screenshot
    std::string size = "1280x800";
    std::string folder = ".";
    bool dark = false;
    std::string language; ///< empty: as set by the user; of pictures and reports: English
    std::string report; ///< the project to report on
    std::string output; ///< file of the report
    std::optional<double> lambda; ///< whose choice the report shows
};

/// What `screenshot --view` takes, in words.
std::string viewChoices();

/// Reads the command line. Returns an exit code where there is nothing more to do (--help, --version, a wrong option:
/// said).
std::optional<int> readOptions(int argc, char** argv, Options& options);

}

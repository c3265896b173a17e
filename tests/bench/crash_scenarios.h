// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/records/run.h"

namespace paretoscope::bench {

using Words = std::vector<std::string>;

inline constexpr const char* projectName = "project.paretoscope";

/// A command of the benchmark's own, runPipeline(): the terminal program's pipeline takes minutes.
inline constexpr const char* pipelineCommand = "pipeline";

/// Something that a program is killed in, and what it has to come to nevertheless.
struct CrashScenario {
    std::string name;
    std::vector<Words> before; ///< commands, each run to its end in the empty folder
    Words command; ///< what is killed
    std::vector<std::string> rows; ///< SQL: what a project answers that nobody disturbed
    std::vector<std::string>
        files; ///< which the command writes; equal byte by byte, and whole or not there at any time
    std::optional<records::JobKind> job; ///< nothing: no run of the project
    Words resume; ///< goes on with a stopped run; empty: the command is given again
    bool oldFormat = false; ///< the project before is of the oldest format
};

std::vector<CrashScenario> crashScenarios();

/// What the scenarios read: a table to import. Made in an empty folder.
void writeCrashInputs(const std::filesystem::path& folder);

/// The pipeline at its smallest, on the simulated accelerator, which times alike each time; goes on with an interrupted
/// one of the project in `folder`. Throws Error as the job does.
void runPipeline(const std::filesystem::path& folder);

/// A project of the oldest format with a few thousand measurements, as that format's program left it.
void makeOldProject(const std::filesystem::path& path);

}

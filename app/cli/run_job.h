// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/console.h"
#include "core/options/jobs.h"

namespace paretoscope::cli {

/// What all commands share.
struct Session {
    std::filesystem::path project; ///< --project, PARETOSCOPE_PROJECT, or ./project.paretoscope
    OutputFormat format = OutputFormat::Text;
    bool trust = false; ///< --trust: what the project wants to do outside of itself is allowed
};

/// Opens (or creates) the project, runs the job to its end with progress on the console, Ctrl-C stopping it at its next
/// step with a checkpoint. A search with a live λ or a target is steered by lines on standard
/// input. Throws the job's Error.
options::JobResult runToEnd(const Session& session, const options::JobConfig& config);

/// The same where a run of exactly this configuration goes on, and one that has finished is taken as it is.
options::JobResult runOnceToEnd(const Session& session, const options::JobConfig& config);

/// The same for a stored run; without a number the newest interrupted or failed run of that kind. Throws Error
/// (NotFound).
options::JobResult resumeToEnd(const Session& session, records::JobKind kind, std::optional<std::int64_t> run);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/console.h"
#include "core/options/jobs.h"
#include "core/search/processes.h"

namespace paretoscope::cli {

class InterruptWatch;

/// What all commands share.
struct Session {
    /// Whether this process only helps another one with a job: it stores and says nothing.
    [[nodiscard]] bool helps() const { return processes && processes->rank() > 0; }

    std::filesystem::path project; ///< --project, PARETOSCOPE_PROJECT, or ./project.paretoscope
    OutputFormat format = OutputFormat::Text;
    std::shared_ptr<InterruptWatch> interrupt; ///< where threads that signals must not reach are there before a job
    std::shared_ptr<search::Processes> processes; ///< that take a job together with this one; null: it is alone
    bool trust = false; ///< --trust: what the project wants to do outside of itself is allowed
};

/// Opens (or creates) the project, runs the job to its end with progress on the console, Ctrl-C stopping it at its next
/// step with a checkpoint. A search with a live λ or a target is steered by lines on standard
/// input. Throws the job's Error.
options::JobResult runToEnd(const Session& session, const options::JobConfig& config);

/// The same where a run of exactly this configuration goes on; after one that has finished a new one begins, which
/// takes that one's steps as they are and writes the files again.
options::JobResult runOnceToEnd(const Session& session, const options::JobConfig& config);

/// Takes its part in the job of rank 0, whose configuration it is given, to the job's end. Throws the job's Error.
void helpToEnd(const Session& session);

/// As runToEnd(), for a stored run; without a number the newest interrupted or failed run of that kind. Throws Error
/// (NotFound).
options::JobResult resumeToEnd(const Session& session, records::JobKind kind, std::optional<std::int64_t> run);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/run_job.h"

namespace paretoscope::cli {

// Each adds its subcommands to the program; what they do runs as CLI11's callback and throws Error.

/// One command a job of options::JobConfig but tune and the pipeline (demo), and worker
void addJobCommands(CLI::App& program, Session& session);
/// front, show, runs
void addViewCommands(CLI::App& program, Session& session);
/// presets
void addPresetsCommand(CLI::App& program, Session& session);
/// tune
void addTuneCommand(CLI::App& program, Session& session);
/// data and its fetch
void addDataCommand(CLI::App& program, Session& session);
void addFetchCommand(CLI::App& dataCommand, Session& session);
/// import
void addImportCommand(CLI::App& program, Session& session);
/// compare
void addCompareCommand(CLI::App& program, Session& session);
/// devices and its add, check, remove
void addDeviceCommands(CLI::App& program, Session& session);
/// profile export, import, show
void addProfileCommand(CLI::App& program, Session& session);
/// doctor
void addDoctorCommand(CLI::App& program, Session& session);
/// demo
void addDemoCommand(CLI::App& program, Session& session);

}

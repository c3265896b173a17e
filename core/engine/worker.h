// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <iosfwd>
#include <stop_token>

namespace paretoscope::engine {

/// The engine as a child process: reads requests from `input`, one JSON line each, and writes events to `output` until
/// it is told to shut down or `input` ends. The running job is then stopped at its next step, with a checkpoint; `stop`
/// does the same and ends the process, which may wait for a request for ever. Throws Error where the project cannot be
/// opened for writing.
void serveWorker(
    const std::filesystem::path& project, std::istream& input, std::ostream& output, const std::stop_token& stop = {});

}

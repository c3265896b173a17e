// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/engine/job.h"

namespace paretoscope::engine {

/// paretoscope.log in the state folder (core/base/state_folder.h). Older parts stand beside
/// it: three files of at most 1 MiB. Several processes may append to it.
std::filesystem::path logFile();

/// Appends a line with date, process and level. Never throws: a log that cannot be written stops no job. Any thread.
void writeLog(protocol::LogLevel level, const std::string& text);

/// Passes everything on to `sink` and keeps what a job says in words in the log file.
class LoggedSink final : public JobSink {
public:
    LoggedSink(std::int64_t run, JobSink& sink) : run_(run), sink_(sink) { }

    void progress(double fraction, const std::string& message, double etaSeconds, const Metrics& metrics) override {
        sink_.progress(fraction, message, etaSeconds, metrics);
    }
    void snapshot(const options::SearchSnapshot& search) override { sink_.snapshot(search); }
    void log(protocol::LogLevel level, const std::string& text) override;
    void stored() override { sink_.stored(); }

private:
    std::int64_t run_;
    JobSink& sink_;
};

}

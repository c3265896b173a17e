// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/engine/job.h"

namespace paretoscope::cli {

/// How results are written: for people, or one JSON object a line for machines.
enum class OutputFormat : bool { Text, Json };

/// Columns aligned by their widest cell (UTF-8 aware); the first row is the header.
void printTable(const std::vector<std::vector<std::string>>& rows);

/// A fraction of one as a percentage.
std::string percent(double fraction, int digits = 1);

/// Shows a job on standard error: a bar with ETA on a terminal, a line every few seconds in a pipe, events as JSON
/// lines on standard output for machines.
class ConsoleSink final : public engine::JobSink {
public:
    ConsoleSink(std::int64_t run, OutputFormat format);
    ~ConsoleSink() override;

    void progress(
        double fraction, const std::string& message, double etaSeconds, const engine::Metrics& metrics) override;
    void snapshot(const options::SearchSnapshot& search) override;
    void log(protocol::LogLevel level, const std::string& text) override;
    void stored() override { }

    /// Whether the job has said of any progress: one that was refused before it began has not.
    [[nodiscard]] bool begun() const { return begun_; }

private:
    void clearBar();

    std::int64_t run_;
    OutputFormat format_;
    bool terminal_;
    bool barShown_ = false;
    bool begun_ = false;
    std::chrono::steady_clock::time_point lastLine_;
    double lastFraction_ = -1;
};

}

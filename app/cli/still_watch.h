// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <thread>

#include "core/engine/job.h"

namespace paretoscope::cli {

/// Passes on what a job says, and complains where it says nothing new for a while, and each time as long has passed
/// again.
class StillWatch final : public engine::JobSink {
public:
    /// `sink` and `complaints` outlive it; what is written there comes from a thread of its own, whole lines.
    StillWatch(std::int64_t run, engine::JobSink& sink, std::ostream& complaints,
        std::chrono::milliseconds patience = protocol::stillFor);

    void progress(
        double fraction, const std::string& message, double etaSeconds, const engine::Metrics& metrics) override;
    void snapshot(const options::SearchSnapshot& search) override;
    void log(protocol::LogLevel level, const std::string& text) override;
    void stored() override;

private:
    void move();
    void watch(const std::stop_token& done);

    std::int64_t run_;
    engine::JobSink& sink_;
    std::ostream& complaints_;
    std::chrono::milliseconds patience_;
    protocol::Progress last_; ///< of the job's thread
    std::mutex mutex_;
    std::condition_variable_any moved_;
    std::uint64_t movements_ = 0;
    std::jthread watcher_; // last: it uses the others
};

}

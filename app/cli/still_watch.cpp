// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/still_watch.h"

#include <utility>

namespace paretoscope::cli {

StillWatch::StillWatch(
    std::int64_t run, engine::JobSink& sink, std::ostream& complaints, std::chrono::milliseconds patience)
    : run_(run)
    , sink_(sink)
    , complaints_(complaints)
    , patience_(patience)
    , watcher_([this](const std::stop_token& done) { watch(done); }) { }

void StillWatch::progress(
    double fraction, const std::string& message, double etaSeconds, const engine::Metrics& metrics) {
    protocol::Progress now{run_, fraction, message, etaSeconds, metrics};
    if (!protocol::sayTheSame(last_, now)) {
        last_ = std::move(now);
        move();
    }
    sink_.progress(fraction, message, etaSeconds, metrics);
}

void StillWatch::snapshot(const options::SearchSnapshot& search) {
    move();
    sink_.snapshot(search);
}

void StillWatch::log(protocol::LogLevel level, const std::string& text) {
    move();
    sink_.log(level, text);
}

void StillWatch::stored() {
    move();
    sink_.stored();
}

void StillWatch::move() {
    {
        const std::lock_guard lock(mutex_);
        ++movements_;
    }
    moved_.notify_all();
}

void StillWatch::watch(const std::stop_token& done) {
    std::unique_lock lock(mutex_);
    std::uint64_t seen = movements_;
    for (int times = 1; !done.stop_requested(); ++times) {
        if (moved_.wait_for(lock, done, patience_, [&] { return movements_ != seen; }) || done.stop_requested()) {
            seen = movements_;
            times = 0;
            continue;
        }
        complaints_ << "warning: run " + std::to_string(run_) + " has not moved for "
                + std::to_string(times * protocol::stillFor.count())
                + " minutes. It may wait for its device, its disk, or memory that other programs take. Ctrl-C stops it "
                  "with what it has; it can be resumed.\n"
                    << std::flush;
    }
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace paretoscope::cli {

/// Turns Ctrl-C, a polite kill and a terminal that closes into a stop request. The signals are blocked and waited for
/// in a thread of its own, so that no code runs in a signal handler. A second Ctrl-C, a second or more after the first,
/// ends the program at once without a checkpoint; what comes together is one wish, and a terminal that closes often
/// says so twice. Made before a job starts its threads: they inherit the mask. While it lives, a reader of the output
/// that goes away ends nothing: what is written then fails, and the job goes on.
class InterruptWatch {
public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

private:
    void watch(const std::stop_token& done);

    sigset_t signals_{};
    sigset_t previous_{};
    std::stop_source stop_;
    std::jthread watcher_;
};

}

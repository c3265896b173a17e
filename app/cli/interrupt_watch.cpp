// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt_watch.h"

#include <cstdlib>

#include <pthread.h>

#include "core/base/error.h"

namespace paretoscope::cli {

InterruptWatch::InterruptWatch() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, &previous_);
    watcher_ = std::jthread([this](const std::stop_token& done) { watch(done); });
}

InterruptWatch::~InterruptWatch() {
    watcher_.request_stop();
    watcher_.join();
    pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
}

void InterruptWatch::watch(const std::stop_token& done) {
    constexpr timespec interval{.tv_sec = 0, .tv_nsec = 100'000'000};
    while (!done.stop_requested()) {
        if (sigtimedwait(&signals_, nullptr, &interval) < 0) {
            continue;
        }
        if (stop_.stop_requested()) {
            std::_Exit(exitCode(ErrorCode::Interrupted));
        }
        stop_.request_stop();
    }
}

}

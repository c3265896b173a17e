// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt_watch.h"

#include <cstdlib>

#include <pthread.h>

#include "core/base/error.h"

namespace paretoscope::cli {

InterruptWatch::InterruptWatch() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction action { };
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) { // nohup's stay ignored
            sigaddset(&signals_, signal);
        }
    }
    sigset_t blocked = signals_;
    sigaddset(&blocked, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &blocked, &previous_);
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
        const int signal = sigtimedwait(&signals_, nullptr, &interval);
        if (signal < 0) {
            continue;
        }
        if (signal == SIGINT && stop_.stop_requested()) {
            std::_Exit(exitCode(ErrorCode::Interrupted));
        }
        stop_.request_stop();
    }
}

}

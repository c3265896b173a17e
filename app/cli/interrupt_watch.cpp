// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt_watch.h"

#include <chrono>
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
    constexpr std::chrono::seconds oneWish{1}; // launchers pass a Ctrl-C on that the terminal has sent to all already
    std::chrono::steady_clock::time_point asked;
    while (!done.stop_requested()) {
        const int signal = sigtimedwait(&signals_, nullptr, &interval);
        if (signal < 0) {
            continue;
        }
        if (!stop_.stop_requested()) {
            asked = std::chrono::steady_clock::now();
            stop_.request_stop();
        } else if (signal == SIGINT && std::chrono::steady_clock::now() - asked > oneWish) {
            std::_Exit(exitCode(ErrorCode::Interrupted));
        }
    }
}

}

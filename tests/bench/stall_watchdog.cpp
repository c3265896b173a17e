// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/stall_watchdog.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace paretoscope::bench {

namespace {

constexpr double shortestMs = 0.01;
constexpr double step = 1.02; ///< between two classes

double threadProcessorMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}

void TimeCounts::add(double ms) {
    const double place = ms <= shortestMs ? 0 : std::ceil(std::log(ms / shortestMs) / std::log(step));
    ++counts_.at(static_cast<std::size_t>(std::min(place, static_cast<double>(counts_.size() - 1))));
    ++size_;
    longestMs_ = std::max(longestMs_, ms);
}

double TimeCounts::quantile(double share) const {
    const double wanted = std::clamp(share, 0.0, 1.0) * static_cast<double>(size_);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        below += counts_.at(i);
        if (below > 0 && static_cast<double>(below) >= wanted) {
            return std::min(longestMs_, shortestMs * std::pow(step, static_cast<double>(i)));
        }
    }
    return longestMs_;
}

StallWatchdog::StallWatchdog(QObject* parent, int periodMs) : QObject(parent), periodMs_(periodMs) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(periodMs_);
    connect(&timer_, &QTimer::timeout, this, &StallWatchdog::tick);
}

void StallWatchdog::start() {
    late_.clear();
    busy_.clear();
    resume();
}

void StallWatchdog::resume() {
    processorMs_ = threadProcessorMs();
    clock_.start();
    timer_.start();
}

void StallWatchdog::stop() {
    timer_.stop();
}

void StallWatchdog::tick() {
    const double elapsedMs = static_cast<double>(clock_.nsecsElapsed()) / 1e6;
    clock_.restart();
    const double processorMs = threadProcessorMs();
    late_.add(std::max(0.0, elapsedMs - periodMs_));
    busy_.add(processorMs - processorMs_);
    processorMs_ = processorMs;
}

}

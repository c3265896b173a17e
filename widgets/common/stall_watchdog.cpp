// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/stall_watchdog.h"

#include <algorithm>
#include <cmath>

namespace paretoscope::widgets {

namespace {
// Some hours of ticks; older ones are forgotten in one go rather than letting the window grow.
constexpr std::size_t sampleLimit = 2'000'000;
}

StallWatchdog::StallWatchdog(QObject* parent, int periodMs) : QObject(parent), periodMs_(periodMs) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(periodMs_);
    connect(&timer_, &QTimer::timeout, this, &StallWatchdog::tick);
}

void StallWatchdog::start() {
    gapsMs_.clear();
    clock_.start();
    timer_.start();
}

void StallWatchdog::stop() {
    timer_.stop();
}

void StallWatchdog::tick() {
    const double elapsedMs = static_cast<double>(clock_.nsecsElapsed()) / 1e6;
    clock_.restart();
    if (gapsMs_.size() >= sampleLimit) {
        gapsMs_.clear();
    }
    gapsMs_.push_back(static_cast<float>(std::max(0.0, elapsedMs - periodMs_)));
}

double StallWatchdog::stallMs(double share) const {
    if (gapsMs_.empty()) {
        return 0;
    }
    std::vector<float> sorted = gapsMs_;
    const auto position = static_cast<std::ptrdiff_t>(
        std::min<double>(std::ceil(share * static_cast<double>(sorted.size())), static_cast<double>(sorted.size()))
        - 1);
    std::nth_element(sorted.begin(), sorted.begin() + std::max<std::ptrdiff_t>(0, position), sorted.end());
    return sorted[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, position))];
}

}

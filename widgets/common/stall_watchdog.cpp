// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/stall_watchdog.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace paretoscope::widgets {

namespace {
// Some hours of ticks; older ones are forgotten in one go rather than letting the window grow.
constexpr std::size_t sampleLimit = 2'000'000;

double threadProcessorMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// The value that `share` of the samples stay below.
double quantile(std::vector<float> samples, double share) {
    if (samples.empty()) {
        return 0;
    }
    const double last = static_cast<double>(samples.size()) - 1;
    const auto position = static_cast<std::ptrdiff_t>(std::clamp(std::ceil(share * (last + 1)) - 1, 0.0, last));
    std::nth_element(samples.begin(), samples.begin() + position, samples.end());
    return samples[static_cast<std::size_t>(position)];
}

}

StallWatchdog::StallWatchdog(QObject* parent, int periodMs) : QObject(parent), periodMs_(periodMs) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(periodMs_);
    connect(&timer_, &QTimer::timeout, this, &StallWatchdog::tick);
}

void StallWatchdog::start() {
    gapsMs_.clear();
    busyMs_.clear();
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
    if (gapsMs_.size() >= sampleLimit) {
        gapsMs_.clear();
        busyMs_.clear();
    }
    gapsMs_.push_back(static_cast<float>(std::max(0.0, elapsedMs - periodMs_)));
    busyMs_.push_back(static_cast<float>(processorMs - processorMs_));
    processorMs_ = processorMs;
}

double StallWatchdog::stallMs(double share) const {
    return quantile(gapsMs_, share);
}

double StallWatchdog::busyMs(double share) const {
    return quantile(busyMs_, share);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/processor_share.h"

#include <chrono>
#include <cmath>
#include <ctime>

namespace paretoscope::engine {

std::optional<std::string> ProcessorShare::check(double clockSeconds, double processorSeconds) {
    if (warned_ || threads_ < 2) { // one thread alone waits for nobody
        return std::nullopt;
    }
    if (windowStart_ < 0) {
        windowStart_ = clockSeconds;
        processorAtStart_ = processorSeconds;
    }
    const double seconds = clockSeconds - windowStart_;
    if (seconds < windowSeconds) {
        return std::nullopt;
    }
    const double share = (processorSeconds - processorAtStart_) / (seconds * threads_);
    windowStart_ = clockSeconds;
    processorAtStart_ = processorSeconds;
    if (share >= enough) {
        return std::nullopt;
    }
    warned_ = true;
    return "other programs leave this one " + std::to_string(std::lround(100 * share)) + " % of "
        + std::to_string(threads_)
        + " processors, and its threads wait for each other: it is far slower than it could be. Close what can be "
          "closed, or give it fewer processors (settings of the window, or OMP_NUM_THREADS=1) and resume";
}

std::optional<std::string> ProcessorShare::check() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    const std::chrono::duration<double> now = std::chrono::steady_clock::now().time_since_epoch();
    return check(now.count(), static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec));
}

}

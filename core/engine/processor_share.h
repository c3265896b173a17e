// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace paretoscope::engine {

/// Watches what share of the processors a job's threads get. Threads that work together wait for each other at every
/// operator: where other programs take turns with them, two can be many times slower than one, and nothing else on the
/// screen says why. One thread.
class ProcessorShare {
public:
    explicit ProcessorShare(int threads) : threads_(threads) { }

    /// A sentence for people, once, as soon as `windowSeconds` went by with less than `enough` of what the threads
    /// could have used. Times are since any moments of the past: the clock's and this process's processor time.
    std::optional<std::string> check(double clockSeconds, double processorSeconds);
    /// The same with this process's own times.
    std::optional<std::string> check();

    static constexpr double windowSeconds = 15;
    static constexpr double enough = 0.6;

private:
    int threads_;
    bool warned_ = false;
    double windowStart_ = -1;
    double processorAtStart_ = 0;
};

}

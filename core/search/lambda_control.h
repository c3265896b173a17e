// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "core/options/search.h"

namespace paretoscope::search {

/// Possible latencies of a space on a device setting, in ms, with a genotype that reaches the lowest.
struct LatencyRange {
    double lowestMs = 0;
    double highestMs = 0;
    std::string lowestGenotype;
};

/// λ, the price of latency in `CE + λ · latency / reference`, read at every architecture step.
/// set(), setTarget(), value() and targetMs() may be called from any thread; the rest belongs to the thread that
/// searches.
class LambdaControl {
public:
    static constexpr double defaultRate = 0.05;

    struct State {
        options::LambdaMode mode = options::LambdaMode::Fixed;
        double lambda = 0;
        double targetMs = 0;
        double rate = defaultRate;
        double smoothedMs = 0; ///< running mean of the observed latency, 0 before the first
        double firstTargetMs = 0; ///< that the search was started with
        std::optional<double> asked; ///< the λ that the target stands for, where one was asked for
    };

    /// Throws Error (InvalidValue) where lambda is negative or not finite.
    explicit LambdaControl(double lambda, options::LambdaMode mode = options::LambdaMode::Fixed);
    /// Dual ascent towards targetMs. Throws Error (InfeasibleTarget) naming the possible range where it lies outside.
    /// `asked`: the λ that buys this latency, where a λ was asked for.
    LambdaControl(double targetMs, const LatencyRange& possible, double rate = defaultRate,
        std::optional<double> asked = std::nullopt);
    explicit LambdaControl(const State& state);

    [[nodiscard]] double value() const { return lambda_.load(std::memory_order_relaxed); }
    /// The λ that was asked for: value(), except on the way to a target that stands for another.
    [[nodiscard]] double asked() const { return asked_.value_or(value()); }
    [[nodiscard]] options::LambdaMode mode() const { return mode_; }
    [[nodiscard]] double targetMs() const { return targetMs_; }
    /// The target that the search was started with.
    [[nodiscard]] double firstTargetMs() const { return firstTargetMs_; }
    /// Another target from now on. Throws Error: InfeasibleTarget as the constructor, InvalidValue where the mode is
    /// not Target.
    void setTarget(double targetMs);
    /// The slider. Throws Error (InvalidValue) where lambda is negative or not finite, or the mode is not Live.
    void set(double lambda);
    /// The expected latency of the current distribution, after each architecture step: moves λ in the Target
    /// mode.
    void observe(double latencyMs);

    [[nodiscard]] State state() const;
    /// With the targets of the state, of which the later one may have moved. Throws Error (InvalidData) where the state
    /// is of another mode.
    void restore(const State& state);

private:
    std::atomic<double> lambda_;
    options::LambdaMode mode_;
    std::atomic<double> targetMs_ = 0;
    double firstTargetMs_ = 0;
    std::optional<double> asked_;
    LatencyRange possible_;
    double rate_ = defaultRate;
    double smoothedMs_ = 0;
};

}

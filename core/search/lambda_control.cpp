// SPDX-License-Identifier: Apache-2.0
#include "core/search/lambda_control.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/text.h"

namespace paretoscope::search {
namespace {

// A step's latency is a mean over a few sampled architectures; λ follows its running mean over about five steps.
constexpr double smoothing = 0.2;

double checked(double lambda) {
    if (!std::isfinite(lambda) || lambda < 0) {
        throw Error(ErrorCode::InvalidValue,
            "λ is " + base::shortText(lambda, 4) + "; it must be a finite number of at least 0.",
            {{"lambda", base::shortText(lambda, 4)}});
    }
    return lambda;
}

void checkTarget(double targetMs, const LatencyRange& possible) {
    if (std::isfinite(targetMs) && targetMs >= possible.lowestMs && targetMs <= possible.highestMs) {
        return;
    }
    throw Error(ErrorCode::InfeasibleTarget,
        "A latency of " + base::shortText(targetMs, 4)
            + " ms cannot be reached: architectures of this space and shape are predicted to take "
            + base::shortText(possible.lowestMs, 4) + " to " + base::shortText(possible.highestMs, 4)
            + " ms on this device setting. Choose a target in that range, or another network shape.",
        {{"target", base::shortText(targetMs, 4)}, {"lowest", base::shortText(possible.lowestMs, 4)},
            {"highest", base::shortText(possible.highestMs, 4)}});
}

}

LambdaControl::LambdaControl(double lambda, options::LambdaMode mode) : lambda_(checked(lambda)), mode_(mode) { }

LambdaControl::LambdaControl(double targetMs, const LatencyRange& possible, double rate, std::optional<double> asked)
    : lambda_(0)
    , mode_(options::LambdaMode::Target)
    , targetMs_(targetMs)
    , firstTargetMs_(targetMs)
    , asked_(asked)
    , possible_(possible)
    , rate_(rate) {
    checkTarget(targetMs, possible);
}

LambdaControl::LambdaControl(const State& state)
    : lambda_(checked(state.lambda))
    , mode_(state.mode)
    , targetMs_(state.targetMs)
    , firstTargetMs_(state.firstTargetMs)
    , asked_(state.asked)
    , rate_(state.rate)
    , smoothedMs_(state.smoothedMs) { }

void LambdaControl::set(double lambda) {
    if (mode_ != options::LambdaMode::Live) {
        throw Error(ErrorCode::InvalidValue,
            "λ of this search is "
                + std::string(mode_ == options::LambdaMode::Fixed ? "fixed" : "found from the target latency")
                + "; only a search started with a live λ follows the slider.",
            {{"mode", std::string(base::textOf(mode_))}});
    }
    lambda_.store(checked(lambda), std::memory_order_relaxed);
}

void LambdaControl::setTarget(double targetMs) {
    if (mode_ != options::LambdaMode::Target) {
        throw Error(ErrorCode::InvalidValue,
            "This search has no target latency; only one that was started with a target follows another.",
            {{"mode", std::string(base::textOf(mode_))}});
    }
    checkTarget(targetMs, possible_);
    targetMs_ = targetMs;
}

void LambdaControl::observe(double latencyMs) {
    smoothedMs_ = smoothedMs_ == 0 ? latencyMs : smoothedMs_ + smoothing * (latencyMs - smoothedMs_);
    if (mode_ == options::LambdaMode::Target) {
        const double raised = value() + rate_ * (smoothedMs_ / targetMs_ - 1);
        lambda_.store(std::max(0.0, raised), std::memory_order_relaxed);
    }
}

LambdaControl::State LambdaControl::state() const {
    return {.mode = mode_,
        .lambda = value(),
        .targetMs = targetMs_,
        .rate = rate_,
        .smoothedMs = smoothedMs_,
        .firstTargetMs = firstTargetMs_,
        .asked = asked_};
}

void LambdaControl::restore(const State& state) {
    if (state.mode != mode_) {
        throw Error(ErrorCode::InvalidData,
            "The checkpoint was made with λ in the mode '" + std::string(base::textOf(state.mode))
                + "', this search has '" + std::string(base::textOf(mode_)) + "'; resume it as it was started.",
            {{"mode", std::string(base::textOf(state.mode))}});
    }
    lambda_.store(checked(state.lambda), std::memory_order_relaxed);
    targetMs_ = state.targetMs;
    firstTargetMs_ = state.firstTargetMs;
    asked_ = state.asked;
    rate_ = state.rate;
    smoothedMs_ = state.smoothedMs;
}

}

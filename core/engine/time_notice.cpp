// SPDX-License-Identifier: Apache-2.0
#include "core/engine/time_notice.h"

#include <cmath>
#include <string>

#include "core/base/text.h"

namespace paretoscope::engine {

namespace {

constexpr double notWorthSaying = 60; // seconds

std::string stepText(double ms) {
    return ms < 1000 ? base::shortText(ms, 3) + " ms" : base::shortText(ms / 1000, 3) + " s";
}

}

void TimeNotice::begin(std::optional<std::int64_t> memoryBytes, const std::optional<queries::ExpectedTime>& expected) {
    memoryBytes_ = memoryBytes;
    if (expected) {
        say(expected->seconds, "at the pace of run " + std::to_string(expected->asRun));
    }
}

void TimeNotice::measured(double stepMs, double secondsLeft) {
    if (said_ || !std::isfinite(stepMs) || stepMs <= 0) {
        return;
    }
    if (firstMs_ == 0 || stepMs == firstMs_) { // a report may come twice in one step
        firstMs_ = stepMs;
        return;
    }
    say(secondsLeft, "at " + stepText(stepMs) + " a step");
    said_ = true;
}

void TimeNotice::say(double seconds, const std::string& pace) {
    if (std::isfinite(seconds) && seconds >= notWorthSaying) {
        sink_.log(protocol::LogLevel::Info,
            "about " + base::durationText(seconds) + " on this computer, " + pace
                + (memoryBytes_ ? "; about " + base::memoryText(*memoryBytes_) + " of memory beside the images" : ""));
        said_ = true;
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/base/member_fields.h"
#include "core/options/network.h"
#include "core/options/option.h"
#include "core/records/run.h"

namespace paretoscope::options {

/// A cell of an explored front: what was said of it before, and what it came to.
struct FinishedCell {
    std::string genotype;
    std::int64_t parameters = 0;
    double predictedMs = std::numeric_limits<double>::quiet_NaN();
    double measuredMs = std::numeric_limits<double>::quiet_NaN(); ///< NaN: the device failed on it, or not yet
    double expected = 0; ///< accuracy on validation images, by the exploration
    double deviation = 0; ///< of what is expected
    std::vector<double> accuracies; ///< on test images, one a training seed; none where the budget was spent before
    bool onFront = false; ///< of those that are measured and trained
};

PARETOSCOPE_FIELDS(
    FinishedCell, genotype, parameters, predictedMs, measuredMs, expected, deviation, accuracies, onFront)

struct FinishResult {
    std::int64_t exploration = 0; ///< run
    std::string deviceSetting;
    int frontCells = 0; ///< what the explored front consists of
    int expectedSteps = 0; ///< that expected accuracies are of
    int steps = 0; ///< of the trainings
    std::string protocol; ///< id, of the trained accuracies; empty where nothing was trained
    std::vector<FinishedCell> cells; ///< those that were asked for, fastest predicted first
    std::vector<std::int64_t> runs; ///< the measuring and the trainings
    double minutes = 0; ///< of training, over all attempts
    double latencyError = std::numeric_limits<double>::quiet_NaN(); ///< mean of |measured / predicted − 1|
    double accuracyGap = std::numeric_limits<double>::quiet_NaN(); ///< mean of trained less expected accuracy
    std::string computedOn; ///< of the last training

    /// Cells that are trained.
    [[nodiscard]] int trained() const;
};

PARETOSCOPE_FIELDS(FinishResult, exploration, deviceSetting, frontCells, expectedSteps, steps, protocol, cells, runs,
    minutes, latencyError, accuracyGap, computedOn)

/// Measure and train what an explored front consists of, and set it beside what was predicted. Network, images and
/// recipe are the exploration's; test images score the trainings, which nothing has looked at before.
struct FinishConfig {
    using Result = FinishResult;
    static constexpr records::JobKind kind = records::JobKind::Finish;

    std::int64_t exploration = 0; ///< run; 0: the newest that has finished on the device setting
    std::string device; ///< setting; empty: this computer's where it was explored, else the exploration's first
    int steps = 0; ///< of each training; 0: as many as expected accuracies are of
    int cells = 12; ///< at most, spread over the front
    double minutes = 15; ///< after which no further training begins
    int repeats = 1; ///< training seeds: seed, seed + 1, ...
    std::string on = anyComputer; ///< what trains, as computeOnFrom() reads it
    std::uint64_t seed = 1;

    bool operator==(const FinishConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, FinishConfig& c) {
    fields(Option("exploration")
               .atLeast(0)
               .flag("--exploration", "run of the exploration; 0: the newest on the device setting"),
        c.exploration);
    fields(
        Option("device_setting")
            .writtenAs(Form::DeviceSetting)
            .flag("--device", "device setting of the front; this computer, or the exploration's first, where left out")
            .label(QT_TRANSLATE_NOOP("JobOptions", "Device setting"),
                QT_TRANSLATE_NOOP("JobOptions", "The exploration's where empty")),
        c.device);
    fields(Option("steps")
               .between(0, defaults::mostSteps)
               .flag("--steps", "training steps; 0: those that expected accuracies are of")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Steps (0: as expected accuracies)")),
        c.steps);
    fields(Option("cells")
               .between(1, 1000)
               .flag("--cells", "cells at most, spread over the front from its fastest to its best")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Cells at most")),
        c.cells);
    fields(Option("minutes")
               .above(0)
               .atMost(100'000)
               .flag("--minutes", "after which no further training begins; the first always does")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Minutes")),
        c.minutes);
    fields(Option("repeats")
               .between(1, 100)
               .flag("--repeats", "training seeds")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Training seeds")),
        c.repeats);
    fields(computeOnOption(), c.on);
    fields(seedOption(), c.seed);
}

inline JobDescription about(const FinishConfig&) {
    return {"measure and train what the explored front consists of, beside what was predicted",
        "paretoscope-cli finish\n"
        "paretoscope-cli finish --device cpu/eager/t1/b1/f32 --minutes 60 --steps 2000 --repeats 2\n"
        "paretoscope-cli finish --resume",
        QT_TRANSLATE_NOOP("JobOptions", "Measure and train the front")};
}

std::string titleOf(const FinishConfig& config);

inline void check(const FinishConfig&) { }

}

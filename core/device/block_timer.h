// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

#include "core/device/energy_counter.h"
#include "core/device/meter.h"

namespace paretoscope::device {

/// Runs a subject once and says how long it took, in ms. Subjects are numbered; the sentinel comes after the last.
using RunOnce = std::function<double(std::size_t subject)>;

struct SubjectTiming {
    double valueMs = 0; ///< median of the rounds
    double spreadMs = 0; ///< their interquartile range
    double rawMs = 0; ///< median of the rounds before drift correction
    std::vector<double> rounds; ///< corrected, in measuring order
    int repeats = 0; ///< timed runs
    bool unstable = false; ///< the last two rounds differ by more than the agreed share
};

struct BlockTiming {
    std::vector<SubjectTiming> subjects;
    SubjectTiming sentinel; ///< its rounds are its visits, uncorrected
    double referenceMs = 0; ///< what values were corrected to
};

/// Times `subjects` things that can be run, in rounds that visit each once in a shuffled order, and a sentinel before,
/// after and between them. A visit is one untimed run and a window of timed ones, whose lower quartile counts: what a
/// neighbour disturbs for a moment does not. Slow changes of the machine (clock, heat, a neighbour's load) show in the
/// sentinel, interpolated between its visits, and are divided out. Torch-free and clock-free, so that tests can hand in
/// any machine. Throws Error (Interrupted) at the first visit after a stop.
BlockTiming timeBlock(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce, std::stop_token stop);

/// The same with the energy of a run beside its time: the counter's difference over each window of timed runs,
/// corrected by the sentinel's energy as times are by its time. All fields of `energy` are in mJ.
struct TimeAndEnergy {
    BlockTiming time;
    BlockTiming energy; ///< no subjects where there is no counter
};
TimeAndEnergy timeBlock(std::size_t subjects, const MeterOptions& options, const RunOnce& runOnce,
    const EnergyCounter& energyMj, std::stop_token stop);

}

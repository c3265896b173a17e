// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/device/block_timer.h"

namespace paretoscope::device {

/// The visits that a block's subjects and its sentinel got, in order, and what follows from them: how fast the machine
/// was at each moment by the sentinel's smoothed time, and each subject's time corrected for it. Whoever times fills
/// it. A sentinel that was never visited corrects nothing; a subject that never was has the value NaN and no rounds.
class BlockRecord {
public:
    BlockRecord(std::size_t subjects, const MeterOptions& options);
    /// `reference`: what the sentinel is corrected to, NaN for its own median; `agreement` as in MeterOptions. In any
    /// unit: of energies, read mJ for ms.
    BlockRecord(std::size_t subjects, double reference, double agreement);

    [[nodiscard]] std::size_t sentinel() const { return visits_.size() - 1; }
    /// The next visit: `ms` stands for `repeats` timed runs.
    void add(std::size_t subject, double ms, int repeats);
    [[nodiscard]] bool visited(std::size_t subject) const { return !visits_[subject].empty(); }
    /// Visited subjects whose last two corrected rounds do not agree (or that have only one).
    [[nodiscard]] std::vector<std::size_t> unstableSubjects() const;
    [[nodiscard]] BlockTiming result() const;

private:
    /// One window: its place in the order of all visits, and its time.
    struct Visit {
        int position;
        double ms;
    };
    [[nodiscard]] double sentinelAt(int position) const;
    [[nodiscard]] double smoothed(std::size_t mark) const;
    [[nodiscard]] std::vector<double> rawRounds(std::size_t subject) const;
    [[nodiscard]] std::vector<double> correctedRounds(std::size_t subject) const;
    [[nodiscard]] double referenceMs() const;
    [[nodiscard]] bool agrees(const std::vector<double>& rounds) const;
    [[nodiscard]] SubjectTiming timing(std::size_t subject, std::vector<double> rounds) const;

    double givenReferenceMs_;
    double agreement_;
    std::vector<std::vector<Visit>> visits_; ///< by subject, the sentinel last
    std::vector<int> repeats_;
    int position_ = 0;
};

}

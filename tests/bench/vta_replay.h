// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "core/vta/task.h"

namespace paretoscope::vta {

/// A task whose whole space was looked through once: measurements are replayed from that ground truth.
class Replay final : public TuningTarget {
public:
    explicit Replay(Task task) : task_(std::move(task)), truth_(vta::enumerate(task_)) {
        compiled_.reserve(truth_.outcomes.size());
        for (std::uint32_t index = 0; index < truth_.outcomes.size(); ++index) {
            compiled_.push_back(task_.compile(index));
        }
    }

    /// The same with the reasons shuffled over the grid: as many valid configurations, but in no neighbourhood. Cycles
    /// stay where they are, so that speed can still be learnt.
    [[nodiscard]] Replay shuffled(std::uint64_t seed) const {
        Replay result = *this;
        std::mt19937_64 random(seed);
        std::shuffle(result.compiled_.begin(), result.compiled_.end(), random);
        result.truth_.bestCycles = 0;
        for (std::uint32_t index = 0; index < compiled_.size(); ++index) {
            const bool runs = result.compiled_[index] == Reason::Valid;
            const std::int64_t cycles = runs ? task_.model().cycles(task_.space().at(index)).total : 0;
            result.truth_.outcomes[index] = {result.compiled_[index], cycles};
            if (runs && (result.truth_.bestCycles == 0 || cycles < result.truth_.bestCycles)) {
                result.truth_.bestCycles = cycles;
                result.truth_.best = index;
            }
        }
        return result;
    }

    [[nodiscard]] const Accelerator& accelerator() const override { return task_.accelerator(); }
    [[nodiscard]] const PackedWorkload& packed() const override { return task_.packed(); }
    [[nodiscard]] const ScheduleSpace& space() const override { return task_.space(); }
    [[nodiscard]] Reason compile(std::uint32_t index) const override { return compiled_[index]; }
    [[nodiscard]] Outcome measure(std::uint32_t index) const override { return truth_.outcomes[index]; }
    [[nodiscard]] const Enumeration& truth() const { return truth_; }

private:
    Task task_;
    Enumeration truth_;
    std::vector<Reason> compiled_;
};

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/vta/cycle_model.h"
#include "core/vta/schedule.h"
#include "core/vta/validity.h"

namespace paretoscope::vta {

/// What a measurement of a configuration says.
struct Outcome {
    Reason reason = Reason::Valid;
    std::int64_t cycles = 0; ///< 0 where it did not run
    bool operator==(const Outcome&) const = default;
};

/// What a tuner works on: a space, a compiler to ask, a device to measure on. Implementations are immutable; any
/// thread.
class TuningTarget {
public:
    virtual ~TuningTarget() = default;
    [[nodiscard]] virtual const Accelerator& accelerator() const = 0;
    [[nodiscard]] virtual const PackedWorkload& packed() const = 0;
    [[nodiscard]] virtual const ScheduleSpace& space() const = 0;
    /// What lowering and code generation say, without the device: a compile-time reason or Valid.
    [[nodiscard]] virtual Reason compile(std::uint32_t index) const = 0;
    [[nodiscard]] virtual Outcome measure(std::uint32_t index) const = 0;
};

struct TaskOptions {
    SpaceFlavour flavour = SpaceFlavour::Factors;
    ValidityRules rules;
    double timeLimitMs = 10'000; ///< of one run on the device
};

/// A workload on an accelerator, with the simulator in place of compiler and board.
class Task final : public TuningTarget {
public:
    /// Throws Error (InvalidShape) as pack does.
    Task(const Accelerator& accelerator, const Workload& workload, const TaskOptions& options = {});

    [[nodiscard]] const Accelerator& accelerator() const override { return accelerator_; }
    [[nodiscard]] const PackedWorkload& packed() const override { return packed_; }
    [[nodiscard]] const ScheduleSpace& space() const override { return space_; }
    [[nodiscard]] Reason compile(std::uint32_t index) const override;
    [[nodiscard]] Outcome measure(std::uint32_t index) const override;

    [[nodiscard]] const Workload& workload() const { return workload_; }
    [[nodiscard]] const ValidityChecker& validity() const { return validity_; }
    [[nodiscard]] const CycleModel& model() const { return model_; }
    [[nodiscard]] double milliseconds(std::int64_t cycles) const { return accelerator_.milliseconds(cycles); }
    /// Identity in caches: the shape, the accelerator's numbers (not its name), the space and its rules.
    [[nodiscard]] std::string key() const;

private:
    Accelerator accelerator_;
    Workload workload_;
    TaskOptions options_;
    PackedWorkload packed_;
    ScheduleSpace space_;
    ValidityChecker validity_;
    CycleModel model_;
    std::int64_t cycleLimit_;
};

/// The whole space looked through: the ground truth.
struct Enumeration {
    std::vector<Outcome> outcomes; ///< by index
    std::array<std::uint32_t, reasonCount> histogram{}; ///< configurations by reason
    std::int64_t bestCycles = 0; ///< 0 where nothing is valid
    std::uint32_t best = 0;

    [[nodiscard]] std::uint32_t valid() const { return histogram[0]; }
    [[nodiscard]] double validShare() const {
        return outcomes.empty() ? 0 : static_cast<double>(histogram[0]) / static_cast<double>(outcomes.size());
    }
};
Enumeration enumerate(const TuningTarget& target);

/// "No valid configuration: 512 of 576 fail because …", the reasons by frequency.
std::string explainEmpty(const Enumeration& enumeration);

}

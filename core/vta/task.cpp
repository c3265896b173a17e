// SPDX-License-Identifier: Apache-2.0
#include "core/vta/task.h"

#include <algorithm>
#include <numeric>

namespace paretoscope::vta {

Task::Task(const Accelerator& accelerator, const Workload& workload, const TaskOptions& options)
    : accelerator_(accelerator)
    , workload_(workload)
    , options_(options)
    , packed_(pack(workload, accelerator))
    , space_(packed_, options.flavour)
    , validity_(accelerator, packed_, options.rules)
    , model_(accelerator, packed_)
    , cycleLimit_(static_cast<std::int64_t>(options.timeLimitMs * 1000 * accelerator.megahertz)) { }

Reason Task::compile(std::uint32_t index) const {
    const Reason reason = validity_.check(space_.at(index));
    return failureClass(reason) == FailureClass::RunTime ? Reason::Valid : reason;
}

Outcome Task::measure(std::uint32_t index) const {
    const Schedule schedule = space_.at(index);
    const Reason reason = validity_.check(schedule);
    if (reason != Reason::Valid) {
        return {reason, 0};
    }
    const std::int64_t cycles = model_.cycles(schedule).total;
    return cycles > cycleLimit_ ? Outcome{Reason::TimeOut, 0} : Outcome{Reason::Valid, cycles};
}

std::string Task::key() const {
    const ValidityRules& rules = options_.rules;
    return toText(workload_) + "@" + bitstream(accelerator_) + "_" + std::to_string(accelerator_.megahertz) + "mhz_"
        + std::to_string(accelerator_.busBits) + "bit_d" + std::to_string(accelerator_.dependenceDistance)
        + (options_.flavour == SpaceFlavour::Verbose ? "/verbose" : "/factors") + (rules.bothThreads ? "+both" : "")
        + (rules.hardwareHazard ? "+hazard" : "");
}

Enumeration enumerate(const TuningTarget& target) {
    Enumeration result;
    const std::uint32_t size = target.space().size();
    result.outcomes.reserve(size);
    for (std::uint32_t index = 0; index < size; ++index) {
        const Outcome outcome = target.measure(index);
        ++result.histogram[static_cast<std::size_t>(outcome.reason)];
        if (outcome.reason == Reason::Valid && (result.bestCycles == 0 || outcome.cycles < result.bestCycles)) {
            result.bestCycles = outcome.cycles;
            result.best = index;
        }
        result.outcomes.push_back(outcome);
    }
    return result;
}

std::string explainEmpty(const Enumeration& enumeration) {
    std::array<int, reasonCount> order{};
    std::iota(order.begin(), order.end(), 0);
    const auto& histogram = enumeration.histogram;
    std::stable_sort(order.begin(), order.end(), [&histogram](int left, int right) {
        return histogram[static_cast<std::size_t>(left)] > histogram[static_cast<std::size_t>(right)];
    });
    std::string text = "No valid configuration among " + std::to_string(enumeration.outcomes.size()) + ", because:";
    for (const int reason : order) {
        const std::uint32_t count = histogram[static_cast<std::size_t>(reason)];
        if (count > 0) {
            text += " " + std::to_string(count) + " fail with \"" + std::string(reasonName(static_cast<Reason>(reason)))
                + "\" (" + std::string(describe(static_cast<Reason>(reason))) + ")";
        }
    }
    return text;
}

}

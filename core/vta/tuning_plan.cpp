// SPDX-License-Identifier: Apache-2.0
#include "core/vta/tuning_plan.h"

#include <algorithm>

#include "core/base/error.h"

namespace paretoscope::vta {

TuningPlan planTuning(const TuningGoal& goal) {
    TuningPlan plan{loadAccelerator(goal.accelerator), {.groupedDepthwise = goal.groupedDepthwise}, {}, {}};
    std::vector<Workload> workloads;
    const auto add = [&workloads](const Workload& workload) {
        if (std::find(workloads.begin(), workloads.end(), workload) == workloads.end()) {
            workloads.push_back(workload);
        }
    };
    if (goal.network) {
        plan.network = space::lower(*goal.network);
        for (const Workload& workload : vtaWorkloads(*plan.network, plan.accelerator, plan.options)) {
            add(workload);
        }
    }
    for (const std::string& layer : goal.layers) {
        add(workloadFromText(layer));
    }
    if (workloads.empty()) {
        throw Error(ErrorCode::InvalidValue,
            goal.network ? "Nothing to tune: no operator of this network runs on the VTA."
                         : "Nothing to tune: name a network, a layer or a list of layers.",
            {{"field", "layers"}, {"value", "empty"}, {"allowed", "a network or layers"}});
    }
    for (const Workload& workload : workloads) {
        try {
            plan.tasks.emplace_back(plan.accelerator, workload, TaskOptions{.flavour = goal.flavour});
        } catch (const Error& error) { // which of them it is
            throw Error(error.code(), "The operator " + toText(workload) + ": " + error.what(), error.arguments());
        }
    }
    return plan;
}

std::optional<Task> taskFromKey(const std::string& key, std::span<const Accelerator> accelerators) {
    const std::size_t at = key.find('@');
    if (at == std::string::npos) {
        return std::nullopt;
    }
    try {
        const Workload workload = workloadFromText(std::string_view(key).substr(0, at));
        const TaskOptions options{
            .flavour = key.find("/verbose", at) != std::string::npos ? SpaceFlavour::Verbose : SpaceFlavour::Factors,
            .rules = {.bothThreads = key.find("+both", at) != std::string::npos,
                .hardwareHazard = key.find("+hazard", at) != std::string::npos}};
        for (const Accelerator& accelerator : accelerators) {
            Task task(accelerator, workload, options);
            if (task.key() == key) {
                return task;
            }
        }
    } catch (const Error&) {
        return std::nullopt; // a shape that no accelerator here can hold, or no shape at all
    }
    return std::nullopt;
}

}

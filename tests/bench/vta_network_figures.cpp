// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/vta_network_figures.h"

#include <chrono>
#include <cstdio>

#include "core/vta/trial_store.h"
#include "core/vta/tuning_plan.h"

namespace paretoscope::vta {

namespace {

TuningPlan planFor(const Accelerator& accelerator, bool grouped) {
    TuningPlan plan{accelerator, {.groupedDepthwise = grouped}, {}, {}};
    plan.network = space::lower({space::fromTextOrName("DARTS_V2"),
        {.inputChannels = 3, .inputSize = 32, .channels = 36, .cells = 20, .classes = 10, .stem = space::Stem::Cifar}});
    for (const Workload& workload : vtaWorkloads(*plan.network, accelerator, plan.options)) {
        plan.tasks.emplace_back(accelerator, workload);
    }
    return plan;
}

}

void addNetworkFigures(const Accelerator& accelerator, nlohmann::ordered_json& figures) {
    std::printf("\nall operators of a 20-cell DARTS network, 36 channels, two threads\n"
                "%-8s %10s %8s %13s %16s\n",
        "variant", "operators", "seconds", "measurements", "over the optimum");
    for (const bool grouped : {false, true}) {
        const TuningPlan plan = planFor(accelerator, grouped);
        MemoryTrialStore store;
        const auto begin = std::chrono::steady_clock::now();
        const std::vector<TunedTask> tuned = tuneAll(plan.tasks, everydayOptions(), store, 2);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        double sum = 0;
        double optimum = 0;
        std::uint64_t trials = 0;
        for (std::size_t i = 0; i < tuned.size(); ++i) {
            sum += static_cast<double>(tuned[i].cycles);
            optimum += static_cast<double>(enumerate(plan.tasks[i]).bestCycles);
            trials += tuned[i].trials;
        }
        const double excess = sum / optimum - 1;
        std::printf("%-8s %10zu %8.1f %13llu %15.2f %%\n", grouped ? "group16" : "cpu", tuned.size(), seconds,
            static_cast<unsigned long long>(trials), 100 * excess);
        const std::string name = grouped ? "network_20_group16" : "network_20";
        figures[name + "_s"] = seconds;
        figures[name + "_operators"] = tuned.size();
        figures[name + "_excess"] = excess;
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/tune_plan.h"

#include "core/queries/stored.h"

namespace paretoscope::engine {

vta::TuningPlan planOf(const options::TuneConfig& config) {
    for (const std::string& method : config.methods) {
        vta::methodFromName(method);
    }
    vta::TuningGoal goal{.accelerator = config.accelerator,
        .groupedDepthwise = config.variant == "group16",
        .layers = config.layers,
        .flavour = config.verboseSpace ? vta::SpaceFlavour::Verbose : vta::SpaceFlavour::Factors};
    if (!config.genotype.empty()) {
        goal.network = {queries::genotypesOf({config.genotype}, config.network).front(), config.network.shape};
    }
    return vta::planTuning(goal);
}

vta::TunerOptions tunerOptions(const options::TuneConfig& config, const std::string& method, int seed) {
    vta::TunerOptions options = vta::everydayOptions();
    options.method = vta::methodFromName(method);
    options.maxTrials = static_cast<std::uint32_t>(config.trials);
    options.patience = static_cast<std::uint32_t>(config.patience);
    options.seed = config.seed + static_cast<std::uint64_t>(seed);
    return options;
}

}

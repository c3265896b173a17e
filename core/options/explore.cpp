// SPDX-License-Identifier: Apache-2.0
#include "core/options/explore.h"

#include "core/base/text.h"

namespace paretoscope::options {

TrainConfig ExploreConfig::training(int ofSteps) const {
    TrainConfig config;
    static_cast<TrainingRecipe&>(config) = *this;
    config.network = network;
    config.data = data;
    config.rungs = {ofSteps};
    config.on = on;
    config.seed = seed;
    config.onValidation = true;
    return config;
}

std::string titleOf(const ExploreConfig& config) {
    return "explore " + titleOf(config.network) + ", " + base::shortText(config.trainings.value_or(config.minutes), 6)
        + (config.trainings ? " trainings" : " minutes");
}

void check(const ExploreConfig& config) {
    if (config.steps.size() > 2 || (config.steps.size() == 2 && config.steps.back() <= config.steps.front())) {
        refuse(
            "steps", std::to_string(config.steps.back()), "one number of steps, or two of which the second is larger");
    }
    for (const int steps : config.steps) {
        checkTraining(config.training(steps));
    }
    if (!config.latenciesMs.empty() && config.devices.size() > 1) {
        refuse("latencies_ms", "given for several device settings", "one device setting, that the milliseconds are of");
    }
    checkForbidden(config.forbidden, config.network.space);
}

}

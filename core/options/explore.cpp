// SPDX-License-Identifier: Apache-2.0
#include "core/options/explore.h"

#include <sstream>

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
    std::ostringstream text; // JSON would write whole numbers as 72.0
    text << "explore " << titleOf(config.network) << ", " << config.trainings.value_or(config.minutes)
         << (config.trainings ? " trainings" : " minutes");
    return text.str();
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

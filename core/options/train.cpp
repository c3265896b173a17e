// SPDX-License-Identifier: Apache-2.0
#include "core/options/train.h"

#include <cmath>
#include <numbers>

namespace paretoscope::options {

double TrainConfig::learningRateAt(int step) const {
    const double warmUp = warmUpShare * steps();
    if (step < warmUp) {
        return learningRate * (step + 1) / (warmUp + 1);
    }
    const double done = (step - warmUp) / (steps() - warmUp);
    return 0.5 * learningRate * (1 + std::cos(std::numbers::pi * done));
}

void checkTraining(const TrainConfig& config) {
    checkRanges(config);
    int previous = 0;
    for (const int steps : config.rungs) {
        if (steps <= previous) {
            refuse("rungs", std::to_string(steps), "numbers of steps, each above the one before");
        }
        previous = steps;
    }
    if (config.data.validationImages == 0 && (config.rungs.size() > 1 || config.onValidation)) {
        refuse("data.validation_images", "0", "1 or more where validation images decide");
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/options/epochs.h"

#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/options/checks.h"
#include "core/options/defaults.h"

namespace paretoscope::options {

namespace {

std::string epochsText(double epochs) {
    return base::shortText(epochs, 10);
}

}

int stepsOf(double epochs, int images, int batch) {
    constexpr double mostSteps = defaults::mostSteps;
    const double steps = std::ceil(epochs * images / std::max(batch, 1) - 1e-9);
    if (!std::isfinite(epochs) || epochs <= 0 || steps > mostSteps) {
        refuse("epochs", epochsText(epochs),
            "above 0, at most " + epochsText(std::floor(mostSteps * batch / std::max(images, 1))) + " with "
                + std::to_string(images) + " images and " + std::to_string(batch) + " a step");
    }
    return std::max(1, static_cast<int>(steps));
}

double epochsOf(int steps, int images, int batch) {
    return images > 0 ? static_cast<double>(steps) * batch / images : 0;
}

void setEpochs(TrainConfig& config, double epochs) {
    const int steps = stepsOf(epochs, config.data.trainImages, config.batchSize);
    const double before = config.steps();
    for (int& rung : config.rungs) {
        rung = std::max(1, static_cast<int>(std::lround(rung / before * steps)));
    }
    config.rungs.back() = steps;
}

void setEpochs(SearchConfig& config, std::optional<double> epochs, std::optional<double> warmUp) {
    const auto steps = [&config](double of) { return stepsOf(of, config.imagesForWeights(), config.batchSize); };
    if (warmUp) {
        config.warmUpSteps = *warmUp == 0 ? 0 : steps(*warmUp);
    }
    if (!epochs) {
        return;
    }
    const int all = steps(*epochs);
    if (all <= config.warmUpSteps) {
        refuse("epochs", epochsText(*epochs) + ", or " + std::to_string(all) + " steps",
            "more than the " + std::to_string(config.warmUpSteps) + " steps of the warm-up");
    }
    config.searchSteps = all - config.warmUpSteps;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/options/finish.h"

#include <algorithm>

namespace paretoscope::options {

int FinishResult::trained() const {
    return static_cast<int>(
        std::ranges::count_if(cells, [](const FinishedCell& cell) { return !cell.accuracies.empty(); }));
}

std::string titleOf(const FinishConfig& config) {
    return "measure and train the front of "
        + (config.exploration > 0 ? "run " + std::to_string(config.exploration) : std::string("the newest exploration"))
        + (config.device.empty() ? "" : " on " + config.device);
}

}

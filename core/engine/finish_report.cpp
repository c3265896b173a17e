// SPDX-License-Identifier: Apache-2.0
#include "core/engine/finish_report.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/statistics.h"
#include "core/base/text.h"

namespace paretoscope::engine {

using base::fixedText;

namespace {

std::string milliseconds(double value) {
    return std::isnan(value) ? "–" : fixedText(value, 2) + " ms";
}

std::string trainedText(const options::FinishedCell& cell) {
    if (cell.accuracies.empty()) {
        return "–";
    }
    const std::string mean = fixedText(100 * analysis::mean(cell.accuracies), 1);
    return cell.accuracies.size() == 1
        ? mean + " %"
        : mean + " ± " + fixedText(100 * analysis::standardDeviation(cell.accuracies), 1) + " %";
}

}

std::vector<std::vector<std::string>> finishedRows(const options::FinishResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"latency predicted", "measured", "accuracy expected", "trained", "parameters", "front", "cell"}};
    for (const options::FinishedCell& cell : result.cells) {
        rows.push_back({milliseconds(cell.predictedMs), milliseconds(cell.measuredMs),
            fixedText(100 * cell.expected, 1) + " ± " + fixedText(100 * cell.deviation, 1) + " %", trainedText(cell),
            std::to_string(cell.parameters), cell.onFront ? "●" : "", cell.genotype});
    }
    return rows;
}

std::string summary(const options::FinishResult& result) {
    const auto onFront = std::ranges::count_if(result.cells, [](const auto& cell) { return cell.onFront; });
    std::string text = std::to_string(result.trained()) + " of " + std::to_string(result.frontCells)
        + " cells on the explored front of run " + std::to_string(result.exploration) + " on " + result.deviceSetting
        + " are trained (" + std::to_string(result.steps) + " steps each, scored on test images; "
        + fixedText(result.minutes, 1) + " minutes), and " + std::to_string(onFront)
        + " of them are on the front that is measured and trained.";
    if (!std::isnan(result.latencyError)) {
        text +=
            "\nLatencies are " + fixedText(100 * result.latencyError, 1) + " % from the predicted ones in the mean.";
    }
    if (!std::isnan(result.accuracyGap)) {
        text += "\nAccuracies are " + fixedText(100 * std::abs(result.accuracyGap), 1) + " points "
            + (result.accuracyGap < 0 ? "below" : "above") + " the expected ones in the mean, which are of "
            + std::to_string(result.expectedSteps) + " steps and validation images.";
    }
    if (!result.computedOn.empty()) {
        text += "\nTrained on " + result.computedOn + ".";
    }
    return text;
}

}

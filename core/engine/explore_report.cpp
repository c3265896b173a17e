// SPDX-License-Identifier: Apache-2.0
#include "core/engine/explore_report.h"

#include <cmath>

#include "core/base/text.h"

namespace paretoscope::engine {

using base::fixedText;

std::vector<std::vector<std::string>> choiceRows(const options::ExploreResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"device setting", "aim", "latency predicted", "accuracy expected", "tied with", "cell"}};
    for (const options::ExploredSetting& setting : result.settings) {
        for (const options::ExploredChoice& choice : setting.choices) {
            rows.push_back({setting.deviceSetting, choice.aim});
            if (!choice.reached) {
                rows.back().insert(rows.back().end(), {"–", "–", "–", "no trained cell is that fast"});
                continue;
            }
            rows.back().insert(rows.back().end(),
                {fixedText(choice.cell.latencyMs, 2) + " ms",
                    fixedText(100 * choice.cell.accuracy, 1) + " ± " + fixedText(100 * choice.cell.accuracyDeviation, 1)
                        + " %",
                    std::to_string(choice.tied.size()), choice.cell.genotype});
        }
    }
    return rows;
}

std::string summary(const options::ExploreResult& result) {
    std::string text = std::to_string(result.trainings.size()) + " trainings of " + std::to_string(result.cells)
        + " cells, " + std::to_string(result.known) + " of them known before; " + std::to_string(result.estimated)
        + " cells have an estimated accuracy.";
    for (const options::ExploredReport& report : result.reports) {
        if (std::isnan(report.within90)) {
            text += "\n" + std::to_string(report.trainings) + " trainings at " + std::to_string(report.steps)
                + " steps: too few to predict each from the others; what is expected rests on the shorter ones.";
            continue;
        }
        text += "\nHeld-out cells at " + std::to_string(report.steps) + " steps: τ " + fixedText(report.tau, 2) + ", "
            + fixedText(100 * report.within90, 0) + " % within the 90 % interval (" + std::to_string(report.trainings)
            + " trainings).";
    }
    if (!result.reports.empty()) {
        text += "\nWhat is expected holds for trainings of about " + std::to_string(result.reports.back().steps)
            + " steps. Many more may favour other cells: for those explore with --steps of a quarter of them.";
    }
    if (!result.computedOn.empty()) {
        text += "\nTrained on " + result.computedOn + ".";
    }
    return text;
}

}

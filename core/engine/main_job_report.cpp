// SPDX-License-Identifier: Apache-2.0
#include "core/engine/main_job_report.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <limits>
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/analysis/decision.h"
#include "core/base/json_fields.h"

namespace paretoscope::engine {

namespace {

using Json = nlohmann::ordered_json;

std::string fixed(double value, int digits) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

/// Of the search that came upon the chosen cell.
double chosenEntropy(const MainJobResult& result) {
    const auto cell = std::find_if(result.pool.begin(), result.pool.end(),
        [&](const ScoredCell& each) { return each.genotype == result.cells.at(1).genotype; });
    if (cell != result.pool.end()) {
        for (const options::SearchedCell& search : result.searches) {
            if (search.lambda == cell->foundAtLambda) {
                return search.entropy;
            }
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

int randomCells(const MainJobResult& result) {
    return static_cast<int>(result.cells.size()) - 2;
}

/// A difference of two cells' mean accuracies against twice its own standard deviation over training seeds.
std::string significance(const MainJobResult& result) {
    const double deviation = result.seedDeviation();
    if (std::isnan(deviation)) {
        return "one training seed: whether that is more than chance is not known";
    }
    const auto seeds = static_cast<double>(result.cells.front().accuracies.size());
    const double limit = 2 * deviation * std::sqrt((1 + 1.0 / std::max(1, randomCells(result))) / seeds);
    return std::abs(result.randomAccuracyGap()) > limit ? "beyond 2 seed deviations" : "within 2 seed deviations";
}

}

std::vector<std::vector<std::string>> cellRows(const MainJobResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"cell", "latency measured", "predicted", "accuracy (trained)", "parameters"}};
    for (const MainJobCell& cell : result.cells) {
        rows.push_back({cell.origin, fixed(cell.measuredMs, 2) + " ms", fixed(cell.predictedMs, 2) + " ms",
            fixed(100 * cell.accuracy(), 1) + " %", std::to_string(cell.parameters)});
    }
    return rows;
}

std::vector<std::vector<std::string>> choiceRows(const MainJobResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"from λ", "predicted", "saving", "cross entropy", "found by the search at λ"}};
    for (std::size_t i = 0; i < result.choices.size(); ++i) {
        const LambdaChoice& choice = result.choices[i];
        if (i == 0 || choice.cell != result.choices[i - 1].cell) {
            const ScoredCell& cell = result.pool[choice.cell];
            rows.push_back({fixed(choice.lambda, 3), fixed(cell.predictedMs, 2) + " ms",
                fixed(100 * choice.saving, 1) + " %", fixed(cell.crossEntropy, 3), fixed(cell.foundAtLambda, 2)});
        }
    }
    return rows;
}

std::string verdict(const MainJobResult& result) {
    std::string text = "The cell found at λ = " + fixed(result.lambda, 2) + " is "
        + fixed(100 * result.latencySaving(), 1) + " % faster than the λ = 0 cell (measured); its accuracy is "
        + fixed(-100 * result.accuracyGap(), 1) + " points from it.\n";
    text += "It is better than " + std::to_string(result.betterThanRandom()) + " of "
        + std::to_string(randomCells(result)) + " random cells of like latency at this budget, " + significance(result)
        + ".";
    const double entropy = chosenEntropy(result);
    if (entropy > analysis::noDecisionEntropy) {
        text +=
            "\nα entropy is " + fixed(entropy, 3) + ": no decision made. The search was too short to choose on merit.";
    }
    if (!result.savingReached) {
        text += "\nNo λ of the grid was predicted to save as much as wanted; the largest saving was taken.";
    }
    return text;
}

std::string figuresJson(const MainJobResult& result) {
    const options::FitResult& fit = result.fit;
    const auto orNull = [](double value) { return base::numberToJson(value); };
    const auto known = [](const std::optional<double>& value) { return base::JsonWriter::toJson(value); };
    return Json{{"samples", result.samples}, {"predictor_error", orNull(fit.error)}, {"predictor_tau", orNull(fit.tau)},
        {"ceiling_tau", known(fit.ceilingTau)}, {"noise_floor", known(fit.noiseFloor)},
        {"baseline_error", known(fit.baselineError)}, {"baseline_tau", known(fit.baselineTau)},
        {"lambda", result.lambda}, {"pool", result.pool.size()}, {"predicted_saving", result.predictedSaving},
        {"latency_saving", orNull(result.latencySaving())}, {"accuracy_gap", orNull(result.accuracyGap())},
        {"random_accuracy_gap", orNull(result.randomAccuracyGap())}, {"better_than_random", result.betterThanRandom()},
        {"random_cells", randomCells(result)}, {"seed_deviation", orNull(result.seedDeviation())},
        {"alpha_entropy", orNull(chosenEntropy(result))}, {"minutes", result.searchMinutes},
        {"training_minutes", result.trainingMinutes}}
        .dump();
}

}

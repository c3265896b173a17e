// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipeline_report.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <limits>
#include <sstream>

#include "core/analysis/decision.h"
#include "core/base/json_fields.h"

namespace paretoscope::engine {

namespace {

using options::PipelineCell;
using options::PipelineResult;
using options::ScoredCell;

std::string fixed(double value, int digits) {
    if (std::isnan(value)) {
        return "–";
    }
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

/// Of the search that came upon the chosen cell.
double chosenEntropy(const PipelineResult& result) {
    const auto cell = std::ranges::find(result.pool, result.chosenCell().genotype, &ScoredCell::genotype);
    if (cell != result.pool.end()) {
        for (const options::SearchedCell& search : result.searches) {
            if (search.lambda == cell->foundAtLambda) {
                return search.entropy;
            }
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// A difference of two cells' mean accuracies against twice its own standard deviation over training seeds.
std::string significance(const PipelineResult& result) {
    const double deviation = result.seedDeviation();
    if (std::isnan(deviation)) {
        return "one training seed: whether that is more than chance is not known";
    }
    const auto seeds = static_cast<double>(result.cells.front().accuracies.size());
    const double limit = 2 * deviation * std::sqrt((1 + 1.0 / std::max(1, result.randomCells())) / seeds);
    return std::abs(result.randomAccuracyGap()) > limit ? "beyond 2 seed deviations" : "within 2 seed deviations";
}

std::string comparison(const PipelineResult& result) {
    if (!result.worthIt) {
        return "No cell of the searches at λ > 0 is worth its accuracy: none that is predicted to save as much as "
               "wanted is chosen at any price up to the highest. The cell of λ = 0 is exported.";
    }
    return "The cell chosen at λ = " + fixed(result.lambda, 2) + " is " + fixed(100 * result.latencySaving(), 1)
        + " % faster than the λ = 0 cell (measured); its accuracy is " + fixed(-100 * result.accuracyGap(), 1)
        + " points from it. It is exported.";
}

}

std::vector<std::vector<std::string>> cellRows(const PipelineResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"cell", "latency measured", "predicted", "accuracy (trained)", "parameters"}};
    for (const PipelineCell& cell : result.cells) {
        rows.push_back({cell.origin, fixed(cell.measuredMs, 2) + " ms", fixed(cell.predictedMs, 2) + " ms",
            fixed(100 * cell.accuracy(), 1) + " %", std::to_string(cell.parameters)});
    }
    return rows;
}

std::vector<std::vector<std::string>> choiceRows(const PipelineResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"from λ", "predicted", "saving", "cross entropy", "found by the search at λ"}};
    for (const options::LambdaChoice& choice : result.choices) {
        const ScoredCell& cell = result.pool[static_cast<std::size_t>(choice.cell)];
        rows.push_back({fixed(choice.lambda, 3), fixed(cell.predictedMs, 2) + " ms",
            fixed(100 * choice.saving, 1) + " %", fixed(cell.crossEntropy, 3), fixed(cell.foundAtLambda, 2)});
    }
    return rows;
}

std::string verdict(const PipelineResult& result) {
    std::string text = comparison(result) + "\nIt is better than " + std::to_string(result.betterThanRandom()) + " of "
        + std::to_string(result.randomCells()) + " random cells of like latency at this budget, " + significance(result)
        + ".";
    const double entropy = chosenEntropy(result);
    if (entropy > analysis::noDecisionEntropy) {
        text +=
            "\nα entropy is " + fixed(entropy, 3) + ": no decision made. The search was too short to choose on merit.";
    }
    return text;
}

std::string figuresJson(const PipelineResult& result) {
    base::Json json;
    const auto fields = [&json](const char* name, const auto& value) { json[name] = base::JsonWriter::toJson(value); };
    const options::FitResult& fit = result.fit;
    fields("samples", result.samples);
    fields("predictor_error", fit.error);
    fields("predictor_tau", fit.tau);
    fields("ceiling_tau", fit.ceilingTau);
    fields("noise_floor", fit.noiseFloor);
    fields("baseline_error", fit.baselineError);
    fields("baseline_tau", fit.baselineTau);
    fields("worth_it", result.worthIt);
    fields("lambda", result.lambda);
    fields("pool", result.pool.size());
    fields("predicted_saving", result.predictedSaving);
    fields("latency_saving", result.latencySaving());
    fields("accuracy_gap", result.accuracyGap());
    fields("random_accuracy_gap", result.randomAccuracyGap());
    fields("better_than_random", result.betterThanRandom());
    fields("random_cells", result.randomCells());
    fields("seed_deviation", result.seedDeviation());
    fields("alpha_entropy", chosenEntropy(result));
    fields("minutes", result.searchMinutes);
    fields("training_minutes", result.trainingMinutes);
    return base::textOf(json);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipeline_report.h"

#include <cmath>

#include "core/base/json_fields.h"
#include "core/base/text.h"

namespace paretoscope::engine {

namespace {

using base::fixedText;
using options::PipelineCell;
using options::PipelineResult;

/// Whether the chosen cell beats the mean of the random ones, against the scatter between them: that of the mean and of
/// one more such cell.
std::string againstRandom(const PipelineResult& result) {
    const int random = result.randomCells();
    if (random == 0) {
        return "No random cell was trained beside it, so whether choosing paid is not known.";
    }
    const double gap = result.randomAccuracyGap();
    std::string text = std::string(gap > 0 ? "It beats" : "It does not beat") + " the mean of " + std::to_string(random)
        + " random cells of like latency: " + fixedText(100 * gap, 1) + " points from it, better than "
        + std::to_string(result.betterThanRandom()) + " of them";
    const double deviation = result.randomDeviation();
    if (!std::isnan(deviation)) {
        text += "; two random cells differ by " + fixedText(100 * std::sqrt(2.0) * deviation, 1) + " points as a rule";
    }
    return text + ".";
}

std::string comparison(const PipelineResult& result) {
    const options::ExploredChoice& faster = result.faster;
    if (!faster.reached) {
        return "No trained cell saves as much latency as wanted. The best cell at no price is exported.";
    }
    const std::string expected = "expected to cost " + fixedText(faster.loss, 3) + " ± "
        + fixedText(faster.lossDeviation, 3) + " nats of cross entropy";
    if (!result.worthIt) {
        return "The wanted saving of latency cannot be had at the prices allowed: it is " + expected
            + ". The best cell at no price is exported.";
    }
    return "The cell chosen (" + faster.aim + ") is " + fixedText(100 * result.latencySaving(), 1)
        + " % faster than the best at no price (measured). It was " + expected + ", "
        + (result.savesWithoutLoss() ? "which cannot be told from none" : "so the saving is not free")
        + "; trained, its accuracy is " + fixedText(-100 * result.accuracyGap(), 1) + " points from that cell's.";
}

/// Where its measured latency is doubtful even after it was repeated; empty where not.
std::string doubt(const PipelineResult& result, const PipelineCell& cell) {
    if (!result.isUnexpected(cell)) {
        return {};
    }
    const double off = cell.measuredMs / cell.predictedMs - 1;
    return "\nThe latency measured of the cell '" + cell.origin + "' is " + fixedText(100 * std::abs(off), 0) + " % "
        + (off > 0 ? "above" : "below") + " its prediction, where predictions are off by "
        + fixedText(100 * result.fit.error, 1)
        + " % in the mean: other work may have disturbed the measuring. Measure it again on a quiet machine.";
}

}

std::vector<std::vector<std::string>> cellRows(const PipelineResult& result) {
    std::vector<std::vector<std::string>> rows{
        {"cell", "latency measured", "predicted", "accuracy (trained)", "parameters"}};
    for (const PipelineCell& cell : result.cells) {
        rows.push_back({cell.origin, fixedText(cell.measuredMs, 2) + " ms", fixedText(cell.predictedMs, 2) + " ms",
            fixedText(100 * cell.accuracy(), 1) + " %", std::to_string(cell.parameters)});
    }
    return rows;
}

std::string verdict(const PipelineResult& result) {
    return comparison(result) + "\n" + againstRandom(result) + doubt(result, result.cells.front())
        + (result.chosen > 0 ? doubt(result, result.chosenCell()) : std::string())
        + (result.computedOn.empty() ? std::string() : "\nTrained on " + result.computedOn + ".");
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
    fields("trainings", result.trainings);
    fields("known", result.known);
    if (!result.reports.empty()) {
        fields("surrogate_tau", result.reports.front().tau);
        fields("surrogate_within_90", result.reports.front().within90);
    }
    fields("expected_loss", result.faster.loss);
    fields("expected_loss_deviation", result.faster.lossDeviation);
    fields("without_loss", result.savesWithoutLoss());
    fields("latency_saving", result.latencySaving());
    fields("accuracy_gap", result.accuracyGap());
    fields("random_accuracy_gap", result.randomAccuracyGap());
    fields("better_than_random", result.betterThanRandom());
    fields("random_cells", result.randomCells());
    fields("random_deviation", result.randomDeviation());
    fields("accuracy", result.chosenCell().accuracy());
    fields("seed_deviation", result.seedDeviation());
    fields("minutes", result.searchMinutes);
    fields("training_minutes", result.trainingMinutes);
    return base::textOf(json);
}

}

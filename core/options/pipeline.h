// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/options/fit.h"
#include "core/options/measure.h"
#include "core/options/search.h"
#include "core/options/train.h"

namespace paretoscope::options {

/// A cell that searches came upon and a short training has scored.
struct ScoredCell {
    std::string genotype;
    double predictedMs = 0;
    double crossEntropy = 0; ///< on validation images, mean over training seeds
    double foundAtLambda = 0; ///< of the search that came upon it
};

template <typename Fields>
void describe(Fields& fields, ScoredCell& r) {
    fields("genotype", r.genotype);
    fields("predicted_ms", r.predictedMs);
    fields("cross_entropy", r.crossEntropy);
    fields("found_at_lambda", r.foundAtLambda);
}

/// What a price of latency chooses.
struct LambdaChoice {
    double lambda = 0; ///< from this one on
    int cell = 0; ///< index among the scored cells
    double saving = 0; ///< 1 − predictedMs / that of the cell that λ = 0 chooses
};

template <typename Fields>
void describe(Fields& fields, LambdaChoice& r) {
    fields("lambda", r.lambda);
    fields("cell", r.cell);
    fields("saving", r.saving);
}

/// A cell that was trained at the end.
struct PipelineCell {
    std::string genotype;
    std::string origin; ///< "λ = 0", "λ = 0.4", "random"
    double predictedMs = 0;
    double measuredMs = 0; ///< NaN where the device failed on it
    std::vector<double> accuracies; ///< on test images, one a training seed
    std::int64_t parameters = 0;

    [[nodiscard]] double accuracy() const; ///< mean
};

template <typename Fields>
void describe(Fields& fields, PipelineCell& r) {
    fields("genotype", r.genotype);
    fields("origin", r.origin);
    fields("predicted_ms", r.predictedMs);
    fields("measured_ms", r.measuredMs);
    fields("accuracies", r.accuracies);
    fields("parameters", r.parameters);
}

struct PipelineResult {
    std::vector<std::int64_t> runs; ///< of the steps, in their order
    int samples = 0; ///< architectures measured
    FitResult fit;
    std::vector<SearchedCell> searches; ///< what the search at each λ ended with
    std::vector<ScoredCell> pool; ///< what the choice was made from
    std::vector<LambdaChoice> choices; ///< by rising λ
    bool worthIt = false; ///< some λ up to the highest chooses a cell with the wanted saving
    double lambda = 0; ///< the smallest such one, else 0
    double predictedSaving = 0; ///< of the chosen cell
    std::vector<PipelineCell> cells; ///< that of λ = 0, the chosen one where it is another, random ones
    int chosen = 0; ///< index in `cells` of the one that is exported
    double searchMinutes = 0; ///< measuring to choosing, of the attempt that came to the end
    double trainingMinutes = 0;
    std::string front; ///< files
    std::string picture;
    std::string onnx;

    [[nodiscard]] const PipelineCell& chosenCell() const { return cells.at(static_cast<std::size_t>(chosen)); }
    [[nodiscard]] double latencySaving() const; ///< measured, fraction of one
    [[nodiscard]] double accuracyGap() const; ///< acc(λ = 0) − acc(chosen)
    [[nodiscard]] double randomAccuracyGap() const; ///< acc(chosen) − mean(random)
    [[nodiscard]] int randomCells() const { return static_cast<int>(cells.size()) - chosen - 1; }
    /// How many random cells the chosen one beats.
    [[nodiscard]] int betterThanRandom() const;
    /// Standard deviation between training seeds, pooled over the cells; NaN for one seed.
    [[nodiscard]] double seedDeviation() const;
};

template <typename Fields>
void describe(Fields& fields, PipelineResult& r) {
    fields("runs", r.runs);
    fields("samples", r.samples);
    fields("fit", r.fit);
    fields("searches", r.searches);
    fields("pool", r.pool);
    fields("choices", r.choices);
    fields("worth_it", r.worthIt);
    fields("lambda", r.lambda);
    fields("predicted_saving", r.predictedSaving);
    fields("cells", r.cells);
    fields("chosen", r.chosen);
    fields("search_minutes", r.searchMinutes);
    fields("training_minutes", r.trainingMinutes);
    fields("front", r.front);
    fields("picture", r.picture);
    fields("onnx", r.onnx);
}

/// All jobs from the first measurement to an ONNX file: measure → fit → search at several λ → train what the searches
/// came upon for a few steps, which is what the choice rests on: first of λ = 0, then faster cells of the higher λ →
/// choose at λ = 0 and at the smallest λ with the wanted saving → measure the two cells → train both and random cells
/// of like latency for equal steps → export the chosen one. The defaults are what half an hour on two cores can decide.
struct PipelineConfig {
    using Result = PipelineResult;
    static constexpr records::JobKind kind = records::JobKind::Pipeline;

    MeasureConfig measure;
    SearchConfig search; ///< its first λ is 0
    TrainConfig shortTraining; ///< of the searches' cells, on validation images; genotypes are filled in
    TrainConfig train; ///< of the chosen and the random cells; genotypes are filled in
    int samplesPerSearch = 9; ///< cells trained of each search: the derived one and others drawn from its last α
    double wantedSaving = 0.25; ///< predicted, of the latency of the cell chosen at λ = 0
    /// The highest λ at which the wanted saving is still worth it: at 1, a quarter of the reference latency may cost
    /// 0.25 nats. Where it is not, the cell of λ = 0 is exported.
    double highestLambda = 1;
    int randomCells = 5; ///< trained beside, predicted within ±randomTolerance of the chosen cell's latency
    double randomTolerance = 0.05;
    std::string output = "pipeline-output"; ///< folder for front.csv, cell.svg, cell.onnx; created
    std::uint64_t seed = 1; ///< of the fit, of drawn and of random cells

    PipelineConfig();
    bool operator==(const PipelineConfig&) const = default;

    // What the steps have in common.
    void setDeviceSetting(const std::string& deviceSetting);
    void setImages(const std::string& source); ///< DataConfig::source
    void setSeed(std::uint64_t everywhere);
};

template <typename Fields>
void describe(Fields& fields, PipelineConfig& c) {
    fields(Option("measure").ofAnotherJob(), c.measure);
    fields(Option("search").ofAnotherJob(), c.search);
    fields(Option("short_training").ofAnotherJob(), c.shortTraining);
    fields(Option("train").ofAnotherJob(), c.train);
    fields(Option("samples_per_search")
               .between(1, 1000)
               .flag("--samples-per-search", "cells of each search that a short training scores for the choice")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Cells trained of each search")),
        c.samplesPerSearch);
    fields(Option("wanted_saving")
               .above(0)
               .below(1)
               .writtenAs(Form::Percent)
               .flag("--wanted-saving", "predicted latency that the chosen cell shall save")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Wanted saving of latency")),
        c.wantedSaving);
    fields(Option("highest_lambda")
               .above(0)
               .atMost(1e6)
               .flag("--highest-lambda", "price of latency above which that saving is not worth its accuracy")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Highest λ to choose at")),
        c.highestLambda);
    fields(Option("random_cells")
               .between(0, 1000)
               .flag("--random-cells", "random cells of like latency trained beside")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Random cells trained beside")),
        c.randomCells);
    fields(Option("random_tolerance").above(0).below(1), c.randomTolerance);
    fields(Option("output")
               .notEmpty()
               .flag("--output", "folder for the results")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Folder for the results")),
        c.output);
    fields(Option("seed"), c.seed);
}

inline JobDescription about(const PipelineConfig&) {
    return {"the whole pipeline in a few minutes: measure, fit, search, train, export",
        "paretoscope-cli demo\n"
        "paretoscope-cli demo --data cifar10:DIR --output results",
        QT_TRANSLATE_NOOP("JobOptions", "Whole pipeline")};
}

std::string titleOf(const PipelineConfig& config);

/// Throws Error (InvalidValue) where the steps do not fit each other.
void check(const PipelineConfig& config);

/// A taste of each step in five minutes on two cores, not a study: `paretoscope-cli demo` and the window's "Run
/// everything".
PipelineConfig demoPipeline();

}

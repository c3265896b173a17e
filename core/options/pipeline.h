// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/member_fields.h"
#include "core/options/explore.h"
#include "core/options/fit.h"
#include "core/options/measure.h"
#include "core/options/search.h"
#include "core/options/train.h"

namespace paretoscope::options {

/// A cell that was trained at the end.
struct PipelineCell {
    std::string genotype;
    std::string origin; ///< "λ = 0", "saving 25 %", "random"
    double predictedMs = 0;
    double measuredMs = 0; ///< NaN where the device failed on it
    std::vector<double> accuracies; ///< on test images, one a training seed
    std::int64_t parameters = 0;

    [[nodiscard]] double accuracy() const; ///< mean
};

PARETOSCOPE_FIELDS(PipelineCell, genotype, origin, predictedMs, measuredMs, accuracies, parameters)

struct PipelineResult {
    std::vector<std::int64_t> runs; ///< of the steps, in their order
    int samples = 0; ///< architectures measured
    FitResult fit;
    int trainings = 0; ///< short ones, that the choice rests on
    int known = 0; ///< of those, held by the project before
    std::vector<ExploredReport> reports; ///< how well they predict each other
    ExploredChoice best; ///< at no price
    ExploredChoice faster; ///< with the wanted saving
    bool worthIt = false; ///< the faster one costs no more than the highest λ allows
    double lambda = 0; ///< price above which it pays; 0: it is expected to lose nothing. NaN where there is none
    std::vector<PipelineCell> cells; ///< that of λ = 0, the chosen one where it is another, random ones
    int chosen = 0; ///< index in `cells` of the one that is exported
    double searchMinutes = 0; ///< measuring to choosing, of the attempt that came to the end
    double trainingMinutes = 0;
    std::string front; ///< files
    std::string picture;
    std::string onnx;
    std::string computedOn; ///< of the last trainings

    [[nodiscard]] const PipelineCell& chosenCell() const { return cells.at(static_cast<std::size_t>(chosen)); }
    /// The cell was measured further from its prediction than the predictor's error explains.
    [[nodiscard]] bool isUnexpected(const PipelineCell& cell) const;
    [[nodiscard]] double latencySaving() const; ///< measured, fraction of one
    [[nodiscard]] double accuracyGap() const; ///< acc(λ = 0) − acc(chosen)
    [[nodiscard]] double randomAccuracyGap() const; ///< acc(chosen) − mean(random)
    [[nodiscard]] int randomCells() const { return static_cast<int>(cells.size()) - chosen - 1; }
    /// The faster cell is expected to lose less than one standard deviation of that loss.
    [[nodiscard]] bool savesWithoutLoss() const { return faster.reached && faster.loss < faster.lossDeviation; }
    /// How many random cells the chosen one beats.
    [[nodiscard]] int betterThanRandom() const;
    /// Between the random cells' accuracies; NaN for fewer than two.
    [[nodiscard]] double randomDeviation() const;
    /// Standard deviation between training seeds, pooled over the cells; NaN for one seed.
    [[nodiscard]] double seedDeviation() const;
};

PARETOSCOPE_FIELDS(PipelineResult, runs, samples, fit, trainings, known, reports, best, faster, worthIt, lambda, cells,
    chosen, searchMinutes, trainingMinutes, front, picture, onnx, computedOn)

/// All jobs from the first measurement to an ONNX file: measure → fit → (search for cells to propose) → explore: train
/// few cells for few steps and choose by what is expected, at no price and with the wanted saving → add random
/// cells of like latency → measure all → train all for equal steps → export the chosen one. The defaults are what a
/// quarter of an hour on two cores can decide.
struct PipelineConfig {
    using Result = PipelineResult;
    static constexpr records::JobKind kind = records::JobKind::Pipeline;

    MeasureConfig measure;
    bool propose =
        false; ///< the exploration's pool also gets draws from short searches; they take minutes of their own
    SearchConfig search; ///< that one
    ExploreConfig explore; ///< its saving is `wantedSaving`
    TrainConfig train; ///< of the chosen and the random cells; genotypes are filled in
    double wantedSaving = 0.25; ///< predicted, of the latency of the cell chosen at λ = 0
    /// The highest λ, in trained cross entropy, at which the wanted saving is still worth it: at 0.2, a quarter of the
    /// reference latency may cost 0.05 nats. Where it is not, the cell of λ = 0 is exported.
    double highestLambda = 0.2;
    int randomCells = 10; ///< trained beside, predicted within ±randomTolerance of the chosen cell's latency
    double randomTolerance = sameLatency;
    std::string output = "pipeline-output"; ///< folder for front.csv, cell.svg, cell.onnx; created
    std::string on = anyComputer; ///< takes the place of the steps' own
    std::uint64_t seed = 1; ///< of the fit and of random cells

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
    fields(Option("propose")
               .flag("--propose", "search first, and let what the searches end with propose cells")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Search for cells to propose")),
        c.propose);
    fields(Option("search").ofAnotherJob(), c.search);
    fields(Option("explore").ofAnotherJob(), c.explore);
    fields(Option("train").ofAnotherJob(), c.train);
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
               .flag("--highest-lambda",
                   "price of latency, in trained cross entropy, above which that saving is not worth it")
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
    fields(computeOnOption(), c.on);
    fields(Option("seed"), c.seed);
}

inline JobDescription about(const PipelineConfig&) {
    return {"the whole pipeline in a few minutes: measure, fit, explore, train, export",
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/engine/cell_choice.h"
#include "core/engine/job.h"

namespace paretoscope::engine {

/// The main job, end to end: measure → fit → search at several λ → train what the searches came upon for a few steps,
/// which is what their choice rests on: first of λ = 0, then of the higher λ, where only what saves enough against the
/// cell that λ = 0 chose is worth it → choose at λ = 0 and at the smallest λ with the wanted saving → measure the two
/// cells → train both and random cells of like latency for equal steps → export.
struct MainJobOptions {
    options::MeasureConfig measure;
    options::SearchConfig search; ///< at each of its lambdas; the first must be 0
    options::TrainConfig shortTraining; ///< of the searches' cells, on validation images; genotypes are filled in
    int samplesPerSearch = 8; ///< cells trained of each search: the derived one and others drawn from its last α
    std::vector<double> grid; ///< of λ, from which the choice is made; rises from 0
    options::TrainConfig train; ///< genotypes are filled in
    int randomCells = 5; ///< random cells trained beside, predicted within ±randomTolerance of the λ > 0 cell's latency
    double randomTolerance = 0.05;
    double wantedSaving = 0.25; ///< predicted, of the λ = 0 cell's latency
    std::filesystem::path output; ///< folder for front.csv, cell.svg, cell.onnx; created
    std::uint64_t seed = 1;
};

/// A cell that was trained at the end.
struct MainJobCell {
    std::string genotype;
    std::string origin; ///< "λ = 0", "λ = 0.4", "random"
    double predictedMs = 0;
    double measuredMs = 0;
    std::vector<double> accuracies; ///< on test images, one a training seed
    std::int64_t parameters = 0;

    [[nodiscard]] double accuracy() const; ///< mean
};

struct MainJobResult {
    int samples = 0; ///< architectures measured
    options::FitResult fit;
    double lambda = 0; ///< the chosen one
    double predictedSaving = 0;
    bool savingReached =
        false; ///< false: no λ of the grid is predicted to save as much as wanted; the largest saving is taken
    std::vector<options::SearchedCell> searches; ///< what the search at each λ ended with
    std::vector<ScoredCell> pool; ///< what the choice was made from
    std::vector<LambdaChoice> choices; ///< by the grid's λ
    std::vector<MainJobCell> cells; ///< λ = 0, chosen, random...
    double searchMinutes = 0; ///< measuring, fitting, searching
    double trainingMinutes = 0;
    std::filesystem::path front;
    std::filesystem::path picture;
    std::filesystem::path onnx;

    [[nodiscard]] double latencySaving() const; ///< measured, fraction of one
    [[nodiscard]] double accuracyGap() const; ///< acc(λ = 0) − acc(λ > 0)
    [[nodiscard]] double randomAccuracyGap() const; ///< acc(λ > 0) − mean(random)
    /// How many random cells the chosen one beats.
    [[nodiscard]] int betterThanRandom() const;
    /// Standard deviation between training seeds, pooled over the cells; NaN for one seed.
    [[nodiscard]] double seedDeviation() const;
};

/// Called as each step begins: its number, of how many, and a title for people.
using StepStarted = std::function<JobSink&(int step, int steps, const std::string& title, std::int64_t run)>;

/// Runs all of it in `project`. What an earlier, interrupted call has stored is not repeated: measurements are found
/// again, and a run that stands Interrupted is resumed. Throws the Error of the step that failed.
MainJobResult runMainJob(
    store::Project& project, const MainJobOptions& options, const StepStarted& started, std::stop_token stop = {});

/// The options of `bench.sh main-job`: what half an hour on two cores can decide.
MainJobOptions mainJobOptions();

/// The options of `paretoscope-cli demo` and of the window's guided first run: a few minutes on two cores.
MainJobOptions demoOptions();

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/options/checks.h"
#include "core/options/training_recipe.h"
#include "core/records/run.h"

namespace paretoscope::options {

/// Cells within this share of a cell's latency are of the same latency.
inline constexpr double sameLatency = 0.025;

struct TrainedCell {
    std::string genotype;
    std::int64_t parameters = 0;
    std::vector<double> accuracies; ///< one a training seed; none where it was dropped
    std::vector<double> crossEntropies;
    std::vector<double> tailLosses; ///< search::Training::tailLoss(), one a training seed
    bool dropped = false; ///< at a rung before the last
};

template <typename Fields>
void describe(Fields& fields, TrainedCell& r) {
    fields("genotype", r.genotype);
    fields("parameters", r.parameters);
    fields("accuracies", r.accuracies);
    fields("cross_entropies", r.crossEntropies);
    fields("tail_losses", r.tailLosses);
    fields("dropped", r.dropped);
}

struct TrainResult {
    std::string protocol; ///< id of the accuracies' protocol
    std::string protocolTitle;
    int steps = 0;
    std::int64_t testImages = 0;
    double stepMs = std::numeric_limits<double>::quiet_NaN(); ///< median of one network's steps
    int atOnce = 0; ///< networks that could train beside each other
    std::vector<TrainedCell> cells; ///< of the genotypes, in their order
    std::string computedOn; ///< nn::Executor::name()
};

template <typename Fields>
void describe(Fields& fields, TrainResult& r) {
    fields("protocol", r.protocol);
    fields("protocol_title", r.protocolTitle);
    fields("steps", r.steps);
    fields("test_images", r.testImages);
    fields("step_ms", r.stepMs);
    fields("at_once", r.atOnce);
    fields("cells", r.cells);
    fields("computed_on", r.computedOn);
}

/// Train architectures from scratch for equal steps, which is what compares cells fairly.
struct TrainConfig : TrainingRecipe {
    using Result = TrainResult;
    static constexpr records::JobKind kind = records::JobKind::Train;

    NetworkConfig network;
    DataConfig data;
    std::vector<std::string> genotypes; ///< text or published names
    std::vector<int> rungs{defaults::trainSteps}; ///< steps after which the worse ones leave (successive halving); the
                                                  ///< last is the full length
    double keep = 0.5; ///< share that goes on after a rung
    std::uint64_t seed = 1; ///< of weights, order and augmentation: the same batches for every architecture
    std::string on = anyComputer; ///< what computes, as computeOnFrom() reads it
    int repeats = 1; ///< training seeds: seed, seed + 1, ...
    bool onValidation = false; ///< the final score too is on validation images: to choose by; test images stay unseen
    int randomCells = 0; ///< so many of the genotypes, the last ones, were drawn at random as a yardstick for others:
                         ///< their candidates say so (records::Origin::Random)

    bool operator==(const TrainConfig&) const = default;

    [[nodiscard]] int steps() const { return rungs.back(); }
    [[nodiscard]] Augmentation imageAugmentation() const { return augmentationFor(augmentation, network.shape); }
    /// Learning rate of step `step` (0-based).
    [[nodiscard]] double learningRateAt(int step) const;
};

template <typename Fields>
void describe(Fields& fields, TrainConfig& c) {
    fields(Option("network"), c.network);
    fields(Option("data"), c.data);
    fields(genotypesOption("genotypes", "genotype texts, published names, #N of front, or files"), c.genotypes);
    fields(Option("rungs")
               .between(1, defaults::mostSteps)
               .notEmpty()
               .flag("--steps", "training steps; several numbers halve the field at each")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Steps"),
                   QT_TRANSLATE_NOOP("JobOptions", "Several rising numbers halve the field at each")),
        c.rungs);
    fields(Option("keep").above(0).atMost(1).flag("--keep", "share that goes on after a rung"), c.keep);
    describeRecipe(fields, c);
    fields(computeOnOption(), c.on);
    fields(seedOption(), c.seed);
    fields(Option("repeats")
               .between(1, 100)
               .flag("--repeats", "training seeds")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Training seeds")),
        c.repeats);
    fields(Option("on_validation")
               .flag("--on-validation", "score on validation images, to choose by; test images stay unseen"),
        c.onValidation);
    fields(Option("random_cells").atLeast(0), c.randomCells);
}

/// How many of so many cells go on after a rung that keeps the share `keep`: at least one.
inline std::size_t keptAfterRung(double keep, std::size_t cells) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(keep * static_cast<double>(cells) - 1e-9)));
}

inline JobDescription about(const TrainConfig&) {
    return {"train architectures from scratch for equal steps",
        "paretoscope-cli train DARTS_V2 PC_DARTS_cifar --steps 300\n"
        "paretoscope-cli train DARTS_V2 --steps 640 --cutout 4 --drop-path 0.2 --auxiliary-weight 0.4\n"
        "paretoscope-cli train DARTS_V2 --preset darts-cifar --epochs 100\n"
        "paretoscope-cli train CELL1 CELL2 CELL3 CELL4 --steps 75 300 640   (successive halving)",
        QT_TRANSLATE_NOOP("JobOptions", "Train")};
}

inline std::string titleOf(const TrainConfig& c) {
    return "train " + std::to_string(c.genotypes.size()) + (c.genotypes.size() == 1 ? " cell" : " cells") + " for "
        + std::to_string(c.steps()) + " steps, " + titleOf(c.network);
}

/// What a training of one network needs; check() also that a job has something to train.
void checkTraining(const TrainConfig& config);

inline void check(const TrainConfig& c) {
    checkTraining(c);
    if (c.genotypes.empty()) {
        refuse("genotypes", "empty", "one or more genotypes or published names");
    }
    if (std::cmp_greater(c.randomCells, c.genotypes.size())) {
        refuse("random_cells", std::to_string(c.randomCells), "at most as many as there are genotypes");
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/options/option.h"

namespace paretoscope::options {

/// One training of an exploration, with why it was made.
struct ExploredTraining {
    std::string genotype;
    int steps = 0;
    std::uint64_t seed = 0;
    int round = 0; ///< −1: the project held it before
    std::string reason; ///< explore::reasonName()
    std::string deviceSetting; ///< that the target is of; empty for one that was known
    double targetMs = std::numeric_limits<double>::quiet_NaN(); ///< latency it is to be good at; NaN: none
    double expected = std::numeric_limits<double>::quiet_NaN(); ///< label; NaN where nothing was expected
    double deviation = std::numeric_limits<double>::quiet_NaN();
    double label = 0; ///< −(crossEntropy + tailLoss) / 2
    double tailLoss = 0; ///< search::Training::tailLoss()
    double crossEntropy = 0; ///< on validation images, nats
    double accuracy = 0; ///< on validation images
};

template <typename Fields>
void describe(Fields& fields, ExploredTraining& r) {
    fields("genotype", r.genotype);
    fields("steps", r.steps);
    fields("seed", r.seed);
    fields("round", r.round);
    fields("reason", r.reason);
    fields("device_setting", r.deviceSetting);
    fields("target_ms", r.targetMs);
    fields("expected", r.expected);
    fields("deviation", r.deviation);
    fields("label", r.label);
    fields("tail_loss", r.tailLoss);
    fields("cross_entropy", r.crossEntropy);
    fields("accuracy", r.accuracy);
}

/// A trained cell on one device setting, and what is expected of it at the most steps: never a single training's score.
struct ExploredCell {
    std::string genotype;
    double latencyMs = 0; ///< predicted
    double expected = 0; ///< label
    double deviation = 0; ///< of what is expected
    double accuracy = 0; ///< expected, on validation images
    double accuracyDeviation = 0;
};

template <typename Fields>
void describe(Fields& fields, ExploredCell& r) {
    fields("genotype", r.genotype);
    fields("latency_ms", r.latencyMs);
    fields("expected", r.expected);
    fields("deviation", r.deviation);
    fields("accuracy", r.accuracy);
    fields("accuracy_deviation", r.accuracyDeviation);
}

/// The best cell for an aim on one device setting.
struct ExploredChoice {
    std::string aim; ///< "λ = 0.1", "3.5 ms", "saving 25 %"
    double lambda = std::numeric_limits<double>::quiet_NaN(); ///< NaN where the aim is no price
    double limitMs = std::numeric_limits<double>::quiet_NaN(); ///< NaN where the aim is a price
    bool reached = false; ///< false: no trained cell is that fast, and there is no choice
    ExploredCell cell;
    /// Cells that cannot be told from it: expected less than one standard deviation (of the difference) below, fastest
    /// first; without the cell itself.
    std::vector<ExploredCell> tied;
    /// What the aim costs against the best cell at no price: expected label of that less this one's, and the standard
    /// deviation of the difference.
    double loss = 0;
    double lossDeviation = 0;
};

template <typename Fields>
void describe(Fields& fields, ExploredChoice& r) {
    fields("aim", r.aim);
    fields("lambda", r.lambda);
    fields("limit_ms", r.limitMs);
    fields("reached", r.reached);
    fields("cell", r.cell);
    fields("tied", r.tied);
    fields("loss", r.loss);
    fields("loss_deviation", r.lossDeviation);
}

/// How a trait of cells changes the label at equal latency, as far as the trainings tell (surrogate::Effect).
struct ExploredEffect {
    std::string trait;
    double perUnit = 0;
    double deviation = 0; ///< of perUnit
    double spread = 0; ///< of the trait among cells of equal latency
};

template <typename Fields>
void describe(Fields& fields, ExploredEffect& r) {
    fields("trait", r.trait);
    fields("per_unit", r.perUnit);
    fields("deviation", r.deviation);
    fields("spread", r.spread);
}

struct ExploredSetting {
    std::string deviceSetting;
    std::int64_t predictor = 0; ///< id
    double referenceMs = 0; ///< what a price refers to
    std::vector<ExploredChoice> choices; ///< first that of λ = 0, the best cell at no price
    std::vector<ExploredCell> front; ///< trained cells that none is expected to beat, fastest first
    std::vector<ExploredEffect> effects;
};

template <typename Fields>
void describe(Fields& fields, ExploredSetting& r) {
    fields("device_setting", r.deviceSetting);
    fields("predictor", r.predictor);
    fields("reference_ms", r.referenceMs);
    fields("choices", r.choices);
    fields("front", r.front);
    fields("effects", r.effects);
}

/// How well labels of cells are predicted from all other cells' (surrogate::HeldOutReport).
struct ExploredReport {
    int steps = 0;
    int trainings = 0;
    double tau = std::numeric_limits<double>::quiet_NaN(); ///< Kendall's τ-b of labels and predictions
    double within90 = std::numeric_limits<double>::quiet_NaN(); ///< share inside the predicted 90 % interval
    std::string protocol; ///< of accuracies after so many steps
};

template <typename Fields>
void describe(Fields& fields, ExploredReport& r) {
    fields("steps", r.steps);
    fields("trainings", r.trainings);
    fields("tau", r.tau);
    fields("within_90", r.within90);
    fields("protocol", r.protocol);
}

struct ExploreResult {
    std::string images;
    int cells = 0; ///< different ones that have been trained
    int known = 0; ///< trainings that the project held before
    double spent = 0; ///< on the others, in trainings of the fewest steps
    double budget = 0; ///< the same unit
    double minutes = 0; ///< of training, over all attempts
    int estimated = 0; ///< cells with an estimated accuracy
    std::vector<ExploredReport> reports; ///< one for each number of steps
    std::vector<ExploredSetting> settings;
    std::vector<ExploredTraining> trainings;
    std::string computedOn; ///< nn::Executor::name() of the last attempt
};

template <typename Fields>
void describe(Fields& fields, ExploreResult& r) {
    fields("images", r.images);
    fields("cells", r.cells);
    fields("known", r.known);
    fields("spent", r.spent);
    fields("budget", r.budget);
    fields("minutes", r.minutes);
    fields("estimated", r.estimated);
    fields("reports", r.reports);
    fields("settings", r.settings);
    fields("trainings", r.trainings);
    fields("computed_on", r.computedOn);
}

}

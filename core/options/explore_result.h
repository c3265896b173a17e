// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/base/member_fields.h"
#include "core/options/option.h"

namespace paretoscope::options {

/// What an exploration learns from, its label of a training. Both are means of one loss in nats over images, thousands
/// of new ones and the last batches of the training, so their mean is one as well, with less noise than either. No
/// statistic of other cells takes part: labels of one protocol are comparable whatever else was trained and whichever
/// run trained it, and a price of latency is in nats of trained cross entropy.
constexpr double labelOf(double crossEntropy, double tailLoss) {
    return -(crossEntropy + tailLoss) / 2;
}

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
    double label = 0; ///< labelOf()
    double tailLoss = 0; ///< search::Training::tailLoss()
    double crossEntropy = 0; ///< on validation images, nats
    double accuracy = 0; ///< on validation images
};

PARETOSCOPE_FIELDS(ExploredTraining, genotype, steps, seed, round, reason, deviceSetting, targetMs, expected, deviation,
    label, tailLoss, crossEntropy, accuracy)

/// A cell on one device setting, and what is expected of it at the most steps: never a single training's score.
struct ExploredCell {
    std::string genotype;
    double latencyMs = 0; ///< predicted
    double expected = 0; ///< in units of the label (explore::Exploration::estimate())
    double deviation = 0; ///< of what is expected
    double accuracy = 0; ///< expected, on validation images
    double accuracyDeviation = 0;
};

PARETOSCOPE_FIELDS(ExploredCell, genotype, latencyMs, expected, deviation, accuracy, accuracyDeviation)

/// The best cell for an aim on one device setting.
struct ExploredChoice {
    std::string aim; ///< "λ = 0.1", "3.5 ms", "saving 25 %"
    double lambda = std::numeric_limits<double>::quiet_NaN(); ///< NaN where the aim is no price
    double limitMs = std::numeric_limits<double>::quiet_NaN(); ///< NaN where the aim is a price
    bool reached = false; ///< false: no trained cell is that fast, and there is no choice
    ExploredCell cell;
    /// Cells of which less than one standard deviation (of the difference) less is expected, fastest first; without the
    /// cell itself.
    std::vector<ExploredCell> tied;
    /// What the aim costs against the best cell at no price: what is expected of that less what is of this one, and the
    /// standard deviation of the difference.
    double loss = 0;
    double lossDeviation = 0;
};

PARETOSCOPE_FIELDS(ExploredChoice, aim, lambda, limitMs, reached, cell, tied, loss, lossDeviation)

/// How a trait of cells changes the label at equal latency, as far as the trainings tell (surrogate::Effect).
struct ExploredEffect {
    std::string trait;
    double perUnit = 0;
    double deviation = 0; ///< of perUnit
    double spread = 0; ///< of the trait among cells of equal latency
};

PARETOSCOPE_FIELDS(ExploredEffect, trait, perUnit, deviation, spread)

struct ExploredSetting {
    std::string deviceSetting;
    std::int64_t predictor = 0; ///< id
    double referenceMs = 0; ///< what a price refers to
    std::vector<ExploredChoice> choices; ///< first that of λ = 0, the best cell at no price
    std::vector<ExploredCell> front; ///< cells, trained or not, that none is expected to beat, fastest first
    std::vector<ExploredEffect> effects;
};

PARETOSCOPE_FIELDS(ExploredSetting, deviceSetting, predictor, referenceMs, choices, front, effects)

/// How well labels of cells are predicted from all other cells' (surrogate::HeldOutReport); NaN where trainings are too
/// few to tell.
struct ExploredReport {
    int steps = 0;
    int trainings = 0;
    double tau = std::numeric_limits<double>::quiet_NaN(); ///< Kendall's τ-b of labels and predictions
    double within90 = std::numeric_limits<double>::quiet_NaN(); ///< share inside the predicted 90 % interval
    std::string protocol; ///< of accuracies after so many steps
};

PARETOSCOPE_FIELDS(ExploredReport, steps, trainings, tau, within90, protocol)

struct ExploreResult {
    std::string images;
    int cells = 0; ///< different ones that have been trained
    int known = 0; ///< trainings that the project held before
    double spent = 0; ///< on the others, in trainings of the fewest steps
    double budget = 0; ///< the same unit
    double minutes = 0; ///< of training, over all attempts
    int estimated = 0; ///< cells with an estimated accuracy
    std::vector<ExploredReport> reports; ///< one for each number of steps; expected accuracies are of the last one's
    std::vector<ExploredSetting> settings;
    std::vector<ExploredTraining> trainings;
    std::string computedOn; ///< nn::Executor::name() of the last attempt
};

PARETOSCOPE_FIELDS(
    ExploreResult, images, cells, known, spent, budget, minutes, estimated, reports, settings, trainings, computedOn)

}

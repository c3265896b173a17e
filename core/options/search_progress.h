// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "core/base/member_fields.h"

namespace paretoscope::options {

/// The numbers of one step of a search: in its progress, in what the window shows live, and in the stored history. NaN:
/// not known yet.
struct StepMetrics {
    double trainLoss = 0; ///< CE of the mixture on the step's training batch, nats
    double trainAccuracy = 0; ///< of the mixture, running mean, fraction of one
    double validationLoss = 0; ///< CE of the mixture on the architecture's batch, NaN in the warm-up
    double validationAccuracy = 0; ///< of the mixture, running mean
    double lambda = 0;
    double latencyMs = 0; ///< expected latency of the current distribution, NaN without a predictor
    double entropy = 1; ///< of α, mean over the edges, normalised: 1 = uniform
    double stepMs = 0; ///< of this step
};

template <typename Fields>
void describe(Fields& fields, StepMetrics& m) {
    fields("train_loss", m.trainLoss);
    fields("validation_loss", m.validationLoss);
    fields("train_accuracy", m.trainAccuracy);
    fields("validation_accuracy", m.validationAccuracy);
    fields("lambda", m.lambda);
    fields("alpha_entropy", m.entropy);
    fields("latency_ms", m.latencyMs);
    fields("step_ms", m.stepMs);
}

/// softmax(α) of one kind of cell, for the heat map.
struct AlphaTable {
    std::string cell; ///< "normal", "reduction"
    std::vector<std::string> operations; ///< one a column
    std::vector<std::vector<double>> weights; ///< edge × operation, each row sums to one

    bool operator==(const AlphaTable&) const = default;
};

PARETOSCOPE_FIELDS(AlphaTable, cell, operations, weights)

/// What a running search shows.
struct SearchSnapshot : StepMetrics {
    int epoch = 0;
    int epochs = 0;
    int step = 0; ///< within the run
    int steps = 0;
    double targetLatencyMs = std::numeric_limits<double>::quiet_NaN(); ///< NaN where λ is given
    double derivedLatencyMs = std::numeric_limits<double>::quiet_NaN(); ///< of the derived genotype
    int skipCount = 0; ///< skip connections in the derived genotype
    std::string genotype; ///< derived, space::identityText
    std::string deviceSetting; ///< whose latency the loss holds
    std::vector<AlphaTable> alpha;
};

template <typename Fields>
void describe(Fields& fields, SearchSnapshot& s) {
    describe(fields, static_cast<StepMetrics&>(s));
    fields("epoch", s.epoch);
    fields("epochs", s.epochs);
    fields("step", s.step);
    fields("steps", s.steps);
    fields("target_latency_ms", s.targetLatencyMs);
    fields("derived_latency_ms", s.derivedLatencyMs);
    fields("skip_count", s.skipCount);
    fields("genotype", s.genotype);
    fields("device_setting", s.deviceSetting);
    fields("alpha", s.alpha);
}

/// What records::HistoryPoint::values holds of a search's epoch.
struct SearchHistory : StepMetrics {
    int skips = 0;
    std::string genotype; ///< derived
    std::vector<std::vector<std::vector<double>>> alpha; ///< softmax(α): kind × edge × operation, rounded
};

template <typename Fields>
void describe(Fields& fields, SearchHistory& h) {
    describe(fields, static_cast<StepMetrics&>(h));
    fields("skips", h.skips);
    fields("genotype", h.genotype);
    fields("alpha", h.alpha);
}

/// As a history point holds it. What is missing is NaN. Throws Error (InvalidData).
SearchHistory searchHistoryFromJson(const std::string& text);
std::string toJson(const SearchHistory& history);

}

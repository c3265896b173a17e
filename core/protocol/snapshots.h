// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::protocol {

/// softmax(α) of one kind of cell, for the heat map.
struct AlphaTable {
    std::string cell; ///< "normal", "reduction"
    std::vector<std::string> operations; ///< one a column
    std::vector<std::vector<double>> weights; ///< edge × operation, each row sums to one

    bool operator==(const AlphaTable&) const = default;
};

/// What a running search shows: Snapshot::content of kind "search". Numbers that are not known yet are NaN.
struct SearchSnapshot {
    int epoch = 0;
    int epochs = 0;
    int step = 0; ///< within the run
    int steps = 0;
    double trainLoss = 0; ///< nats
    double validationLoss = 0; ///< nats, without the latency term
    double trainAccuracy = 0; ///< fraction of one
    double validationAccuracy = 0;
    double lambda = 0;
    double targetLatencyMs = 0; ///< NaN where λ is given
    double alphaEntropy = 0; ///< nats, mean over the edges
    double predictedLatencyMs = 0; ///< of the current mixture
    double derivedLatencyMs = 0; ///< of the derived genotype
    double stepMs = 0; ///< median time a step
    int skipCount = 0; ///< skip connections in the derived genotype
    std::string genotype; ///< derived, space::identityText
    std::string deviceSetting; ///< whose latency the loss holds
    std::vector<AlphaTable> alpha;
};

inline constexpr std::string_view searchSnapshotKind = "search";

std::string toJson(const SearchSnapshot& snapshot);
/// Throws Error (ProtocolViolation) where it is none.
SearchSnapshot searchSnapshotFromJson(std::string_view text);

}

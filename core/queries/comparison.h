// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/analysis/deployment.h"
#include "core/analysis/rank_matrix.h"
#include "core/analysis/shift_features.h"
#include "core/options/network.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// Which costs a comparison rests on.
enum class ComparisonSource : std::uint8_t {
    Stored, ///< measured or imported ones only
    Predicted, ///< predictions for random architectures, the same for all settings
    Filled, ///< stored ones, and predictions where a setting has none
};

struct ComparisonOptions {
    std::vector<records::DeviceSetting> settings; ///< empty: all that have such a cost of the network measured
    options::NetworkConfig network;
    ComparisonSource source = ComparisonSource::Stored;
    records::CostKind kind = records::CostKind::LatencyMs; ///< of predictions too
    int predicted = 2000; ///< random architectures, with ComparisonSource::Predicted
    std::uint64_t seed = 1;
    std::string protocol; ///< accuracy protocol for what deploying elsewhere costs; empty: not asked
    bool intervals = true;
    int shifts = 10; ///< architectures listed that differ most in rank
};

/// One setting's column and where it comes from.
struct ComparedSetting {
    records::DeviceSetting deviceSetting;
    std::string provenance; ///< "measured", "imported", "simulated", "predicted", or several joined by "+"
    std::int64_t architectures = 0; ///< with a number
    std::int64_t predicted = 0; ///< of them
};

struct Transfer {
    std::size_t frontOf = 0; ///< number of the setting whose front is taken
    std::size_t on = 0; ///< where it is run
    analysis::FrontTransfer loss;
};

/// What explains the differences between two settings' rankings.
struct ShiftReport {
    std::size_t a = 0; ///< numbers of the settings
    std::size_t b = 0;
    std::vector<analysis::RankShift> shifts; ///< of all architectures known on both
    std::vector<analysis::RankShift> largest; ///< those that differ most in rank, largest first
    analysis::NamedExplanation operations; ///< by how often each operation occurs
    analysis::NamedExplanation edges; ///< by which operation sits on which edge
};

/// `costs`: by setting, by architecture of one space, NaN where there is none; `largest`: how many to list.
ShiftReport explainShifts(std::span<const std::vector<double>> costs, std::span<const space::Genotype> genotypes,
    std::size_t a, std::size_t b, std::size_t largest);

struct Comparison {
    std::vector<ComparedSetting> settings;
    std::vector<space::Genotype> genotypes; ///< of all architectures
    std::vector<std::vector<double>> costs; ///< by setting, by architecture; NaN where there is none
    std::vector<double> accuracies; ///< by architecture; empty where no protocol was asked for
    analysis::RankMatrix ranks{0};
    std::vector<std::size_t> order; ///< settings, alike ones beside each other
    std::vector<Transfer> transfers; ///< all ordered pairs with at least 2 architectures of known accuracy
    std::optional<ShiftReport> shifts; ///< of the two settings that rank least alike
};

/// Throws Error: NotFound (a setting without measurements or predictor, named with what there is), InvalidValue (fewer
/// than two settings), NotEnoughData (no two settings share two architectures).
Comparison compareSettings(const store::Project& project, const ComparisonOptions& options);

/// JSON object with all of it but the raw columns.
std::string toJson(const Comparison& comparison);
/// τ-b of all pairs in the clustered order; header and rows for a terminal.
std::vector<std::vector<std::string>> matrixRows(const Comparison& comparison);
/// One line a pair, least alike first: τ, ρ, agreement with intervals, and what moving a front costs either way.
std::vector<std::vector<std::string>> pairRows(const Comparison& comparison);
/// The architectures that differ most in rank.
std::vector<std::vector<std::string>> shiftRows(const Comparison& comparison);
/// The operations, and edges with their operation, that explain it.
std::vector<std::vector<std::string>> effectRows(const Comparison& comparison);

}

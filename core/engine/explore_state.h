// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/explore/exploration.h"
#include "core/options/explore.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// What one training of a cell gave.
struct Outcome {
    double tailLoss = 0; ///< search::Training::tailLoss()
    double crossEntropy = 0; ///< on validation images, nats
    double accuracy = 0; ///< on the same
    std::uint64_t seed = 0;

    [[nodiscard]] explore::Label label() const { return {options::labelOf(crossEntropy, tailLoss), 0}; }
};

/// All that an exploration's run needs to go on, as its checkpoint keeps it.
struct ExploreState {
    std::vector<std::int64_t> predictors; ///< ids, one for each device setting
    std::map<int, std::string> protocols; ///< of accuracies, by steps
    nlohmann::json exploration; ///< explore::Exploration::toJson()
    std::map<std::size_t, Outcome> outcomes; ///< by index of the training; also of those of an incomplete round
    nlohmann::json partial = nlohmann::json::array(); ///< ExploreRound::partialJson()
    std::map<std::string, double> scores; ///< JacobianScores::known(); those of the run's network, images and seed
    double seconds = 0; ///< of training and choosing, over all attempts
    double scoringSeconds = 0; ///< before the first training
    bool hasBudget = false; ///< it was derived from the minutes and what trainings cost

    [[nodiscard]] std::string toJson() const;
    /// Throws Error (InvalidData).
    static ExploreState fromJson(const std::string& text);
};

/// The scores of other explorations of the same network, images (`dataSet`, that of the protocol of accuracies) and
/// seed. Throws as the store does; a run that is damaged is left out.
std::map<std::string, double> knownScores(
    const store::Project& project, const options::ExploreConfig& config, const std::string& dataSet);

/// A training that the project holds.
struct KnownTraining {
    explore::Training training;
    Outcome outcome;
};

/// Throws Error (InvalidData) where the outcomes are not those of the exploration's trainings.
void requireOutcomesOf(const ExploreState& state, const explore::Exploration& exploration);

/// Those under the protocols (by steps) that trainings and other explorations made, each cell, number of steps and seed
/// once, in the order in which they were made. `seed`: of repeat 0. Throws Error as the store
/// does. A run that is damaged is left out and told to `leftOut`.
std::vector<KnownTraining> knownTrainings(const store::Project& project, const std::map<int, std::string>& protocols,
    std::uint64_t seed, const std::function<void(const std::string&)>& leftOut);

}

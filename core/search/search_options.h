// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/protocol/defaults.h"
#include "core/space/architecture.h"
#include "core/space/search_space.h"

namespace paretoscope::search {

namespace defaults = protocol::defaults;

/// How the architecture gradient treats the weights (DARTS, section 2.3): as constant, or after one virtual training
/// step.
enum class GradientOrder : std::uint8_t { First, Second };

/// What keeps weight-free operations from winning early without fighting λ.
enum class CollapseGuard : std::uint8_t {
    None,
    AuxiliarySkip, ///< DARTS-minus: a skip beside every mixed operation, weight 1 falling to 0
    BetaRegularisation, ///< β-DARTS: weight · mean logsumexp(α) in the architecture loss, weight rising from 0
};

std::string_view name(GradientOrder order);
std::string_view name(CollapseGuard guard);
GradientOrder gradientOrderFromName(std::string_view name); ///< throws Error (UnknownName)
CollapseGuard collapseGuardFromName(std::string_view name);

/// SGD with momentum for weights; cosine from learningRate to minimumLearningRate over the run.
struct WeightOptimiser {
    double learningRate = defaults::weightLearningRate;
    double minimumLearningRate = 0;
    double momentum = 0.9;
    double weightDecay = 3e-4;
    double clipNorm = 5; ///< largest gradient norm, 0 = no clipping
};

/// Adam for α and β (DARTS: betas .5/.999, weight decay 1e-3).
struct ArchitectureOptimiser {
    double learningRate = defaults::architectureLearningRate;
    double beta1 = 0.5;
    double beta2 = 0.999;
    double weightDecay = 1e-3;
};

/// Everything a bilevel search does, but the data, the predictors and λ.
struct SearchOptions {
    space::SpaceId space{};
    space::Shape shape = defaults::smallShape();
    int partialChannels = 1; ///< K: 1/K of the channels pass the operations (PC-DARTS); 1 = all (DARTS)
    bool edgeWeights = false; ///< β per edge (PC-DARTS edge normalisation)
    GradientOrder order = GradientOrder::First;
    CollapseGuard guard = CollapseGuard::AuxiliarySkip;
    double guardStrength =
        0; ///< AuxiliarySkip: starting weight; BetaRegularisation: final weight; 0 = the guard's own default
    std::vector<space::Operation> forbidden; ///< never sampled, never derived: what a target cannot run
    int skipCap = 0; ///< most skips derived in a normal cell, 0 = no cap (P-DARTS uses 2; it fights λ)
    bool stopAtSkips = false; ///< at λ = 0 only: end when a cell derives >= 2 skips (DARTS+)

    int batchSize = defaults::batchSize;
    int trainingImages = defaults::trainImages / 2; ///< the first ones: for the weights
    int validationImages = defaults::trainImages / 2; ///< the next ones: for α and β
    int scoringImages = defaults::scoringImages; ///< the next ones: for one-shot scores only, 0 = no scores
    int warmUpSteps = defaults::warmUpSteps; ///< weight steps before α moves
    int searchSteps = defaults::searchSteps; ///< bilevel steps after them
    int epochSteps = defaults::epochSteps; ///< steps between two entries of the archive and checkpoints
    WeightOptimiser weights;
    ArchitectureOptimiser architecture;

    int encodingSamples = 8; ///< M: architectures sampled for one latency term
    int archiveSamples = 8; ///< architectures sampled into the archive at each epoch, beside the derived one
    std::uint64_t seed = 1;

    [[nodiscard]] int steps() const { return warmUpSteps + searchSteps; }
    [[nodiscard]] int epochs() const { return (steps() + epochSteps - 1) / epochSteps; }
    [[nodiscard]] int images() const { return trainingImages + validationImages + scoringImages; }
    /// The guard's weight at `step` of the run.
    [[nodiscard]] double guardWeight(int step) const;
    /// The weights' learning rate at `step` (cosine).
    [[nodiscard]] double learningRate(int step) const;
};

bool isForbidden(const SearchOptions& options, space::Operation operation);

/// Throws Error (InvalidValue) naming the option, its value and what is allowed.
void validate(const SearchOptions& options);

/// JSON with every option: what a checkpoint is compared by.
std::string toJson(const SearchOptions& options);

}

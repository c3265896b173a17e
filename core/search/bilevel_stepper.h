// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/data/batches.h"
#include "core/data/dataset.h"
#include "core/nn/optimisers.h"
#include "core/nn/supernet.h"
#include "core/search/bilevel_search.h"

namespace paretoscope::search {

/// Independent generators from one seed.
enum class Purpose : std::uint8_t { Weights, TrainingOrder, ValidationOrder, Encodings, Archive };
std::uint64_t seedFor(std::uint64_t seed, Purpose purpose);

/// What the steps of a bilevel search move: the supernet, its batches, both optimisers and the latency term's samples.
/// Part of BilevelSearch, to whose options and inputs it refers.
class BilevelStepper {
public:
    BilevelStepper(const options::SearchConfig& options, const BilevelSearch::Inputs& inputs,
        const data::SearchSplit& split, const data::Augmentation& augmentation);

    /// An architecture step, but for the warm-up, and a weight step. Throws Error (NumericalFailure).
    void take();
    /// The last step taken; its number is how many were.
    [[nodiscard]] const SearchStep& last() const { return now_; }
    [[nodiscard]] nn::Supernet& net() { return net_; }
    [[nodiscard]] const nn::Supernet& net() const { return net_; }

    /// What a checkpoint holds of it: arrays, and numbers by name.
    [[nodiscard]] std::vector<base::NamedArray> arrays() const;
    [[nodiscard]] nlohmann::ordered_json position() const;
    void restore(const std::vector<base::NamedArray>& arrays, const nlohmann::ordered_json& position);

private:
    data::Batch nextBatch(data::BatchStream& stream) const;
    void architectureStep(const data::Batch& trainingBatch);
    void weightStep(const data::Batch& batch);
    torch::Tensor validationLoss(const data::Batch& batch);
    std::vector<torch::Tensor> secondOrderGradient(
        const data::Batch& trainingBatch, const data::Batch& validationBatch);
    torch::Tensor latencyLoss();
    torch::Tensor guardLoss();
    void maskForbiddenOperations();
    void requireFinite(double value, const char* what) const;
    void shareState();
    [[nodiscard]] Collective& collective() const { return *inputs_.compute.collective; }

    const options::SearchConfig& options_;
    const BilevelSearch::Inputs& inputs_;
    nn::Supernet net_;
    data::BatchStream trainingStream_;
    data::BatchStream validationStream_;
    std::vector<torch::Tensor> runningStatistics_; ///< of net_
    std::unique_ptr<nn::Sgd> sgd_;
    std::unique_ptr<GradientAverage> weightGradients_;
    nn::Adam adam_;
    space::Random encodingRandom_;
    std::array<torch::Tensor, 2> validationNumbers_; ///< loss and accuracy of the last validation batch, not yet read
    SearchStep now_; ///< the step being taken
};

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include <torch/types.h>

#include "core/predictor/additive_part.h"
#include "core/predictor/features.h"

namespace paretoscope::predictor {

/// Weights [E, in, out] and biases [E, 1, out] of the members' layers.
struct ResidualLayers {
    torch::Tensor firstWeight; ///< [E, F, H]
    torch::Tensor firstBias;
    torch::Tensor secondWeight; ///< [E, H, H]
    torch::Tensor secondBias;
    torch::Tensor headWeight; ///< [E, H, 1]
    torch::Tensor headBias; ///< of the head and of the linear path
    torch::Tensor linearWeight; ///< [E, F, 1], past the hidden layers

    /// All of them in the order above, which is the order in which they are stored; sharing memory.
    [[nodiscard]] std::vector<torch::Tensor> list() const;
    static ResidualLayers fromList(const std::vector<torch::Tensor>& list);
};

/// A few small networks side by side that each say by which factor the additive part is off: exp(½ tanh(network)), so
/// never by more than exp(±½). All tensors float64.
struct ResidualEnsemble {
    static constexpr double bound = 0.5; ///< of the logarithm of the factor
    torch::Tensor mean; ///< [F] of the training inputs
    torch::Tensor scale; ///< [F] one over their deviation, 0 for a constant input
    ResidualLayers layers;

    [[nodiscard]] std::int64_t members() const { return layers.firstWeight.size(0); }
    /// [B, F] or, for other rows by member, [E, B, F] → [E, B], logarithm of the factor; differentiable.
    [[nodiscard]] torch::Tensor logFactors(const torch::Tensor& inputs) const;
};

struct ResidualOptions {
    int members = 5; ///< each keeps another 1/members of the samples for early stopping
    int hidden = 24;
    int steps = 400;
    int batchSize = 256;
    double learningRate = 5e-3;
    double leastGain = 0.03; ///< by how much of itself the held-back error must fall
    double leastDifference = 2e-4; ///< by how much it must fall at least: no stop-watch sees less
    std::uint64_t seed = 1;
};

/// Fits log(measured / additive) `targets` [N] on `inputs` [N, F]. The linear path starts at the ridge solution whose
/// strength predicts the held-back samples best, the head of the network at zero; each member stops where its own
/// held-back samples are predicted best, and nothing is returned where the held-back error of all members together
/// falls by less than `leastGain` or `leastDifference`. Throws Error (Interrupted).
std::optional<ResidualEnsemble> fitResidual(const torch::Tensor& inputs, const torch::Tensor& targets,
    const ResidualOptions& options, const std::stop_token& stop);

/// c0 + Σ c · counts (+ live costs) in ms, [B] float64; differentiable.
torch::Tensor additiveLatency(const AdditivePart& additive, const Features& features);

/// What the residual network sees, [B, residualInputCount]: all features, and the logarithm of the additive latency,
/// because overheads and caches go by the whole.
torch::Tensor residualInputs(const Features& features, const torch::Tensor& additiveMs);

std::int64_t residualInputCount(const EdgeGroups& groups);

}

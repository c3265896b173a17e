// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include <torch/types.h>

namespace paretoscope::predictor {

/// A few small networks side by side that each say by which factor the additive part is off: exp(½ tanh(network)), so
/// never by more than exp(±½). All tensors float64.
struct ResidualEnsemble {
    static constexpr double bound = 0.5; ///< of the logarithm of the factor
    torch::Tensor mean; ///< [F] of the training inputs
    torch::Tensor scale; ///< [F] one over their deviation, 0 for a constant input
    std::vector<torch::Tensor>
        layers; ///< weight [E, in, out] and bias [E, 1, out] of three layers, linear path [E, F, 1]

    [[nodiscard]] std::int64_t members() const { return layers.front().size(0); }
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

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <torch/types.h>

#include "core/space/genotype.h"

namespace paretoscope::predictor {

struct MlpBaselineOptions {
    int steps = 600;
    int batchSize = 32;
    double learningRate = 1e-3;
    std::uint64_t seed = 1;
};

/// The latency prediction module as LA-DARTS (Xu et al. 2020, section 3.2) describes it: the one-hot encoding into a
/// plain network. The paper names neither layers nor loss; here D-256-128-64-1 with ReLU, the logarithm of the latency
/// as standardised target, Huber loss, Adam with cosine. Only a yardstick: LatencyPredictor must beat it.
class MlpBaseline {
public:
    /// Fits on `latencyMs` (> 0) of `genotypes`, of one space. Throws Error (NotEnoughData) for fewer than 8, Error
    /// (InvalidValue) where lengths differ or a latency is not positive. Deterministic in the seed.
    MlpBaseline(std::span<const space::Genotype> genotypes, std::span<const double> latencyMs,
        const MlpBaselineOptions& options = {});

    [[nodiscard]] std::vector<double> predict(std::span<const space::Genotype> genotypes) const;

private:
    std::vector<torch::Tensor> weights_; ///< weight and bias of each layer
    double mean_ = 0; ///< of the logarithm of the training latencies
    double deviation_ = 1;
};

}

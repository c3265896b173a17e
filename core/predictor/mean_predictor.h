// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/predictor/latency_predictor.h"
#include "core/predictor/packed_features.h"

namespace paretoscope::predictor {

/// What LatencyPredictor::predict says, for hundreds of thousands of packed genotypes at once: means only, no gradient,
/// float32 inside (relative difference below 1e-5). Immutable; any thread may call.
class MeanPredictor {
public:
    explicit MeanPredictor(const LatencyPredictor& predictor);

    /// `packed`: genotypes one after the other, packedLength() bytes each (space::pack). Milliseconds, one a genotype.
    /// Throws Error (InvalidShape) where the bytes are no whole number of genotypes, Error (InvalidGenotype) on an
    /// operation that the space does not have.
    [[nodiscard]] std::vector<float> predict(std::span<const std::uint8_t> packed) const;
    [[nodiscard]] std::size_t packedLength() const { return features_.packedLength(); }

private:
    void predictBlock(std::span<const std::uint8_t> packed, std::span<float> ms) const;
    [[nodiscard]] torch::Tensor logFactor(const torch::Tensor& inputs) const;

    PackedFeatures features_;
    std::uint8_t operations_ = 0; ///< of the space
    float constantMs_ = 0;
    std::vector<float> costMs_;
    std::vector<float> liveCostMs_; ///< empty where live edges do not matter
    std::int64_t members_ = 0; ///< 0: no residual network
    // The residual network with its standardisation folded into the first layer; members side by side.
    torch::Tensor firstWeight_; ///< [F, E·H + E]: the first layers, then the linear paths
    torch::Tensor firstBias_; ///< [E·H + E]
    torch::Tensor secondWeight_; ///< [E, H, H]
    torch::Tensor secondBias_; ///< [E, 1, H]
    torch::Tensor headWeight_; ///< [E, H, 1]
};

}

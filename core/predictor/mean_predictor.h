// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/predictor/additive_part.h"
#include "core/predictor/packed_features.h"
#include "core/predictor/residual_kernel.h"
#include "core/predictor/stored_predictor.h"
#include "core/space/genotype.h"

namespace paretoscope::predictor {

/// What LatencyPredictor::predict says, without LibTorch: for a window that predicts one cell at once, and for hundreds
/// of thousands of packed genotypes. No gradient, float32 inside (relative difference below 1e-5). Immutable; any
/// thread may call.
class MeanPredictor {
public:
    explicit MeanPredictor(const StoredPredictor& predictor);
    /// From what the store keeps; throws Error (InvalidData) as storedPredictor() does.
    explicit MeanPredictor(std::span<const base::NamedArray> arrays);

    /// `packed`: genotypes one after the other, packedLength() bytes each (space::pack). Milliseconds, one a genotype.
    /// Throws Error (InvalidShape) where the bytes are no whole number of genotypes, Error (InvalidGenotype) on an
    /// operation that the space does not have.
    [[nodiscard]] std::vector<float> predict(std::span<const std::uint8_t> packed) const;
    /// Throws Error (InvalidGenotype) on one of another space.
    [[nodiscard]] UncertainLatency predict(const space::Genotype& genotype) const;
    [[nodiscard]] std::size_t packedLength() const { return features_.packedLength(); }
    [[nodiscard]] space::SpaceId space() const { return table_.space; }
    [[nodiscard]] const CostTable& costTable() const { return table_; }

private:
    class Block;
    void predictBlock(std::span<const std::uint8_t> packed, Block& block) const;

    PackedFeatures features_;
    CostTable table_;
    std::uint8_t operations_ = 0; ///< of the space
    float constantMs_ = 0;
    std::vector<float> costMs_;
    std::vector<float> liveCostMs_; ///< empty where live edges do not matter
    double relativeDeviation_ = 0;
    std::optional<ResidualKernel> residual_;
};

}

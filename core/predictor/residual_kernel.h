// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/predictor/stored_predictor.h"

namespace paretoscope::predictor {

/// The residual network in float32 for blocks of rows, without LibTorch: the members side by side, standardisation
/// folded into the first layer, widths padded to whole vectors. On x86 with AVX2 where the processor has it. Immutable;
/// any thread may call.
class ResidualKernel {
public:
    static constexpr std::size_t blockRows = 64; ///< inputs and hidden layers of a block stay in the first cache

    explicit ResidualKernel(const StoredResidual& residual);

    [[nodiscard]] std::size_t members() const { return members_; }
    [[nodiscard]] std::size_t inputs() const { return inputs_; }
    /// `inputs` [rows × inputs()], rows ≤ blockRows → `logFactors` [rows × members()], logarithms of the factor.
    void logFactors(std::span<const float> inputs, std::size_t rows, std::span<float> logFactors) const;

private:
    std::size_t members_;
    std::size_t inputs_;
    std::size_t hidden_; ///< padded
    std::size_t firstWidth_; ///< members × hidden, then the members' linear paths, padded
    std::vector<float> firstWeight_; ///< [inputs, firstWidth]
    std::vector<float> firstBias_; ///< [firstWidth]
    std::vector<float> secondWeight_; ///< [members, hidden, hidden]
    std::vector<float> secondBias_; ///< [members, hidden]
    std::vector<float> headWeight_; ///< [members, hidden]
};

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/array.h"
#include "core/predictor/additive_part.h"

namespace paretoscope::predictor {

/// A latency and how far it may be off (one standard deviation), in ms.
struct UncertainLatency {
    double ms = 0;
    double deviationMs = 0; ///< disagreement of the ensemble and error on held-out architectures together
};

/// The residual network's numbers, row-major; see ResidualEnsemble for what they do.
struct StoredResidual {
    static constexpr std::size_t layerCount = 7; ///< three weights with biases, then the linear path

    std::int64_t members = 0; ///< E
    std::int64_t inputs = 0; ///< F
    std::int64_t hidden = 0; ///< H
    std::vector<double> mean; ///< [F]
    std::vector<double> scale; ///< [F]
    std::array<std::vector<double>, layerCount> layers;

    /// [E,F,H], [E,1,H], [E,H,H], [E,1,H], [E,H,1], [E,1,1], [E,F,1].
    [[nodiscard]] std::vector<std::int64_t> layerShape(std::size_t layer) const;
};

/// What the store and the profiles keep of a latency predictor, as plain numbers: LatencyPredictor is built from it
/// with LibTorch, MeanPredictor without.
struct StoredPredictor {
    space::SpaceId space{};
    AdditivePart additive;
    std::optional<StoredResidual> residual;
    double relativeDeviation = 0; ///< of predictions on held-out architectures, fraction of one
};

/// Named arrays, the meaning of which is fixed by their `version`.
std::vector<base::NamedArray> toArrays(const StoredPredictor& predictor);

/// Inverse of toArrays, to the last bit. Throws Error (InvalidData) where an array is missing, damaged, of another
/// shape, not finite, or from a newer version.
StoredPredictor storedPredictor(std::span<const base::NamedArray> arrays);

}

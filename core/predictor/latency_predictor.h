// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <torch/types.h>

#include "core/predictor/residual.h"
#include "core/predictor/stored_predictor.h"
#include "core/space/genotype.h"

namespace paretoscope::predictor {

/// What a LatencyPredictor is made of.
struct PredictorParts {
    space::SpaceId space{};
    AdditivePart additive;
    std::optional<ResidualEnsemble> residual;
    double relativeDeviation = 0; ///< of predictions on held-out architectures, fraction of one
};

/// Latency of an architecture of one shape on one device setting, in ms, differentiable in its encoding:
///
///     latency(p) = (c0 + Σ_edges Σ_operations p·c) · exp(½ tanh(network(features(p))))
///
/// c in ms with c(edge, none) = 0 and c ≥ 0 (NAS-Bench-201: or, where measurements say so, ≥ c(edge, skip_connect),
/// because uncompiled networks compute the zeros of 'none'); the network is a small ensemble that is there only where
/// it helped on held-back architectures. LA-DARTS (Xu et al. 2020, section 3.2) feeds the one-hot encoding to a plain
/// network and does not publish its layers (that is MlpBaseline); an additive part in milliseconds needs ~10-40 times
/// fewer measurements.
///
/// Isomorphic genotypes (space::canonicalGenotype) have one prediction, by construction: edges that a renumbering of
/// the nodes exchanges share a cost, and every feature of the network is a sum, product or maximum that a renumbering
/// leaves alone. So hard rows, straight-through rows and genotypes agree, and no gradient is lost in a sort.
///
/// Immutable; copies share their arrays. Any thread may call.
class LatencyPredictor {
public:
    /// From the parts that a fit made; throws Error (InvalidData) where they do not fit together.
    explicit LatencyPredictor(PredictorParts parts);

    /// [B, encodingLength] float32 or float64, rows one-hot or soft (each edge's entries sum to 1) → [B] ms of the same
    /// type. Differentiable. Throws Error (InvalidShape) on another shape.
    [[nodiscard]] torch::Tensor predict(const torch::Tensor& encodings) const;
    /// The same for genotypes, without gradient. Throws Error (InvalidGenotype) on one of another space.
    [[nodiscard]] std::vector<double> predict(std::span<const space::Genotype> genotypes) const;
    [[nodiscard]] double predict(const space::Genotype& genotype) const;
    [[nodiscard]] std::vector<UncertainLatency> predictWithDeviation(std::span<const space::Genotype> genotypes) const;
    /// [B, encodingLength] → [B] ms by c0 + Σ p·c alone.
    [[nodiscard]] torch::Tensor predictAdditive(const torch::Tensor& encodings) const;

    [[nodiscard]] space::SpaceId space() const;
    [[nodiscard]] bool hasResidual() const;
    [[nodiscard]] CostTable costTable() const;
    [[nodiscard]] const AdditivePart& additive() const;

    [[nodiscard]] StoredPredictor stored() const;
    /// For the store and for profiles; fromArrays(toArrays()) predicts the same to the last bit.
    [[nodiscard]] std::vector<base::NamedArray> toArrays() const;
    /// Throws Error (InvalidData) where an array is missing, damaged, not finite, or from a newer version.
    static LatencyPredictor fromArrays(std::span<const base::NamedArray> arrays);

private:
    std::shared_ptr<const PredictorParts> parts_;
};

}

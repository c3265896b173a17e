// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "core/space/genotype.h"

namespace paretoscope::predictor {

class LatencyPredictor;

/// Index of the candidate whose measurement would tell the additive part most: the largest xᵀ(XᵀX + ridge)⁻¹x of its
/// counts of operations by group of edges, X being those of the known ones (D-optimal design, Fedorov 1972, one at a
/// time). At least one candidate; all of one space. Torch-free header.
std::size_t mostInformative(std::span<const space::Genotype> known, std::span<const space::Genotype> candidates);

/// Index of the candidate on which the residual networks of a predictor are furthest apart (query by committee, Seung
/// et al. 1992), relative to its latency: what to measure once the additive part is known. A predictor without residual
/// network disputes nothing: the first.
std::size_t mostDisputed(const LatencyPredictor& predictor, std::span<const space::Genotype> candidates);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <torch/types.h>

#include "core/predictor/features.h"
#include "core/space/genotype.h"

namespace paretoscope::predictor {

/// One-hot rows [B, encodingLength] float64. Throws Error (InvalidGenotype) on a genotype of another space.
torch::Tensor encodeRows(space::SpaceId space, std::span<const space::Genotype> genotypes);

/// What the additive part multiplies with its costs: [B, 1 + columns (+ columns of heard edges)] float64, a one,
/// counts and, where the space knows them, counts on heard edges: one kind of compiler is all that a handful of cells
/// can tell from none. Throws as encodeRows does.
torch::Tensor designRows(const EdgeGroups& groups, std::span<const space::Genotype> genotypes);

}

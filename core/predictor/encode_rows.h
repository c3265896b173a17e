// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <torch/types.h>

#include "core/space/genotype.h"

namespace paretoscope::predictor {

/// One-hot rows [B, encodingLength] float64. Throws Error (InvalidGenotype) on a genotype of another space.
torch::Tensor encodeRows(space::SpaceId space, std::span<const space::Genotype> genotypes);

}

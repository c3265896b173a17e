// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "core/predictor/edge_groups.h"

namespace paretoscope::predictor {

/// What a predictor sees of an encoding. All float64, differentiable, and equal for isomorphic genotypes to the last
/// bit: on one-hot rows every entry is a small integer.
struct Features {
    torch::Tensor counts; ///< [B, columns]: how often each operation sits on each group of edges
    torch::Tensor live; ///< [B, columns]: the same over edges on a path from input to output; undefined for DARTS,
                        ///< where every kept edge is on one
    torch::Tensor structure; ///< [B, S]: depths, shared sources, equal operations side by side, of each kind of cell
};

/// `encodings` [B, encodingLength] float64.
Features features(const EdgeGroups& groups, const torch::Tensor& encodings);

}

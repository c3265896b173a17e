// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include <torch/types.h>

#include "core/predictor/edge_groups.h"
#include "core/space/genotype.h"

namespace paretoscope::predictor {

/// What a predictor sees of an encoding. All float64, differentiable, and equal for isomorphic genotypes to the last
/// bit: on one-hot rows every entry is a small integer.
struct Features {
    torch::Tensor counts; ///< [B, columns]: how often each operation sits on each group of edges
    /// [B, 3 · columns]: counts of what compilers keep of a cell, by how thorough they are; undefined for DARTS, where
    /// every kept edge is on a path from input to output.
    ///  - live: edges on such a path. Where zeros are known to stay zeros, all else is dropped;
    ///  - heard: edges whose result reaches the output, though they may be given zeros: nothing else is dropped by a
    ///    compiler that only asks what is used (TensorFlow Lite);
    ///  - muted: operations that are alone at a node that the output does not hear. 'none' multiplies by zero, and that
    ///    factor vanishes into the weights of a single convolution before it, which then still runs.
    torch::Tensor live;
    torch::Tensor structure; ///< [B, S]: depths, shared sources, equal operations side by side, of each kind of cell
};

/// `encodings` [B, encodingLength] float64.
Features features(const EdgeGroups& groups, const torch::Tensor& encodings);

/// One-hot rows [B, encodingLength] float64. Throws Error (InvalidGenotype) on a genotype of another space.
torch::Tensor encodeRows(space::SpaceId space, std::span<const space::Genotype> genotypes);

/// What the additive part multiplies with its costs: [B, 1 + columns (+ columns of heard edges)] float64, a one,
/// counts and, where the space knows them, counts on heard edges: one kind of compiler is all that a handful of cells
/// can tell from none. Throws as encodeRows does.
torch::Tensor designRows(const EdgeGroups& groups, std::span<const space::Genotype> genotypes);

}

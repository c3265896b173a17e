// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <torch/types.h>

#include "core/space/genotype.h"

namespace paretoscope::search {

/// Samples for one latency term.
struct SampledEncodings {
    torch::Tensor encodings; ///< [M, encodingLength]: values are hard one-hot rows, gradients those of `soft`
    torch::Tensor soft; ///< [encodingLength]: the relaxed twin, differentiable in α and β
};

/// What the latency predictor sees of α (LA-DARTS does not say how α enters it): M architectures sampled from α, with
/// straight-through gradients, so that the predictor is only asked about architectures of the kind that it was fitted
/// on.
///
/// DARTS: p_e = softmax of α_e without 'none'; q = softmax over a node's edges of max_o log p_e(o) (+ log β_e). Two
/// edges a node by Gumbel-top-2 on log q, one operation each from p_e. The soft twin gives edge e the probability that
/// it is among the two, π_e = q_e + Σ_{j≠e} q_j q_e / (1 − q_j), its operations π_e p_e, and 'none' 1 − π_e.
/// NAS-Bench-201: one operation an edge, 'none' among them; the soft twin is softmax(α).
///
/// `alpha`: one tensor a kind of cell, [edges, operations], logits in the space's order; `beta`: empty, or one tensor a
/// kind, [edges], positive weights that sum to 1 over a node's edges (PC-DARTS edge normalisation). All on the CPU.
/// Throws Error (InvalidShape). The same generator state gives the same samples.
SampledEncodings sampleEncodings(space::SpaceId space, const std::vector<torch::Tensor>& alpha,
    const std::vector<torch::Tensor>& beta, int samples, space::Random& random);

/// The soft twin alone, [encodingLength].
torch::Tensor softEncoding(
    space::SpaceId space, const std::vector<torch::Tensor>& alpha, const std::vector<torch::Tensor>& beta);

}

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
/// straight-through gradients (hard − stop(soft) + soft), so that the predictor is only asked about architectures of
/// the kind that it was fitted on. The latency term is the mean of the M predictions.
///
/// DARTS: an edge's weights are softmax(α_e), as in the derivation; p_e is α_e's softmax without 'none'; q is the
/// softmax over a node's edges of the logarithm of each edge's largest weight, 'none' apart (+ log β_e). Two edges a
/// node by Gumbel-top-2 on log q (Kool et al. 2019: sampling without replacement), one operation each from p_e. The
/// soft twin gives edge e the probability that it is among the two, π_e = q_e + Σ_{j≠e} q_j q_e / (1 − q_j), its
/// operations π_e p_e, and 'none' 1 − π_e. NAS-Bench-201: one operation an edge, 'none' among them, by Gumbel-max; the
/// soft twin is softmax(α).
///
/// `alpha`: logits by kind of cell, [edges, operations] in the space's order (nn::Supernet::alphas); `beta`: positive
/// weights by kind, [edges], of which only ratios within a node count (nn::Supernet::edgeProbabilities, PC-DARTS edge
/// normalisation), or empty. float32 or float64, on the host. Throws Error (InvalidShape), Error (NumericalFailure)
/// where one is not finite, Error (InvalidValue) for samples < 1. The same generator state gives the same samples.
SampledEncodings sampleEncodings(space::SpaceId space, const std::vector<torch::Tensor>& alpha,
    const std::vector<torch::Tensor>& beta, int samples, space::Random& random);

/// The soft twin alone, [encodingLength].
torch::Tensor softEncoding(
    space::SpaceId space, const std::vector<torch::Tensor>& alpha, const std::vector<torch::Tensor>& beta);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/nn/supernet.h"
#include "core/search/collective.h"
#include "core/torch_headers.h"

namespace paretoscope::search {

/// A bilevel problem at one step. The losses are scalars over fixed batches, computed from the current contents of
/// `weights` and `architecture`; they must leave everything else (batch statistics, generators) as it was.
struct UnrolledProblem {
    std::vector<torch::Tensor> weights;
    std::vector<torch::Tensor> momentumBuffers; ///< as many as weights; empty = no momentum yet
    std::vector<torch::Tensor> architecture;
    /// The side is what the next gradients are taken of.
    std::function<torch::Tensor(nn::Side)> trainingLoss;
    std::function<torch::Tensor(nn::Side)> validationLoss;
    std::shared_ptr<Collective> collective = oneProcess(); ///< that the gradients are averaged over
    double learningRate = 0; ///< η, the weights' current learning rate
    double momentum = 0;
    double weightDecay = 0;
};

/// d L_val(w'(α), α) / dα with w' = w − η (momentum · buffer + ∇w L_tr + decay · w) (DARTS, Liu et al. 2019,
/// section 2.3, equations 7 and 8): ∇α L_val(w') − η [∇α L_tr(w⁺) − ∇α L_tr(w⁻)] / (2R), w± = w ± R ∇w' L_val(w'), R =
/// 0.01 / ‖∇w' L_val(w')‖; by architecture tensor. The weights hold exactly their old values afterwards, also where a
/// loss throws.
std::vector<torch::Tensor> unrolledGradient(const UnrolledProblem& problem);

}

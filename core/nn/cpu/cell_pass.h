// SPDX-License-Identifier: Apache-2.0
// Forward and backward pass of a whole mixed or discrete cell on the fused kernels, images in parallel (OpenMP). Exact:
// the sums of the stock cell in another order. Fuses the operations of DARTS (Liu et al. 2019), PC-DARTS (Xu et al.
// 2020) and NAS-Bench-201 (Dong & Yang 2020); docs/methods.md#fused-supernet says which.
#pragma once

#include <cstdint>
#include <vector>

#include "core/nn/cpu/cell_layout.h"
#include "core/nn/cpu/cell_scratch.h"

namespace paretoscope::nn::cpu {

/// Running statistics of one normalisation; by its channels.
template <class T>
struct RunningStatistics {
    T* mean;
    T* variance;
};

/// What a pass reads and where its output goes. All tensors contiguous, [batch, channels, height, width].
template <class T>
struct CellTensors {
    std::vector<const T*> inputs; ///< by input state
    std::vector<const T*> parameters; ///< by CellLayout::parameters
    std::vector<RunningStatistics<T>> running; ///< by CellLayout::norms
    const T* operationWeights; ///< [edges, operations], edge weights multiplied in
    const T* edgeWeights = nullptr; ///< [edges]; null: the bypass is summed unweighted
    std::vector<std::uint8_t> active; ///< [edges · operations]; 0 = not computed
    const T* pathScales = nullptr; ///< [edges, batch], what drop-path leaves of each path; null: all of it
    T* output; ///< [batch, SearchSpace::outputNodes() · channels, ...]
};

struct NormalisationRule {
    bool batchStatistics = true;
    bool updateRunning = true;
    double momentum = 0.1;
    double epsilon = 1e-5;
};

/// What the backward pass needs from the forward pass; the backward pass overwrites parts of it, so it serves once.
template <class T>
struct CellActivations {
    explicit CellActivations(const CellLayout& layout);
    RawBuffer numbers;
    RawBuffer arguments;
    std::vector<double> mean; ///< by channel of all normalisations
    std::vector<double> inverse; ///< 1 / √(variance + ε)
    bool batchStatistics = true;
    [[nodiscard]] T* at(std::size_t offset) const { return reinterpret_cast<T*>(numbers.data()) + offset; }
    [[nodiscard]] std::uint8_t* argument(std::size_t offset) const {
        return reinterpret_cast<std::uint8_t*>(arguments.data()) + offset;
    }
};

/// Where gradients go; null pointers and empty vectors are not computed.
template <class T>
struct CellGradients {
    const T* output; ///< dL/d output
    T* operationWeights = nullptr; ///< [edges, operations]; overwritten
    T* edgeWeights = nullptr; ///< [edges]; only what the bypass contributes
    std::vector<T*> parameters; ///< all or none; overwritten
    std::vector<T*> inputs; ///< by input state; overwritten
};

/// Throws nothing but std::bad_alloc. One pass at a time on one scratch.
template <class T>
void forwardCell(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
    const NormalisationRule& rule, CellActivations<T>& activations, CellScratch<T>& scratch);

template <class T>
void backwardCell(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
    CellActivations<T>& activations, const CellGradients<T>& gradients, CellScratch<T>& scratch);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/supernet_config.h"

namespace paretoscope::nn {

// What networks take on the fused kernels (core/nn/cpu), counted from the same layouts that these allocate from. Free
// of LibTorch, so that a window can say it before a job starts. Configurations, shapes and genotypes must be valid; any
// thread. A few milliseconds: the layouts are made, not the activations.

/// Measured, not counted: what the first step makes LibTorch and oneDNN load and keep.
inline constexpr std::int64_t firstStepBytes = 40LL << 20;

/// Peak bytes that search steps of one batch size take with `threads` threads, above what the process holds before the
/// supernet is built.
std::int64_t fusedSupernetBytes(const SupernetConfig& config, int batch, int threads);

/// A discrete network in training.
struct TrainingBytes {
    std::int64_t kept = 0; ///< until it is trained: weights, gradients, momentum and a checkpoint
    std::int64_t working = 0; ///< while it steps: activations and scratch; one that waits has given them back
};
/// `genotype` null: of the cell that takes most.
TrainingBytes fusedTrainingBytes(
    space::SpaceId space, const space::Shape& shape, const space::Genotype* genotype, int batch, int threads);

/// What search steps take on LibTorch's stock kernels, which keep each operator's output for the backward pass: an
/// estimate from the number of maps, not measured on any device.
std::int64_t stockSupernetBytes(const SupernetConfig& config, int batch);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <torch/types.h>

#include "core/data/batches.h"

namespace paretoscope::search {

/// Gradients of some parameters that become their means over the processes, while the backward pass goes on where that
/// can be done. For each step: begin(), the backward pass, finish(); gradients must have been cleared before. One
/// thread.
class GradientAverage {
public:
    virtual ~GradientAverage() = default;
    GradientAverage() = default;
    GradientAverage(const GradientAverage&) = delete;
    GradientAverage& operator=(const GradientAverage&) = delete;

    virtual void begin() = 0;
    virtual void finish() = 0;
};

/// The processes that take each step of a search or training together (data parallelism): each computes on its part of
/// every batch, gradients are averaged. All of them hold the same state, draw the same random numbers and decide alike,
/// from numbers that this makes the same, bit for bit, in all; normalisations see the statistics of a process' own
/// part.
///
/// All processes call the same functions in the same order, each from one thread at a time; a call returns when all
/// have made it.
class Collective {
public:
    virtual ~Collective() = default;
    Collective() = default;
    Collective(const Collective&) = delete;
    Collective& operator=(const Collective&) = delete;

    [[nodiscard]] virtual int rank() const = 0; ///< 0 .. size() - 1
    [[nodiscard]] virtual int size() const = 0;
    /// The gradients of all parameters that have one become their means over the processes.
    virtual void averageGradients(const std::vector<torch::Tensor>& parameters);
    /// The same for the backward passes of many steps. The parameters live as long as what this returns. At most one
    /// for each parameter.
    [[nodiscard]] virtual std::unique_ptr<GradientAverage> averaging(const std::vector<torch::Tensor>& parameters);
    /// Tensors become their means, in place.
    virtual void average(const std::vector<torch::Tensor>& tensors) = 0;
    /// Tensors become those of rank 0, in place.
    virtual void broadcast(const std::vector<torch::Tensor>& tensors) = 0;
    /// Numbers become their sums.
    virtual void sum(std::span<double> numbers) = 0;

    /// Whether this process is the one that reports and stores.
    [[nodiscard]] bool writes() const { return rank() == 0; }
    /// Which part of each batch is this process' own.
    [[nodiscard]] data::BatchPart part() const { return {.index = rank(), .count = size()}; }
    /// Whether this process takes piece `index` of work that is shared out whole.
    [[nodiscard]] bool takes(std::int64_t index) const { return index % size() == rank(); }
    [[nodiscard]] double mean(double number);
    [[nodiscard]] double ofFirst(double number); ///< rank 0's
    [[nodiscard]] bool any(bool condition);
    [[nodiscard]] std::string textOfFirst(std::string text); ///< rank 0's, of any length and of any bytes
    /// Ranks with another number than rank 0's, in order; the same in all.
    [[nodiscard]] std::vector<int> unlike(std::uint64_t number);
};

/// "rank 2", "ranks 1, 2".
std::string ranksText(const std::vector<int>& ranks);

/// This process alone: nothing is moved, nothing is added.
std::shared_ptr<Collective> oneProcess();

/// Throws Error (InvalidValue) in all processes that names those that were given other work than rank 0: `work` is all
/// that must be equal, `what` its name in the sentence ("search").
void requireSameWork(Collective& collective, const std::string& what, const std::string& work);

/// Throws Error (EngineFailure) in all processes that names those whose state is another than rank 0's.
void requireSameState(Collective& collective, std::uint64_t hash, const std::string& when);

}

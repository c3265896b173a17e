// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <torch/types.h>

#include "core/data/batches.h"

namespace paretoscope::search {

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
    virtual void averageGradients(const std::vector<torch::Tensor>& parameters) = 0;
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
};

/// This process alone: nothing is moved, nothing is added.
std::shared_ptr<Collective> oneProcess();

}

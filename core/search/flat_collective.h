// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "core/search/collective.h"

namespace paretoscope::search {

/// A collective over what can move one flat tensor of the host at a time: tensors of any device, shape and order go
/// through such buffers, one for all that are exchanged at once.
class FlatCollective final : public Collective {
public:
    using Wait = std::function<void()>;
    /// Begins to change the tensor in place, in all processes alike, bit for bit; what it returns waits until that is
    /// done. They are waited for in the order in which they were begun.
    using Exchange = std::function<Wait(torch::Tensor& flat)>;

    /// `reduce` makes numbers their sums over the processes, `spread` bytes those of rank 0.
    FlatCollective(int rank, int size, Exchange reduce, Exchange spread);

    /// One tensor of the host that holds all of these, which are of one type, in order. float32 of more than two
    /// processes becomes float64, so that the order in which a reduction sums shows in no bit of the mean.
    static torch::Tensor flatOf(const std::vector<torch::Tensor>& tensors, int processes);
    /// Divides sums by the number of processes and gives each tensor its own.
    static void giveMeans(torch::Tensor& flatSums, int processes, const std::vector<torch::Tensor>& tensors);

    [[nodiscard]] int rank() const override { return rank_; }
    [[nodiscard]] int size() const override { return size_; }
    [[nodiscard]] std::unique_ptr<GradientAverage> averaging(const std::vector<torch::Tensor>& parameters) override;
    void average(const std::vector<torch::Tensor>& tensors) override;
    void broadcast(const std::vector<torch::Tensor>& tensors) override;
    void sum(std::span<double> numbers) override;

private:
    int rank_;
    int size_;
    Exchange reduce_;
    Exchange spread_;
};

}

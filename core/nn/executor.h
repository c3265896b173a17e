// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <torch/types.h>

#include "core/nn/device_cell.h"
#include "core/nn/fused_cell.h"
#include "core/nn/optimisers.h"
#include "core/nn/search_cell.h"

namespace paretoscope::nn {

struct SupernetConfig;

/// What computes a supernet's cells: this program's kernels where they apply (see fused_cell.h), or LibTorch's alone.
/// Changes rounding and speed, nothing else.
enum class CellKernels : std::uint8_t { Fused, Stock };

/// The device that networks are searched and trained on, and what computes there. All that differs between devices is
/// asked of it; nothing else in search and training names one.
///
/// Weights, running statistics, batches, logits and the weights' optimiser live on the device. Random numbers are drawn
/// on the host, so that a seed means the same everywhere, and architecture parameters stay there: a few hundred numbers
/// that λ, the latency predictor and the archive read at each step. Any thread; LibTorch's exceptions pass through.
class Executor {
public:
    virtual ~Executor() = default;
    Executor() = default;
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;

    /// What computes, for people: "cpu", "gpu0 (NVIDIA H200)".
    [[nodiscard]] virtual std::string name() const = 0;
    /// Threads of this computer that a step keeps busy; 0 where they mostly wait for a device.
    [[nodiscard]] virtual int hostThreads() const = 0;

    /// A tensor of the host on the device; differentiable. May return before the copy is done: what is computed from it
    /// waits.
    [[nodiscard]] virtual torch::Tensor place(const torch::Tensor& host) const = 0;
    /// Returns when the device has done all it was asked to: before a clock is read.
    virtual void synchronize() const = 0;

    /// The order of images and convolution weights that a supernet's cells prefer.
    [[nodiscard]] virtual torch::MemoryFormat memoryFormat(const SupernetConfig& config) const = 0;
    /// A cell of a supernet. Its tensors are drawn on the host; the supernet places them (Tensor::set_data).
    [[nodiscard]] virtual std::unique_ptr<SearchCell> makeSearchCell(
        const CellSpec& spec, torch::Generator generator) const = 0;
    /// A cell of a network in training, over placed tensors; see fused_cell.h. Null: it is computed operator by
    /// operator.
    [[nodiscard]] virtual std::unique_ptr<DiscreteCell> makeDiscreteCell(
        const CellSpec& spec, const TensorOfName& tensorOf) const = 0;
    /// The optimiser of placed weights.
    [[nodiscard]] virtual std::unique_ptr<Sgd> makeSgd(
        std::vector<torch::Tensor> weights, const Sgd::Options& options) const = 0;

    /// How many small networks are best trained at once, each on a thread that called prepareThread() first.
    [[nodiscard]] virtual int networksAtOnce() const = 0;
    virtual void prepareThread() const = 0;

    /// Bytes of the device's memory that can be had now; -1 where that is not known.
    [[nodiscard]] virtual std::int64_t availableBytes() const = 0;
    /// Peak bytes there that search steps of one batch size take, above what the process holds before the supernet is
    /// built.
    [[nodiscard]] virtual std::int64_t searchBytes(const SupernetConfig& config, int batch) const = 0;
};

/// This computer's processor, with as many threads as LibTorch uses.
std::shared_ptr<const Executor> cpuExecutor(CellKernels kernels = CellKernels::Fused);

/// A device of LibTorch's, computed on by its stock kernels, one after another: a GPU, or any other whose kernels are
/// loaded. With `launch` a search's cells are computed by this program's kernels (device_cell.h) instead. The host runs
/// ahead and waits in synchronize(), or where it reads a number. One network at a time, on
/// the device's current stream. `name`: what name() says. Over torch::kCPU it computes as
/// cpuExecutor(CellKernels::Stock) does without `launch`, bit for bit, but for one network at once.
std::shared_ptr<const Executor> deviceExecutor(torch::Device device, std::string name, CellLaunch launch = {});

}

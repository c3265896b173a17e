// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include "core/base/memory.h"
#include "core/nn/executor.h"
#include "core/nn/memory_plan.h"
#include "core/nn/stock_format.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {
namespace {

class DeviceExecutor final : public Executor {
public:
    DeviceExecutor(torch::Device device, std::string name, CellLaunch launch)
        : device_(device)
        , name_(std::move(name))
        , launch_(std::move(launch)) { }

    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] int hostThreads() const override { return device_.is_cpu() ? at::get_num_threads() : 0; }

    /// Of pageable memory the driver takes a copy before it returns, pinned memory is kept by LibTorch until it was
    /// read: not to wait is safe for both.
    [[nodiscard]] torch::Tensor place(const torch::Tensor& host) const override {
        return host.to(device_, host.scalar_type(), /*non_blocking=*/true);
    }
    void synchronize() const override {
        if (!device_.is_cpu()) { // whose operators return when they are done
            c10::impl::VirtualGuardImpl(device_.type()).synchronizeDevice(device_.index());
        }
    }

    /// On a GPU NCHW, whose depthwise kernels are LibTorch's own; channels-last would hand them to cuDNN, whose cost
    /// for so few channels has not been measured.
    [[nodiscard]] torch::MemoryFormat memoryFormat(const SupernetConfig& config) const override {
        return device_.is_cpu() && !launch_ ? stockFormatOnCpu(config) : torch::MemoryFormat::Contiguous;
    }
    [[nodiscard]] std::unique_ptr<SearchCell> makeSearchCell(
        const CellSpec& spec, torch::Generator generator) const override {
        return launch_ ? makeDeviceCell(spec, std::move(generator), launch_)
                       : makeSharedCell(spec, std::move(generator));
    }
    [[nodiscard]] std::unique_ptr<DiscreteCell> makeDiscreteCell(
        const CellSpec& /*spec*/, const TensorOfName& /*tensorOf*/) const override {
        return nullptr;
    }
    [[nodiscard]] std::unique_ptr<Sgd> makeSgd(
        std::vector<torch::Tensor> weights, const Sgd::Options& options) const override {
        return device_.is_cpu() ? std::make_unique<Sgd>(std::move(weights), options)
                                : std::make_unique<DeviceSgd>(std::move(weights), options);
    }

    /// They would share one stream.
    [[nodiscard]] int networksAtOnce() const override { return 1; }
    void prepareThread() const override { }

    [[nodiscard]] std::int64_t availableBytes() const override {
        if (device_.is_cpu()) {
            return base::availableMemory();
        }
        if (!device_.is_cuda()) {
            return -1;
        }
        at::accelerator::emptyCache(); // what an earlier job of this process used can be had too
        return static_cast<std::int64_t>(at::accelerator::getMemoryInfo(device_.index()).first);
    }
    [[nodiscard]] std::int64_t searchBytes(const SupernetConfig& config, int batch) const override {
        return stockSupernetBytes(config, batch);
    }

private:
    torch::Device device_;
    std::string name_;
    CellLaunch launch_;
};

}

std::shared_ptr<const Executor> deviceExecutor(torch::Device device, std::string name, CellLaunch launch) {
    return std::make_shared<DeviceExecutor>(device, std::move(name), std::move(launch));
}

}

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <thread>

#include <ATen/Parallel.h>

#include "core/base/memory.h"
#include "core/nn/executor.h"
#include "core/nn/memory_plan.h"
#include "core/nn/stock_format.h"
#include "core/nn/supernet_config.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {
namespace {

class CpuExecutor final : public Executor {
public:
    explicit CpuExecutor(CellKernels kernels) : kernels_(kernels) { }

    [[nodiscard]] std::string name() const override { return "cpu"; }
    [[nodiscard]] int hostThreads() const override { return at::get_num_threads(); }
    [[nodiscard]] torch::Tensor place(const torch::Tensor& host) const override { return host; }
    void synchronize() const override { } // an operator returns when it is done

    /// The fused kernels support NCHW only.
    [[nodiscard]] torch::MemoryFormat memoryFormat(const SupernetConfig& config) const override {
        return kernels_ == CellKernels::Stock ? stockFormatOnCpu(config) : torch::MemoryFormat::Contiguous;
    }
    [[nodiscard]] std::unique_ptr<SearchCell> makeSearchCell(
        const CellSpec& spec, torch::Generator generator) const override {
        return kernels_ == CellKernels::Fused ? makeFusedCell(spec, std::move(generator))
                                              : makeSharedCell(spec, std::move(generator));
    }
    [[nodiscard]] std::unique_ptr<DiscreteCell> makeDiscreteCell(
        const CellSpec& spec, const TensorOfName& tensorOf) const override {
        return kernels_ == CellKernels::Fused ? nn::makeDiscreteCell(spec, tensorOf) : nullptr;
    }
    [[nodiscard]] std::unique_ptr<Sgd> makeSgd(
        std::vector<torch::Tensor> weights, const Sgd::Options& options) const override {
        return std::make_unique<Sgd>(std::move(weights), options);
    }

    /// One a core: a small network gains nothing from a second thread.
    [[nodiscard]] int networksAtOnce() const override {
        return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    }
    void prepareThread() const override {
        at::init_num_threads();
        at::set_num_threads(1);
    }

    [[nodiscard]] std::int64_t availableBytes() const override { return base::availableMemory(); }
    [[nodiscard]] std::int64_t searchBytes(const SupernetConfig& config, int batch) const override {
        return fusedSupernetBytes(config, batch, at::get_num_threads());
    }

private:
    CellKernels kernels_;
};

}

std::shared_ptr<const Executor> cpuExecutor(CellKernels kernels) {
    return std::make_shared<CpuExecutor>(kernels);
}

}

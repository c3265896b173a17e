// SPDX-License-Identifier: Apache-2.0
// The CUDA plug-in: streams, events and graphs of one process' GPUs, and this program's kernels for them.
#include <optional>
#include <utility>

#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAGuard.h>

#include "core/cuda/cell_kernels.h"
#include "core/device/gpu_runtime.h"

namespace paretoscope::cuda {

namespace {

class CudaWork final : public device::GpuWork {
public:
    CudaWork(std::function<void()> launch, bool asGraph) : launch_(std::move(launch)) {
        if (asGraph) {
            capture();
        }
    }

    double timeOnce() override {
        start_.record();
        if (graph_) {
            graph_->replay();
        } else {
            launch_();
        }
        end_.record();
        end_.synchronize();
        return start_.elapsed_time(end_);
    }

private:
    void capture() {
        constexpr int warmUps = 3; // cuDNN chooses its algorithms in the first runs, which cannot be captured
        for (int i = 0; i < warmUps; ++i) {
            launch_();
        }
        at::cuda::getCurrentCUDAStream().synchronize();
        graph_.emplace();
        graph_->capture_begin();
        launch_();
        graph_->capture_end();
    }

    std::function<void()> launch_;
    std::optional<at::cuda::CUDAGraph> graph_;
    at::cuda::CUDAEvent start_{cudaEventDefault};
    at::cuda::CUDAEvent end_{cudaEventDefault};
};

class CudaRuntime final : public device::GpuRuntime {
public:
    [[nodiscard]] int count() const override { return at::cuda::device_count(); }
    [[nodiscard]] c10::Device device(int gpu) const override {
        return {c10::kCUDA, static_cast<c10::DeviceIndex>(gpu)};
    }
    [[nodiscard]] std::string name(int gpu) const override { return at::cuda::getDeviceProperties(gpu)->name; }
    [[nodiscard]] std::string pciBusId(int gpu) const override {
        std::string text(16, '\0');
        cudaDeviceGetPCIBusId(text.data(), static_cast<int>(text.size()), gpu);
        return text.c_str();
    }
    [[nodiscard]] int cudaVersion() const override { return CUDART_VERSION; }

    void onOwnStream(int gpu, const std::function<void()>& block) override {
        const auto index = static_cast<c10::DeviceIndex>(gpu);
        const c10::cuda::CUDAGuard onDevice(index);
        // Graphs are captured on a stream of their own; other work goes there too, so that all compare.
        const c10::cuda::CUDAStreamGuard onStream(at::cuda::getStreamFromPool(/*isHighPriority=*/false, index));
        block();
    }

    std::unique_ptr<device::GpuWork> prepare(std::function<void()> launch, bool asGraph) override {
        return std::make_unique<CudaWork>(std::move(launch), asGraph);
    }

    void launchCell(
        std::span<const nn::gpu::Step> steps, const nn::gpu::CellArguments& arguments, bool bfloat16) override {
        C10_CUDA_CHECK(cuda::launchCell(steps, arguments, bfloat16, at::cuda::getCurrentCUDAStream()));
    }
};

}

}

// The name: device::gpuRuntimeFunctionName.
extern "C" __attribute__((visibility("default"))) paretoscope::device::GpuRuntime* paretoscopeGpuRuntime2() {
    static paretoscope::cuda::CudaRuntime runtime;
    return &runtime;
}

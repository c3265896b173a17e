// SPDX-License-Identifier: Apache-2.0
// The CUDA plug-in: latency of networks on one GPU, by CUDA events on the stream that runs them.
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAGuard.h>
#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/cuda/nvml.h"
#include "core/device/conditions.h"
#include "core/device/gpu_plugin.h"
#include "core/device/optimised_script.h"
#include "core/device/timed_meter.h"
#include "core/nn/fixed_network.h"
#include "core/nn/initialisation.h"
#include "core/space/lowering.h"

namespace paretoscope::cuda {

namespace {

using records::DeviceSetting;

torch::ScalarType numbersOf(const records::DeviceSetting& setting) {
    return setting.numberType == "f16" ? torch::kFloat16
        : setting.numberType == "bf16" ? torch::kBFloat16
                                       : torch::kFloat32;
}

/// NVML's energy counter moves so often on an H200 (every 20 ms on some GPUs), and asking it takes 4 ms.
constexpr double energyStepMs = 100;

double wallClockMs() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A network on the GPU: launched kernel by kernel (`eager`), as optimised TorchScript (`script`), or replayed as one
/// CUDA graph (`graph`), which takes the launches off the clock: at batch 1 they are most of an eager run.
class GpuSubject final : public device::TimedSubject {
public:
    GpuSubject(const space::Architecture& architecture, const records::DeviceSetting& setting, std::uint64_t seed)
        : network_(space::lower(architecture), {}, nn::seededGenerator(seed)) {
        network_.initialiseForTiming(nn::seededGenerator(seed));
        network_.eval();
        const torch::Device gpu(torch::kCUDA, static_cast<c10::DeviceIndex>(setting.index));
        network_.to(gpu);
        network_.to(numbersOf(setting));
        const auto& shape = architecture.shape;
        images_ = torch::randn(
            {setting.batch, shape.inputChannels, shape.inputSize, shape.inputSize}, nn::seededGenerator(seed + 1))
                      .to(gpu, numbersOf(setting));
        if (setting.runtime == "script") {
            run_ = device::optimisedScript(network_, images_);
        } else if (setting.runtime == "graph") {
            capture();
        }
    }

    double timeOnce() override {
        start_.record();
        if (graph_) {
            graph_->replay();
        } else {
            logits_ = run_(images_);
        }
        end_.record();
        end_.synchronize();
        return start_.elapsed_time(end_);
    }

private:
    void capture() {
        constexpr int warmUps = 3; // cuDNN chooses its algorithms in the first runs, which cannot be captured
        for (int i = 0; i < warmUps; ++i) {
            logits_ = run_(images_);
        }
        at::cuda::getCurrentCUDAStream().synchronize();
        graph_.emplace();
        graph_->capture_begin();
        logits_ = run_(images_);
        graph_->capture_end();
    }

    nn::FixedNetwork network_;
    std::function<torch::Tensor(const torch::Tensor&)> run_ = [this](const torch::Tensor& images) {
        return network_.forward(images);
    };
    torch::Tensor images_;
    torch::Tensor logits_;
    std::optional<at::cuda::CUDAGraph> graph_;
    at::cuda::CUDAEvent start_{cudaEventDefault};
    at::cuda::CUDAEvent end_{cudaEventDefault};
};

class GpuMeter final : public device::TimedMeter {
public:
    explicit GpuMeter(const records::DeviceSetting& setting)
        : TimedMeter(setting)
        , properties_(*at::cuda::getDeviceProperties(setting.index)) { }

    [[nodiscard]] std::string describe() const override {
        const records::DeviceSetting measured = setting();
        return std::string(properties_.name) + ", LibTorch " TORCH_VERSION " "
            + (measured.runtime == "graph"         ? "CUDA graph"
                    : measured.runtime == "script" ? "TorchScript"
                                                   : "eager")
            + ", batch " + std::to_string(measured.batch) + ", " + measured.numberType;
    }

    [[nodiscard]] std::string conditions() const override {
        nlohmann::json conditions = base::parseSortedJson(device::machineConditions(), {.what = "the conditions"});
        conditions["gpu"] = properties_.name;
        conditions["cuda"] = CUDART_VERSION;
        // LibTorch's default for float32 convolutions on tensor cores; it changes their time.
        conditions["tf32_convolutions"] = at::globalContext().allowTF32CuDNN();
        if (const std::optional<GpuState> state = gpuState(pciBusId())) {
            conditions["gpu_clock_mhz"] = state->clockMhz;
            conditions["gpu_memory_clock_mhz"] = state->memoryClockMhz;
            conditions["gpu_temperature_c"] = state->temperatureC;
            conditions["gpu_power_w"] = state->powerWatt;
            conditions["gpu_driver"] = state->driver;
        }
        return base::textOf(conditions);
    }

protected:
    std::unique_ptr<device::TimedSubject> subject(
        const space::Architecture& architecture, std::uint64_t seed) override {
        return std::make_unique<GpuSubject>(architecture, setting(), seed);
    }

    void withDeviceReady(const std::function<void()>& block) override {
        const c10::InferenceMode inference;
        const auto index = static_cast<c10::DeviceIndex>(setting().index);
        const c10::cuda::CUDAGuard onDevice(index);
        // Graphs are captured on a stream of their own; the others run there too, so that all compare.
        const c10::cuda::CUDAStreamGuard onStream(at::cuda::getStreamFromPool(/*isHighPriority=*/false, index));
        try {
            block();
        } catch (const c10::Error& failure) {
            throw Error(ErrorCode::DeviceFailure,
                "The GPU failed: " + std::string(failure.what_without_backtrace())
                    + ". A smaller batch takes less memory.",
                {{"device", toText(setting())}});
        }
    }

    device::EnergyCounter energyCounter() override {
        const std::string gpu = pciBusId();
        if (!energyMillijoules(gpu)) {
            return {}; // no NVML, or a GPU before Volta
        }
        return {.totalMj =
                    [this, gpu] {
                        lastEnergyMj_ = energyMillijoules(gpu).value_or(lastEnergyMj_);
                        return lastEnergyMj_;
                    },
            .stepMs = energyStepMs,
            .nowMs = wallClockMs};
    }

private:
    [[nodiscard]] std::string pciBusId() const {
        std::string text(16, '\0');
        cudaDeviceGetPCIBusId(text.data(), static_cast<int>(text.size()), setting().index);
        return text.c_str();
    }

    cudaDeviceProp properties_;
    double lastEnergyMj_ = 0;
};

}

}

extern "C" __attribute__((visibility("default"))) paretoscope::device::Meter* paretoscopeGpuMeter(
    const paretoscope::records::DeviceSetting& setting) {
    using paretoscope::Error;
    using paretoscope::ErrorCode;
    const int count = torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
    if (setting.index >= count) {
        throw Error(ErrorCode::DeviceFailure,
            "There is no GPU " + std::to_string(setting.index) + " here: the CUDA driver knows " + std::to_string(count)
                + ".",
            {{"device", toText(setting)}, {"allowed", std::to_string(count)}});
    }
    return new paretoscope::cuda::GpuMeter(setting);
}

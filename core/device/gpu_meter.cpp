// SPDX-License-Identifier: Apache-2.0
#include "core/device/gpu_meter.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>
#include <torch/version.h>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/device/conditions.h"
#include "core/device/gpu_plugin.h"
#include "core/device/gpu_runtime.h"
#include "core/device/nvml.h"
#include "core/device/optimised_script.h"
#include "core/device/timed_meter.h"
#include "core/nn/fixed_network.h"
#include "core/nn/initialisation.h"
#include "core/space/lowering.h"
#include "core/torch_headers.h"

namespace paretoscope::device {

namespace {

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

class GpuSubject final : public TimedSubject {
public:
    GpuSubject(GpuRuntime& gpus, const space::Architecture& architecture, const records::DeviceSetting& setting,
        std::uint64_t seed)
        : network_(space::lower(architecture), {}, nn::seededGenerator(seed)) {
        network_.initialiseForTiming(nn::seededGenerator(seed));
        network_.eval();
        const torch::Device gpu = gpus.device(setting.index);
        network_.to(gpu);
        network_.to(numbersOf(setting));
        const auto& shape = architecture.shape;
        images_ = torch::randn(
            {setting.batch, shape.inputChannels, shape.inputSize, shape.inputSize}, nn::seededGenerator(seed + 1))
                      .to(gpu, numbersOf(setting));
        if (setting.runtime == "script") {
            run_ = optimisedScript(network_, images_);
        }
        work_ = gpus.prepare([this] { logits_ = run_(images_); }, setting.runtime == "graph");
    }

    double timeOnce() override { return work_->timeOnce(); }

private:
    nn::FixedNetwork network_;
    std::function<torch::Tensor(const torch::Tensor&)> run_ = [this](const torch::Tensor& images) {
        return network_.forward(images);
    };
    torch::Tensor images_;
    torch::Tensor logits_;
    std::unique_ptr<GpuWork> work_;
};

class GpuMeter final : public TimedMeter {
public:
    GpuMeter(const records::DeviceSetting& setting, GpuRuntime& gpus) : TimedMeter(setting), gpus_(gpus) { }

    [[nodiscard]] std::string describe() const override {
        const records::DeviceSetting measured = setting();
        return gpus_.name(measured.index) + ", LibTorch " TORCH_VERSION " "
            + (measured.runtime == "graph"         ? "CUDA graph"
                    : measured.runtime == "script" ? "TorchScript"
                                                   : "eager")
            + ", batch " + std::to_string(measured.batch) + ", " + measured.numberType;
    }

    [[nodiscard]] std::string conditions() const override {
        nlohmann::json conditions = base::parseSortedJson(machineConditions(), {.what = "the conditions"});
        conditions["gpu"] = gpus_.name(setting().index);
        conditions["cuda"] = gpus_.cudaVersion();
        // LibTorch's default for float32 convolutions on tensor cores; it changes their time.
        conditions["tf32_convolutions"] = at::globalContext().allowTF32CuDNN();
        if (const std::optional<GpuState> state = gpuState(gpus_.pciBusId(setting().index))) {
            conditions["gpu_clock_mhz"] = state->clockMhz;
            conditions["gpu_memory_clock_mhz"] = state->memoryClockMhz;
            conditions["gpu_temperature_c"] = state->temperatureC;
            conditions["gpu_power_w"] = state->powerWatt;
            conditions["gpu_driver"] = state->driver;
        }
        return base::textOf(conditions);
    }

protected:
    std::unique_ptr<TimedSubject> subject(const space::Architecture& architecture, std::uint64_t seed) override {
        return std::make_unique<GpuSubject>(gpus_, architecture, setting(), seed);
    }

    void withDeviceReady(const std::function<void()>& block) override {
        const c10::InferenceMode inference;
        try {
            gpus_.onOwnStream(setting().index, block);
        } catch (const c10::Error& failure) {
            throw Error(ErrorCode::DeviceFailure,
                "The GPU failed: " + std::string(failure.what_without_backtrace())
                    + ". A smaller batch takes less memory.",
                {{"device", toText(setting())}});
        }
    }

    EnergyCounter energyCounter() override {
        const std::string gpu = gpus_.pciBusId(setting().index);
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
    GpuRuntime& gpus_;
    double lastEnergyMj_ = 0;
};

}

std::unique_ptr<Meter> makeGpuMeter(const records::DeviceSetting& setting) {
    GpuRuntime& gpus = gpuRuntime();
    if (setting.index >= gpus.count()) {
        throw Error(ErrorCode::DeviceFailure,
            "There is no GPU " + std::to_string(setting.index) + " here: the CUDA driver knows "
                + std::to_string(gpus.count()) + ".",
            {{"device", toText(setting)}, {"allowed", std::to_string(gpus.count())}});
    }
    return std::make_unique<GpuMeter>(setting, gpus);
}

}

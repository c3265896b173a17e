// SPDX-License-Identifier: Apache-2.0
#include "core/engine/gpus_here.h"

#include <utility>

#include <torch/cuda.h>
#include <torch/version.h>

#include "core/base/error.h"
#include "core/device/gpu_plugin.h"
#include "core/nn/executor.h"
#include "core/torch_headers.h"

namespace paretoscope::engine {

namespace {

// CUDA 13, which LibTorch is built with, has no kernels for GPUs before Turing.
constexpr int leastMajor = 7;
constexpr int leastMinor = 5;
constexpr std::int64_t leastFreeBytes = 1LL << 30; // what CUDA, its kernels and a small network take

std::string nameOf(int gpu) {
    return "gpu" + std::to_string(gpu);
}

bool isTooFull(const GpusHere& here, int gpu) {
    const std::int64_t free = here.freeBytes ? here.freeBytes(gpu) : -1;
    return free >= 0 && free < leastFreeBytes;
}

/// Where LibTorch's CUDA part is open and yet finds nothing.
std::string whyTorchFindsNone(const std::optional<device::CudaDriver>& driver) {
    if (!driver || driver->gpus.empty()) {
        return "the NVIDIA driver finds no GPU (CUDA_VISIBLE_DEVICES may hide it)";
    }
    return "LibTorch cannot use the GPUs of this driver, which runs CUDA " + std::to_string(driver->version / 1000)
        + "." + std::to_string(driver->version % 1000 / 10)
        + " at most; LibTorch " TORCH_VERSION " may want a newer driver";
}

}

GpusHere gpusHere() {
    GpusHere here{.missing = device::openGpuPlugin(), .gpus = {}, .freeBytes = {}, .fails = {}};
    const std::optional<device::CudaDriver> driver = device::cudaDriver();
    if (driver) {
        here.gpus = driver->gpus;
    }
    if (here.missing.empty() && (here.gpus.empty() || !torch::cuda::is_available())) {
        here.missing = whyTorchFindsNone(driver);
    }
    if (here.missing.empty()) {
        here.freeBytes = [](int gpu) {
            const torch::Device device(torch::kCUDA, static_cast<c10::DeviceIndex>(gpu));
            return nn::deviceExecutor(device, nameOf(gpu))->availableBytes();
        };
    }
    return here;
}

std::string neededCapability() {
    return "compute capability " + std::to_string(leastMajor) + "." + std::to_string(leastMinor)
        + " (Turing, 2018) or newer";
}

std::optional<std::string> unfit(const GpusHere& here, int gpu) {
    if (!here.missing.empty()) {
        return here.missing;
    }
    if (std::cmp_greater_equal(gpu, here.gpus.size())) {
        return "the driver knows " + std::to_string(here.gpus.size()) + " of them, from gpu0 on";
    }
    const device::Gpu& one = here.gpus[static_cast<std::size_t>(gpu)];
    if (std::pair(one.major, one.minor) < std::pair(leastMajor, leastMinor)) {
        return one.name + " has the compute capability " + std::to_string(one.major) + "." + std::to_string(one.minor)
            + "; LibTorch wants " + neededCapability();
    }
    if (isTooFull(here, gpu)) {
        return one.name + " has less than " + base::memoryText(leastFreeBytes)
            + " of memory free: end what else uses it";
    }
    return here.fails ? here.fails(gpu) : std::nullopt;
}

std::optional<int> chosenGpu(const options::ComputeOn& on, const GpusHere& here, std::string& why) {
    if (on.any) {
        why = here.missing;
        for (int gpu = 0; std::cmp_less(gpu, here.gpus.size()); ++gpu) {
            const std::optional<std::string> reason = unfit(here, gpu);
            if (!reason) {
                why.clear();
                return gpu;
            }
            why = *reason;
        }
        return std::nullopt;
    }
    if (!on.gpu) {
        return std::nullopt;
    }
    if (const std::optional<std::string> reason = unfit(here, *on.gpu)) {
        const bool isFull =
            here.missing.empty() && std::cmp_less(*on.gpu, here.gpus.size()) && isTooFull(here, *on.gpu);
        throw Error(isFull ? ErrorCode::NotEnoughMemory : ErrorCode::DeviceFailure,
            "Nothing can be searched or trained on " + nameOf(*on.gpu) + ": " + *reason
                + ". Choose cpu or auto (--on); 'paretoscope-cli doctor' says what is here and what is missing.",
            {{"device", nameOf(*on.gpu)}, {"reason", *reason}});
    }
    return on.gpu;
}

}

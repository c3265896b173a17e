// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/device/cuda_driver.h"
#include "core/options/compute_on.h"

namespace paretoscope::engine {

/// The GPUs of this computer as searching and training see them.
struct GpusHere {
    std::string missing; ///< why LibTorch can use none; empty where it can
    std::vector<device::Gpu> gpus; ///< by number; also where LibTorch can use none
    /// Bytes of a GPU's memory that are free; -1 where not known. Starts CUDA on it, which takes some of them.
    std::function<std::int64_t(int gpu)> freeBytes;
    /// What else a job asks of a GPU that seems fit: why it is not, nothing where it is. May be empty.
    std::function<std::optional<std::string>(int gpu)> fails;
};

/// Asks the driver, and LibTorch where its CUDA part is open or can be opened. Called by a process that runs jobs
/// before the first one, or not at all: see device::openGpuPlugin().
GpusHere gpusHere();

/// What LibTorch asks of a GPU: "compute capability 7.5 (Turing, 2018) or newer".
std::string neededCapability();

/// Why networks cannot be trained on a GPU, a clause; nothing where they can.
std::optional<std::string> unfit(const GpusHere& here, int gpu);

/// The GPU that is meant, none for the processor. Where any is, `why` becomes the reason for the processor. Throws
/// Error where the one that was asked for cannot be used: DeviceFailure, or NotEnoughMemory where it is too full.
std::optional<int> chosenGpu(const options::ComputeOn& on, const GpusHere& here, std::string& why);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace paretoscope::device {

/// One GPU as the driver describes it.
struct Gpu {
    std::string name; ///< "NVIDIA H200"
    int major = 0; ///< compute capability major.minor
    int minor = 0;
    std::int64_t bytes = 0; ///< of memory, all of it
};

/// The NVIDIA driver of this computer.
struct CudaDriver {
    int version = 0; ///< newest CUDA that it can run, 1000 · major + 10 · minor
    std::vector<Gpu> gpus; ///< by the number that CUDA and LibTorch give them (CUDA_VISIBLE_DEVICES)
};

/// Nothing where `library` cannot be loaded or does not start: there is no driver, or no GPU that it can use. Needs
/// neither the CUDA toolkit nor LibTorch: the driver's own interface (CUDA Driver API, cuda.h). Any thread.
std::optional<CudaDriver> cudaDriver(const char* library = "libcuda.so.1");

}

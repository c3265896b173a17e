// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace paretoscope::device {

class GpuRuntime;

/// What the plug-in (gpu_runtime.h) offers. The one that is built where the CUDA toolkit is (core/cuda) lies beside the
/// program or in ../lib/paretoscope from there; PARETOSCOPE_CUDA_PLUGIN names another file. So the program itself
/// neither needs nor loads CUDA. Throws Error (DeviceFailure) that says why there is none here: no plug-in, or one that
/// cannot be loaded.
GpuRuntime& gpuRuntime();

/// Opens the plug-in, and LibTorch's CUDA part with it, once a process, where there is an NVIDIA driver; without a
/// plug-in that part alone, which is all that searching and training want. Returns why LibTorch cannot compute on a GPU
/// here, empty where its CUDA part is open; nothing is thrown before a GPU is asked for. LibTorch asks for its CUDA
/// part at the first convolution, backward pass or seeding, and never again: in a process that opens the part later no
/// GPU can be used (at::detail::getCUDAHooks). So every process that runs jobs calls this before the first one.
const std::string& openGpuPlugin();

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/device/meter.h"

namespace paretoscope::device {

/// A plug-in is a shared library that exports `extern "C" Meter* paretoscopeGpuMeter(const records::DeviceSetting&)`,
/// built with the program that loads it. The one that is built where the CUDA toolkit is (core/cuda) lies beside the
/// program or in ../lib/paretoscope from there; PARETOSCOPE_CUDA_PLUGIN names another file. So the program itself
/// neither needs nor loads CUDA.
using GpuMeterFunction = Meter* (*)(const records::DeviceSetting&);
inline constexpr const char* gpuMeterFunctionName = "paretoscopeGpuMeter";

/// The meter of `gpuINDEX/RUNTIME/bBATCH/TYPE`. Throws Error (DeviceFailure) that says why there is none here: no
/// plug-in, one that cannot be loaded, no such GPU.
std::unique_ptr<Meter> makeGpuMeter(const records::DeviceSetting& setting);

/// Opens the plug-in, and LibTorch's CUDA part with it, once a process, where there is an NVIDIA driver; without a
/// plug-in that part alone, which is all that searching and training want. Returns why LibTorch cannot compute on a GPU
/// here, empty where its CUDA part is open; nothing is thrown before a GPU is asked for. LibTorch asks for its CUDA
/// part at the first convolution, backward pass or seeding, and never again: in a process that opens the part later no
/// GPU can be used (at::detail::getCUDAHooks). So every process that runs jobs calls this before the first one.
const std::string& openGpuPlugin();

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include <c10/core/Device.h>

#include "core/nn/gpu/cell_tables.h"

// All that the engine and the CUDA plug-in know of each other: neither links the other.

namespace paretoscope::device {

/// Work that was handed to a GPU, ready to be done again and again.
class GpuWork {
public:
    virtual ~GpuWork() = default;
    /// Does it once and waits for it, in ms by the GPU's clock.
    virtual double timeOnce() = 0;
};

/// What of CUDA LibTorch has no device-independent name for. LibTorch's exceptions pass through; `gpu` is below
/// count(). One thread at a time.
class GpuRuntime {
public:
    virtual ~GpuRuntime() = default;

    [[nodiscard]] virtual int count() const = 0; ///< of GPUs that can be used
    [[nodiscard]] virtual c10::Device device(int gpu) const = 0;
    [[nodiscard]] virtual std::string name(int gpu) const = 0; ///< "NVIDIA H200"
    [[nodiscard]] virtual std::string pciBusId(int gpu) const = 0; ///< "00000000:01:00.0", empty where it has none
    [[nodiscard]] virtual int cudaVersion() const = 0; ///< 1000 · major + 10 · minor
    /// Calls `block` while the GPU is the current one and a stream of its own the current stream. All GpuWork is made,
    /// done and destroyed in there.
    virtual void onOwnStream(int gpu, const std::function<void()>& block) = 0;
    /// `launch` enqueues the work on the current stream; it is called each time, or, `asGraph`, a few times now and
    /// captured as a CUDA graph, which takes its launches off the clock. Everything it touches outlives the result.
    virtual std::unique_ptr<GpuWork> prepare(std::function<void()> launch, bool asGraph) = 0;
    /// Enqueues the launches of a cell's pass (nn::gpu::CellProgram) on the current stream of the current GPU, where
    /// everything that `arguments` points to lies. Feature maps are stored as bfloat16 or float32.
    virtual void launchCell(
        std::span<const nn::gpu::Step> steps, const nn::gpu::CellArguments& arguments, bool bfloat16) = 0;
};

/// The plug-in is a shared library that exports a function `GpuRuntime* ()` under this name; the object stays its own.
/// The number changes with this header, so that a plug-in of another version is refused.
inline constexpr const char* gpuRuntimeFunctionName = "paretoscopeGpuRuntime2";

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/compute_choice.h"

#include <utility>

#include "core/base/error.h"
#include "core/device/gpu_plugin.h"
#include "core/device/gpu_runtime.h"
#include "core/torch_headers.h"

namespace paretoscope::engine {

namespace {

/// The plug-in's kernels for cells, where there is one and its kernels compute on that GPU what LibTorch's do.
nn::CellLaunch cellLaunch(torch::Device device) {
    nn::CellLaunch launch;
    try {
        device::GpuRuntime& runtime = device::gpuRuntime();
        launch = [&runtime](std::span<const nn::gpu::Step> steps, const nn::gpu::CellArguments& arguments,
                     bool bfloat16) { runtime.launchCell(steps, arguments, bfloat16); };
    } catch (const Error&) {
        return {}; // LibTorch's own do
    }
    return nn::agreesWithStock(device, launch) ? launch : nn::CellLaunch();
}

}

std::shared_ptr<const nn::Executor> gpuExecutor(const GpusHere& here, int gpu) {
    const torch::Device device(torch::kCUDA, static_cast<c10::DeviceIndex>(gpu));
    return nn::deviceExecutor(device,
        "gpu" + std::to_string(gpu) + " (" + here.gpus[static_cast<std::size_t>(gpu)].name + ")", cellLaunch(device));
}

std::optional<std::string> failureOn(const nn::Executor& executor) {
    try {
        const torch::Tensor image = executor.place(torch::ones({2, 4, 8, 8})).requires_grad_(true);
        const torch::Tensor weight = executor.place(torch::ones({4, 1, 3, 3})).requires_grad_(true);
        const torch::Tensor output = torch::conv2d(image, weight, {}, 1, 1, 1, 4);
        torch::batch_norm(output, {}, {}, {}, {}, true, 0.1, 1e-5, true).sum().backward();
        executor.synchronize();
        return std::nullopt;
    } catch (const std::exception& error) {
        const std::string text = error.what();
        return text.substr(0, text.find('\n')); // LibTorch's go on with a stack trace
    }
}

namespace {

search::Compute computeTogether(const std::string& on, std::shared_ptr<search::Collective> collective) {
    if (options::computeOnFrom(on).gpu) {
        throw Error(ErrorCode::InvalidValue,
            "Several processes compute on processors only, not on " + on
                + ": leave --on away or give --on cpu, or let one process compute on the GPU.",
            {{"field", "on"}, {"value", on}});
    }
    search::Compute compute;
    compute.collective = std::move(collective);
    return compute;
}

}

std::string nameOf(const search::Compute& compute) {
    const int processes = compute.collective->size();
    return compute.executor->name() + (processes > 1 ? ", " + std::to_string(processes) + " processes" : "");
}

search::Compute computeOn(const std::string& on, JobSink& sink,
    const std::function<std::int64_t(const nn::Executor& executor)>& needed,
    std::shared_ptr<search::Collective> collective) {
    if (collective) {
        return computeTogether(on, std::move(collective));
    }
    const options::ComputeOn wanted = options::computeOnFrom(on);
    if (!wanted.any && !wanted.gpu) {
        return {};
    }
    GpusHere here = gpusHere();
    here.fails = [&](int gpu) -> std::optional<std::string> {
        const std::shared_ptr<const nn::Executor> executor = gpuExecutor(here, gpu);
        if (const std::optional<std::string> failure = failureOn(*executor)) {
            return executor->name() + " cannot compute: " + *failure;
        }
        const std::int64_t available = executor->availableBytes();
        if (wanted.any && needed && available >= 0 && needed(*executor) > available) {
            return executor->name() + " has too little memory free for it";
        }
        return std::nullopt;
    };
    std::string why;
    const std::optional<int> gpu = chosenGpu(wanted, here, why);
    search::Compute compute;
    if (gpu) {
        compute.executor = gpuExecutor(here, *gpu);
    }
    if (gpu || !here.gpus.empty()) { // a computer without a GPU has nothing to say about it
        sink.log(protocol::LogLevel::Info,
            "computing on " + compute.executor->name() + (why.empty() ? std::string() : ": " + why));
    }
    return compute;
}

}

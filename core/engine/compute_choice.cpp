// SPDX-License-Identifier: Apache-2.0
#include "core/engine/compute_choice.h"

#include "core/torch_headers.h"

namespace paretoscope::engine {

std::shared_ptr<const nn::Executor> gpuExecutor(const GpusHere& here, int gpu) {
    return nn::deviceExecutor(torch::Device(torch::kCUDA, static_cast<c10::DeviceIndex>(gpu)),
        "gpu" + std::to_string(gpu) + " (" + here.gpus[static_cast<std::size_t>(gpu)].name + ")");
}

search::Compute computeOn(
    const std::string& on, JobSink& sink, const std::function<std::int64_t(const nn::Executor& executor)>& needed) {
    const options::ComputeOn wanted = options::computeOnFrom(on);
    if (!wanted.any && !wanted.gpu) {
        return {};
    }
    const GpusHere here = gpusHere();
    std::string why;
    const std::optional<int> gpu = chosenGpu(wanted, here, why);
    search::Compute compute;
    if (gpu) {
        const std::shared_ptr<const nn::Executor> executor = gpuExecutor(here, *gpu);
        if (wanted.any && needed && needed(*executor) > executor->availableBytes()) {
            why = executor->name() + " has too little memory free for it";
        } else {
            compute.executor = executor;
        }
    }
    if (gpu || !here.gpus.empty()) { // a computer without a GPU has nothing to say about it
        sink.log(protocol::LogLevel::Info,
            "computing on " + compute.executor->name() + (why.empty() ? std::string() : ": " + why));
    }
    return compute;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/device/cpu_subject.h"

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "core/device/optimised_script.h"
#include "core/nn/fixed_network.h"
#include "core/nn/initialisation.h"
#include "core/space/lowering.h"
#include "core/torch_headers.h"

namespace paretoscope::device {

CpuSubject::CpuSubject(
    const space::Architecture& architecture, const records::DeviceSetting& setting, std::uint64_t seed) {
    const auto& shape = architecture.shape;
    const auto network = std::make_shared<nn::FixedNetwork>(
        space::lower(architecture), nn::FixedNetwork::Options{}, nn::seededGenerator(seed));
    network->initialiseForTiming(nn::seededGenerator(seed));
    network->eval();
    images_ = torch::randn(
        {setting.batch, shape.inputChannels, shape.inputSize, shape.inputSize}, nn::seededGenerator(seed + 1));
    if (setting.numberType == "bf16") {
        network->to(torch::kBFloat16);
        images_ = images_.to(torch::kBFloat16);
    }
    if (setting.runtime == "script") {
        // The graph holds the weights from here on.
        run_ = optimisedScript(*network, images_);
    } else {
        run_ = [network](const torch::Tensor& images) { return network->forward(images); };
    }
}

double CpuSubject::timeOnce() {
    const auto start = std::chrono::steady_clock::now();
    const torch::Tensor logits = run();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

bool hasBfloat16() {
    std::ifstream processors("/proc/cpuinfo");
    for (std::string line; std::getline(processors, line);) {
        if (line.starts_with("flags") || line.starts_with("Features")) {
            line += ' ';
            return line.find("avx512_bf16 ") != std::string::npos || line.find("amx_bf16 ") != std::string::npos
                || line.find(" bf16 ") != std::string::npos;
        }
    }
    return false;
}

}

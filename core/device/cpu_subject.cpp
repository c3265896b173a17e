// SPDX-License-Identifier: Apache-2.0
#include "core/device/cpu_subject.h"

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/tracer.h>

#include "core/nn/fixed_network.h"
#include "core/space/lowering.h"
#include "core/torch_headers.h"

namespace paretoscope::device {

namespace {

torch::Generator generatorFor(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

/// The network's computation for images of this size as a frozen, optimised TorchScript module.
torch::jit::Module optimisedScript(nn::FixedNetwork& network, const torch::Tensor& images) {
    for (const torch::Tensor& parameter : network.parameters()) {
        parameter.set_requires_grad(false); // a graph keeps no constant that wants a gradient
    }
    const auto forward = [&network](torch::jit::Stack inputs) {
        return torch::jit::Stack{network.forward(inputs.at(0).toTensor())};
    };
    const auto unnamed = [](const torch::Tensor&) { return std::string(); };
    const auto graph = torch::jit::tracer::trace({images}, forward, unnamed).first->graph;
    torch::jit::Module module("Network");
    graph->insertInput(0, "self")->setType(module.type());
    module.type()->addMethod(module._ivalue()->compilation_unit()->create_function(
        c10::QualifiedName(*module.type()->name(), "forward"), graph));
    module.register_attribute("training", c10::BoolType::get(), false);
    const torch::jit::Module frozen = torch::jit::freeze(module);
    torch::jit::Module optimised = frozen;
    return torch::jit::optimize_for_inference(optimised);
}

}

CpuSubject::CpuSubject(const space::Architecture& architecture, const DeviceSetting& setting, std::uint64_t seed) {
    const auto& shape = architecture.shape;
    const auto network =
        std::make_shared<nn::FixedNetwork>(space::lower(architecture), nn::FixedNetwork::Options{}, generatorFor(seed));
    network->initialiseForTiming(generatorFor(seed));
    network->eval();
    images_ =
        torch::randn({setting.batch, shape.inputChannels, shape.inputSize, shape.inputSize}, generatorFor(seed + 1));
    if (setting.numberType == "bf16") {
        network->to(torch::kBFloat16);
        images_ = images_.to(torch::kBFloat16);
    }
    if (setting.runtime == "script") {
        // The graph holds the weights from here on.
        run_ = [module = std::make_shared<torch::jit::Module>(optimisedScript(*network, images_))](
                   const torch::Tensor& images) { return module->forward({images}).toTensor(); };
        // The executor watches one run and compiles in the next.
        constexpr int compilingRuns = 3;
        for (int i = 0; i < compilingRuns; ++i) {
            const torch::Tensor compiled = run();
        }
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

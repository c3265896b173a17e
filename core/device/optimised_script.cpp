// SPDX-License-Identifier: Apache-2.0
#include "core/device/optimised_script.h"

#include <memory>
#include <string>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/tracer.h>

#include "core/torch_headers.h"

namespace paretoscope::device {

namespace {

torch::jit::Module tracedModule(nn::FixedNetwork& network, const torch::Tensor& images) {
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
    torch::jit::Module frozen = torch::jit::freeze(module);
    return torch::jit::optimize_for_inference(frozen);
}

}

std::function<torch::Tensor(const torch::Tensor&)> optimisedScript(
    nn::FixedNetwork& network, const torch::Tensor& images) {
    const auto module = std::make_shared<torch::jit::Module>(tracedModule(network, images));
    // The executor watches one run and compiles in the next.
    constexpr int compilingRuns = 3;
    for (int i = 0; i < compilingRuns; ++i) {
        const torch::Tensor compiled = module->forward({images}).toTensor();
    }
    return [module](const torch::Tensor& batch) { return module->forward({batch}).toTensor(); };
}

}

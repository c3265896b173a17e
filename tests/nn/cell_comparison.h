// SPDX-License-Identifier: Apache-2.0
// A cell on this program's own kernels beside the stock one.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/nn/search_cell.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

inline torch::Generator generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

/// The same cell twice, and one batch for it.
struct CellPair {
    std::unique_ptr<SearchCell> ours;
    std::unique_ptr<SearchCell> stock;
    std::vector<torch::Tensor> inputs;
    torch::Tensor operations;
    torch::Tensor edges;

    /// `make`: our cell of a specification, from a generator.
    template <class Make>
    CellPair(const Make& make, const CellSpec& spec, int batch, int height, int width)
        : ours(make(spec, generator(1)))
        , stock(makeSharedCell(spec, generator(1))) {
        const auto& space = space::searchSpace(spec.space);
        for (int input = 0; input < space.inputs; ++input) {
            const int factor = input == 0 && spec.afterReduction ? 2 : 1;
            inputs.push_back(torch::randn(
                {batch, spec.inputChannels[static_cast<std::size_t>(input)], factor * height, factor * width},
                generator(2)));
        }
        operations = torch::randn({space.edgeCount(), space.operationCount()}, generator(3)).softmax(1);
        edges = spec.partialChannels > 1 ? torch::rand({space.edgeCount()}, generator(4)) : torch::Tensor();
    }
};

struct Gradients {
    torch::Tensor output;
    std::vector<torch::Tensor> inputs;
    torch::Tensor operations;
    std::vector<torch::Tensor> weights;
};

inline Gradients pass(SearchCell& cell, const CellPair& pair) {
    std::vector<torch::Tensor> inputs;
    for (const torch::Tensor& input : pair.inputs) {
        inputs.push_back(input.clone().requires_grad_());
    }
    torch::Tensor operations = pair.operations.clone().requires_grad_();
    for (const NamedTensor& entry : cell.parameters()) {
        torch::Tensor parameter = entry.tensor;
        parameter.requires_grad_();
    }
    CellMixing mixing;
    mixing.operations = operations;
    mixing.edges = pair.edges;
    Gradients result;
    result.output = cell.forward(inputs, mixing, {true, true});
    (result.output * torch::randn(result.output.sizes(), generator(5))).sum().backward();
    for (const torch::Tensor& input : inputs) {
        result.inputs.push_back(input.grad());
    }
    result.operations = operations.grad();
    for (const NamedTensor& entry : cell.parameters()) {
        result.weights.push_back(entry.tensor.grad());
    }
    return result;
}

inline void expectNear(
    const torch::Tensor& a, const torch::Tensor& b, const std::string& what, double tolerance = 1e-5) {
    const double scale = std::max(1e-3, b.abs().max().item<double>());
    EXPECT_LE((a - b).abs().max().item<double>(), tolerance * scale) << what;
}

/// Output, gradients and running statistics of both cells after one pass.
inline void expectAgreement(CellPair& pair, double tolerance) {
    const Gradients ours = pass(*pair.ours, pair);
    const Gradients theirs = pass(*pair.stock, pair);
    expectNear(ours.output, theirs.output, "output", tolerance);
    expectNear(ours.operations, theirs.operations, "operation weights", tolerance);
    for (std::size_t input = 0; input < ours.inputs.size(); ++input) {
        expectNear(ours.inputs[input], theirs.inputs[input], "input " + std::to_string(input), tolerance);
    }
    const NamedTensors names = pair.ours->parameters();
    for (std::size_t weight = 0; weight < names.size(); ++weight) {
        expectNear(ours.weights[weight], theirs.weights[weight], names[weight].name, tolerance);
    }
    const NamedTensors running = pair.ours->buffers();
    const NamedTensors expected = pair.stock->buffers();
    for (std::size_t index = 0; index < running.size(); ++index) {
        expectNear(running[index].tensor, expected[index].tensor, running[index].name, tolerance);
    }
}

}

// SPDX-License-Identifier: Apache-2.0
// The fused cell beside the stock one in float32, and what is particular to it. Supernets on both kernels are compared
// with a plain one in float64 in supernet_test.cpp.
#include "core/nn/fused_cell.h"
#include "core/torch_headers.h"

#include <gtest/gtest.h>

namespace paretoscope::nn {
namespace {

torch::Generator generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

/// The same cell twice, and one batch for it.
struct CellPair {
    std::unique_ptr<SearchCell> fused;
    std::unique_ptr<SearchCell> stock;
    std::vector<torch::Tensor> inputs;
    torch::Tensor operations;
    torch::Tensor edges;

    CellPair(const CellSpec& spec, int batch, int height, int width)
        : fused(makeFusedCell(spec, generator(1)))
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

Gradients pass(SearchCell& cell, const CellPair& pair) {
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

void expectNear(const torch::Tensor& a, const torch::Tensor& b, const std::string& what) {
    const double scale = std::max(1e-3, b.abs().max().item<double>());
    EXPECT_LE((a - b).abs().max().item<double>(), 1e-5 * scale) << what;
}

struct Kind {
    const char* name;
    CellSpec spec;
    int batch;
    int height;
    int width;
};

class FusedCellTest : public testing::TestWithParam<Kind> { };

TEST_P(FusedCellTest, AgreesWithTheStockCellInSinglePrecision) {
    const Kind& kind = GetParam();
    CellPair pair(kind.spec, kind.batch, kind.height, kind.width);
    const Gradients ours = pass(*pair.fused, pair);
    const Gradients theirs = pass(*pair.stock, pair);
    expectNear(ours.output, theirs.output, "output");
    expectNear(ours.operations, theirs.operations, "operation weights");
    for (std::size_t input = 0; input < ours.inputs.size(); ++input) {
        expectNear(ours.inputs[input], theirs.inputs[input], "input " + std::to_string(input));
    }
    const NamedTensors names = pair.fused->parameters();
    for (std::size_t weight = 0; weight < names.size(); ++weight) {
        expectNear(ours.weights[weight], theirs.weights[weight], names[weight].name);
    }
    const NamedTensors running = pair.fused->buffers();
    const NamedTensors expected = pair.stock->buffers();
    for (std::size_t index = 0; index < running.size(); ++index) {
        expectNear(running[index].tensor, expected[index].tensor, running[index].name);
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, FusedCellTest,
    testing::Values(Kind{"Normal", {.inputChannels = {6, 8}, .channels = 4}, 3, 16, 16},
        Kind{"OddSize", {.inputChannels = {6, 8}, .channels = 4}, 2, 9, 7},
        Kind{"Reduction", {.reduction = true, .inputChannels = {6, 8}, .channels = 8}, 3, 16, 16},
        Kind{"AfterReduction", {.afterReduction = true, .inputChannels = {6, 8}, .channels = 8}, 3, 8, 8},
        Kind{"Partial", {.reduction = true, .inputChannels = {6, 8}, .channels = 16, .partialChannels = 4}, 3, 8, 8},
        Kind{"NasBench201", {.space = space::SpaceId::NasBench201, .inputChannels = {8}, .channels = 8}, 3, 8, 8}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST(FusedCell, KeepsTheResultOfOnePassWhileAnotherRuns) {
    const CellSpec spec{.inputChannels = {4, 4}, .channels = 4};
    CellPair pair(spec, 2, 8, 8);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor first = pair.fused->forward(pair.inputs, mixing, {true, false});
    pair.inputs[0] = pair.inputs[0] * 2.0 + 1.0;
    const torch::Tensor second = pair.fused->forward(pair.inputs, mixing, {true, false});
    second.sum().backward();
    mixing.operations.mutable_grad().reset();
    first.square().sum().backward();
    const torch::Tensor gradient = mixing.operations.grad().clone();

    CellPair again(spec, 2, 8, 8);
    CellMixing fresh;
    fresh.operations = again.operations.clone().requires_grad_();
    again.fused->forward(again.inputs, fresh, {true, false}).square().sum().backward();
    EXPECT_TRUE(torch::equal(gradient, fresh.operations.grad()));
}

TEST(FusedCell, RefusesAGradientOfItsGradient) {
    CellPair pair({.inputChannels = {4, 4}, .channels = 4}, 2, 8, 8);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor loss = pair.fused->forward(pair.inputs, mixing, {true, false}).square().sum();
    EXPECT_THROW(torch::autograd::grad({loss}, {mixing.operations}, {}, true, /*create_graph=*/true), c10::Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
// The fused cell beside the stock one in float32, and what is particular to it. Supernets on both kernels are compared
// with a plain one in float64 in supernet_test.cpp.
#include "core/nn/fused_cell.h"
#include "core/torch_headers.h"
#include "tests/nn/cell_comparison.h"

namespace paretoscope::nn {
namespace {

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
    CellPair pair(makeFusedCell, kind.spec, kind.batch, kind.height, kind.width);
    expectAgreement(pair, 1e-5);
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
    CellPair pair(makeFusedCell, spec, 2, 8, 8);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor first = pair.ours->forward(pair.inputs, mixing, {true, false});
    pair.inputs[0] = pair.inputs[0] * 2.0 + 1.0;
    const torch::Tensor second = pair.ours->forward(pair.inputs, mixing, {true, false});
    second.sum().backward();
    mixing.operations.mutable_grad().reset();
    first.square().sum().backward();
    const torch::Tensor gradient = mixing.operations.grad().clone();

    CellPair again(makeFusedCell, spec, 2, 8, 8);
    CellMixing fresh;
    fresh.operations = again.operations.clone().requires_grad_();
    again.ours->forward(again.inputs, fresh, {true, false}).square().sum().backward();
    EXPECT_TRUE(torch::equal(gradient, fresh.operations.grad()));
}

TEST(FusedCell, RefusesAGradientOfItsGradient) {
    CellPair pair(makeFusedCell, {.inputChannels = {4, 4}, .channels = 4}, 2, 8, 8);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor loss = pair.ours->forward(pair.inputs, mixing, {true, false}).square().sum();
    EXPECT_THROW(torch::autograd::grad({loss}, {mixing.operations}, {}, true, /*create_graph=*/true), c10::Error);
}

}
}

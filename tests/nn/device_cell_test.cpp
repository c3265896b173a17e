// SPDX-License-Identifier: Apache-2.0
// The cell on the GPU's kernels, which run on the host here, beside the stock one: alone, and in a supernet's step.
#include "core/nn/device_cell.h"

#include "core/nn/supernet.h"
#include "tests/nn/cell_comparison.h"
#include "tests/nn/gpu/host_launcher.h"

namespace paretoscope::nn {
namespace {

std::unique_ptr<SearchCell> cellOnHost(const CellSpec& spec, torch::Generator random) {
    return makeDeviceCell(spec, std::move(random), gpu::launchOnHost);
}

struct Kind {
    const char* name;
    CellSpec spec;
    int batch;
    int size;
};

class DeviceCellTest : public testing::TestWithParam<Kind> { };

TEST_P(DeviceCellTest, AgreesWithTheStockCell) {
    const Kind& kind = GetParam();
    CellPair pair(cellOnHost, kind.spec, kind.batch, kind.size, kind.size);
    expectAgreement(pair, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Kinds, DeviceCellTest,
    testing::Values(Kind{"Normal", {.inputChannels = {6, 8}, .channels = 4}, 3, 8},
        Kind{"Reduction", {.reduction = true, .inputChannels = {6, 8}, .channels = 8}, 3, 8},
        Kind{"AfterReduction", {.afterReduction = true, .inputChannels = {6, 8}, .channels = 8}, 3, 6},
        Kind{"Partial", {.reduction = true, .inputChannels = {6, 8}, .channels = 8, .partialChannels = 2}, 3, 8},
        Kind{"NasBench201", {.space = space::SpaceId::NasBench201, .inputChannels = {4}, .channels = 4}, 3, 8}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST(DeviceCell, KeepsTheResultOfOnePassWhileAnotherRuns) {
    const CellSpec spec{.inputChannels = {4, 4}, .channels = 4};
    CellPair pair(cellOnHost, spec, 2, 6, 6);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor first = pair.ours->forward(pair.inputs, mixing, {true, false});
    pair.ours->forward({pair.inputs[0] * 2.0 + 1.0, pair.inputs[1]}, mixing, {true, false}).sum().backward();
    mixing.operations.mutable_grad().reset();
    first.square().sum().backward();

    CellMixing fresh;
    fresh.operations = pair.operations.clone().requires_grad_();
    pair.ours->forward(pair.inputs, fresh, {true, false}).square().sum().backward();
    EXPECT_TRUE(torch::equal(mixing.operations.grad(), fresh.operations.grad()));
}

TEST(DeviceCell, RefusesAGradientOfItsGradientAndASecondBackwardPass) {
    CellPair pair(cellOnHost, {.inputChannels = {4, 4}, .channels = 4}, 2, 6, 6);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor loss = pair.ours->forward(pair.inputs, mixing, {true, false}).square().sum();
    EXPECT_THROW(torch::autograd::grad({loss}, {mixing.operations}, {}, true, /*create_graph=*/true), c10::Error);
    loss.backward({}, /*retain_graph=*/true);
    EXPECT_THROW(loss.backward(), c10::Error);
}

TEST(DeviceCell, StoresFeatureMapsAsItsInputsAreStored) {
    CellPair pair(cellOnHost, {.inputChannels = {4, 4}, .channels = 4}, 2, 6, 6);
    CellMixing mixing;
    mixing.operations = pair.operations.clone().requires_grad_();
    const torch::Tensor expected = pair.stock->forward(pair.inputs, mixing, {true, false});
    for (torch::Tensor& input : pair.inputs) {
        input = input.to(torch::kBFloat16);
    }
    const torch::Tensor output = pair.ours->forward(pair.inputs, mixing, {true, false});
    EXPECT_EQ(output.scalar_type(), torch::kBFloat16);
    expectNear(output.to(torch::kFloat32), expected, "output", 0.05);
    output.sum().backward();
    EXPECT_TRUE(mixing.operations.grad().isfinite().all().item<bool>());
    for (torch::Tensor& input : pair.inputs) {
        input = input.to(torch::kFloat16); // which no kernel of ours reads
    }
    EXPECT_THROW(pair.ours->forward(pair.inputs, mixing, {true, false}), c10::Error); // the stock cell's weights differ
}

/// Two steps' worth of numbers of a small supernet.
struct StepNumbers {
    std::vector<torch::Tensor> all;

    StepNumbers(const SupernetConfig& config, CellLaunch launch) {
        Supernet net(config, generator(1), deviceExecutor(torch::kCPU, "host", std::move(launch)));
        {
            const torch::NoGradGuard noGrad;
            for (torch::Tensor parameter : net.architectureParameters()) {
                parameter.normal_(0.0, 1.0, generator(2));
            }
        }
        const torch::Tensor images = torch::randn({6, 3, config.shape.inputSize, config.shape.inputSize}, generator(3));
        const torch::Tensor labels = torch::randint(config.shape.classes, {6}, generator(4), torch::kInt64);
        for (const Side side : {Side::Architecture, Side::Weights}) {
            net.setTrainable(side);
            const torch::Tensor logits = net.forward(images);
            torch::cross_entropy_loss(logits, labels).backward();
            all.push_back(logits.detach());
            for (const torch::Tensor& parameter :
                side == Side::Architecture ? net.architectureParameters() : net.weights()) {
                all.push_back(parameter.grad().clone());
            }
        }
        for (const torch::Tensor& statistic : net.runningStatistics()) {
            all.push_back(statistic.clone());
        }
        const torch::NoGradGuard noGrad;
        all.push_back(net.forwardGenotype(images, space::published("DARTS_V2"), Statistics::Batch));
    }
};

TEST(DeviceCell, IsComparedWithTheStockCellBeforeItIsUsed) {
    EXPECT_TRUE(agreesWithStock(torch::kCPU, gpu::launchOnHost));
    EXPECT_FALSE(agreesWithStock(torch::kCPU, [](auto steps, const gpu::CellArguments& arguments, bool bfloat16) {
        gpu::launchOnHost(steps.first(steps.size() - 1), arguments, bfloat16); // one is lost
    }));
    EXPECT_FALSE(agreesWithStock(
        torch::kCPU, [](auto, const gpu::CellArguments&, bool) { throw std::runtime_error("no such kernel"); }));
}

TEST(DeviceCell, ASupernetsStepIsThatOfStockCells) {
    SupernetConfig config{.space = space::SpaceId::Darts, .shape = {}};
    config.shape.channels = 4;
    config.shape.cells = 3;
    config.shape.inputSize = 8;
    for (const int partial : {1, 2}) {
        config.partialChannels = partial;
        config.edgeNormalisation = partial > 1;
        const StepNumbers ours(config, gpu::launchOnHost);
        const StepNumbers theirs(config, {});
        ASSERT_EQ(ours.all.size(), theirs.all.size());
        for (std::size_t i = 0; i < ours.all.size(); ++i) {
            expectNear(ours.all[i], theirs.all[i], std::to_string(i), 2e-3);
        }
    }
}

}
}

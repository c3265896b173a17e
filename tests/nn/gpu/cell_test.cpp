// SPDX-License-Identifier: Apache-2.0
// Whole cells on the GPU's kernels, run on the host, beside the CPU's in double.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/base/error.h"
#include "tests/nn/gpu/cell_pair.h"
#include "tests/nn/gpu/fiber_block.h"

namespace paretoscope::nn::gpu {
namespace {

using space::Operation;
using space::SpaceId;

/// A discrete DARTS cell with every operation, one of them twice, and an edge that has none.
std::vector<Operation> chosen() {
    std::vector<Operation> edges(14, Operation::None);
    edges[0] = Operation::SepConv3x3;
    edges[1] = Operation::SkipConnect;
    edges[2] = Operation::MaxPool3x3;
    edges[4] = Operation::AvgPool3x3;
    edges[5] = Operation::DilConv3x3;
    edges[8] = Operation::SepConv5x5;
    edges[9] = Operation::DilConv5x5;
    edges[13] = Operation::SkipConnect;
    return edges;
}

std::vector<CellCase> cases() {
    return {{"Normal", {SpaceId::Darts, false, false, {3, 5}, 4, 1}, {2, 5, 7}},
        {"Reduction", {SpaceId::Darts, true, false, {3, 4}, 4, 1}, {2, 6, 8}},
        {"AfterReduction", {SpaceId::Darts, false, true, {4, 6}, 4, 1}, {2, 4, 4}},
        {"OddReduction", {SpaceId::Darts, true, true, {4, 6}, 5, 1}, {3, 5, 7}},
        {"OnePixel", {SpaceId::Darts, false, false, {2, 2}, 2, 1}, {5, 1, 1}},
        {"BatchOfOne", {SpaceId::Darts, false, false, {2, 2}, 3, 1}, {1, 4, 5}},
        {"SeveralTiles", {SpaceId::Darts, true, false, {2, 2}, 2, 1}, {2, 35, 33}, false, true, true},
        {"ManyChannels", {SpaceId::Darts, false, false, {40, 19}, 34, 1}, {2, 3, 3}, false, true, true},
        {"RunningStatistics", {SpaceId::Darts, true, false, {3, 3}, 4, 1}, {2, 4, 4}, false, false},
        {"OneOperationAnEdge", {SpaceId::Darts, false, false, {3, 3}, 4, 1}, {2, 4, 4}, false, true, true},
        {"Partial", {SpaceId::Darts, false, false, {3, 3}, 8, 4}, {2, 4, 4}, true},
        {"PartialReduction", {SpaceId::Darts, true, true, {3, 3}, 4, 2}, {2, 4, 4}, true},
        {"NasBench201", {SpaceId::NasBench201, false, false, {4}, 4, 1}, {2, 5, 6}},
        {"NasBench201Partial", {SpaceId::NasBench201, false, false, {4}, 4, 2}, {2, 4, 4}, true},
        {"Discrete", {SpaceId::Darts, false, false, {3, 5}, 4, 1, chosen()}, {3, 4, 5}, false, true, false, true},
        {"DiscreteReduction", {SpaceId::Darts, true, true, {3, 5}, 4, 1, chosen()}, {2, 4, 6}}};
}

class GpuCellTest : public testing::TestWithParam<CellCase> { };

template <class Storage>
using Launcher = HostLauncher<LoopBlock, Storage>;

/// Root of the mean squared difference, over that of the numbers; NaN where a number is.
template <class Number>
double apart(const std::vector<Number>& a, const std::vector<double>& b) {
    double differences = 0.0;
    double squares = 1e-8;
    for (std::size_t i = 0; i < b.size(); ++i) {
        differences += (static_cast<double>(a[i]) - b[i]) * (static_cast<double>(a[i]) - b[i]);
        squares += b[i] * b[i];
    }
    return std::sqrt(differences / squares);
}

template <class Number>
std::vector<Number> gradientOf(const CellResults<Number>& results, const cpu::CellLayout& layout, std::size_t i) {
    const auto begin = results.parameterGradients.begin() + layout.parameterOffsets[i];
    return {begin, begin + layout.parameters[i].size};
}

template <class Number>
std::vector<Number> allParameters(const CellResults<Number>& results, const cpu::CellLayout& layout) {
    std::vector<Number> all;
    for (std::size_t i = 0; i < layout.parameters.size(); ++i) {
        const std::vector<Number> each = gradientOf(results, layout, i);
        all.insert(all.end(), each.begin(), each.end());
    }
    return all;
}

void expectAgreement(const CellResults<float>& result, const CellResults<double>& expected,
    const cpu::CellLayout& layout, double tolerance, double statisticsTolerance) {
    EXPECT_LE(apart(result.output, expected.output), tolerance);
    EXPECT_LE(apart(result.runningMeans, expected.runningMeans), statisticsTolerance);
    EXPECT_LE(apart(result.runningVariances, expected.runningVariances), statisticsTolerance);
    EXPECT_LE(apart(result.operationGradients, expected.operationGradients), tolerance);
    if (layout.spec.partialChannels > 1) {
        EXPECT_LE(apart(result.edgeGradients, expected.edgeGradients), tolerance);
    }
    for (std::size_t i = 0; i < layout.inputs.size(); ++i) {
        EXPECT_LE(apart(result.inputGradients[i], expected.inputGradients[i]), tolerance) << "input " << i;
    }
    for (std::size_t i = 0; i < layout.parameters.size(); ++i) {
        EXPECT_LE(apart(gradientOf(result, layout, i), gradientOf(expected, layout, i)), tolerance)
            << layout.parameters[i].name;
    }
}

TEST_P(GpuCellTest, AgreesWithTheCpuInDouble) {
    const cpu::CellLayout layout(GetParam().spec, GetParam().extent);
    const CellNumbers<float> numbers(GetParam(), layout);
    HostCell<float> cell(GetParam(), layout, numbers);
    expectAgreement(cell.pass(Launcher<float>({})), onCpu(GetParam(), layout, numbers), layout, 1e-4, 1e-5);
}

/// The oracle does not round; batch normalisation of few pixels amplifies what rounding to 8 bits does to gradients.
TEST_P(GpuCellTest, InBfloat16StaysNearTheCpuInDouble) {
    const cpu::CellLayout layout(GetParam().spec, GetParam().extent);
    const CellNumbers<Bf16> numbers(GetParam(), layout);
    HostCell<Bf16> cell(GetParam(), layout, numbers);
    const CellResults<float> result = cell.pass(Launcher<Bf16>({}));
    const CellResults<double> expected = onCpu(GetParam(), layout, numbers);
    EXPECT_LE(apart(result.output, expected.output), 0.01);
    EXPECT_LE(apart(result.operationGradients, expected.operationGradients), 0.2);
    EXPECT_LE(apart(result.inputGradients[0], expected.inputGradients[0]), 0.1);
    EXPECT_LE(apart(allParameters(result, layout), allParameters(expected, layout)), 0.1);
}

TEST_P(GpuCellTest, NeitherThreadsNorBlocksHaveAnOrder) {
    const cpu::CellLayout layout(GetParam().spec, GetParam().extent);
    const CellNumbers<float> numbers(GetParam(), layout);
    HostCell<float> cell(GetParam(), layout, numbers);
    cell.pass(Launcher<float>({.threads = 1, .blocks = 1}));
    const std::vector<std::byte> expected = cell.memory();
    for (const HostOrder order : {HostOrder{255, 1 << 20}, HostOrder{77, 7}}) {
        HostCell<float> other(GetParam(), layout, numbers);
        other.pass(Launcher<float>(order));
        EXPECT_EQ(other.memory(), expected);
    }
}

TEST_P(GpuCellTest, WithoutWeightsGradientsOfOperationsAndInputsAreTheSame) {
    const cpu::CellLayout layout(GetParam().spec, GetParam().extent);
    const CellNumbers<float> numbers(GetParam(), layout);
    HostCell<float> cell(GetParam(), layout, numbers);
    const CellResults<float> both = cell.pass(Launcher<float>({}));
    HostCell<float> other(GetParam(), layout, numbers);
    const CellResults<float> alone = other.pass(Launcher<float>({}), false);
    EXPECT_EQ(alone.operationGradients, both.operationGradients);
    EXPECT_EQ(alone.inputGradients, both.inputGradients);
}

INSTANTIATE_TEST_SUITE_P(Kinds, GpuCellTest, testing::ValuesIn(cases()),
    [](const auto& instance) { return std::string(instance.param.name); });

/// What a block's threads leave when one barrier is missing, for the first launch of each kernel, cut to its first job.
TEST(GpuCellBarriers, AMissingOneIsNoticed) {
    const CellCase wanted{"", {SpaceId::Darts, false, false, {3, 3}, 4, 2}, {2, 4, 4}, true};
    const cpu::CellLayout layout(wanted.spec, wanted.extent);
    HostCell<float> cell(wanted, layout, CellNumbers<float>(wanted, layout));
    std::vector<Step> steps = cell.program.forward();
    const std::vector<Step> backward = cell.backward(true);
    steps.insert(steps.end(), backward.begin(), backward.end());
    std::map<Kernel, int> noticed;
    for (const Step& step : steps) {
        if (!noticed.emplace(step.kernel, 0).second) {
            Launcher<float>({}).run({&step, 1}, cell.arguments);
            continue;
        }
        Step one = step;
        std::fill(std::begin(one.grid), std::end(one.grid), 1);
        const std::vector<std::byte> before = cell.memory();
        Launcher<float>({}).run({&one, 1}, cell.arguments);
        const std::vector<std::byte> expected = cell.memory();
        int barriers = 1;
        for (int leftOut = -1; leftOut < barriers && noticed[step.kernel] == 0; ++leftOut) {
            bool differs = false;
            for (const int order : {255, 1}) {
                if (differs) {
                    continue;
                }
                cell.restore(before);
                FiberBlock::leftOut = leftOut;
                HostLauncher<FiberBlock, float>({.threads = order}).run({&one, 1}, cell.arguments);
                differs = cell.memory() != expected;
            }
            barriers = FiberBlock::barriersOfLastBlock;
            if (leftOut < 0) {
                EXPECT_FALSE(differs) << "kernel " << static_cast<int>(step.kernel);
            } else {
                noticed[step.kernel] += differs ? 1 : 0;
            }
        }
        // Threads meet in shared memory alone: a kernel without any needs no barrier.
        EXPECT_EQ(noticed[step.kernel] > 0, step.sharedBytes > 0) << "kernel " << static_cast<int>(step.kernel);
        cell.restore(before);
        Launcher<float>({}).run({&step, 1}, cell.arguments);
    }
}

TEST(GpuCellProgram, FitsAGpuAtThePapersSizes) {
    for (const CellCase& each :
        std::vector<CellCase>{{"DARTS", {SpaceId::Darts, false, false, {48, 48}, 16, 1}, {64, 32, 32}},
            {"reduction", {SpaceId::Darts, true, false, {64, 64}, 32, 1}, {64, 32, 32}},
            {"last", {SpaceId::Darts, false, true, {128, 256}, 64, 1}, {64, 8, 8}},
            {"PC-DARTS", {SpaceId::Darts, false, false, {48, 48}, 16, 4}, {256, 32, 32}},
            {"ImageNet", {SpaceId::Darts, false, true, {48, 192}, 48, 1}, {128, 28, 28}},
            {"large images", {SpaceId::Darts, true, true, {16, 16}, 16, 1}, {4, 300, 600}},
            {"retraining", {SpaceId::Darts, false, false, {108, 144}, 36, 1, chosen()}, {96, 32, 32}}}) {
        SCOPED_TRACE(each.name);
        const cpu::CellLayout layout(each.spec, each.extent);
        const CellProgram program(
            layout, CellNumbers<float>({"", each.spec, {1, 2, 2}}, cpu::CellLayout(each.spec, {1, 2, 2})).active);
        std::vector<Step> steps = program.forward();
        const std::vector<Step> backward = program.backward({.weights = true, .edges = true});
        steps.insert(steps.end(), backward.begin(), backward.end());
        EXPECT_LE(steps.size(), 120U); // 98, with weights, for DARTS; stock kernels take more than a thousand
        for (const Step& step : steps) {
            EXPECT_LE(step.sharedBytes, 48 * 1024); // what a launch has without asking for more
            EXPECT_GT(step.grid[0], 0);
            for (const int size : {step.grid[1], step.grid[2]}) {
                EXPECT_GT(size, 0);
                EXPECT_LE(size, 65535);
            }
        }
    }
}

TEST(GpuCellProgram, RefusesWhatTheKernelsDoNotCompute) {
    for (const space::OperationSpec& operation : space::operationSpecs()) {
        EXPECT_NO_THROW(requireGpuKernels(operation)) << operation.name;
    }
    space::OperationSpec wide = space::operationSpec(Operation::SepConv5x5);
    wide.kernel = 7;
    EXPECT_THROW(requireGpuKernels(wide), Error);
}

}
}

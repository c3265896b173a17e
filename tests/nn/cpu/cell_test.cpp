// SPDX-License-Identifier: Apache-2.0
// Whole cells in double against finite differences of their own forward pass, on every instruction set.
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>

#include "core/base/error.h"
#include "core/nn/cpu/cell_pass.h"
#include "core/nn/cpu/scratch_sizes.h"

namespace paretoscope::nn::cpu {
namespace {

struct Case {
    const char* name;
    CellSpec spec;
    CellExtent extent;
    bool edgeWeights = false;
    bool batchStatistics = true;
    bool oneOperation = false;
};

std::vector<Case> cases() {
    using space::SpaceId;
    return {{"Normal", {SpaceId::Darts, false, false, {3, 5}, 4, 1}, {2, 5, 7}},
        {"Reduction", {SpaceId::Darts, true, false, {3, 4}, 4, 1}, {2, 6, 8}},
        {"AfterReduction", {SpaceId::Darts, false, true, {4, 6}, 4, 1}, {2, 4, 4}},
        {"OnePixel", {SpaceId::Darts, false, false, {2, 2}, 2, 1}, {5, 1, 1}},
        {"BatchOfOne", {SpaceId::Darts, false, false, {2, 2}, 3, 1}, {1, 4, 5}},
        {"Wide", {SpaceId::Darts, false, false, {2, 2}, 2, 1}, {1, 2, 33}},
        {"Partial", {SpaceId::Darts, false, false, {3, 3}, 8, 4}, {2, 4, 4}, true},
        {"PartialReduction", {SpaceId::Darts, true, true, {3, 3}, 4, 2}, {2, 4, 4}, true},
        {"RunningStatistics", {SpaceId::Darts, true, false, {3, 3}, 4, 1}, {2, 4, 4}, false, false},
        {"OneOperationAnEdge", {SpaceId::Darts, false, false, {3, 3}, 4, 1}, {2, 4, 4}, false, true, true},
        {"NasBench201", {SpaceId::NasBench201, false, false, {4}, 4, 1}, {2, 5, 6}},
        {"NasBench201Partial", {SpaceId::NasBench201, false, false, {4}, 4, 2}, {2, 4, 4}, true}};
}

/// One cell with random numbers in double, whose loss is a random weighted sum of its output.
class Cell {
public:
    Cell(const Case& wanted, Isa isa, int threads = 1)
        : case_(wanted)
        , kernels_(kernelsFor<double>(isa))
        , layout(wanted.spec, wanted.extent)
        , scratch_(layout, threads) {
        for (const StateLayout& input : layout.inputs) {
            inputs.push_back(random(wanted.extent.batch * input.channels * input.pixels()));
        }
        for (const ParameterLayout& parameter : layout.parameters) {
            parameters.push_back(random(parameter.size));
        }
        for (const NormLayout& norm : layout.norms) {
            means.push_back(random(norm.channels));
            variances.emplace_back(static_cast<std::size_t>(norm.channels), 1.5);
        }
        const int edges = layout.space.edgeCount();
        operationWeights = random(edges * layout.space.operationCount());
        edgeWeights = random(edges);
        for (int edge = 0; edge < edges; ++edge) {
            for (int operation = 0; operation < layout.space.operationCount(); ++operation) {
                active.push_back(!wanted.oneOperation || operation == edge % layout.space.operationCount() ? 1 : 0);
            }
        }
        const int nodes = layout.space.outputNodes();
        output.resize(static_cast<std::size_t>(
            wanted.extent.batch * nodes * wanted.spec.channels * layout.states.back().pixels()));
        outputGradient = random(static_cast<int>(output.size()));
    }

    std::vector<double> random(int count) {
        std::normal_distribution<double> normal;
        std::vector<double> values(static_cast<std::size_t>(count));
        for (double& value : values) {
            value = normal(generator_);
        }
        return values;
    }
    CellTensors<double> tensors() {
        CellTensors<double> result{.inputs = {},
            .parameters = {},
            .running = {},
            .operationWeights = operationWeights.data(),
            .edgeWeights = case_.edgeWeights ? edgeWeights.data() : nullptr,
            .active = active,
            .output = output.data()};
        for (const auto& input : inputs) {
            result.inputs.push_back(input.data());
        }
        for (const auto& parameter : parameters) {
            result.parameters.push_back(parameter.data());
        }
        for (std::size_t norm = 0; norm < means.size(); ++norm) {
            result.running.push_back({means[norm].data(), variances[norm].data()});
        }
        return result;
    }
    double loss() {
        CellActivations<double> activations(layout);
        forwardCell(layout, kernels_, tensors(), {.batchStatistics = case_.batchStatistics, .updateRunning = false},
            activations, scratch_);
        double total = 0.0;
        for (std::size_t i = 0; i < output.size(); ++i) {
            total += output[i] * outputGradient[i];
        }
        return total;
    }
    void backward(bool architecture, bool weights) {
        CellActivations<double> activations(layout);
        forwardCell(layout, kernels_, tensors(), {.batchStatistics = case_.batchStatistics, .updateRunning = false},
            activations, scratch_);
        dOperations.assign(operationWeights.size(), 99.0);
        dEdges.assign(edgeWeights.size(), 99.0);
        CellGradients<double> gradients{.output = outputGradient.data(),
            .operationWeights = architecture ? dOperations.data() : nullptr,
            .edgeWeights = architecture && case_.edgeWeights ? dEdges.data() : nullptr};
        dParameters.clear();
        dInputs.clear();
        for (const auto& parameter : parameters) {
            dParameters.emplace_back(parameter.size(), 99.0);
            if (weights) {
                gradients.parameters.push_back(dParameters.back().data());
            }
        }
        for (const auto& input : inputs) {
            dInputs.emplace_back(input.size(), 99.0);
            gradients.inputs.push_back(dInputs.back().data());
        }
        backwardCell(layout, kernels_, tensors(), activations, gradients, scratch_);
    }
    double difference(double& value) {
        const double kept = value;
        const double step = 1e-6;
        value = kept + step;
        const double above = loss();
        value = kept - step;
        const double below = loss();
        value = kept;
        return (above - below) / (2 * step);
    }

private:
    Case case_;
    const Kernels<double>& kernels_;
    std::mt19937_64 generator_{11};

public:
    CellLayout layout;
    std::vector<std::vector<double>> inputs, parameters, means, variances, dParameters, dInputs;
    std::vector<double> operationWeights, edgeWeights, output, outputGradient, dOperations, dEdges;
    std::vector<std::uint8_t> active;

private:
    CellScratch<double> scratch_;
};

class CellTest : public testing::TestWithParam<Case> { };

TEST_P(CellTest, GradientsAreThoseOfFiniteDifferences) {
    for (const Isa isa : {Isa::Portable, Isa::Avx2, Isa::Avx512}) {
        if (!supports(isa)) {
            continue;
        }
        SCOPED_TRACE(isaName(isa));
        const std::size_t thinning = isa == bestIsa() ? 1 : 7;
        Cell cell(GetParam(), isa);
        cell.backward(true, true);
        const auto check = [&](std::vector<double>& values, const std::vector<double>& gradients, std::size_t stride,
                               const std::string& what) {
            for (std::size_t i = 0; i < values.size(); i += stride * thinning) {
                const double expected = cell.difference(values[i]);
                EXPECT_NEAR(gradients[i], expected, 2e-5 * (1.0 + std::abs(expected))) << what << " " << i;
            }
        };
        check(cell.operationWeights, cell.dOperations, 1, "operation weight");
        if (GetParam().edgeWeights) {
            check(cell.edgeWeights, cell.dEdges, 1, "edge weight");
        }
        for (std::size_t i = 0; i < cell.parameters.size(); ++i) {
            check(cell.parameters[i], cell.dParameters[i], 1 + cell.parameters[i].size() / 2,
                cell.layout.parameters[i].name);
        }
        for (std::size_t i = 0; i < cell.inputs.size(); ++i) {
            check(cell.inputs[i], cell.dInputs[i], 1 + cell.inputs[i].size() / 6, "input " + std::to_string(i));
        }
    }
}

TEST_P(CellTest, EachSideAloneAndAnyNumberOfThreadsGetTheSameGradients) {
    Cell cell(GetParam(), bestIsa());
    cell.backward(true, true);
    const auto operations = cell.dOperations;
    const auto parameters = cell.dParameters;
    const auto inputs = cell.dInputs;
    const auto same = [](const std::vector<double>& a, const std::vector<double>& b) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            ASSERT_NEAR(a[i], b[i], 1e-10 * (1.0 + std::abs(b[i])));
        }
    };
    Cell threaded(GetParam(), bestIsa(), 3);
    threaded.backward(true, true);
    same(threaded.dOperations, operations);
    cell.backward(true, false);
    same(cell.dOperations, operations);
    same(cell.dInputs[0], inputs[0]);
    cell.backward(false, true);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        same(cell.dParameters[i], parameters[i]);
    }
    same(cell.dInputs.back(), inputs.back());
}

TEST_P(CellTest, ScratchIsAsLargeAsItWasSaidToBe) {
    const CellLayout layout(GetParam().spec, GetParam().extent);
    CellScratch<float> scratch(layout, 1);
    const ThreadScratch<float>& thread = scratch.of(0);
    std::size_t numbers = thread.products.size() + thread.before.size() + thread.folded.size() + thread.spare.size()
        + thread.parameterGradients.size();
    for (const AlignedArray<float>& array : thread.halved) {
        numbers += array.size();
    }
    for (const PlanScratch<float>& plan : thread.plans) {
        numbers += plan.rows.size() + plan.planes.size() + plan.lowRows.size() + plan.lowPlanes.size()
            + plan.gradients.size() + plan.received.size();
    }
    EXPECT_EQ(scratchBytesPerThread<float>(layout), static_cast<std::int64_t>(numbers * sizeof(float)));
}

TEST(CellScratchTest, IsCountedWithoutBeingTaken) {
    const CellLayout layout({space::SpaceId::Darts, false, false, {1024, 1024}, 256, 1}, {4096, 1024, 1024});
    EXPECT_GT(scratchBytesPerThread<float>(layout), std::int64_t{1} << 32);
}

TEST(CellLayoutTest, RefusesWhatOffsetsDoNotReach) {
    EXPECT_THROW(
        CellLayout({space::SpaceId::Darts, false, false, {2048, 2048}, 256, 1}, {1, 1024, 1024}), std::length_error);
}

TEST(CellLayoutTest, RefusesWhatTheKernelsDoNotCompute) {
    for (const space::OperationSpec& operation : space::operationSpecs()) {
        EXPECT_NO_THROW(requireKernels(operation)) << operation.name;
    }
    space::OperationSpec wide = space::operationSpec(space::Operation::MaxPool3x3);
    wide.kernel = 5;
    EXPECT_THROW(requireKernels(wide), Error);
    space::OperationSpec dilated = space::operationSpec(space::Operation::NorConv3x3);
    dilated.dilation = 2;
    EXPECT_THROW(requireKernels(dilated), Error);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, CellTest, testing::ValuesIn(cases()), [](const auto& instance) { return std::string(instance.param.name); });

}
}

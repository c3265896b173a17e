// SPDX-License-Identifier: Apache-2.0
#include "core/space/lowering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/expect_error.h"

namespace paretoscope::space {

namespace {

const Shape cifarEvaluation{3, 32, 36, 20, 10, Stem::Cifar};
const Shape imageNetEvaluation{3, 224, 48, 14, 1000, Stem::ImageNet};
constexpr const char* allConvolutions =
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";

void expectSoundShapes(const LoweredNetwork& network, const Operator& op) {
    EXPECT_EQ(op.inputShape, network.tensors[static_cast<std::size_t>(op.inputs.front())]) << op.name;
    EXPECT_EQ(op.outputShape, network.tensors[static_cast<std::size_t>(op.output)]) << op.name;
    EXPECT_GT(op.outputShape.elements(), 0) << op.name;
    int channels = 0;
    for (const int input : op.inputs) {
        const TensorShape& shape = network.tensors[static_cast<std::size_t>(input)];
        channels += shape.channels;
        if (op.kind == OperatorKind::Add) {
            EXPECT_EQ(shape, op.outputShape) << op.name;
        }
        if (op.kind == OperatorKind::Concat) {
            EXPECT_EQ(shape.height, op.outputShape.height) << op.name;
        }
    }
    if (op.kind == OperatorKind::Concat) {
        EXPECT_EQ(channels, op.outputShape.channels) << op.name;
    }
    if (op.kind == OperatorKind::Add || op.kind == OperatorKind::Concat) {
        EXPECT_GE(op.inputs.size(), 2U) << op.name;
    } else {
        EXPECT_EQ(op.inputs.size(), 1U) << op.name;
    }
}

void expectSound(const LoweredNetwork& network) {
    std::set<int> made{0};
    std::set<std::string> names;
    for (const Operator& op : network.operators) {
        EXPECT_TRUE(names.insert(op.name).second) << op.name << " appears twice";
        for (const int input : op.inputs) {
            EXPECT_TRUE(made.contains(input)) << op.name << " reads a tensor that is not there yet";
        }
        EXPECT_TRUE(made.insert(op.output).second) << op.name;
        expectSoundShapes(network, op);
    }
    EXPECT_EQ(made.size(), network.tensors.size());
    EXPECT_EQ(network.tensors[static_cast<std::size_t>(network.output)],
        (TensorShape{network.architecture.shape.classes, 1, 1}));
}

/// Slow definition: at each step, what was made by then and is read then or later.
std::int64_t slowPeakBytes(const LoweredNetwork& network) {
    std::int64_t peak = 0;
    const std::vector<Operator>& operators = network.operators;
    for (std::size_t step = 0; step < operators.size(); ++step) {
        std::set<int> made{0};
        std::set<int> wanted{operators[step].output, network.output};
        for (std::size_t i = 0; i < operators.size(); ++i) {
            if (i <= step) {
                made.insert(operators[i].output);
            }
            if (i >= step) {
                wanted.insert(operators[i].inputs.begin(), operators[i].inputs.end());
            }
        }
        std::int64_t bytes = 0;
        for (const int tensor : made) {
            bytes += wanted.contains(tensor) ? 4 * network.tensors[static_cast<std::size_t>(tensor)].elements() : 0;
        }
        peak = std::max(peak, bytes);
    }
    return peak;
}

int count(const LoweredNetwork& network, OperatorKind kind) {
    return static_cast<int>(std::count_if(
        network.operators.begin(), network.operators.end(), [kind](const Operator& op) { return op.kind == kind; }));
}

double megaMacs(const LoweredNetwork& network) {
    return static_cast<double>(network.macs()) / 1e6;
}

}

TEST(Lowering, HasThePublishedSizeOfEveryPublishedCell) {
    struct Golden {
        const char* name;
        Shape shape;
        std::int64_t parameters;
        double megaMacs;
    };
    const std::vector<Golden> table{{"DARTS_V1", cifarEvaluation, 3'169'414, 501.0},
        {"DARTS_V2", cifarEvaluation, 3'349'342, 528.4}, {"PC_DARTS_cifar", cifarEvaluation, 3'634'678, 556.7},
        {"PC_DARTS_image", cifarEvaluation, 3'721'510, 570.5}, {"DARTS_V2", imageNetEvaluation, 4'718'752, 529.9},
        {"PC_DARTS_image", imageNetEvaluation, 5'342'464, 581.6}};
    for (const Golden& golden : table) {
        const LoweredNetwork network = lower({published(golden.name), golden.shape});
        EXPECT_EQ(network.parameters(), golden.parameters) << golden.name;
        EXPECT_NEAR(megaMacs(network), golden.megaMacs, 0.05) << golden.name;
        expectSound(network);
    }
}

TEST(Lowering, HasThePublishedSizeOfTheLargestNasBench201Network) {
    const LoweredNetwork network = lower({fromText(allConvolutions), {3, 32, 16, 5, 10, Stem::Cifar}});
    EXPECT_EQ(network.parameters(), 1'531'546);
    EXPECT_NEAR(megaMacs(network), 220.12, 0.005); // the benchmark's own FLOP column
    expectSound(network);
}

TEST(Lowering, IsSoundForRandomArchitectures) {
    Random random(41);
    for (int i = 0; i < 100; ++i) {
        expectSound(lower({sampleUniform(SpaceId::Darts, random), {3, 32, 5, 3 + i % 6, 10, Stem::Cifar}}));
        expectSound(lower({sampleUniform(SpaceId::Darts, random), {1, 64, 6, 5, 7, Stem::ImageNet}}));
        expectSound(lower({sampleUniform(SpaceId::NasBench201, random), {3, 8, 4, 2, 10, Stem::Cifar}}));
    }
}

TEST(Lowering, ReductionCellsHalveTheImageAndDoubleTheChannels) {
    const LoweredNetwork network = lower({published("DARTS_V1"), Shape{}});
    std::vector<TensorShape> outputs;
    for (const Operator& op : network.operators) {
        if (op.name.ends_with(".concat") && op.name.find("preprocess") == std::string::npos
            && op.name.find("edge") == std::string::npos) {
            outputs.push_back(op.outputShape);
            EXPECT_EQ(op.origin.kind, op.origin.cell == 2 || op.origin.cell == 5 ? 1 : 0);
        }
    }
    const TensorShape full{64, 32, 32};
    const TensorShape half{128, 16, 16};
    const TensorShape quarter{256, 8, 8};
    EXPECT_THAT(outputs, testing::ElementsAre(full, full, half, half, half, quarter, quarter, quarter));
    EXPECT_EQ(network.tensors[static_cast<std::size_t>(network.auxiliaryInput)], quarter);
}

TEST(Lowering, IdentitySkipsMakeNoOperatorAndReducingOnesAFactorizedReduce) {
    const LoweredNetwork network = lower({published("PC_DARTS_image"), Shape{}});
    for (const Operator& op : network.operators) {
        if (op.origin.operation == Operation::SkipConnect) {
            EXPECT_EQ(op.origin.kind, 1) << op.name;
        }
    }
    // preprocess0 of the two cells after reductions, and the reducing skip of each reduction cell
    EXPECT_EQ(count(network, OperatorKind::ShiftCrop), 4);
    // Four nodes a cell; no pools' operands are lost by the identities.
    EXPECT_EQ(count(network, OperatorKind::Add), 8 * 4);
}

TEST(Lowering, DropPathMarksOneOperatorOfEachEdgeButTheIdentity) {
    const LoweredNetwork network = lower({published("DARTS_V2"), Shape{}});
    std::set<std::pair<int, int>> edges;
    for (const Operator& op : network.operators) {
        if (op.dropPath) {
            EXPECT_TRUE(edges.emplace(op.origin.cell, op.origin.edge).second);
            EXPECT_GE(op.origin.edge, 0);
        }
    }
    // DARTS_V2: the normal cell has 2 identities among its 8 edges, the reduction cell 3 (they read nodes, so stride
    // 1).
    EXPECT_EQ(edges.size(), 6U * 6U + 2U * 5U);
}

TEST(Lowering, EachConvolutionOfAnEdgeHasItsOwnRelu) {
    const LoweredNetwork network = lower({published("DARTS_V2"), Shape{}});
    const auto named = [&](const std::string& name) {
        return std::any_of(
            network.operators.begin(), network.operators.end(), [&](const Operator& op) { return op.name == name; });
    };
    for (const char* part : {"relu1", "dw1", "pw1", "bn1", "relu2", "dw2", "pw2", "bn2"}) {
        EXPECT_TRUE(named(std::string("cells.0.node2.edge0.sep_conv_3x3.") + part)) << part;
    }
    EXPECT_TRUE(named("cells.0.node5.edge2.dil_conv_3x3.dw"));
    EXPECT_FALSE(named("cells.0.node5.edge2.dil_conv_3x3.dw2"));
}

TEST(Lowering, ANodeWithoutLiveInputIsZero) {
    const LoweredNetwork network =
        lower({fromText("|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|"), {3, 32, 16, 1, 10, Stem::Cifar}});
    expectSound(network);
    EXPECT_EQ(count(network, OperatorKind::Zero), 3 * 2);
    const LoweredNetwork identity =
        lower({fromText("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"), {3, 32, 16, 1, 10, Stem::Cifar}});
    expectSound(identity);
}

TEST(Lowering, PeakActivationsAreThoseOfTheSlowDefinition) {
    Random random(42);
    for (int i = 0; i < 10; ++i) {
        const LoweredNetwork darts = lower({sampleUniform(SpaceId::Darts, random), {3, 32, 8, 3, 10, Stem::Cifar}});
        EXPECT_EQ(darts.peakActivationBytes(), slowPeakBytes(darts));
        const LoweredNetwork bench =
            lower({sampleUniform(SpaceId::NasBench201, random), {3, 32, 16, 2, 10, Stem::Cifar}});
        EXPECT_EQ(bench.peakActivationBytes(), slowPeakBytes(bench));
    }
}

TEST(AuxiliaryHead, HasThePublishedLayersOnCifarAndImageNet) {
    const LoweredNetwork cifar = auxiliaryHead(lower({published("DARTS_V1"), cifarEvaluation}));
    // 576·128 + 2·128 + 128·768·4 + 2·768 + 769·10, see the authors' AuxiliaryHeadCIFAR
    EXPECT_EQ(cifar.parameters(), 73'728 + 256 + 393'216 + 1'536 + 7'690);
    EXPECT_EQ(count(cifar, OperatorKind::BatchNorm), 2);
    EXPECT_EQ(count(cifar, OperatorKind::GlobalAvgPool), 0);
    EXPECT_EQ(cifar.tensors[static_cast<std::size_t>(cifar.output)], (TensorShape{10, 1, 1}));
    EXPECT_GT(cifar.peakActivationBytes(), 0);

    const LoweredNetwork imageNet = auxiliaryHead(lower({published("DARTS_V2"), imageNetEvaluation}));
    EXPECT_EQ(imageNet.parameters(), 768 * 128 + 256 + 393'216 + 769 * 1000);
    EXPECT_EQ(count(imageNet, OperatorKind::BatchNorm), 1);
}

TEST(AuxiliaryHead, IsRefusedWhereItsWindowDoesNotFit) {
    const LoweredNetwork small = lower({published("DARTS_V1"), {3, 28, 16, 8, 10, Stem::Cifar}});
    const std::string text = errorText(ErrorCode::InvalidShape, [&] { auxiliaryHead(small); });
    EXPECT_THAT(text, testing::HasSubstr("32 pixels"));
    const LoweredNetwork bench = lower({fromText(allConvolutions), {3, 32, 16, 1, 10, Stem::Cifar}});
    errorText(ErrorCode::InvalidShape, [&] { auxiliaryHead(bench); });
    EXPECT_NO_THROW(auxiliaryHead(lower({published("DARTS_V1"), {3, 64, 16, 8, 10, Stem::Cifar}})));
}

}

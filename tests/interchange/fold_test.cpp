// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/interchange/weights.h"
#include "tests/expect_error.h"
#include "tests/interchange/onnx_cases.h"
#include "tests/interchange/reference_interpreter.h"

namespace paretoscope::interchange {
namespace {

using space::Operator;
using space::OperatorKind;
using testing::HasSubstr;

auto countOf(const space::LoweredNetwork& network, OperatorKind kind) {
    return std::count_if(
        network.operators.begin(), network.operators.end(), [kind](const Operator& op) { return op.kind == kind; });
}

void expectSameFunction(const space::LoweredNetwork& network, const Weights& weights, const WeightedNetwork& folded) {
    const std::vector<float> images = randomImages(network, 2, 1);
    const auto before = interpret(network, weights, images, 2);
    const auto after = interpret(folded.network, folded.weights, images, 2);
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_NEAR(after[i], before[i], 1e-5 * (1 + std::abs(before[i])));
    }
    EXPECT_GT(*std::max_element(before.begin(), before.end()), *std::min_element(before.begin(), before.end()));
}

space::LoweredNetwork smallBench(const char* genotype) {
    return space::lower({space::fromText(genotype), {.inputSize = 8, .channels = 4, .cells = 1}});
}

TEST(FoldBatchNorms, ComputesTheSameFunction) {
    for (const OnnxCase& given : onnxCases()) {
        SCOPED_TRACE(given.name);
        expectSameFunction(given.network, given.weights, foldBatchNorms(given.network, given.weights));
    }
}

TEST(FoldBatchNorms, LeavesNoneInDartsNetworks) {
    space::Random random(1);
    for (int i = 0; i < 5; ++i) {
        const auto genotype = space::sampleUniform(space::SpaceId::Darts, random);
        const auto network = space::lower({genotype, {.inputSize = 8, .channels = 4, .cells = 3}});
        ASSERT_GT(countOf(network, OperatorKind::BatchNorm), 0);
        const auto folded = foldBatchNorms(network, randomWeights(network, 1));
        EXPECT_EQ(countOf(folded.network, OperatorKind::BatchNorm), 0);
        EXPECT_EQ(countOf(folded.network, OperatorKind::Convolution), countOf(network, OperatorKind::Convolution));
    }
}

TEST(FoldBatchNorms, LeavesTheLastOneOfNasBench201WhereASumPrecedesIt) {
    const auto network = smallBench("|skip_connect~0|+|none~0|none~1|+|nor_conv_3x3~0|skip_connect~1|none~2|");
    const auto folded = foldBatchNorms(network, randomWeights(network, 1));
    ASSERT_EQ(countOf(folded.network, OperatorKind::BatchNorm), 1);
    EXPECT_TRUE(folded.weights.contains("head.bn.running_var"));
}

TEST(FoldBatchNorms, DropsOperatorsThatNothingReads) {
    const auto network = smallBench("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
    const auto folded = foldBatchNorms(network, randomWeights(network, 1));
    for (const Operator& op : folded.network.operators) {
        EXPECT_THAT(op.name, testing::Not(HasSubstr("nor_conv_3x3")));
    }
}

TEST(FoldBatchNorms, LeavesAConvolutionThatSomeoneElseReads) {
    auto network = smallBench("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|");
    const auto norm = std::find_if(
        network.operators.begin(), network.operators.end(), [](const Operator& op) { return op.name == "stem.bn"; });
    Operator sum = *norm;
    sum.kind = OperatorKind::Add;
    sum.name = "both";
    sum.inputs = {norm->inputs.front(), norm->output};
    sum.output = static_cast<int>(network.tensors.size());
    network.tensors.push_back(sum.outputShape);
    for (auto op = norm + 1; op != network.operators.end(); ++op) {
        std::replace(op->inputs.begin(), op->inputs.end(), norm->output, sum.output);
    }
    network.operators.insert(norm + 1, sum);
    const Weights weights = randomWeights(network, 1);
    const auto folded = foldBatchNorms(network, weights);
    EXPECT_TRUE(folded.weights.contains("stem.bn.weight"));
    expectSameFunction(network, weights, folded);
}

std::string foldError(const space::LoweredNetwork& network, const Weights& weights) {
    return errorText(ErrorCode::InvalidData, [&] { foldBatchNorms(network, weights); });
}

TEST(FoldBatchNorms, NamesTheWeightThatIsMissingOrWrong) {
    const auto network = space::lower({space::published("DARTS_V1"), {.inputSize = 8, .channels = 4, .cells = 3}});
    const Weights good = randomWeights(network, 1);
    Weights weights = good;
    weights.erase("classifier.bias");
    EXPECT_THAT(foldError(network, weights), HasSubstr("'classifier.bias' is missing"));
    weights = good;
    weights["stem.conv.weight"].shape = {12, 3, 9};
    EXPECT_THAT(foldError(network, weights), HasSubstr("[12, 3, 9]"));
    weights = good;
    weights["stem.conv.weight"].values[5] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THAT(foldError(network, weights), HasSubstr("infinite or NaN"));
    weights = good;
    weights["stem.bn.running_var"].values[0] = -1;
    EXPECT_THAT(foldError(network, weights), HasSubstr("negative variance"));
}

}
}

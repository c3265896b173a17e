// SPDX-License-Identifier: Apache-2.0
#include "core/nn/fixed_network.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {
namespace {

using space::Architecture;
using space::Genotype;
using space::Shape;
using space::SpaceId;
using space::Stem;

torch::Generator generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

FixedNetwork network(
    const Genotype& genotype, const Shape& shape, FixedNetwork::Options options = {}, std::uint64_t seed = 1) {
    return FixedNetwork(space::lower({genotype, shape}), options, generator(seed));
}

constexpr Shape small{.inputSize = 16, .channels = 4, .cells = 3, .classes = 5};

struct Published {
    const char* name;
    Shape shape;
    std::int64_t parameters;
};

class PublishedNetwork : public testing::TestWithParam<Published> { };

TEST_P(PublishedNetwork, HasThePublishedNumberOfParameters) {
    const Published& expected = GetParam();
    const FixedNetwork net = network(space::published(expected.name), expected.shape, {.auxiliaryHead = true});
    EXPECT_EQ(net.parameterCount(), expected.parameters);
    EXPECT_EQ(net.lowered().parameters(), expected.parameters);
}

constexpr Shape cifar{.inputSize = 32, .channels = 36, .cells = 20, .classes = 10};
constexpr Shape imageNet{.inputSize = 224, .channels = 48, .cells = 14, .classes = 1000, .stem = Stem::ImageNet};

INSTANTIATE_TEST_SUITE_P(Darts, PublishedNetwork,
    testing::Values(Published{"DARTS_V1", cifar, 3169414}, Published{"DARTS_V2", cifar, 3349342},
        Published{"PC_DARTS_cifar", cifar, 3634678}, Published{"PC_DARTS_image", cifar, 3721510},
        Published{"DARTS_V2", imageNet, 4718752}, Published{"PC_DARTS_image", imageNet, 5342464}),
    [](const auto& instance) {
        return std::string(instance.param.name) + (instance.param.shape.stem == Stem::Cifar ? "_cifar" : "_imagenet");
    });

TEST(FixedNetwork, GivesOneLogitAClassInBothSpacesAndOnBothKernels) {
    space::Random random(3);
    for (const SpaceId id : {SpaceId::Darts, SpaceId::NasBench201}) {
        for (int sample = 0; sample < 8; ++sample) {
            const Genotype genotype = space::sampleUniform(id, random);
            const Shape shape{.inputSize = 16, .channels = 4, .cells = id == SpaceId::Darts ? 3 : 1, .classes = 5};
            const torch::Tensor images = torch::randn({2, 3, 16, 16}, generator(5));
            FixedNetwork plain = network(genotype, shape);
            FixedNetwork fused = network(genotype, shape, {.executor = cpuExecutor()});
            const torch::Tensor logits = plain.forward(images);
            EXPECT_EQ(logits.sizes(), (std::vector<std::int64_t>{2, 5}));
            EXPECT_TRUE(torch::allclose(logits, fused.forward(images), 1e-4, 1e-4)) << space::toText(genotype);
            plain.eval();
            fused.eval();
            const c10::InferenceMode inference;
            EXPECT_TRUE(torch::allclose(plain.forward(images), fused.forward(images), 1e-4, 1e-4))
                << "with running statistics: " << space::toText(genotype);
        }
    }
}

TEST(FixedNetwork, RunningStatisticsConvergeToTheBatchsOwn) {
    FixedNetwork net = network(space::published("DARTS_V2"), small);
    const torch::Tensor images = torch::randn({16, 3, 16, 16}, generator(5));
    const torch::NoGradGuard noGrad;
    torch::Tensor inTraining;
    for (int pass = 0; pass < 200; ++pass) {
        inTraining = net.forward(images);
    }
    net.eval();
    // The running variance is the unbiased one, so the two agree only nearly.
    EXPECT_TRUE(torch::allclose(net.forward(images), inTraining, 0.1, 0.1));
}

TEST(FixedNetwork, SameSeedSameNetworkAndStateMovesIt) {
    const torch::Tensor images = torch::randn({2, 3, 16, 16}, generator(5));
    FixedNetwork first = network(space::published("DARTS_V1"), small);
    FixedNetwork again = network(space::published("DARTS_V1"), small);
    FixedNetwork other = network(space::published("DARTS_V1"), small, {}, 2);
    const torch::Tensor logits = first.forward(images);
    EXPECT_TRUE(torch::equal(logits, again.forward(images)));
    EXPECT_FALSE(torch::equal(logits, other.forward(images)));
    other.loadState(detachedCopies(first.state()));
    first.eval();
    other.eval();
    EXPECT_TRUE(torch::equal(first.forward(images), other.forward(images)));
}

TEST(FixedNetwork, RefusesTheStateOfAnotherNetwork) {
    FixedNetwork first = network(space::published("DARTS_V1"), small);
    const FixedNetwork other = network(space::published("DARTS_V2"), small);
    EXPECT_THROW(first.loadState(other.state()), Error);
    NamedTensors extra = first.state();
    extra.push_back({"surplus", torch::zeros({1})});
    EXPECT_THROW(first.loadState(extra), Error);
}

TEST(FixedNetwork, AuxiliaryHeadTrainsAndDropPathIsUnbiasedAndSeeded) {
    const Shape shape{.inputSize = 32, .channels = 4, .cells = 3, .classes = 5};
    FixedNetwork net = network(space::published("DARTS_V2"), shape, {.auxiliaryHead = true});
    const torch::Tensor images = torch::randn({4, 3, 32, 32}, generator(5));
    const auto output = net.forwardTraining(images, 0.0, generator(7));
    ASSERT_TRUE(output.auxiliaryLogits.defined());
    EXPECT_EQ(output.auxiliaryLogits.sizes(), output.logits.sizes());
    (output.logits.sum() + output.auxiliaryLogits.square().sum()).backward();
    for (const torch::Tensor& parameter : net.parameters()) {
        EXPECT_TRUE(parameter.grad().defined());
    }
    const torch::Tensor dropped = net.forwardTraining(images, 0.3, generator(8)).logits;
    EXPECT_FALSE(torch::equal(dropped, output.logits));
    EXPECT_TRUE(torch::equal(dropped, net.forwardTraining(images, 0.3, generator(8)).logits));
}

struct StepOutcome {
    torch::Tensor logits;
    torch::Tensor auxiliary;
    std::vector<torch::Tensor> gradients;
    NamedTensors state;
};

/// Logits, gradients and state after a training step's passes, from weights of which none is where it was drawn.
StepOutcome trainOnce(const Architecture& architecture, FixedNetwork::Options options, torch::ScalarType numbers,
    int batch, double dropPath) {
    FixedNetwork net = network(architecture.genotype, architecture.shape, options);
    net.to(numbers);
    const torch::Generator random = generator(5);
    for (const NamedTensor& entry : net.state()) {
        const torch::NoGradGuard noGradient;
        if (entry.name.find(".bn") != std::string::npos) {
            const torch::Tensor noise = torch::randn(entry.tensor.sizes(), random, entry.tensor.options());
            // Negative, small and vanishing γ too; a variance stays positive.
            entry.tensor.copy_(entry.name.ends_with("_var") ? noise.abs() + 0.1 : noise);
            if (entry.name.ends_with(".weight")) {
                entry.tensor.select(0, 0).zero_();
            }
        }
    }
    const Shape& shape = architecture.shape;
    const torch::Tensor images =
        torch::randn({batch, shape.inputChannels, shape.inputSize, shape.inputSize}, random).to(numbers);
    const FixedNetwork::TrainingOutput output = net.forwardTraining(images, dropPath, generator(6));
    torch::Tensor loss = output.logits.sin().sum();
    if (output.auxiliaryLogits.defined()) {
        loss = loss + output.auxiliaryLogits.cos().sum();
    }
    loss.backward();
    StepOutcome outcome{output.logits.detach(), {}, {}, net.state()};
    for (const torch::Tensor& parameter : net.parameters()) {
        outcome.gradients.push_back(parameter.grad().defined() ? parameter.grad() : torch::zeros_like(parameter));
    }
    return outcome;
}

double apart(const torch::Tensor& one, const torch::Tensor& other) {
    const double size = std::max(1.0, other.abs().max().item<double>());
    return (one - other).abs().max().item<double>() / size;
}

void expectTheSame(const Architecture& architecture, bool auxiliaryHead, int batch, double dropPath) {
    SCOPED_TRACE(space::identityText(architecture.genotype));
    const StepOutcome stock =
        trainOnce(architecture, {.auxiliaryHead = auxiliaryHead}, torch::kFloat64, batch, dropPath);
    const StepOutcome fused = trainOnce(
        architecture, {.auxiliaryHead = auxiliaryHead, .executor = cpuExecutor()}, torch::kFloat64, batch, dropPath);
    EXPECT_LT(apart(fused.logits, stock.logits), 1e-9);
    for (std::size_t i = 0; i < stock.gradients.size(); ++i) {
        ASSERT_LT(apart(fused.gradients[i], stock.gradients[i]), 1e-8) << i;
    }
    for (std::size_t i = 0; i < stock.state.size(); ++i) {
        ASSERT_LT(apart(fused.state[i].tensor.detach(), stock.state[i].tensor.detach()), 1e-9) << stock.state[i].name;
    }
}

TEST(FixedNetwork, FusedCellsTrainAsStockOnesDo) {
    space::Random random(11);
    for (int sample = 0; sample < 12; ++sample) {
        const double dropPath = sample % 3 == 0 ? 0.0 : 0.4;
        const Shape shape{.inputSize = 8 + 4 * (sample % 3), .channels = 4 + sample % 3, .cells = 3, .classes = 5};
        expectTheSame({space::sampleUniform(SpaceId::Darts, random), shape}, false, 1 + sample % 4, dropPath);
        expectTheSame({space::sampleUniform(SpaceId::NasBench201, random),
                          {.inputSize = 8, .channels = 4, .cells = 1, .classes = 5}},
            false, 3, dropPath);
    }
    expectTheSame(
        {space::published("DARTS_V2"), {.inputSize = 32, .channels = 4, .cells = 3, .classes = 5}}, true, 2, 0.2);
    expectTheSame({space::published("PC_DARTS_image"),
                      {.inputSize = 64, .channels = 4, .cells = 3, .classes = 5, .stem = Stem::ImageNet}},
        false, 2, 0.0);
}

TEST(FixedNetwork, AllCellsOfASampledDartsNetworkAreFused) {
    space::Random random(2);
    for (int sample = 0; sample < 20; ++sample) {
        const auto lowered = space::lower({space::sampleUniform(SpaceId::Darts, random), small});
        EXPECT_EQ(fixedCells(lowered).size(), 3U);
    }
}

TEST(FixedNetwork, TimingWeightsKeepDeepNetworksFiniteAndFreeOfDenormals) {
    space::Random random(11);
    for (int sample = 0; sample < 5; ++sample) {
        FixedNetwork net = network(
            space::sampleUniform(SpaceId::Darts, random), {.inputSize = 16, .channels = 4, .cells = 20, .classes = 5});
        net.initialiseForTiming(generator(1));
        net.eval();
        const c10::InferenceMode inference;
        const torch::Tensor magnitude = net.forward(torch::randn({1, 3, 16, 16}, generator(5))).abs();
        EXPECT_TRUE(magnitude.isfinite().all().item<bool>());
        EXPECT_GT(magnitude.max().item<float>(), 1e-6F);
    }
}

}
}

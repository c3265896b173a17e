// SPDX-License-Identifier: Apache-2.0
#include "core/nn/fixed_network.h"

#include <gtest/gtest.h>

#include "core/records/error.h"
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

TEST(FixedNetwork, GivesOneLogitAClassInBothSpacesAndLayouts) {
    space::Random random(3);
    for (const SpaceId id : {SpaceId::Darts, SpaceId::NasBench201}) {
        for (int sample = 0; sample < 8; ++sample) {
            const Genotype genotype = space::sampleUniform(id, random);
            const Shape shape{.inputSize = 16, .channels = 4, .cells = id == SpaceId::Darts ? 3 : 1, .classes = 5};
            const torch::Tensor images = torch::randn({2, 3, 16, 16}, generator(5));
            FixedNetwork plain = network(genotype, shape);
            FixedNetwork last = network(genotype, shape, {.channelsLast = true});
            const torch::Tensor logits = plain.forward(images);
            EXPECT_EQ(logits.sizes(), (std::vector<std::int64_t>{2, 5}));
            EXPECT_TRUE(torch::allclose(logits, last.forward(images), 1e-4, 1e-4)) << space::toText(genotype);
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

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/supernet.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/torch_headers.h"
#include "tests/nn/plain_supernet.h"

namespace paretoscope::nn {
namespace {

using space::Shape;
using space::SpaceId;
using space::Stem;

torch::Generator generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

constexpr double tolerance = 1e-9;

bool near(const torch::Tensor& a, const torch::Tensor& b) {
    return torch::allclose(a, b, tolerance, tolerance * std::max(1.0, b.abs().max().item<double>()));
}

/// A fast and a plain supernet in float64 with the same weights, α and β.
struct Pair {
    Supernet fast;
    PlainSupernet plain;
    torch::Tensor images;
    torch::Tensor labels;

    explicit Pair(const SupernetConfig& config, CellKernels kernels = CellKernels::Fused)
        : fast(config, generator(1), cpuExecutor(kernels))
        , plain(config, generator(2)) {
        fast.to(torch::kFloat64);
        plain.to(torch::kFloat64);
        const torch::NoGradGuard noGrad;
        for (torch::Tensor parameter : fast.architectureParameters()) {
            parameter.normal_(0.0, 1.0, generator(3)); // well away from uniform
        }
        NamedTensors source = plain.parameters();
        const NamedTensors state = fast.state();
        for (NamedTensor& entry : source) {
            const auto found = std::find_if(
                state.begin(), state.end(), [&](const NamedTensor& other) { return other.name == entry.name; });
            if (found == state.end()) {
                throw std::runtime_error("no such weight: " + entry.name);
            }
            entry.tensor.copy_(found->tensor);
        }
        copyAll(fast.alphas(), plain.alphas());
        copyAll(fast.betas(), plain.betas());
        const Shape& shape = config.shape;
        images =
            torch::randn({4, shape.inputChannels, shape.inputSize, shape.inputSize}, generator(4), torch::kFloat64);
        labels = torch::randint(shape.classes, {4}, generator(5), torch::kInt64);
    }

    static void copyAll(const std::vector<torch::Tensor>& from, const std::vector<torch::Tensor>& to) {
        for (std::size_t index = 0; index < from.size(); ++index) {
            torch::Tensor target = to[index];
            target.copy_(from[index]);
        }
    }
    [[nodiscard]] torch::Tensor loss(const torch::Tensor& logits) const {
        return torch::cross_entropy_loss(logits, labels);
    }
    [[nodiscard]] torch::Tensor plainWeight(const std::string& name) const {
        for (const NamedTensor& entry : plain.parameters()) {
            if (entry.name == name) {
                return entry.tensor;
            }
        }
        throw std::runtime_error("no such weight: " + name);
    }
};

/// One supernet to compare.
struct Setting {
    const char* name;
    SupernetConfig config;
    CellKernels kernels = CellKernels::Fused;
};

std::vector<Setting> onBothKernels(std::vector<Setting> settings) {
    const std::size_t count = settings.size();
    for (std::size_t index = 0; index < count; ++index) {
        settings.push_back(settings[index]);
        settings.back().kernels = CellKernels::Stock;
    }
    return settings;
}

class SupernetAgainstPlain : public testing::TestWithParam<Setting> { };

TEST_P(SupernetAgainstPlain, GivesEqualOutputsAndGradientsOnBothSides) {
    Pair pair(GetParam().config, GetParam().kernels);
    const torch::Tensor plainLogits = pair.plain.forward(pair.images);
    pair.loss(plainLogits).backward();

    pair.fast.setTrainable(Side::Architecture);
    const torch::Tensor logits = pair.fast.forward(pair.images);
    EXPECT_TRUE(near(logits, plainLogits));
    pair.loss(logits).backward();
    for (const torch::Tensor& weight : pair.fast.weights()) {
        ASSERT_FALSE(weight.grad().defined());
    }
    for (std::size_t kind = 0; kind < pair.fast.alphas().size(); ++kind) {
        EXPECT_TRUE(near(pair.fast.alphas()[kind].grad(), pair.plain.alphas()[kind].grad())) << kind;
    }
    for (std::size_t kind = 0; kind < pair.fast.betas().size(); ++kind) {
        EXPECT_TRUE(near(pair.fast.betas()[kind].grad(), pair.plain.betas()[kind].grad())) << kind;
    }

    pair.fast.setTrainable(Side::Weights);
    pair.loss(pair.fast.forward(pair.images)).backward();
    for (const torch::Tensor& parameter : pair.fast.architectureParameters()) {
        ASSERT_FALSE(parameter.grad().defined());
    }
    std::size_t compared = 0;
    for (const NamedTensor& entry : pair.fast.state()) {
        if (entry.tensor.grad().defined()) {
            EXPECT_TRUE(near(entry.tensor.grad(), pair.plainWeight(entry.name).grad())) << entry.name;
            ++compared;
        }
    }
    EXPECT_EQ(compared, pair.fast.weights().size());
}

TEST_P(SupernetAgainstPlain, KeepsEqualRunningStatistics) {
    Pair pair(GetParam().config, GetParam().kernels);
    const torch::NoGradGuard noGrad;
    pair.fast.forward(pair.images);
    pair.plain.forward(pair.images);
    pair.fast.setUpdatesStatistics(false);
    pair.fast.forward(pair.images * 3.0 + 1.0); // must leave no trace
    pair.fast.eval();
    pair.plain.setTraining(false);
    EXPECT_TRUE(near(pair.fast.forward(pair.images), pair.plain.forward(pair.images)));
}

TEST_P(SupernetAgainstPlain, ScoresAGenotypeAsTheOneHotMixture) {
    Pair pair(GetParam().config, GetParam().kernels);
    const SupernetConfig& config = GetParam().config;
    const auto& space = space::searchSpace(config.space);
    space::Random random(9);
    const torch::NoGradGuard noGrad;
    for (int sample = 0; sample < 3; ++sample) {
        const space::Genotype genotype = space::sampleUniform(config.space, random);
        std::vector<torch::Tensor> operations;
        std::vector<torch::Tensor> edges;
        for (int kind = 0; kind < space.kindCount(); ++kind) {
            const auto chosen = space::operationsByEdge(genotype, kind);
            torch::Tensor oneHot = torch::zeros({space.edgeCount(), space.operationCount()}, torch::kFloat64);
            torch::Tensor kept = torch::zeros({space.edgeCount()}, torch::kFloat64);
            for (int edge = 0; edge < space.edgeCount(); ++edge) {
                const auto operation = chosen[static_cast<std::size_t>(edge)];
                oneHot[edge][space.operationIndex(operation)] = 1.0;
                kept[edge] = operation == space::Operation::None ? 0.0 : 0.5;
            }
            operations.push_back(oneHot);
            // Without edge normalisation an unselected edge still passes PC-DARTS' bypass, so the plain net drops it by
            // weight.
            if (config.edgeNormalisation) {
                edges.push_back(kept);
            } else if (config.partialChannels > 1) {
                edges.push_back(kept * 2.0);
            }
        }
        const torch::Tensor expected = pair.plain.forward(pair.images, operations, edges);
        EXPECT_TRUE(near(pair.fast.forwardGenotype(pair.images, genotype, Statistics::Batch), expected))
            << space::toText(genotype);
    }
}

TEST_P(SupernetAgainstPlain, AddsTheSameAuxiliarySkip) {
    Pair pair(GetParam().config, GetParam().kernels);
    pair.fast.setAuxiliarySkip(0.7);
    pair.plain.setAuxiliarySkip(0.7);
    const torch::NoGradGuard noGrad;
    EXPECT_TRUE(near(pair.fast.forward(pair.images), pair.plain.forward(pair.images)));
}

constexpr Shape tiny{.inputSize = 8, .channels = 4, .cells = 3, .classes = 3};
constexpr Shape tinyImageNet{.inputSize = 64, .channels = 4, .cells = 3, .classes = 3, .stem = Stem::ImageNet};
constexpr Shape tinyBench{.inputSize = 8, .channels = 4, .cells = 1, .classes = 3};

INSTANTIATE_TEST_SUITE_P(Supernets, SupernetAgainstPlain,
    testing::ValuesIn(onBothKernels(
        {Setting{"darts", {.shape = tiny}}, Setting{"darts_edges", {.shape = tiny, .edgeNormalisation = true}},
            Setting{"pc_darts_2", {.shape = tiny, .partialChannels = 2}},
            Setting{"pc_darts_2_edges", {.shape = tiny, .partialChannels = 2, .edgeNormalisation = true}},
            Setting{"pc_darts_4_edges",
                {.shape = {.inputSize = 8, .channels = 8, .cells = 3, .classes = 3},
                    .partialChannels = 4,
                    .edgeNormalisation = true}},
            Setting{"imagenet_stem", {.shape = tinyImageNet}},
            Setting{"nas_bench_201", {.space = SpaceId::NasBench201, .shape = tinyBench}}})),
    [](const auto& instance) {
        return instance.param.name + std::string(instance.param.kernels == CellKernels::Fused ? "_fused" : "_stock");
    });

TEST(Supernet, HasThePublishedNumberOfWeights) {
    const auto count = [](const SupernetConfig& config) { return Supernet(config, generator(1)).weightCount(); };
    const Shape cifar{.inputSize = 32, .channels = 16, .cells = 8, .classes = 10};
    const Shape imageNet{.inputSize = 224, .channels = 16, .cells = 8, .classes = 1000, .stem = Stem::ImageNet};
    EXPECT_EQ(count({.shape = cifar}), 1930618);
    EXPECT_EQ(count({.shape = cifar, .partialChannels = 4, .edgeNormalisation = true}), 299578);
    EXPECT_EQ(count({.shape = imageNet, .partialChannels = 2, .edgeNormalisation = true}), 956512);
}

TEST(Supernet, ArchitectureParametersStartSmallAndFromTheSeed) {
    const SupernetConfig config{.shape = tiny, .edgeNormalisation = true};
    const Supernet first(config, generator(1));
    const Supernet again(config, generator(1));
    const Supernet other(config, generator(2));
    ASSERT_EQ(first.architectureParameters().size(), 4U);
    EXPECT_NEAR(first.alphas()[0].std().item<double>(), 1e-3, 3e-4);
    EXPECT_TRUE(torch::equal(first.alphas()[1], again.alphas()[1]));
    EXPECT_FALSE(torch::equal(first.alphas()[1], other.alphas()[1]));
}

TEST(Supernet, StateMovesEverythingThatMatters) {
    const SupernetConfig config{.shape = tiny, .partialChannels = 2, .edgeNormalisation = true};
    Supernet first(config, generator(1));
    Supernet second(config, generator(2));
    const torch::Tensor images = torch::randn({4, 3, 8, 8}, generator(4));
    const torch::NoGradGuard noGrad;
    first.forward(images);
    second.loadState(detachedCopies(first.state()));
    first.eval();
    second.eval();
    EXPECT_TRUE(torch::equal(first.forward(images), second.forward(images)));
    EXPECT_THROW(second.loadState({}), Error);
}

TEST(Supernet, RefusesWhatCannotBeBuilt) {
    EXPECT_THROW(validate(SupernetConfig{.shape = tiny, .partialChannels = 3}), Error);
    EXPECT_THROW(validate(SupernetConfig{
                     .shape = {.inputSize = 8, .channels = 6, .cells = 3, .classes = 3}, .partialChannels = 4}),
        Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/jacobian_score.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/engine/jacobian_scores.h"
#include "core/nn/fixed_network.h"
#include "core/nn/initialisation.h"
#include "core/space/lowering.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {
namespace {

const space::Shape shape{
    .inputChannels = 3, .inputSize = 8, .channels = 4, .cells = 1, .classes = 10, .stem = space::Stem::Cifar};
constexpr const char* convolutions =
    "|nor_conv_3x3~0|+|nor_conv_1x1~0|nor_conv_3x3~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

space::Architecture cell(const char* text) {
    return {space::fromText(text), shape};
}

torch::Tensor images(int count) {
    return torch::randn({count, 3, 8, 8}, seededGenerator(3));
}

/// Operator by operator, correlations by their definition, and eigenvalues as singular values.
double plainScore(const space::Architecture& architecture, torch::Tensor input) {
    FixedNetwork network(space::lower(architecture), {}, seededGenerator(1));
    input = input.clone().requires_grad_(true);
    network.forward(input).sum().backward();
    const torch::Tensor rows = input.grad().to(torch::kFloat64).flatten(1);
    const auto count = rows.size(0);
    torch::Tensor correlations = torch::zeros({count, count}, torch::kFloat64);
    for (std::int64_t i = 0; i < count; ++i) {
        for (std::int64_t j = 0; j < count; ++j) {
            const torch::Tensor a = rows[i] - rows[i].mean();
            const torch::Tensor b = rows[j] - rows[j].mean();
            correlations[i][j] = a.dot(b) / (a.norm() * b.norm());
        }
    }
    double score = 0;
    const torch::Tensor values = torch::linalg_svdvals(correlations);
    for (std::int64_t i = 0; i < count; ++i) {
        const double value = values[i].item<double>() + 1e-5;
        score -= std::log(value) + 1 / value;
    }
    return score;
}

TEST(JacobianScore, IsThatOfAPlainImplementation) {
    const torch::Tensor input = images(8);
    const double expected = plainScore(cell(convolutions), input);
    EXPECT_LT(expected, -8) << "the best there is";
    for (const CellKernels kernels : {CellKernels::Stock, CellKernels::Fused}) {
        const double score = jacobianScore(cell(convolutions), input, 1, cpuExecutor(kernels));
        EXPECT_NEAR(score, expected, 1e-3 * std::abs(expected));
    }
    EXPECT_NE(jacobianScore(cell(convolutions), input, 2, cpuExecutor()),
        jacobianScore(cell(convolutions), input, 1, cpuExecutor()))
        << "other weights";
}

TEST(JacobianScore, TellsLinearAndUnreachableNetworks) {
    const torch::Tensor input = images(8);
    const double good = jacobianScore(cell(convolutions), input, 1, cpuExecutor());
    const double pools = jacobianScore(
        cell("|avg_pool_3x3~0|+|none~0|avg_pool_3x3~1|+|none~0|none~1|avg_pool_3x3~2|"), input, 1, cpuExecutor());
    EXPECT_LT(pools, good);
    const double dead = jacobianScore(cell("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"), input, 1, cpuExecutor());
    EXPECT_TRUE(std::isnan(dead)) << dead;
}

TEST(JacobianScores, AreThoseOfSingleCellsOnAnyNumberOfThreads) {
    data::Dataset dataset = data::loadDataset("synthetic", {.imageSize = 8}).train;
    std::vector<space::Genotype> cells;
    for (space::Random random(5); cells.size() < 12;) {
        cells.push_back(space::sampleUniform(space::SpaceId::NasBench201, random));
    }
    engine::JacobianScores together(shape, dataset, 1);
    const std::vector<double> scores = together(cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double alone = engine::JacobianScores(shape, dataset, 1)({&cells[i], 1}).front();
        EXPECT_TRUE(scores[i] == alone || (std::isnan(scores[i]) && std::isnan(alone))) << scores[i] << " " << alone;
    }
    EXPECT_EQ(together({&cells[3], 1}).front(), scores[3]);
}

TEST(JacobianScores, EndWhereTheReportThrows) {
    const data::Dataset dataset = data::loadDataset("synthetic", {.imageSize = 8}).train;
    std::vector<space::Genotype> cells;
    for (space::Random random(5); cells.size() < 300;) {
        cells.push_back(space::sampleUniform(space::SpaceId::NasBench201, random));
    }
    bool stop = true;
    engine::JacobianScores scores(shape, dataset, 1, [&](std::size_t, std::size_t) {
        if (stop) {
            throw Error(ErrorCode::Interrupted, "stopped", {});
        }
    });
    EXPECT_THROW(scores(cells), Error);
    stop = false;
    EXPECT_EQ(scores({&cells.back(), 1}), engine::JacobianScores(shape, dataset, 1)({&cells.back(), 1}))
        << "what was not reached is scored again";
}

TEST(JacobianScores, AreOfAtLeastThreeCellsAStage) {
    const data::Dataset dataset = data::loadDataset("synthetic", {.imageSize = 8}).train;
    const std::vector<space::Genotype> one{
        space::fromText("|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_3x3~2|")};
    const auto score = [&](int cells) {
        space::Shape other = shape;
        other.cells = cells;
        return engine::JacobianScores(other, dataset, 1)(one).front();
    };
    EXPECT_EQ(score(1), score(3));
    EXPECT_NE(score(3), score(4));
}

}
}

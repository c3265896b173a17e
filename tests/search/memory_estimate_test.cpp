// SPDX-License-Identifier: Apache-2.0
#include "core/search/memory_estimate.h"

#include <gtest/gtest.h>

#include "core/nn/executor.h"
#include "core/nn/memory_plan.h"
#include "core/space/lowering.h"

namespace paretoscope::search {
namespace {

constexpr int threads = 2;

std::int64_t onTwoThreads(const nn::SupernetConfig& config, int batch) {
    return nn::fusedSupernetBytes(config, batch, threads);
}

/// Learnable numbers without the stem's: what the estimate counts.
std::int64_t parametersOf(const space::LoweredNetwork& network) {
    std::int64_t count = 0;
    for (const space::LoweredCell& cell : network.cells) {
        for (std::size_t index = cell.firstOperator; index < cell.endOperator; ++index) {
            count += network.operators[index].parameters();
        }
    }
    return count;
}

TEST(MemoryEstimate, GrowsWithTheBatchAndShrinksWithPartialChannels) {
    options::SearchConfig options;
    const auto base = searchMemoryBytes(options, onTwoThreads);
    options.batchSize *= 4;
    EXPECT_GT(searchMemoryBytes(options, onTwoThreads), base);
    // DARTS at full size: what bench.sh supernet saw it take at K = 1 and batch 64, within a tenth.
    options.network.shape = space::Shape{};
    options.batchSize = 64;
    const auto full = searchMemoryBytes(options, onTwoThreads);
    constexpr double measured = 2065.0 * (1 << 20);
    EXPECT_NEAR(
        nn::fusedSupernetBytes({.shape = options.network.shape}, options.batchSize, threads), measured, measured / 10);
    EXPECT_GE(static_cast<double>(full), measured);
    options.partialChannels = 4;
    EXPECT_LT(searchMemoryBytes(options, onTwoThreads), full / 2);
}

TEST(MemoryEstimate, OfTheProcessorIsTheExecutorsOwn) {
    const nn::SupernetConfig config{.shape = options::defaults::smallShape()};
    const std::int64_t ours = nn::cpuExecutor()->searchBytes(config, 64);
    EXPECT_GE(ours, nn::fusedSupernetBytes(config, 64, 1));
}

TEST(MemoryEstimate, CountsTheWeightsOfANetworkInTraining) {
    for (const char* name : {"DARTS_V2", "PC_DARTS_cifar"}) {
        const space::Genotype cell = space::published(name);
        const space::Shape shape = options::defaults::smallShape();
        const auto cells = parametersOf(space::lower({cell, shape}));
        const nn::TrainingBytes bytes = nn::fusedTrainingBytes(cell.space, shape, &cell, 64, 1);
        // Weights, gradients, momentum, a checkpoint; beside the cells the classifier, 4 nodes of 4 × 8 channels.
        const std::int64_t classifier = std::int64_t{4} * 4 * 8 * shape.classes;
        const std::int64_t counted = 4 * 4 * (cells + classifier);
        EXPECT_GE(bytes.kept, counted) << name;
        EXPECT_LT(bytes.kept, counted * 11 / 10) << name << ": tensors begin on cache lines";
        const nn::TrainingBytes most = nn::fusedTrainingBytes(cell.space, shape, nullptr, 64, 1);
        EXPECT_GE(most.kept, bytes.kept) << name;
        EXPECT_GE(most.working, bytes.working) << name;
        EXPECT_GT(nn::fusedTrainingBytes(cell.space, shape, &cell, 128, 1).working, bytes.working) << name;
    }
}

TEST(MemoryEstimate, ATrainingKeepsAllNetworksAndWorksOnSome) {
    const options::NetworkConfig network;
    const space::Genotype cell = space::published("DARTS_V2");
    const nn::TrainingBytes one = nn::fusedTrainingBytes(network.space, network.shape, &cell, 64, 1);
    const auto of = [&](std::size_t networks, int atOnce) {
        return trainingMemoryBytes(network, 64, std::vector<space::Genotype>(networks, cell), atOnce);
    };
    EXPECT_EQ(of(5, 2) - of(1, 2), 4 * one.kept + one.working);
    EXPECT_EQ(of(5, 8) - of(5, 2), 3 * one.working) << "no more work at once than there are";
    EXPECT_GE(trainingMemoryBytes(network, 64, {}, 2), of(2, 2)) << "of cells that are not known yet";
}

}
}

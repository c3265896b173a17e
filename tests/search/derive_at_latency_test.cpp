// SPDX-License-Identifier: Apache-2.0
#include "core/search/derive_at_latency.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

ArchitectureParameters drawn(space::SpaceId id, std::uint64_t seed, double spread) {
    const space::SearchSpace& space = space::searchSpace(id);
    space::Random random(seed);
    std::normal_distribution<double> normal(0, spread);
    ArchitectureParameters parameters{.space = id, .alphas = {}, .betas = {}};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        auto& alphas = parameters.alphas.emplace_back();
        for (int i = 0; i < space.edgeCount() * space.operationCount(); ++i) {
            alphas.push_back(normal(random));
        }
    }
    return parameters;
}

double latencyOf(const LatencyTerm& latency, const space::Genotype& genotype) {
    return predictMs(latency, {&genotype, 1}).front();
}

/// NAS-Bench-201: none, skip, 1×1, 3×3, average pool.
LatencyTerm smallLatency() {
    return additiveLatency({0, 0.5F, 2, 5, 1}, 10);
}

TEST(DeriveAtLatency, NoArchitectureWithinHasMoreWeight) {
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::NasBench201);
    const LatencyTerm latency = smallLatency();
    options::SearchConfig options;
    options.network.space = space::SpaceId::NasBench201;
    std::vector<space::Genotype> all; // the oracle: all 15,625
    std::vector<space::Operation> operations(static_cast<std::size_t>(space.edgeCount()));
    const auto count = static_cast<int>(std::pow(space.operationCount(), space.edgeCount()));
    for (int code = 0; code < count; ++code) {
        int rest = code;
        for (space::Operation& operation : operations) {
            operation = space.operations[static_cast<std::size_t>(rest % space.operationCount())];
            rest /= space.operationCount();
        }
        all.push_back(space::fromOperationsByEdge(space::SpaceId::NasBench201, {operations}));
    }
    const std::vector<double> latencies = predictMs(latency, all);
    int best = 0;
    for (int seed = 0; seed < 10; ++seed) {
        const ArchitectureParameters parameters = drawn(space::SpaceId::NasBench201, seed, 1);
        for (const double targetMs : {6.0, 12.0, 20.0}) {
            const space::Genotype found = deriveAtLatency(parameters, latency, targetMs, options);
            EXPECT_NEAR(latencyOf(latency, found), targetMs, latencyTolerance * targetMs + 1e-9);
            double largest = -std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < all.size(); ++i) {
                if (std::abs(latencies[i] / targetMs - 1) <= latencyTolerance) {
                    largest = std::max(largest, logWeight(parameters, all[i]));
                }
            }
            EXPECT_LE(logWeight(parameters, found), largest + 1e-9);
            best += logWeight(parameters, found) > largest - 1.5 ? 1 : 0;
        }
    }
    EXPECT_GE(best, 24) << "of 30: a local search comes near the best";
}

TEST(DeriveAtLatency, LeavesADerivedArchitectureThatIsThere) {
    const LatencyTerm latency = dartsLatency();
    const ArchitectureParameters parameters = drawn(space::SpaceId::Darts, 3, 2);
    const space::Genotype derived = derive(parameters);
    const double there = latencyOf(latency, derived);
    EXPECT_EQ(deriveAtLatency(parameters, latency, there, {}), derived) << "nothing weighs more";
}

TEST(DeriveAtLatency, MeetsTargetsOverTheRangeAndKeepsToTheOptions) {
    const LatencyTerm latency = dartsLatency();
    options::SearchConfig options;
    options.forbidden = {space::Operation::SepConv5x5};
    options.skipCap = 1;
    ArchitectureParameters parameters = drawn(space::SpaceId::Darts, 4, 0.001);
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::Darts);
    for (auto& alphas : parameters.alphas) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            alphas[static_cast<std::size_t>(
                edge * space.operationCount() + space.operationIndex(space::Operation::SepConv5x5))] = -1e9;
        }
    }
    for (const double targetMs : {20.0, 35.0, 50.0, 70.0}) {
        const space::Genotype found = deriveAtLatency(parameters, latency, targetMs, options);
        EXPECT_NEAR(latencyOf(latency, found), targetMs, latencyTolerance * targetMs);
        EXPECT_LE(skipCount(found, 0), 1);
        for (const space::CellGenotype& cell : found.cells) {
            for (const space::Choice& choice : cell.choices) {
                EXPECT_NE(choice.operation, space::Operation::SepConv5x5);
            }
        }
    }
    EXPECT_LT(latencyOf(latency, deriveAtLatency(parameters, latency, 1, options)), 20)
        << "as near as it goes where nothing is that fast";
}

}
}

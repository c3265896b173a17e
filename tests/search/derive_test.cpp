// SPDX-License-Identifier: Apache-2.0
#include "core/search/derive.h"

#include <algorithm>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::search {
namespace {

using space::Operation;
using space::SpaceId;

ArchitectureParameters zeros(SpaceId id, bool withBetas = false) {
    const space::SearchSpace& space = space::searchSpace(id);
    ArchitectureParameters parameters{.space = id, .alphas = {}, .betas = {}};
    const auto kinds = static_cast<std::size_t>(space.kindCount());
    const auto edges = static_cast<std::size_t>(space.edgeCount());
    parameters.alphas.assign(kinds, std::vector<double>(edges * static_cast<std::size_t>(space.operationCount())));
    if (withBetas) {
        parameters.betas.assign(kinds, std::vector<double>(edges));
    }
    return parameters;
}

double& alpha(ArchitectureParameters& parameters, int kind, int edge, int operation) {
    const int operations = space::searchSpace(parameters.space).operationCount();
    return parameters.alphas.at(static_cast<std::size_t>(kind))
        .at(static_cast<std::size_t>(edge * operations + operation));
}

/// The published derivation written down as in the DARTS code, with plain loops over a node's offset.
space::Genotype derivedAsPublished(const ArchitectureParameters& parameters) {
    const space::SearchSpace& space = space::searchSpace(parameters.space);
    space::Genotype genotype{.space = parameters.space, .cells = {}};
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        space::CellGenotype cell;
        int offset = 0;
        for (int node = 0; node < space.nodes; ++node) {
            std::vector<std::pair<double, int>> strengths;
            for (int source = 0; source < node + 2; ++source) {
                const auto weights = parameters.operationWeights(kind, offset + source);
                double strongest = 0;
                for (std::size_t operation = 1; operation < weights.size(); ++operation) {
                    strongest = std::max(strongest, weights[operation]);
                }
                strengths.emplace_back(-strongest, source);
            }
            std::sort(strengths.begin(), strengths.end());
            for (int rank = 0; rank < 2; ++rank) {
                const int source = strengths[static_cast<std::size_t>(rank)].second;
                const auto weights = parameters.operationWeights(kind, offset + source);
                std::size_t best = 1;
                for (std::size_t operation = 2; operation < weights.size(); ++operation) {
                    best = weights[operation] > weights[best] ? operation : best;
                }
                cell.choices.push_back({space.operations[best], source, node + 2});
            }
            offset += node + 2;
        }
        genotype.cells.push_back(cell);
    }
    return genotype;
}

TEST(Derive, AgreesWithThePublishedLoopsOnRandomParameters) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    for (int trial = 0; trial < 200; ++trial) {
        ArchitectureParameters parameters = zeros(SpaceId::Darts);
        for (auto& ofKind : parameters.alphas) {
            for (double& value : ofKind) {
                value = normal(random);
            }
        }
        const space::Genotype derived = derive(parameters);
        EXPECT_EQ(space::toText(derived), space::toText(derivedAsPublished(parameters)));
        EXPECT_NO_THROW(space::validate(derived));
    }
}

TEST(Derive, NeverChoosesNoneAndBreaksTiesByLowerIndex) {
    ArchitectureParameters parameters = zeros(SpaceId::Darts);
    for (int edge = 0; edge < 14; ++edge) {
        alpha(parameters, 0, edge, 0) = 5;
    }
    const space::Genotype derived = derive(parameters);
    for (const space::Choice& choice : derived.cells[0].choices) {
        EXPECT_EQ(choice.operation, Operation::MaxPool3x3);
        EXPECT_LT(choice.source, 2);
    }
}

TEST(Derive, EdgeWeightsDecideWhichPredecessorsStay) {
    ArchitectureParameters parameters = zeros(SpaceId::Darts, true);
    alpha(parameters, 0, 2, 4) = 1; // node 3 reads states 0, 1, 2 on edges 2, 3, 4
    parameters.betas[0][4] = 3;
    parameters.betas[0][3] = 2;
    const space::CellGenotype cell = derive(parameters).cells[0];
    EXPECT_EQ(cell.choices[2].source, 2);
    EXPECT_EQ(cell.choices[3].source, 1);
}

TEST(Derive, TakesTheLargestOperationOfEveryEdgeInNasBench201) {
    ArchitectureParameters parameters = zeros(SpaceId::NasBench201);
    alpha(parameters, 0, 1, 3) = 1;
    alpha(parameters, 0, 5, 0) = 1;
    const auto operations = space::operationsByEdge(derive(parameters), 0);
    EXPECT_EQ(operations[1], space::searchSpace(SpaceId::NasBench201).operations[3]);
    EXPECT_EQ(operations[5], Operation::None);
}

TEST(Derive, SkipCapLeavesTheStrongestSkips) {
    ArchitectureParameters parameters = zeros(SpaceId::Darts);
    const int skip = space::searchSpace(SpaceId::Darts).operationIndex(Operation::SkipConnect);
    for (int edge = 0; edge < 14; ++edge) {
        alpha(parameters, 0, edge, skip) = 1 + 0.01 * edge;
        alpha(parameters, 1, edge, skip) = 1;
    }
    EXPECT_EQ(skipCount(derive(parameters), 0), 8);
    const space::Genotype capped = derive(parameters, 2);
    EXPECT_EQ(skipCount(capped, 0), 2);
    EXPECT_EQ(skipCount(capped, 1), 8);
    EXPECT_NO_THROW(space::validate(capped));
}

TEST(Derive, RefusesParametersThatAreNotFinite) {
    ArchitectureParameters parameters = zeros(SpaceId::Darts);
    alpha(parameters, 1, 3, 2) = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(errorOf([&] { derive(parameters); }).code(), ErrorCode::NumericalFailure);
}

TEST(Decision, EntropyIsOneAtUniformAndNearZeroWhereDecided) {
    ArchitectureParameters parameters = zeros(SpaceId::Darts);
    EXPECT_NEAR(entropyOf(parameters), 1, 1e-12);
    EXPECT_TRUE(decision(parameters, derive(parameters)).none());
    for (int kind = 0; kind < 2; ++kind) {
        for (int edge = 0; edge < 14; ++edge) {
            alpha(parameters, kind, edge, 5) = 30;
        }
    }
    const Decision decided = decision(parameters, derive(parameters));
    EXPECT_LT(decided.entropy, 1e-9);
    EXPECT_FALSE(decided.none());
    EXPECT_EQ(decided.skips, 0);
}

}
}

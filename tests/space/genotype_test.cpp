// SPDX-License-Identifier: Apache-2.0
#include "core/space/genotype.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "core/space/encoding.h"
#include "tests/expect_error.h"

namespace paretoscope::space {

namespace {

/// Calls `visit` with every assignment of the space's operations to `edges` edges.
template <typename Visit>
void forEachAssignment(const SearchSpace& space, std::size_t edges, Visit visit) {
    std::vector<std::size_t> digits(edges, 0);
    for (bool done = false; !done;) {
        std::vector<Operation> operations;
        for (const std::size_t digit : digits) {
            operations.push_back(space.operations[digit]);
        }
        visit(operations);
        std::size_t i = 0;
        while (i < edges && ++digits[i] == space.operations.size()) {
            digits[i++] = 0;
        }
        done = i == edges;
    }
}

bool isValid(const Genotype& genotype) {
    try {
        validate(genotype);
        return true;
    } catch (const Error&) {
        return false;
    }
}

double chiSquare(const std::map<std::string, int>& counts, double expected, double categories) {
    double sum = (categories - static_cast<double>(counts.size())) * expected; // categories never seen
    for (const auto& [category, count] : counts) {
        sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
}

/// The statistic lies within five standard deviations of its mean.
void expectUniform(const std::map<std::string, int>& counts, double samples, double categories) {
    const double freedom = categories - 1;
    EXPECT_NEAR(chiSquare(counts, samples / categories, categories), freedom, 5 * std::sqrt(2 * freedom));
}

std::string nodeText(const CellGenotype& cell, int node) {
    std::string text;
    for (const Choice& choice : cell.choices) {
        if (choice.target == node) {
            text += std::string(operationName(choice.operation)) + std::to_string(choice.source) + " ";
        }
    }
    return text;
}

/// Slow definition: how many entries of the per-edge operations differ, or a source moved while all else stayed.
bool areNeighbours(const Genotype& a, const Genotype& b) {
    int changedOperations = 0;
    std::vector<std::pair<int, Operation>> removed; // target, operation
    std::vector<std::pair<int, Operation>> added;
    const SearchSpace& space = searchSpace(a.space);
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const auto left = operationsByEdge(a, kind);
        const auto right = operationsByEdge(b, kind);
        for (std::size_t edge = 0; edge < left.size(); ++edge) {
            const int tag = kind * 100 + space.edges[edge].target;
            if (left[edge] == right[edge]) {
                continue;
            }
            if (space.edgesKeptPerNode == 0 || (left[edge] != Operation::None && right[edge] != Operation::None)) {
                ++changedOperations;
            } else if (left[edge] == Operation::None) {
                added.emplace_back(tag, right[edge]);
            } else {
                removed.emplace_back(tag, left[edge]);
            }
        }
    }
    const bool oneOperation = changedOperations == 1 && added.empty() && removed.empty();
    const bool oneSource = changedOperations == 0 && added.size() == 1 && added == removed;
    return oneOperation || oneSource;
}

}

TEST(Genotype, EachDartsNodeHasExactlyTheCountedChoices) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    const Genotype base = published("DARTS_V2");
    const std::vector<int> expected{49, 147, 294, 490}; // their product is the size of the space
    for (int node = 2; node < 6; ++node) {
        int valid = 0;
        forEachAssignment(space, static_cast<std::size_t>(node), [&](const std::vector<Operation>& operations) {
            Genotype genotype = base;
            std::vector<Choice>& choices = genotype.cells[0].choices;
            const auto first = choices.begin() + 2 * (node - 2);
            auto position = choices.erase(first, first + 2);
            for (int source = 0; source < node; ++source) {
                const Operation operation = operations[static_cast<std::size_t>(source)];
                if (operation != Operation::None) {
                    position = choices.insert(position, {operation, source, node}) + 1;
                }
            }
            valid += isValid(genotype) ? 1 : 0;
        });
        EXPECT_EQ(valid, expected[static_cast<std::size_t>(node - 2)]) << "node " << node;
    }
}

TEST(Genotype, NasBench201HasExactly15625DifferentTexts) {
    std::set<std::string> texts;
    forEachAssignment(searchSpace(SpaceId::NasBench201), 6, [&](const std::vector<Operation>& operations) {
        texts.insert(toText(fromOperationsByEdge(SpaceId::NasBench201, {operations})));
    });
    EXPECT_EQ(texts.size(), 15'625U);
}

TEST(Genotype, SamplesAreUniformOverAllCellsOfNasBench201) {
    Random random(7);
    std::map<std::string, int> counts;
    constexpr int samples = 156'250;
    for (int i = 0; i < samples; ++i) {
        const auto packed = pack(sampleUniform(SpaceId::NasBench201, random));
        ++counts[std::string(packed.begin(), packed.end())];
    }
    expectUniform(counts, samples, 15'625);
}

TEST(Genotype, SamplesAreUniformOverTheChoicesOfEachDartsNode) {
    Random random(11);
    constexpr int samples = 20'000;
    std::map<std::pair<std::size_t, int>, std::map<std::string, int>> counts;
    for (int i = 0; i < samples; ++i) {
        const Genotype genotype = sampleUniform(SpaceId::Darts, random);
        for (std::size_t kind = 0; kind < 2; ++kind) {
            for (int node = 2; node < 6; ++node) {
                ++counts[{kind, node}][nodeText(genotype.cells[kind], node)];
            }
        }
    }
    for (const auto& [place, histogram] : counts) {
        expectUniform(histogram, samples, 49.0 * place.second * (place.second - 1) / 2);
    }
}

TEST(Genotype, SamplesLeaveOutForbiddenOperations) {
    Random random(5);
    for (const SpaceId space : {SpaceId::Darts, SpaceId::NasBench201}) {
        const std::vector forbidden{Operation::SkipConnect, Operation::AvgPool3x3};
        const std::vector<Operation> left = operationsWithout(space, forbidden);
        std::set<Operation> seen;
        for (int i = 0; i < 200; ++i) {
            const Genotype genotype = sampleUniform(space, forbidden, random);
            validate(genotype);
            EXPECT_FALSE(uses(genotype, forbidden));
            for (const CellGenotype& cell : genotype.cells) {
                for (const Choice& choice : cell.choices) {
                    seen.insert(choice.operation);
                }
            }
        }
        EXPECT_EQ(seen, std::set<Operation>(left.begin(), left.end())) << "and nothing else";
        EXPECT_TRUE(uses(sampleUniform(space, random), searchSpace(space).operations));
    }
}

TEST(Genotype, SamplesAreValidAndRepeatWithTheSeed) {
    for (const SpaceId space : {SpaceId::Darts, SpaceId::NasBench201}) {
        Random first(3);
        Random second(3);
        for (int i = 0; i < 100; ++i) {
            const Genotype genotype = sampleUniform(space, first);
            EXPECT_NO_THROW(validate(genotype));
            EXPECT_EQ(genotype, sampleUniform(space, second));
            EXPECT_EQ(genotype, sorted(genotype));
        }
    }
}

TEST(Genotype, NeighboursOfNasBench201AreThoseOfTheSlowDefinition) {
    Random random(5);
    const Genotype genotype = sampleUniform(SpaceId::NasBench201, random);
    std::set<std::string> expected;
    forEachAssignment(searchSpace(SpaceId::NasBench201), 6, [&](const std::vector<Operation>& operations) {
        const Genotype other = fromOperationsByEdge(SpaceId::NasBench201, {operations});
        if (areNeighbours(genotype, other)) {
            expected.insert(identityText(other));
        }
    });
    std::set<std::string> found;
    for (const Genotype& neighbour : neighbours(genotype)) {
        EXPECT_TRUE(found.insert(identityText(neighbour)).second) << "a duplicate";
    }
    EXPECT_EQ(found, expected);
    EXPECT_EQ(found.size(), 24U);
}

TEST(Genotype, NeighboursOfDartsAreAllValidDifferentAndComplete) {
    Random random(6);
    for (int i = 0; i < 20; ++i) {
        const Genotype genotype = sampleUniform(SpaceId::Darts, random);
        std::set<std::string> found;
        for (const Genotype& neighbour : neighbours(genotype)) {
            EXPECT_NO_THROW(validate(neighbour));
            EXPECT_TRUE(areNeighbours(genotype, neighbour));
            found.insert(identityText(neighbour));
        }
        // A kind has 8 edges with 6 other operations, and nodes with 0, 1, 2, 3 unread states for each of their 2
        // edges.
        EXPECT_EQ(found.size(), 2U * (8 * 6 + 2 * (0 + 1 + 2 + 3)));
    }
}

TEST(Genotype, OperationsByEdgeReadBack) {
    const Genotype genotype = published("PC_DARTS_cifar");
    const auto normal = operationsByEdge(genotype, 0);
    EXPECT_EQ(normal[0], Operation::SkipConnect);
    EXPECT_EQ(normal[1], Operation::SepConv3x3);
    EXPECT_EQ(normal[13], Operation::None);
    EXPECT_EQ(fromOperationsByEdge(SpaceId::Darts, {normal, operationsByEdge(genotype, 1)}), sorted(genotype));
}

TEST(Genotype, ValidationNamesCellNodeAndProblem) {
    Genotype genotype = published("DARTS_V1");
    genotype.cells[1].choices[3].source = 2; // node 3 already reads state 2
    const std::string text = errorText(ErrorCode::InvalidGenotype, [&] { validate(genotype); });
    EXPECT_THAT(text,
        testing::AllOf(testing::HasSubstr("'reduce'"), testing::HasSubstr("node 3"), testing::HasSubstr("state 2")));

    genotype = published("DARTS_V1");
    genotype.cells[0].choices[0].operation = Operation::None;
    errorText(ErrorCode::InvalidGenotype, [&] { validate(genotype); });
    genotype.cells.pop_back();
    errorText(ErrorCode::InvalidGenotype, [&] { validate(genotype); });
    errorText(ErrorCode::InvalidGenotype, [] { fromOperationsByEdge(SpaceId::NasBench201, {{Operation::None}}); });
}

}

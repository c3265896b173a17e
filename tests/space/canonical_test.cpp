// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/space/encoding.h"
#include "core/space/lowering.h"

namespace paretoscope::space {

namespace {

using EdgeSet = std::set<Choice>;

EdgeSet edgesOf(const CellGenotype& cell) {
    EdgeSet edges(cell.choices.begin(), cell.choices.end());
    std::erase_if(edges, [](const Choice& choice) { return choice.operation == Operation::None; });
    return edges;
}

EdgeSet renumbered(const EdgeSet& edges, const std::vector<int>& newState) {
    EdgeSet result;
    for (const Choice& choice : edges) {
        result.insert({choice.operation, newState[static_cast<std::size_t>(choice.source)],
            newState[static_cast<std::size_t>(choice.target)]});
    }
    return result;
}

bool runsForward(const EdgeSet& edges) {
    return std::all_of(edges.begin(), edges.end(), [](const Choice& choice) { return choice.source < choice.target; });
}

/// Slow definition for DARTS cells: some bijection of the nodes turns one set of edges into the other.
bool isomorphic(const CellGenotype& a, const CellGenotype& b) {
    std::vector<int> newState{0, 1, 2, 3, 4, 5};
    do {
        if (renumbered(edgesOf(a), newState) == edgesOf(b)) {
            return true;
        }
    } while (std::next_permutation(newState.begin() + 2, newState.end()));
    return false;
}

CellGenotype randomlyRenumbered(const CellGenotype& cell, Random& random) {
    std::vector<int> newState{0, 1, 2, 3, 4, 5};
    EdgeSet edges;
    do {
        std::shuffle(newState.begin() + 2, newState.end(), random);
        edges = renumbered(edgesOf(cell), newState);
    } while (!runsForward(edges));
    std::vector<Choice> choices(edges.begin(), edges.end());
    std::sort(choices.begin(), choices.end(),
        [](const Choice& a, const Choice& b) { return std::pair(a.target, a.source) < std::pair(b.target, b.source); });
    return {choices};
}

}

TEST(CanonicalHash, AgreesForRenumberedCellsAndDiffersOtherwise) {
    Random random(21);
    const Shape shape;
    int renumberedDifferently = 0;
    for (int i = 0; i < 300; ++i) {
        const Genotype genotype = sampleUniform(SpaceId::Darts, random);
        Genotype twin = genotype;
        for (CellGenotype& cell : twin.cells) {
            cell = randomlyRenumbered(cell, random);
        }
        renumberedDifferently += twin == genotype ? 0 : 1;
        EXPECT_EQ(canonicalHash({genotype, shape}), canonicalHash({twin, shape}));
        EXPECT_EQ(canonicalGenotype(genotype), canonicalGenotype(twin));
        EXPECT_EQ(lower({genotype, shape}).macs(), lower({twin, shape}).macs());
        // Neighbours are the likeliest to be confused; a few of them are isomorphic.
        for (const Genotype& other : neighbours(genotype)) {
            const bool same =
                isomorphic(genotype.cells[0], other.cells[0]) && isomorphic(genotype.cells[1], other.cells[1]);
            EXPECT_EQ(canonicalGenotype(genotype) == canonicalGenotype(other), same) << toText(genotype) << '\n'
                                                                                     << toText(other);
        }
    }
    EXPECT_GT(renumberedDifferently, 30);
}

TEST(CanonicalHash, KeepsTheOutputNodeOfNasBench201InPlace) {
    // Nodes 1 and 2 change places only where no edge joins them: 4·5⁵ cells alone, and of the 5⁵ others with 25 ways
    // through either node only 25·26/2 unordered pairs, times 5 operations from input to output.
    std::set<std::string> hashes;
    std::set<std::vector<std::uint8_t>> canonical;
    std::vector<std::uint8_t> packed(6, 0);
    for (int number = 0; number < 15'625; ++number) {
        for (int rest = number, edge = 0; edge < 6; ++edge, rest /= 5) {
            packed[static_cast<std::size_t>(edge)] = static_cast<std::uint8_t>(rest % 5);
        }
        const Genotype genotype = unpack(SpaceId::NasBench201, packed);
        hashes.insert(canonicalHash({genotype, Shape{}}));
        canonical.insert(pack(canonicalGenotype(genotype)));
    }
    EXPECT_EQ(canonical.size(), 4U * 3125U + 5U * 25U * 26U / 2U);
    EXPECT_EQ(hashes.size(), canonical.size());
}

TEST(CanonicalHash, DependsOnTheShapeButNotOnTheWrittenOrder) {
    const Genotype genotype = published("DARTS_V1");
    const Shape shape;
    EXPECT_EQ(canonicalHash({genotype, shape}), canonicalHash({sorted(genotype), shape}));
    std::set<std::string> hashes{canonicalHash({genotype, shape})};
    hashes.insert(canonicalHash({genotype, {3, 64, 16, 8, 10, Stem::Cifar}}));
    hashes.insert(canonicalHash({genotype, {3, 32, 32, 8, 10, Stem::Cifar}}));
    hashes.insert(canonicalHash({genotype, {3, 32, 16, 20, 10, Stem::Cifar}}));
    hashes.insert(canonicalHash({genotype, {3, 32, 16, 8, 100, Stem::Cifar}}));
    hashes.insert(canonicalHash({genotype, {1, 32, 16, 8, 10, Stem::Cifar}}));
    hashes.insert(canonicalHash({genotype, {3, 32, 16, 8, 10, Stem::ImageNet}}));
    EXPECT_EQ(hashes.size(), 7U);
}

TEST(CanonicalHash, IsTheOneThatProjectsHaveStored) {
    EXPECT_EQ(canonicalHash({published("DARTS_V2"), Shape{}}), "49c2f932a326628b");
}

TEST(CanonicalGenotype, IsItsOwnRepresentative) {
    Random random(22);
    for (int i = 0; i < 100; ++i) {
        const Genotype canonical = canonicalGenotype(sampleUniform(SpaceId::Darts, random));
        EXPECT_EQ(canonicalGenotype(canonical), canonical);
    }
}

}

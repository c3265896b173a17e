// SPDX-License-Identifier: Apache-2.0
#include "core/surrogate/path_features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/surrogate/cell_graph.h"
#include "core/surrogate/structure.h"

namespace paretoscope::surrogate {
namespace {

using space::Choice;
using space::Genotype;
using space::Operation;

using Path = std::vector<Choice>;

void extend(const space::CellGenotype& cell, const Path& path, int state, std::vector<Path>& paths) {
    for (const Choice& choice : cell.choices) {
        if (choice.source == state && choice.operation != Operation::None) {
            Path longer = path;
            longer.push_back(choice);
            paths.push_back(longer);
            extend(cell, longer, choice.target, paths);
        }
    }
}

/// All paths from an input to any node, one by one.
std::vector<Path> allPaths(const Genotype& genotype, int kind) {
    const space::CellGenotype& cell = genotype.cells[static_cast<std::size_t>(kind)];
    std::vector<Path> paths;
    for (int input = 0; input < space::searchSpace(genotype.space).inputs; ++input) {
        extend(cell, {}, input, paths);
    }
    return paths;
}

bool endsAtOutput(const Genotype& genotype, const Path& path) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    return space.edgesKeptPerNode > 0 || path.back().target + 1 == space.states();
}

std::map<std::string, double> named(const Genotype& genotype) {
    const PathFeatures features(genotype.space);
    const std::vector<double> row = features.of(genotype);
    EXPECT_EQ(row.size(), features.names().size());
    std::map<std::string, double> result;
    for (std::size_t i = 0; i < row.size(); ++i) {
        EXPECT_TRUE(result.emplace(features.names()[i], row[i]).second) << features.names()[i];
    }
    return result;
}

/// Recomputes features from the list of all paths.
void expectBruteForce(
    const Genotype& genotype, int kind, const std::string& setName, const std::vector<Operation>& set) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    const std::string of = std::string(space.cellKinds[static_cast<std::size_t>(kind)]) + ": ";
    const auto contains = [&](Operation operation) {
        return std::find(set.begin(), set.end(), operation) != set.end();
    };
    double depth = 0;
    double edges = 0;
    double most = 0;
    double shortest = space.states();
    double longest = 0;
    std::vector<Choice> live;
    for (const Path& path : allPaths(genotype, kind)) {
        if (!endsAtOutput(genotype, path)) {
            continue;
        }
        double layers = 0;
        double ofSet = 0;
        bool onlySet = true;
        bool onlySetAndSkips = true;
        for (const Choice& choice : path) {
            layers += convolutionLayers(choice.operation);
            ofSet += contains(choice.operation) ? 1 : 0;
            onlySet = onlySet && contains(choice.operation);
            onlySetAndSkips =
                onlySetAndSkips && (contains(choice.operation) || choice.operation == Operation::SkipConnect);
            if (std::find(live.begin(), live.end(), choice) == live.end()) {
                live.push_back(choice);
            }
        }
        depth = std::max(depth, layers);
        edges = std::max(edges, static_cast<double>(path.size()));
        most = onlySetAndSkips ? std::max(most, ofSet) : most;
        shortest = onlySet ? std::min(shortest, ofSet) : shortest;
        longest = onlySet ? std::max(longest, ofSet) : longest;
    }
    const auto count = [&](auto condition) {
        return static_cast<double>(std::count_if(live.begin(), live.end(),
            [&](const Choice& choice) { return contains(choice.operation) && condition(choice); }));
    };
    const std::map<std::string, double> features = named(genotype);
    const std::string text = toText(genotype);
    EXPECT_EQ(features.at(of + "convolution depth"), depth) << text;
    EXPECT_EQ(features.at(of + "longest path"), edges) << text;
    EXPECT_EQ(features.at(of + "most " + setName + " on a path"), most) << text << setName;
    EXPECT_EQ(features.at(of + setName + " from input 0"), count([](const Choice& c) { return c.source == 0; }));
    EXPECT_EQ(
        features.at(of + setName + " from nodes"), count([&](const Choice& c) { return c.source >= space.inputs; }));
    if (space.edgesKeptPerNode == 0) {
        EXPECT_EQ(features.at(of + "shortest " + setName), shortest) << text << setName;
        EXPECT_EQ(features.at(of + "longest " + setName), longest) << text << setName;
        EXPECT_EQ(features.at(of + setName + " into the output"),
            count([&](const Choice& c) { return c.target + 1 == space.states(); }));
    }
    EXPECT_EQ(features.at(of + "edges without effect"),
        static_cast<double>(genotype.cells[static_cast<std::size_t>(kind)].choices.size() - live.size()));
}

TEST(PathFeatures, AreWhatAllPathsOfACellSay) {
    space::Random random(1);
    for (int i = 0; i < 100; ++i) {
        const Genotype small = sampleUniform(space::SpaceId::NasBench201, random);
        expectBruteForce(small, 0, "nor_conv_3x3", {Operation::NorConv3x3});
        expectBruteForce(small, 0, "skip_connect+nor_conv_1x1", {Operation::SkipConnect, Operation::NorConv1x1});
        expectBruteForce(small, 0, "skip_connect+nor_conv_1x1+nor_conv_3x3+avg_pool_3x3",
            {Operation::SkipConnect, Operation::NorConv1x1, Operation::NorConv3x3, Operation::AvgPool3x3});
        const Genotype large = sampleUniform(space::SpaceId::Darts, random);
        for (const int kind : {0, 1}) {
            expectBruteForce(large, kind, "sep_conv_5x5", {Operation::SepConv5x5});
            expectBruteForce(large, kind, "max_pool_3x3+avg_pool_3x3", {Operation::MaxPool3x3, Operation::AvgPool3x3});
            expectBruteForce(large, kind, "sep_conv_3x3+sep_conv_5x5+dil_conv_3x3+dil_conv_5x5",
                {Operation::SepConv3x3, Operation::SepConv5x5, Operation::DilConv3x3, Operation::DilConv5x5});
        }
    }
}

TEST(PathFeatures, EdgesBehindNoneCountAsWithoutEffect) {
    // The middle path is cut at its first edge, so what follows does nothing.
    const Genotype cut = space::fromText("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|");
    const std::map<std::string, double> features = named(cut);
    EXPECT_EQ(features.at("cell: edges without effect"), 5);
    EXPECT_EQ(features.at("cell: nor_conv_1x1"), 0);
    EXPECT_EQ(features.at("cell: skip_connect"), 1);
    EXPECT_EQ(features.at("cell: convolution depth"), 0);
}

TEST(PathFeatures, DoNotDependOnTheOrderInWhichANodesEdgesAreWritten) {
    Genotype genotype = space::published("DARTS_V2");
    const std::vector<double> before = PathFeatures(genotype.space).of(genotype);
    std::swap(genotype.cells[0].choices[0], genotype.cells[0].choices[1]);
    EXPECT_EQ(PathFeatures(genotype.space).of(genotype), before);
}

TEST(Structure, CountsTheTraitsOfAPublishedCell) {
    // DARTS_V2: all convolutions are sep_conv_3x3 but one dil_conv_3x3; the reduction cell pools and skips.
    const std::vector<double> row = traits(space::published("DARTS_V2"));
    const std::vector<std::string> names = traitNames(space::SpaceId::Darts);
    ASSERT_EQ(row.size(), names.size());
    std::map<std::string, double> named;
    for (std::size_t i = 0; i < row.size(); ++i) {
        named[names[i]] = row[i];
    }
    EXPECT_EQ(named.at("normal: skips"), 2);
    EXPECT_EQ(named.at("normal: pooling"), 0);
    EXPECT_EQ(named.at("normal: convolution depth"), 3);
    EXPECT_EQ(named.at("reduce: convolution depth"), 0);
    EXPECT_EQ(named.at("reduce: pooling") + named.at("reduce: skips"), 8);
}

}
}

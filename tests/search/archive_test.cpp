// SPDX-License-Identifier: Apache-2.0
#include "core/search/archive.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace paretoscope::search {
namespace {

const records::DeviceSetting cpu = records::parseDeviceSetting("cpu/eager/t1/b1/f32");

records::Candidate withLatency(double ms) {
    records::Candidate candidate;
    candidate.costs.push_back({.deviceSetting = cpu, .value = ms});
    return candidate;
}

/// Three different genotypes with latencies 1, 2, 3 ms.
Archive three() {
    Archive archive;
    archive.add(space::published("DARTS_V1"), withLatency(1));
    archive.add(space::published("DARTS_V2"), withLatency(2));
    archive.add(space::published("PC_DARTS_cifar"), withLatency(3));
    return archive;
}

TEST(Archive, KeepsAnArchitectureOnce) {
    Archive archive = three();
    const auto entry = archive.add(space::published("DARTS_V2"), withLatency(9));
    EXPECT_FALSE(entry.isNew);
    EXPECT_EQ(entry.index, 1U);
    EXPECT_EQ(archive.candidates().size(), 3U);
}

TEST(Archive, FrontHoldsWhatNothingBeatsOnBothCounts) {
    Archive archive = three();
    archive.setScore(0, "p", {.crossEntropy = 2.0, .accuracy = 0.2, .images = 8}, 1);
    archive.setScore(1, "p", {.crossEntropy = 2.1, .accuracy = 0.3, .images = 8}, 1);
    archive.setScore(2, "p", {.crossEntropy = 1.5, .accuracy = 0.4, .images = 8}, 1);
    EXPECT_EQ(archive.front("p", cpu), (std::vector<std::size_t>{0, 2}));
    EXPECT_EQ(archive.front("p", std::nullopt), (std::vector<std::size_t>{2}));
    EXPECT_TRUE(archive.front("another", cpu).empty());
}

TEST(Archive, RescoringReplacesTheScoreOfTheSameProtocol) {
    Archive archive = three();
    archive.setScore(0, "p", {.crossEntropy = 2.0, .accuracy = 0.2, .images = 8}, 1);
    archive.setScore(0, "p", {.crossEntropy = 1.0, .accuracy = 0.6, .images = 8}, 1);
    EXPECT_EQ(archive.candidates()[0].accuracies.size(), 1U);
    EXPECT_EQ(archive.candidates()[0].accuracies[0].accuracy, 0.6);
}

TEST(Archive, ReadsBackItsText) {
    Archive archive = three();
    archive.setScore(1, "p", {.crossEntropy = 2.1, .accuracy = 0.3, .images = 8}, 5);
    const Archive again = Archive::fromJson(archive.toJson());
    EXPECT_EQ(again.toJson(), archive.toJson());
    EXPECT_EQ(again.candidates()[1].accuracies[0].seed, 5U);
    EXPECT_THROW(Archive::fromJson("[{}]"), Error);
}

}
}

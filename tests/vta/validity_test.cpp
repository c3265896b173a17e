// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/vta/task.h"
#include "tests/vta/published.h"

namespace paretoscope::vta {
namespace {

std::uint32_t count(const Enumeration& enumeration, Reason reason) {
    return enumeration.histogram[static_cast<std::size_t>(reason)];
}

Enumeration space(const char* layer, SpaceFlavour flavour, bool bothThreads) {
    return enumerate(Task(
        accelerator("pynq"), workloadFromText(layer), {.flavour = flavour, .rules = {.bothThreads = bothThreads}}));
}

TEST(Validity, AcceptsEveryPublishedTunedConfiguration) {
    for (const PublishedRecord& record : readPublished(PARETOSCOPE_SOURCE_DIR "/tests/vta/data/published.txt")) {
        const Task task(accelerator(record.accelerator), record.workload);
        EXPECT_EQ(reasonName(task.measure(record.index).reason), "valid") << toText(record.workload);
    }
}

/// The histograms of an independent prototype of the same rules.
TEST(Validity, CountsReasonsAsTheReferenceDoes) {
    const Enumeration c2 = space("conv/1x64x56x56/64x3x3/s1/p1/g1", SpaceFlavour::Factors, true);
    EXPECT_EQ(count(c2, Reason::Valid), 437U);
    EXPECT_EQ(count(c2, Reason::VirtualThread), 624U);
    EXPECT_EQ(count(c2, Reason::Dma2d), 1120U);
    EXPECT_EQ(count(c2, Reason::AccumulatorHazard), 84U);
    EXPECT_EQ(count(c2, Reason::InputBuffer), 20U);
    EXPECT_EQ(count(c2, Reason::AccumulatorBuffer), 19U);
    const Enumeration c11 = space("conv/1x512x7x7/512x3x3/s1/p1/g1", SpaceFlavour::Factors, true);
    EXPECT_EQ(count(c11, Reason::Valid), 40U);
    EXPECT_EQ(count(c11, Reason::VirtualThread), 312U);
    EXPECT_EQ(count(c11, Reason::Dma2d), 220U);
    EXPECT_EQ(count(c11, Reason::AccumulatorHazard), 4U);
}

struct Range {
    const char* list;
    SpaceFlavour flavour;
    bool bothThreads;
    double mean, lowest, highest; ///< percent
};

class ValidityRatio : public testing::TestWithParam<Range> { };

TEST_P(ValidityRatio, IsWithinHalfAPointOfTheReference) {
    const Range& expected = GetParam();
    double sum = 0;
    double lowest = 100;
    double highest = 0;
    const auto layers = readLayers(std::string(PARETOSCOPE_SOURCE_DIR "/tests/bench/vta/") + expected.list);
    for (const NamedWorkload& layer : layers) {
        const double share = 100
            * enumerate(Task(accelerator("pynq"), layer.workload,
                            {.flavour = expected.flavour, .rules = {.bothThreads = expected.bothThreads}}))
                  .validShare();
        sum += share;
        lowest = std::min(lowest, share);
        highest = std::max(highest, share);
    }
    EXPECT_NEAR(sum / static_cast<double>(layers.size()), expected.mean, 0.5);
    EXPECT_NEAR(lowest, expected.lowest, 0.5);
    EXPECT_NEAR(highest, expected.highest, 0.5);
}

INSTANTIATE_TEST_SUITE_P(Reference, ValidityRatio,
    testing::Values(Range{"resnet18.txt", SpaceFlavour::Factors, true, 18.7, 6.9, 33.4},
        Range{"resnet18.txt", SpaceFlavour::Factors, false, 16.4, 6.9, 27.5},
        Range{"resnet18.txt", SpaceFlavour::Verbose, true, 8.6, 1.7, 18.2},
        Range{"deepbench_1x1.txt", SpaceFlavour::Factors, true, 29.1, 23.7, 36.3},
        Range{"deepbench_1x1.txt", SpaceFlavour::Verbose, true, 13.3, 5.9, 20.2},
        Range{"deepbench_3x3_5x5.txt", SpaceFlavour::Factors, true, 11.6, 5.1, 19.0},
        Range{"deepbench_3x3_5x5.txt", SpaceFlavour::Verbose, true, 5.7, 1.0, 12.6}));

/// A schedule that breaks exactly one rule, for each rule in turn.
TEST(Validity, SaysTheFirstRuleThatFails) {
    const Accelerator pynq = accelerator("pynq");
    const auto reason = [&pynq](const char* layer, const Schedule& schedule, const ValidityRules& rules = {}) {
        return reasonName(ValidityChecker(pynq, pack(workloadFromText(layer), pynq), rules).check(schedule));
    };
    const char* c2 = "conv/1x64x56x56/64x3x3/s1/p1/g1";
    const char* big = "conv/1x512x56x56/512x1x1/s1/p0/g1";
    EXPECT_EQ(reason(c2, {.tileHeight = 8, .tileWidth = 56, .tileOut = 2, .outThreads = 2}), "valid");
    EXPECT_EQ(reason(c2, {.tileHeight = 3}), "tail");
    EXPECT_EQ(reason(c2, {.tileOut = 4, .outThreads = 2}), "vthread");
    EXPECT_EQ(reason(c2, {.tileHeight = 14, .outThreads = 2, .heightThreads = 2}), "vthread");
    EXPECT_EQ(reason(c2, {.tileHeight = 14, .outThreads = 2, .heightThreads = 2}, {.bothThreads = true}), "valid");
    EXPECT_EQ(reason(c2, {.tileHeight = 8, .tileIn = 2}), "dma2d");
    EXPECT_EQ(reason(big, {.tileHeight = 8, .tileWidth = 28, .tileIn = 2}), "dma2d");
    EXPECT_EQ(reason(c2, {.tileHeight = 56, .tileWidth = 56}), "inp");
    EXPECT_EQ(reason(big, {.tileIn = 32, .tileOut = 16, .outThreads = 2}), "valid");
    EXPECT_EQ(reason("conv/1x512x56x56/2048x1x1/s1/p0/g1", {.tileIn = 32, .tileOut = 64, .outThreads = 2}), "wgt");
    EXPECT_EQ(reason(big, {.tileHeight = 8, .tileWidth = 56, .tileOut = 8}), "acc");
    EXPECT_EQ(reason(c2, {.tileHeight = 2, .tileWidth = 56}), "dep");
    EXPECT_EQ(reason(c2, {.tileHeight = 4, .tileWidth = 56}), "valid");
    EXPECT_EQ(reason("conv/1x16x8x8/16x1x1/s1/p16/g1", {}), "field");
    EXPECT_EQ(reason(big, {.tileIn = 4}, {.hardwareHazard = true}), "hazard");
    EXPECT_EQ(reason(big, {.tileIn = 4}), "valid");
}

TEST(Validity, CountsMicroOpsAgainstTheirBuffer) {
    Accelerator small = accelerator("pynq");
    small.logMicroOpBuffer = 6; // 16 micro-ops
    const Workload layer = workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1");
    const ValidityChecker checker(small, pack(layer, small));
    const Schedule eight{.tileHeight = 8}; // kw and kh folded, 8 rows left
    EXPECT_EQ(checker.bufferUse(eight).microOps, 8);
    EXPECT_EQ(reasonName(checker.check(eight)), "valid");
    EXPECT_EQ(reasonName(checker.check({.tileHeight = 14, .tileWidth = 8})), "uop"); // w and kw folded: 3·14
}

TEST(Validity, TimeOutsAreFoundOnlyByRunning) {
    const Task task(accelerator("pynq"), workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1"), {.timeLimitMs = 1});
    const std::uint32_t index = 828;
    EXPECT_EQ(task.compile(index), Reason::Valid);
    EXPECT_EQ(task.measure(index).reason, Reason::TimeOut);
    EXPECT_EQ(failureClass(Reason::TimeOut), FailureClass::RunTime);
    EXPECT_EQ(failureClass(Reason::Dma2d), FailureClass::CompileTime);
}

TEST(Validity, GroupsSharingATileMustBeWholeGroups) {
    const Accelerator pynq = accelerator("pynq");
    const ValidityChecker checker(pynq, pack(workloadFromText("conv/1x128x28x28/128x3x3/s1/p0/g4"), pynq));
    EXPECT_EQ(reasonName(checker.check({.tileHeight = 13, .tileIn = 1, .tileOut = 2})), "valid");
    EXPECT_EQ(reasonName(checker.check({.tileHeight = 13, .tileIn = 1, .tileOut = 4})), "dma2d");
}

TEST(Validity, AnEmptyValidSetIsExplained) {
    Accelerator tiny = accelerator("pynq");
    tiny.logInputBuffer = 4; // one element
    const Enumeration nothing = enumerate(Task(tiny, workloadFromText("conv/1x64x56x56/64x3x3/s1/p1/g1")));
    EXPECT_EQ(nothing.valid(), 0U);
    EXPECT_THAT(explainEmpty(nothing),
        testing::AllOf(testing::StartsWith("No valid configuration among 2304, because:"), testing::HasSubstr("inp")));
}

TEST(Validity, ReasonsHaveNames) {
    for (int i = 0; i < reasonCount; ++i) {
        EXPECT_EQ(reasonFromName(reasonName(static_cast<Reason>(i))), static_cast<Reason>(i));
    }
    EXPECT_THROW(reasonFromName("weather"), Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/device/measure_plan.h"
#include "core/device/vta_meter.h"

namespace paretoscope::device {
namespace {

const space::Shape shape{
    .inputChannels = 3, .inputSize = 16, .channels = 16, .cells = 3, .classes = 10, .stem = space::Stem::Cifar};

std::vector<records::Measurement> measureWith(Meter& meter) {
    const std::vector<space::Architecture> block{
        {space::published("DARTS_V2"), shape}, {space::published("PC_DARTS_cifar"), shape}};
    MeterOptions options;
    options.sentinel = sentinelFor(space::SpaceId::Darts, shape);
    options.session = "test";
    return meter.measure(block, options, {});
}

TEST(VtaMeter, IsFoundUnderItsName) {
    const auto meter = makeMeter(records::parseDeviceSetting("vta/pynq/group16"));
    EXPECT_EQ(toText(meter->setting()), "vta/pynq/group16");
    EXPECT_NE(meter->describe().find("simulated"), std::string::npos);
}

TEST(VtaMeter, SimulatesEachArchitectureAndTheSentinel) {
    const auto meter = makeMeter(records::parseDeviceSetting("vta/pynq/cpu"));
    const auto first = measureWith(*meter);
    ASSERT_EQ(first.size(), 3U);
    for (const records::Measurement& measurement : first) {
        EXPECT_EQ(measurement.provenance, records::CostProvenance::Simulated);
        EXPECT_GT(measurement.value, 0);
        EXPECT_NE(measurement.conditions.find("layout_ms"), std::string::npos);
    }
    EXPECT_TRUE(first[2].sentinel);
    EXPECT_NE(first[0].value, first[1].value);
    const auto again = measureWith(*meter);
    EXPECT_EQ(first[0].value, again[0].value);
}

TEST(VtaMeter, AsksTheStoreBeforeItTunes) {
    const auto trials = std::make_shared<vta::MemoryTrialStore>();
    const auto before = measureWith(*makeVtaMeter(records::parseDeviceSetting("vta/pynq/cpu"), trials));
    // A meter of its own with the same store needs no tuning and says the same.
    const auto after = measureWith(*makeVtaMeter(records::parseDeviceSetting("vta/pynq/cpu"), trials));
    EXPECT_EQ(before[0].value, after[0].value);
}

TEST(VtaMeter, RefusesUnknownAcceleratorsAndVariants) {
    EXPECT_THROW(makeMeter(records::parseDeviceSetting("vta/toaster/cpu")), Error);
    EXPECT_THROW(makeMeter(records::parseDeviceSetting("vta/pynq/sideways")), Error);
}

}
}

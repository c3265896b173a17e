// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/vta/accelerator.h"
#include "tests/expect_error.h"

namespace paretoscope::vta {
namespace {

/// The text of tvm-vta's config/vta_config.json.
nlohmann::json published() {
    return {{"TARGET", "sim"}, {"HW_VER", "0.0.1"}, {"LOG_INP_WIDTH", 3}, {"LOG_WGT_WIDTH", 3}, {"LOG_ACC_WIDTH", 5},
        {"LOG_BATCH", 0}, {"LOG_BLOCK", 4}, {"LOG_UOP_BUFF_SIZE", 15}, {"LOG_INP_BUFF_SIZE", 15},
        {"LOG_WGT_BUFF_SIZE", 18}, {"LOG_ACC_BUFF_SIZE", 17}, {"ACC_DEP_DISTANCE", 3}};
}

std::string messageOf(const nlohmann::json& document) {
    return errorText(ErrorCode::InvalidData, [&] { acceleratorFromJson(document.dump(), "file.json"); });
}

TEST(Accelerator, HasTheBufferDepthsOfThePublishedOne) {
    const Accelerator a = acceleratorFromJson(published().dump(), "file.json");
    EXPECT_EQ(a.inputElementBytes(), 16);
    EXPECT_EQ(a.weightElementBytes(), 256);
    EXPECT_EQ(a.accumulatorElementBytes(), 64);
    EXPECT_EQ(a.inputDepth(), 2048);
    EXPECT_EQ(a.weightDepth(), 1024);
    EXPECT_EQ(a.accumulatorDepth(), 2048);
    EXPECT_EQ(a.microOpDepth(), 8192);
    EXPECT_EQ(bitstream(a), "1x16_i8w8a32_15_15_18_17");
}

TEST(Accelerator, NamesTopHubsSecondModelAsTopHubDoes) {
    EXPECT_EQ(bitstream(accelerator("pynq-4x8")), "4x8_i8w8a32_15_16_16_18");
}

TEST(Accelerator, KnowsEveryPublishedVariantAndItsBoard) {
    for (const std::string& name : acceleratorNames()) {
        EXPECT_EQ(accelerator(name).name, name);
    }
    EXPECT_EQ(accelerator("ultra96").megahertz, 333);
    EXPECT_EQ(accelerator("zcu104").busBits, 128);
    EXPECT_EQ(accelerator("de10nano").megahertz, 100);
}

TEST(Accelerator, AsksForTheClockOfATargetThatItDoesNotKnow) {
    auto other = published();
    other["TARGET"] = "vitis";
    EXPECT_THAT(messageOf(other), testing::AllOf(testing::HasSubstr("vitis"), testing::HasSubstr("HW_FREQ")));
    other["HW_FREQ"] = 250;
    EXPECT_EQ(acceleratorFromJson(other.dump(), "file.json").megahertz, 250);
    auto known = published();
    known["TARGET"] = "ultra96";
    known["HW_FREQ"] = 150; // clocked down
    EXPECT_EQ(acceleratorFromJson(known.dump(), "file.json").megahertz, 150);
    EXPECT_EQ(acceleratorFromJson(known.dump(), "file.json").busBits, 128);
}

// The second one was taken without a word.
TEST(Accelerator, RefusesTwoFieldsOfOneName) {
    std::string twice = published().dump();
    twice.insert(1, "\"LOG_BLOCK\": 5,");
    const std::string text = errorText(ErrorCode::InvalidData, [&] { acceleratorFromJson(twice, "file.json"); });
    EXPECT_THAT(text, testing::HasSubstr("LOG_BLOCK stands there twice"));
}

TEST(Accelerator, NamesTheFieldThatIsWrong) {
    auto missing = published();
    missing.erase("LOG_BLOCK");
    EXPECT_THAT(messageOf(missing), testing::HasSubstr("LOG_BLOCK is missing"));
    auto unknown = published();
    unknown["LOG_BLOK"] = 4;
    EXPECT_THAT(messageOf(unknown), testing::HasSubstr("unknown field LOG_BLOK"));
    auto text = published();
    text["LOG_BATCH"] = "0";
    EXPECT_THAT(messageOf(text), testing::HasSubstr("LOG_BATCH must be a whole number"));
    auto huge = published();
    huge["LOG_ACC_BUFF_SIZE"] = 4000000000;
    EXPECT_THAT(messageOf(huge), testing::HasSubstr("LOG_ACC_BUFF_SIZE is 4000000000; allowed are"));
}

TEST(Accelerator, ReadsWhatOlderConfigurationsHold) {
    auto old = published();
    old["LOG_BLOCK_IN"] = old["LOG_BLOCK_OUT"] = old["LOG_BLOCK"];
    old.erase("LOG_BLOCK");
    old["LOG_OUT_WIDTH"] = old["LOG_INP_WIDTH"];
    old["HW_CLK_TARGET"] = 8;
    EXPECT_EQ(bitstream(acceleratorFromJson(old.dump(), "file.json")),
        bitstream(acceleratorFromJson(published().dump(), "file.json")));
    old["LOG_BLOCK_OUT"] = 5;
    EXPECT_THAT(messageOf(old), testing::HasSubstr("LOG_BLOCK_OUT is 5 where LOG_BLOCK is"));
}

TEST(Accelerator, NamesTheLineOfACommaTooMany) {
    std::string text = published().dump(1);
    text.insert(text.rfind('\n'), ",");
    const auto lines = std::count(text.begin(), text.end(), '\n');
    EXPECT_THAT(errorOf([&] { acceleratorFromJson(text, "file.json"); }).what(),
        testing::HasSubstr("line " + std::to_string(lines) + ": a comma stands before"));
}

TEST(Accelerator, RefusesBuffersSmallerThanOneTile) {
    for (const char* field : {"LOG_INP_BUFF_SIZE", "LOG_WGT_BUFF_SIZE", "LOG_ACC_BUFF_SIZE"}) {
        auto document = published();
        document[field] = 3;
        EXPECT_THAT(messageOf(document), testing::AllOf(testing::HasSubstr(field), testing::HasSubstr("one tile")));
    }
}

TEST(Accelerator, RefusesTextThatIsNoConfiguration) {
    for (const char* text : {"", "[]", "{", "3", "{\"LOG_BATCH\":0", "null"}) {
        EXPECT_THROW(acceleratorFromJson(text, "file.json"), Error) << text;
    }
    EXPECT_THROW(accelerator("pynk"), Error);
    EXPECT_THROW(loadAccelerator("/nowhere/at/all.json"), Error);
}

}
}

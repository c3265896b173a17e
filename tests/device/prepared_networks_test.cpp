// SPDX-License-Identifier: Apache-2.0
// Version 2 of the runner protocol: prepare once, time often, drop.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/device/command_meter.h"
#include "core/device/measure_plan.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::device {
namespace {

using testing::HasSubstr;

class PreparedNetworks : public testing::Test {
protected:
    PreparedNetworks() {
        space::Random random(1);
        const space::Shape shape{.inputSize = 8, .channels = 4, .cells = 3};
        for (int i = 0; i < 10; ++i) {
            block_.push_back({space::sampleUniform(space::SpaceId::Darts, random), shape});
        }
        options_.sentinel = sentinelFor(space::SpaceId::Darts, shape);
        options_.rounds = 3;
        options_.extraRounds = 1;
        options_.windowMs = 0.5;
        options_.failed = [this](const MeasureFailure& failure) { failures_.push_back(failure.reason); };
        options_.warn = [this](const std::string& text) { warnings_.push_back(text); };
    }

    [[nodiscard]] CommandDevice fake(const std::string& mode, const std::string& seconds = "0") const {
        return {.name = "fake",
            .command = {"python3", FAKE_COMPILER, mode, notes().string(), seconds},
            .log = folder_ / "log"};
    }
    [[nodiscard]] std::filesystem::path notes() const { return folder_ / "notes"; }

    std::vector<records::Measurement> measure(const CommandDevice& device) {
        return makeCommandMeter(setting_, device)->measure(block_, options_, {});
    }

    struct Noted {
        std::map<std::string, int> prepared; ///< how often, by network
        int times = 0;
        int drops = 0;
        std::size_t starts = 0;
        int mostAtATime = 0;
        int left = 0; ///< prepared at the end
    };
    [[nodiscard]] Noted noted() const {
        Noted noted;
        std::ifstream file(notes());
        for (std::string line; std::getline(file, line);) {
            std::istringstream words(line);
            std::string what;
            std::string name;
            words >> what >> name >> noted.left;
            noted.starts += what == "start" ? 1 : 0;
            noted.times += what == "time" ? 1 : 0;
            noted.drops += what == "drop" ? 1 : 0;
            noted.prepared[name] += what == "prepare" ? 1 : 0;
            noted.mostAtATime = std::max(noted.mostAtATime, noted.left);
        }
        std::erase_if(noted.prepared, [](const auto& entry) { return entry.second == 0; });
        return noted;
    }

    TestFolder made_;
    std::filesystem::path folder_ = made_.path();
    records::DeviceSetting setting_ = records::parseDeviceSetting("cmd/fake/b1");
    std::vector<space::Architecture> block_;
    MeterOptions options_;
    std::vector<std::string> failures_;
    std::vector<std::string> warnings_;
};

TEST_F(PreparedNetworks, AreEachPreparedOnceForAllRoundsAndTheSentinelForAllBlocks) {
    const auto meter = makeCommandMeter(setting_, fake("good"));
    for (const std::size_t first : {0U, 5U}) {
        const auto measured = meter->measure(std::span(block_).subspan(first, 5), options_, {});
        EXPECT_EQ(measured.size(), 6U);
    }
    const Noted seen = noted();
    EXPECT_EQ(seen.prepared.size(), block_.size() + 1);
    for (const auto& [name, count] : seen.prepared) {
        EXPECT_EQ(count, 1) << name;
    }
    EXPECT_GE(seen.times, 3 * 10);
    EXPECT_EQ(seen.mostAtATime, 6);
    EXPECT_EQ(seen.drops, 10);
    EXPECT_EQ(seen.left, 1) << "the sentinel";
    EXPECT_TRUE(failures_.empty());
    EXPECT_TRUE(warnings_.empty());
}

TEST_F(PreparedNetworks, AreNeverMoreThanTheRunnerCanKeep) {
    EXPECT_EQ(measure(fake("few")).size(), block_.size() + 1);
    const Noted seen = noted();
    EXPECT_EQ(seen.mostAtATime, 4);
    EXPECT_EQ(seen.prepared.size(), block_.size() + 1);
    for (const auto& [name, count] : seen.prepared) {
        EXPECT_EQ(count, 1) << name;
    }
}

TEST_F(PreparedNetworks, ReachARunnerAsFilesToo) {
    EXPECT_EQ(measure(fake("shared")).size(), block_.size() + 1);
}

TEST_F(PreparedNetworks, ArePreparedAgainByAFreshRunner) {
    EXPECT_EQ(measure(fake("dies-once")).size(), block_.size() + 1);
    EXPECT_EQ(noted().starts, 2U);
    EXPECT_TRUE(failures_.empty());
    std::filesystem::remove(notes());
    EXPECT_EQ(measure(fake("dies-dropping")).size(), block_.size() + 1) << "what was timed is kept";
}

TEST_F(PreparedNetworks, AreNotTimedByAnotherRunnerThanTheFirst) {
    CommandDevice device = fake("another");
    device.retries = 0;
    EXPECT_THAT(errorOf([&] { measure(device); }).what(), HasSubstr("started again"));
}

TEST_F(PreparedNetworks, KeepWhatPreparingTookApartFromTheirLatency) {
    block_.resize(2);
    const auto measured = measure(fake("good", "0.03"));
    ASSERT_EQ(measured.size(), 3U);
    for (const records::Measurement& measurement : measured) {
        EXPECT_LT(measurement.value, 1) << "200 µs and a part for the model's size";
        for (const char* part : {R"("compile_ms":30.0)", R"("provider":"NPU")", R"("threads":2)", R"("version":"1.2")",
                 R"("number_type":"int8")", R"("others_busy":0.0)"}) {
            EXPECT_THAT(measurement.conditions, HasSubstr(part));
        }
    }
}

TEST_F(PreparedNetworks, AreReportedWhereTheyCannotBePrepared) {
    const auto measured = measure(fake("error-on-some"));
    ASSERT_FALSE(failures_.empty());
    EXPECT_EQ(measured.size(), block_.size() + 1 - failures_.size());
    EXPECT_THAT(failures_.front(), HasSubstr("unsupported operator"));
    EXPECT_EQ(noted().starts, 1U) << "an honest error ends no runner";
}

TEST_F(PreparedNetworks, AreRefusedFromARunnerWhoseAnswersCannotBe) {
    block_.resize(1);
    for (const auto& [mode, reason] : std::vector<std::pair<std::string, std::string>>{{"no-compile", "\"compile\""},
             {"long-compile", "check its latency_unit"}, {"negative-compile", "positive number"},
             {"one", "2 or more as \"most_prepared\""}}) {
        CommandDevice device = fake(mode);
        device.retries = 0;
        EXPECT_THAT(errorOf([&] { measure(device); }).what(), HasSubstr(reason)) << mode;
    }
}

TEST_F(PreparedNetworks, SayWhereTheirLimitStandsThatHasPassed) {
    block_.resize(1);
    CommandDevice device = fake("good", "900");
    device.prepareSeconds = 0.5;
    device.retries = 0;
    EXPECT_THAT(errorOf([&] { measure(device); }).what(), HasSubstr("0.5 s; --prepare-timeout"));
}

TEST_F(PreparedNetworks, WarnWhereOtherProgramsWereBusyBesideThem) {
    block_.resize(2);
    measure(fake("busy"));
    ASSERT_EQ(warnings_.size(), 1U);
    EXPECT_THAT(warnings_.front(), HasSubstr("3 of 4 processors of fake board busy"));
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "core/device/command_meter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/base/error.h"
#include "core/device/measure_plan.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::device {
namespace {

using testing::HasSubstr;

const space::Shape smallShape{.inputSize = 8, .channels = 4, .cells = 3};

/// Whether a process has the word among its arguments.
bool runs(const std::string& word) {
    for (const auto& process : std::filesystem::directory_iterator("/proc")) {
        std::ifstream arguments(process.path() / "cmdline");
        for (std::string argument; std::getline(arguments, argument, '\0');) {
            if (argument == word) {
                return true;
            }
        }
    }
    return false;
}

class CommandMeter : public testing::Test {
protected:
    CommandMeter() {
        space::Random random(1);
        for (int i = 0; i < 8; ++i) {
            block_.push_back({space::sampleUniform(space::SpaceId::Darts, random), smallShape});
        }
        options_.session = "test";
        options_.sentinel = sentinelFor(space::SpaceId::Darts, smallShape);
        options_.rounds = 2;
        options_.extraRounds = 0;
        options_.windowMs = 1;
        options_.failed = [this](const MeasureFailure& failure) { failures_.push_back(failure.reason); };
    }

    [[nodiscard]] CommandDevice fake(const std::string& mode) const {
        return {.name = "fake",
            .command = {"python3", FAKE_RUNNER, mode, (folder_ / "starts").string()},
            .timeoutSeconds = 60,
            .log = folder_ / "log"};
    }

    std::vector<records::Measurement> measure(const CommandDevice& device, const std::string& setting = "cmd/fake/b1") {
        return makeCommandMeter(records::parseDeviceSetting(setting), device)
            ->measure(block_, options_, stop_.get_token());
    }

    [[nodiscard]] std::string content(const char* name) const {
        std::ifstream file(folder_ / name);
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    /// What the meter says when nothing can be measured, and how often the runner was started.
    std::string failureOf(CommandDevice device) {
        return errorText(ErrorCode::DeviceFailure, [&] { measure(device); });
    }

    TestFolder made_;
    std::filesystem::path folder_ = made_.path();
    std::vector<space::Architecture> block_;
    MeterOptions options_;
    std::vector<std::string> failures_;
    std::stop_source stop_;
};

TEST_F(CommandMeter, MeasuresLatencyAndEnergyInTheRunnersUnits) {
    const auto measurements = measure(fake("good"), "cmd/fake/b4");
    ASSERT_EQ(measurements.size(), 2 * (block_.size() + 1));
    for (std::size_t i = 0; i <= block_.size(); ++i) {
        const records::Measurement& latency = measurements[i];
        EXPECT_EQ(records::toText(latency.deviceSetting), "cmd/fake/b4");
        EXPECT_EQ(latency.kind, records::CostKind::LatencyMs);
        EXPECT_EQ(latency.provenance, records::CostProvenance::Measured);
        EXPECT_EQ(latency.sentinel, i == block_.size());
        EXPECT_GT(latency.value, 0.8); // 4 × 200 µs and a part for the model's size
        EXPECT_LT(latency.value, 2.0);
        EXPECT_THAT(latency.conditions, HasSubstr("fake board"));
        const records::Measurement& energy = measurements[block_.size() + 1 + i];
        EXPECT_EQ(energy.kind, records::CostKind::EnergyMj);
        EXPECT_EQ(energy.genotype, latency.genotype);
        EXPECT_NEAR(energy.value, latency.rawValue, 1e-9); // the fake board draws 1 W: 1 mJ a millisecond
    }
    EXPECT_EQ(measurements[0].genotype, space::sorted(block_[0].genotype));
    EXPECT_TRUE(failures_.empty());
    EXPECT_EQ(content("starts"), "1");
    EXPECT_THAT(content("log"), HasSubstr("runner good, start 1"));
}

TEST_F(CommandMeter, HandsModelsOverAsFilesWhereTheRunnerSharesThem) {
    EXPECT_EQ(measure(fake("shared")).size(), 2 * (block_.size() + 1));
}

TEST_F(CommandMeter, AsksAFreshRunnerAgainAfterADeathOrAHang) {
    for (const char* mode : {"dies-once", "hangs-once", "exits-later"}) {
        std::filesystem::remove(folder_ / "starts");
        CommandDevice device = fake(mode);
        device.timeoutSeconds = 8;
        EXPECT_EQ(measure(device).size(), 2 * (block_.size() + 1)) << mode;
        EXPECT_TRUE(failures_.empty()) << mode;
        EXPECT_GE(std::stoi(content("starts")), 2) << mode;
    }
}

TEST_F(CommandMeter, ReportsTheArchitecturesThatFailAndMeasuresTheOthers) {
    for (const auto& [mode, reason] :
        {std::pair{"dies-on-some", "signal 9"}, std::pair{"error-on-some", "unsupported"}}) {
        failures_.clear();
        const auto measurements = measure(fake(mode));
        EXPECT_FALSE(failures_.empty()) << mode;
        EXPECT_LT(failures_.size(), block_.size()) << mode;
        EXPECT_EQ(measurements.size(), 2 * (block_.size() + 1 - failures_.size())) << mode;
        EXPECT_THAT(failures_.front(), HasSubstr(reason));
    }
}

TEST_F(CommandMeter, SaysWhatARunnerDidThatNeverAnswersRightly) {
    block_.resize(1);
    for (const auto& [mode, reason] : std::vector<std::pair<std::string, std::string>>{{"dies", "signal 9"},
             {"exits", "ended with status 7"}, {"disconnects", "ended with status 0"}, {"garbage", "JSON object"},
             {"endless", "line without end"}, {"chatty", "without being asked"}, {"error", "unsupported operator"},
             {"wrong-id", "did not answer request"}, {"too-few", "latencies"}, {"negative", "positive number"},
             {"nan", "JSON object"}, {"text", "positive number"}, {"impossible", "check its latency_unit"},
             {"negative-energy", "positive number"}, {"huge-energy", "energy_unit"}, {"tiny", "nanosecond"},
             {"power", "energy_unit"}, {"twice", "stands there twice"}, {"other-object", "did not begin with"},
             {"garbage-hello", "JSON object"}, {"newer", "another version"}}) {
        std::filesystem::remove(folder_ / "starts");
        CommandDevice device = fake(mode);
        device.retries = mode == "exits" ? 2 : 0;
        const std::string failure = failureOf(device);
        // Whether the unasked line was there before or after the request is the system's business.
        EXPECT_TRUE(failure.find(reason) != std::string::npos
            || (mode == "chatty" && failure.find("nobody asked for") != std::string::npos))
            << mode << ": " << failure;
        // Once for the architecture and once for the sentinel, each time afresh; an honest error ends no runner.
        EXPECT_EQ(content("starts"), mode == "exits" ? "6" : mode == "error" ? "1" : "2") << mode;
    }
}

TEST_F(CommandMeter, RefusesRunsThatClaimNextToNoneOfTheirTime) {
    block_.resize(2);
    options_.rounds = 3;
    EXPECT_THAT(failureOf(fake("seconds")), HasSubstr("check its latency_unit"));
    EXPECT_EQ(measure(fake("slow-link")).size(), 2 * (block_.size() + 1))
        << "what does not grow with the runs is no run";
}

TEST_F(CommandMeter, CallsRunsThatAreFarApartUnstable) {
    block_.resize(1);
    options_.windowMs = 4;
    for (const records::Measurement& measurement : measure(fake("two-ways"))) {
        EXPECT_TRUE(measurement.unstable || measurement.kind != records::CostKind::LatencyMs);
    }
}

TEST_F(CommandMeter, GivesUpOnARunnerThatHangs) {
    block_.resize(1);
    CommandDevice device = fake("hangs");
    device.timeoutSeconds = 0.7;
    device.retries = 1;
    const std::string failure = failureOf(device);
    for (const char* part : {"in time", "0.7 s; --timeout", "runner hangs, start"}) {
        EXPECT_THAT(failure, HasSubstr(part)) << "the limit, its option, and what the runner complained of";
    }
    device = fake("password");
    device.startSeconds = 0.7;
    device.retries = 0;
    EXPECT_THAT(failureOf(device), HasSubstr("'pi@board's password: ' without ending the line"));
    EXPECT_THAT(failureOf(device), HasSubstr("--start-timeout"));
    device = fake("no-hello");
    device.startSeconds = 0.7;
    device.retries = 0;
    EXPECT_THAT(failureOf(device), HasSubstr("did not answer in time"));
}

TEST_F(CommandMeter, NoticesASilentRunnerWithTheFirstArchitecture) {
    CommandDevice device = fake("hangs");
    device.timeoutSeconds = 0.7;
    device.retries = 1;
    EXPECT_THAT(failureOf(device), HasSubstr("answers nothing"));
    EXPECT_EQ(content("starts"), "2") << "not once for each of the others";
    std::filesystem::remove(folder_ / "starts");
    device = fake("no-hello");
    device.startSeconds = 0.7;
    device.retries = 5;
    EXPECT_THAT(failureOf(device), HasSubstr("answers nothing"));
    EXPECT_EQ(content("starts"), "1") << "within its time-out: what never greeted is not started again";
    std::filesystem::remove(folder_ / "starts");
    device = fake("hangs-later");
    device.timeoutSeconds = 4;
    device.retries = 0;
    options_.rounds = 1;
    EXPECT_THAT(failureOf(device), HasSubstr("answers nothing"));
    EXPECT_LE(std::stoi(content("starts")), 3);
}

TEST_F(CommandMeter, LetsARunnerBeGreetedByItsBoard) {
    block_.resize(2);
    EXPECT_EQ(measure(fake("banner")).size(), 2 * (block_.size() + 1));
    EXPECT_EQ(measure(fake("json-log")).size(), 2 * (block_.size() + 1)) << "a log of JSON is no hello";
    EXPECT_EQ(measure(fake("nulls")).size(), 2 * (block_.size() + 1)) << "what is null is not said";
    EXPECT_EQ(measure(fake("no-error")).size(), 2 * (block_.size() + 1)) << "an error of null is none";
}

TEST_F(CommandMeter, BoundsWhatARunnerSaysOfItselfAndItsLog) {
    block_.resize(2);
    const auto measurements = measure(fake("long-hello"));
    ASSERT_FALSE(measurements.empty());
    EXPECT_LT(measurements.front().conditions.size(), 2000U);
    EXPECT_EQ(measurements.front().conditions.find("\\u001b"), std::string::npos);
    options_.rounds = 12;
    measure(fake("noisy"));
    EXPECT_LT(std::filesystem::file_size(folder_ / "log"), 16U << 20U);
}

TEST_F(CommandMeter, StopsSoonAndLeavesNoProcessBehind) {
    CommandDevice device = fake("hangs");
    std::jthread stopper([this] {
        while (!std::filesystem::exists(folder_ / "starts")) {
            std::this_thread::yield();
        }
        stop_.request_stop();
    });
    EXPECT_EQ(errorOf([&] { measure(device); }).code(), ErrorCode::Interrupted);
    EXPECT_FALSE(runs((folder_ / "starts").string()));
}

TEST_F(CommandMeter, RefusesCommandsThatCannotBe) {
    CommandDevice device = fake("good");
    device.command = {(folder_ / "missing").string()};
    EXPECT_THAT(failureOf(device), HasSubstr("could not be started: No such file"));
    device = fake("good");
    device.log = folder_ / "missing" / "log";
    EXPECT_THROW(measure(device), Error);
    EXPECT_THROW(makeCommandMeter(records::parseDeviceSetting("cmd/fake/b1"), {.name = "fake"}), Error);
    EXPECT_EQ(greet(fake("good")).hardware, "fake board");
}

TEST(CommandDevice, IsRememberedAsItWas) {
    const CommandDevice device{"pi", {"ssh", "pi", "python3 'a b.py'"}, 12.5, 120, 30, 1, "/tmp/x.log"};
    const CommandDevice back = commandDevice(toJson(device));
    EXPECT_EQ(back.name, device.name);
    EXPECT_EQ(back.command, device.command);
    EXPECT_EQ(back.timeoutSeconds, 12.5);
    EXPECT_EQ(back.prepareSeconds, 120);
    EXPECT_EQ(back.startSeconds, 30);
    EXPECT_EQ(back.retries, 1);
    EXPECT_TRUE(back.log.empty()) << "a project does not say where this computer writes";
    for (const char* json : {"", "{}", "[]", R"({"name":"a","command":[]})", R"({"name":"a/b","command":["x"]})",
             R"({"name":"a","command":["x"],"timeout_seconds":-1})", R"({"name":"a","command":"x"})"}) {
        EXPECT_THROW(commandDevice(json), Error) << json;
    }
}

TEST(CommandDevice, OfAProjectCanBeReadWholeBeforeItIsAllowed) {
    CommandDevice device{.name = "pi", .command = {"sh", "-c", std::string(longestCommand, ' ') + "; rm -r ~"}};
    EXPECT_THROW(validate(device), Error) << "who reads it would not see its end";
    device.command = {"echo", std::string("all is well\0; never shown", 26)};
    EXPECT_THROW(validate(device), Error) << "it would end at the null character";
    device.command = {"echo", std::string(longestCommand - 6, 'x')};
    EXPECT_NO_THROW(validate(device));
}

}
}

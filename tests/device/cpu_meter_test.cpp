// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include <cmath>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <ATen/Parallel.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/device/cpu_subject.h"
#include "core/device/measure_plan.h"
#include "core/device/measuring_threads.h"
#include "core/device/meter.h"
#include "core/space/search_space.h"
#include "tests/expect_error.h"

namespace paretoscope::device {

namespace {

/// Every edge carries `operation`.
space::Architecture everywhere(space::Operation operation, int channels) {
    const space::SearchSpace& nasBench = space::searchSpace(space::SpaceId::NasBench201);
    const std::vector<space::Operation> edges(static_cast<std::size_t>(nasBench.edgeCount()), operation);
    return {space::fromOperationsByEdge(nasBench.id, {edges}), {.inputSize = 16, .channels = channels, .cells = 1}};
}

/// "0-3" or "1" for each thread of this program.
std::multiset<std::string> processorsOfThreads() {
    std::multiset<std::string> lists;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream status(task.path() / "status");
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with("Cpus_allowed_list:")) {
                lists.insert(line.substr(line.find_last_of('\t') + 1));
            }
        }
    }
    return lists;
}

int allowedProcessors() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    sched_getaffinity(0, sizeof allowed, &allowed);
    return CPU_COUNT(&allowed);
}

}

TEST(CpuMeter, aConvolutionTakesLongerThanASkip) {
    const auto meter = makeMeter(records::parseDeviceSetting("cpu/eager/t1/b4/f32"));
    const std::vector<space::Architecture> block{
        everywhere(space::Operation::NorConv3x3, 32), everywhere(space::Operation::SkipConnect, 32)};
    MeterOptions options{
        .session = "s", .sessionIndex = 5, .rounds = 3, .extraRounds = 1, .windowMs = 2, .warmUpMs = 2};
    options.sentinel = sentinelFor(space::SpaceId::NasBench201, block[0].shape);
    const int before = allowedProcessors();
    const int threads = at::get_num_threads();
    const auto measurements = meter->measure(block, options, {});
    EXPECT_EQ(allowedProcessors(), before); // the thread is not left pinned
    EXPECT_EQ(at::get_num_threads(), threads);
    ASSERT_EQ(measurements.size(), 3U);
    EXPECT_GT(measurements[0].value, 1.3 * measurements[1].value);
    EXPECT_TRUE(measurements[2].sentinel);
    EXPECT_EQ(measurements[1].sessionIndex, 6);
    for (const records::Measurement& measurement : measurements) {
        EXPECT_GT(measurement.value, 0);
        EXPECT_GE(measurement.rounds.size(), 3U);
        EXPECT_GE(measurement.repeats, 9);
        EXPECT_EQ(records::toText(measurement.deviceSetting), "cpu/eager/t1/b4/f32");
        EXPECT_EQ(measurement.canonicalHash.size(), 16U);
        const auto conditions = nlohmann::json::parse(measurement.conditions);
        EXPECT_TRUE(conditions.contains("processors"));
        EXPECT_TRUE(conditions.contains("libtorch"));
    }
}

TEST(CpuSubject, TheOptimisedScriptComputesWhatEagerDoes) {
    const c10::InferenceMode inference;
    space::Random random(5);
    for (const space::SpaceId id : {space::SpaceId::Darts, space::SpaceId::NasBench201}) {
        space::Architecture architecture{space::sampleUniform(id, random), {}};
        architecture.shape.inputSize = 16;
        architecture.shape.channels = 4;
        architecture.shape.cells = 3;
        const CpuSubject eager(architecture, records::parseDeviceSetting("cpu/eager/t1/b2/f32"), 1);
        const CpuSubject script(architecture, records::parseDeviceSetting("cpu/script/t1/b2/f32"), 1);
        const torch::Tensor wanted = eager.run();
        EXPECT_LE((script.run() - wanted).abs().max().item<double>(), 1e-4 * wanted.abs().max().item<double>());
    }
}

TEST(CpuMeter, RefusesBfloat16WhereTheCpuWouldEmulateIt) {
    if (hasBfloat16()) {
        EXPECT_NO_THROW(makeMeter(records::parseDeviceSetting("cpu/eager/t1/b1/bf16")));
    } else {
        EXPECT_THROW(makeMeter(records::parseDeviceSetting("cpu/eager/t1/b1/bf16")), Error);
    }
}

TEST(CpuMeter, refusesMoreThreadsThanProcessors) {
    EXPECT_THROW(makeMeter(records::parseDeviceSetting("cpu/eager/t1024/b1/f32")), Error);
}

TEST(MeasuringThreads, pinsEachToAProcessorOfItsOwnAndReleasesThem) {
    if (allowedProcessors() < 2) {
        GTEST_SKIP() << "this computer lets the test use one processor only";
    }
    const std::multiset<std::string> before = processorsOfThreads();
    {
        const MeasuringThreads threads(2);
        std::multiset<std::string> pinned = processorsOfThreads();
        std::erase_if(pinned, [](const std::string& list) { return list.find_first_of(",-") != std::string::npos; });
        EXPECT_EQ(pinned.size(), 2U);
        EXPECT_EQ(std::set<std::string>(pinned.begin(), pinned.end()).size(), 2U);
    }
    for (const std::string& list : processorsOfThreads()) {
        EXPECT_EQ(list, *before.begin());
    }
}

TEST(MeterRegistry, whatCannotBeMeasuredHereIsAnsweredWithWhatCan) {
    const Error error = errorOf([&] { makeMeter(records::parseDeviceSetting("cmd/nobody/b1")); });
    EXPECT_EQ(error.code(), ErrorCode::UnknownName);
    EXPECT_NE(std::string(error.what()).find("cpu/eager/"), std::string::npos);
}

TEST(MeasuringThreads, listsEachProcessorOnce) {
    const std::vector<int> processors = MeasuringThreads::processors();
    EXPECT_EQ(static_cast<int>(processors.size()), allowedProcessors());
    EXPECT_EQ(std::set<int>(processors.begin(), processors.end()).size(), processors.size());
}

}

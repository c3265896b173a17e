// SPDX-License-Identifier: Apache-2.0
#include "core/engine/compute_choice.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace paretoscope::engine {
namespace {

constexpr std::int64_t gibibyte = 1LL << 30;

/// A Pascal, a full Ada and a Hopper.
GpusHere threeGpus() {
    return {.missing = {},
        .gpus = {{.name = "Old", .major = 6, .minor = 1, .bytes = 8 * gibibyte},
            {.name = "Full", .major = 8, .minor = 9, .bytes = 24 * gibibyte},
            {.name = "New", .major = 9, .minor = 0, .bytes = 141 * gibibyte}},
        .freeBytes = [](int gpu) { return gpu == 1 ? gibibyte / 2 : 20 * gibibyte; },
        .fails = {}};
}

/// The error's words, and its code.
std::pair<std::string, ErrorCode> refusal(const std::string& on, const GpusHere& here) {
    std::string why;
    try {
        (void)chosenGpu(options::computeOnFrom(on), here, why);
    } catch (const Error& error) {
        return {error.what(), error.code()};
    }
    return {"no error", ErrorCode::InvalidValue};
}

class Messages final : public JobSink {
public:
    void progress(double /*fraction*/, const std::string& /*message*/, double /*etaSeconds*/,
        const Metrics& /*metrics*/) override { }
    void snapshot(const options::SearchSnapshot& /*search*/) override { }
    void log(protocol::LogLevel /*level*/, const std::string& text) override { texts.push_back(text); }
    void stored() override { }
    std::vector<std::string> texts;
};

TEST(ComputeChoice, TakesTheFirstGpuThatIsFit) {
    std::string why;
    EXPECT_EQ(chosenGpu({}, threeGpus(), why), 2);
    EXPECT_EQ(chosenGpu(options::computeOnFrom("gpu2"), threeGpus(), why), 2);
    EXPECT_EQ(chosenGpu(options::computeOnFrom("cpu"), threeGpus(), why), std::nullopt);
}

TEST(ComputeChoice, GoesOnToTheNextGpuWhereOneFails) {
    GpusHere two = threeGpus();
    two.gpus = {two.gpus[2], two.gpus[2]};
    two.freeBytes = {};
    two.fails = [](int gpu) { return gpu == 0 ? std::optional<std::string>("it is broken") : std::nullopt; };
    std::string why;
    EXPECT_EQ(chosenGpu({}, two, why), 1);
    EXPECT_TRUE(why.empty());
    EXPECT_NE(refusal("gpu0", two).first.find("it is broken"), std::string::npos);
}

TEST(ComputeChoice, FallsBackToTheProcessorWithTheReason) {
    GpusHere old = threeGpus();
    old.gpus.resize(1);
    std::string why;
    EXPECT_EQ(chosenGpu({}, old, why), std::nullopt);
    EXPECT_NE(why.find("compute capability 6.1"), std::string::npos) << why;
    EXPECT_EQ(
        chosenGpu({}, {.missing = "there is no NVIDIA driver", .gpus = {}, .freeBytes = {}, .fails = {}}, why = {}),
        std::nullopt);
    EXPECT_EQ(why, "there is no NVIDIA driver");
}

TEST(ComputeChoice, RefusesAGpuThatCannotBeUsedAndSaysWhatElse) {
    const auto [tooOld, oldCode] = refusal("gpu0", threeGpus());
    EXPECT_NE(tooOld.find("7.5"), std::string::npos) << tooOld;
    EXPECT_NE(tooOld.find("--on"), std::string::npos) << tooOld;
    EXPECT_EQ(oldCode, ErrorCode::DeviceFailure);
    const auto [full, fullCode] = refusal("gpu1", threeGpus());
    EXPECT_NE(full.find("memory"), std::string::npos) << full;
    EXPECT_EQ(fullCode, ErrorCode::NotEnoughMemory);
    const auto [absent, absentCode] = refusal("gpu3", threeGpus());
    EXPECT_NE(absent.find("knows 3"), std::string::npos) << absent;
    EXPECT_EQ(absentCode, ErrorCode::DeviceFailure);
    GpusHere without = threeGpus();
    without.missing = "LibTorch came without its CUDA part (libtorch_cuda.so)";
    EXPECT_NE(refusal("gpu2", without).first.find("libtorch_cuda.so"), std::string::npos);
    EXPECT_EQ(refusal("gpu1", without).second, ErrorCode::DeviceFailure) << "not asked how full it is";
}

TEST(ComputeChoice, AsksADeviceToComputeBeforeAJobDoes) {
    EXPECT_EQ(failureOn(*nn::cpuExecutor()), std::nullopt);
    const std::optional<std::string> failure =
        failureOn(*nn::deviceExecutor(torch::Device(torch::kCUDA, 0), "a GPU that is not there"));
    if (!gpusHere().gpus.empty()) {
        GTEST_SKIP() << "there is a GPU";
    }
    ASSERT_TRUE(failure);
    EXPECT_FALSE(failure->empty());
    EXPECT_EQ(failure->find('\n'), std::string::npos) << *failure;
}

TEST(ComputeChoice, OnAComputerWithoutAGpuNothingChanges) {
    if (!gpusHere().gpus.empty()) {
        GTEST_SKIP() << "there is a GPU";
    }
    Messages messages;
    EXPECT_EQ(computeOn("auto", messages).executor->name(), "cpu");
    EXPECT_EQ(computeOn("cpu", messages).executor->name(), "cpu");
    EXPECT_TRUE(messages.texts.empty());
    EXPECT_THROW((void)computeOn("gpu0", messages), Error);
    EXPECT_FALSE(gpusHere().missing.empty());
}

}
}

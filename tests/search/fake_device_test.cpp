// SPDX-License-Identifier: Apache-2.0
// Searches and trainings on a device with memory of its own, where there is none: nothing of the host may meet it.
#include "tests/search/fake_device.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "core/nn/optimisers.h"
#include "tests/search/tiny_work.h"

namespace paretoscope::search {
namespace {

using paretoscope::testing::deviceOperators;
using paretoscope::testing::fakeDevice;
using paretoscope::testing::hostReads;

Compute onDevice() {
    return {.executor = nn::deviceExecutor(fakeDevice(), "fake")};
}

/// Largest difference of two states' numbers, NaN where they hold different arrays.
double difference(const SavedState& one, const SavedState& other) {
    double largest = one.arrays.size() == other.arrays.size() ? 0 : std::nan("");
    for (std::size_t index = 0; index < one.arrays.size() && index < other.arrays.size(); ++index) {
        const base::NamedArray& a = one.arrays[index];
        const base::NamedArray& b = other.arrays[index];
        EXPECT_EQ(a.name, b.name);
        EXPECT_EQ(a.shape, b.shape) << a.name;
        if (a.dtype != base::ArrayType::Float32 || a.bytes.size() != b.bytes.size()) {
            continue;
        }
        for (std::size_t i = 0; i + sizeof(float) <= a.bytes.size(); i += sizeof(float)) {
            float x = 0;
            float y = 0;
            std::memcpy(&x, a.bytes.data() + i, sizeof(float));
            std::memcpy(&y, b.bytes.data() + i, sizeof(float));
            largest = std::max(largest, static_cast<double>(std::abs(x - y)));
        }
    }
    return largest;
}

TEST(FakeDevice, FindsWhatAGpuWouldRefuse) {
    const torch::Tensor there = torch::ones({3}).to(fakeDevice());
    const torch::Tensor here = torch::ones({3});
    EXPECT_EQ(there.device(), fakeDevice());
    EXPECT_THROW((void)(there + here), c10::Error);
    EXPECT_THROW((void)there.dot(here), c10::Error);
    EXPECT_THROW((void)at::cat({there, here}), c10::Error);
    const std::int64_t before = hostReads();
    EXPECT_TRUE((there * 2 + 1).cpu().equal(here * 3)); // numbers in the code are no tensors of the host
    EXPECT_EQ((there + there).sum().item<double>(), 6);
    EXPECT_EQ(hostReads() - before, 2);
}

TEST(FakeDevice, HasGradients) {
    const torch::Tensor weight = torch::ones({2, 3, 3, 3}).to(fakeDevice()).requires_grad_();
    at::conv2d(torch::ones({1, 3, 8, 8}).to(fakeDevice()), weight).sum().backward();
    EXPECT_EQ(weight.grad().device(), fakeDevice());
    EXPECT_EQ(weight.grad().cpu().min().item<double>(), 36);
    const torch::Tensor host = torch::ones({2}).requires_grad_(); // as α: beside the device, its gradient on the host
    (host.to(fakeDevice()) * 3).sum().backward();
    EXPECT_TRUE(host.grad().equal(torch::full({2}, 3.F)));
}

/// Every operator of a search, of its scoring and of its checkpoints.
TEST(DeviceWithMemoryOfItsOwn, IsSearchedOn) {
    for (const options::SearchConfig& options : tinySearches()) {
        const std::int64_t before = deviceOperators();
        const SavedState there = searched(options, onDevice());
        EXPECT_GT(deviceOperators(), before + 1000);
        const SavedState here = searched(options, Compute{.executor = nn::cpuExecutor(nn::CellKernels::Stock)});
        EXPECT_LT(difference(there, here), 2e-2) << "but for rounding the same search";
    }
}

TEST(DeviceWithMemoryOfItsOwn, IsTrainedOn) {
    options::TrainConfig options = tinyTrainingOptions();
    options.dropPath = 0.5;
    for (const char* cell : {"DARTS_V2", "PC_DARTS_cifar"}) {
        Training there = tinyTraining(cell, onDevice(), options);
        Training here = tinyTraining(cell, Compute{.executor = nn::cpuExecutor(nn::CellKernels::Stock)}, options);
        EXPECT_TRUE(there.runUntil(4));
        EXPECT_TRUE(here.runUntil(4));
        EXPECT_LT(difference(there.exportState(), here.exportState()), 2e-2);
        EXPECT_NEAR(there.evaluate(*tinyImages()).crossEntropy, here.evaluate(*tinyImages()).crossEntropy, 2e-2);
    }
}

/// A step waits for α's gradients, for its two numbers on validation images and for three on training images.
TEST(DeviceWithMemoryOfItsOwn, IsWaitedForTheSameFewTimesWhateverTheNetwork) {
    options::SearchConfig options = tinyOptions();
    options.epochSteps = 100; // no archive and no checkpoint in between
    options.searchSteps = 50;
    options.warmUpSteps = 2;
    const auto readsOf = [](BilevelSearch& search, int step) {
        const std::int64_t before = hostReads();
        search.runUntil(step);
        return hostReads() - before;
    };
    for (const int cells : {3, 4}) {
        options.network.shape.cells = cells;
        BilevelSearch search = tinySearch(options, onDevice());
        EXPECT_EQ(readsOf(search, 1), 1) << "of a weight step";
        EXPECT_EQ(readsOf(search, 2), 1);
        EXPECT_EQ(readsOf(search, 3), 4) << "α of two kinds of cells";
        EXPECT_EQ(readsOf(search, 4), 4);
    }
    Training training = tinyTraining("DARTS_V2", onDevice());
    const std::int64_t before = hostReads();
    training.runUntil(1);
    EXPECT_EQ(hostReads() - before, 1);
}

TEST(DeviceWithMemoryOfItsOwn, GoesOnFromAnotherDevicesCheckpointAndBack) {
    const options::SearchConfig options = tinySearches().at(1);
    BilevelSearch begun = tinySearch(options, onDevice());
    begun.runUntil(2);
    BilevelSearch here = tinySearch(options, {});
    here.importState(begun.exportState());
    EXPECT_EQ(here.runUntil(3), SearchEnd::Finished);
    BilevelSearch there = tinySearch(options, onDevice());
    there.importState(here.exportState());
    EXPECT_EQ(there.run(), SearchEnd::Finished);
    EXPECT_EQ(there.protocol().id, here.protocol().id);

    Training begunHere = tinyTraining("DARTS_V2", {});
    begunHere.runUntil(2);
    Training onThere = tinyTraining("DARTS_V2", onDevice());
    onThere.importState(begunHere.exportState());
    EXPECT_TRUE(onThere.runUntil(4));
}

TEST(DeviceWithMemoryOfItsOwn, ResumesBitForBit) {
    const options::SearchConfig options = tinySearches().at(0);
    BilevelSearch whole = tinySearch(options, onDevice());
    whole.run();
    BilevelSearch first = tinySearch(options, onDevice());
    first.runUntil(3);
    BilevelSearch second = tinySearch(options, onDevice());
    second.importState(first.exportState());
    second.run();
    EXPECT_TRUE(whole.exportState().arrays == second.exportState().arrays);
}

}
}

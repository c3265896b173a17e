// SPDX-License-Identifier: Apache-2.0
// Searches and trainings on an executor that moves every tensor it is given, as a device with memory of its own does.
#include "core/nn/executor.h"

#include <utility>

#include <gtest/gtest.h>

#include "core/nn/supernet.h"
#include "tests/search/tiny_work.h"

namespace paretoscope::search {
namespace {

class MovingExecutor final : public nn::Executor {
public:
    [[nodiscard]] std::string name() const override { return "moving"; }
    [[nodiscard]] int hostThreads() const override { return cpu_->hostThreads(); }
    [[nodiscard]] torch::Tensor place(const torch::Tensor& host) const override { return host.clone(); }
    void synchronize() const override { cpu_->synchronize(); }
    [[nodiscard]] torch::MemoryFormat memoryFormat(const nn::SupernetConfig& config) const override {
        return cpu_->memoryFormat(config);
    }
    [[nodiscard]] std::unique_ptr<nn::SearchCell> makeSearchCell(
        const nn::CellSpec& spec, torch::Generator generator) const override {
        return cpu_->makeSearchCell(spec, std::move(generator));
    }
    [[nodiscard]] std::unique_ptr<nn::DiscreteCell> makeDiscreteCell(
        const nn::CellSpec& spec, const nn::TensorOfName& tensorOf) const override {
        return cpu_->makeDiscreteCell(spec, tensorOf);
    }
    [[nodiscard]] std::unique_ptr<nn::Sgd> makeSgd(
        std::vector<torch::Tensor> weights, const nn::Sgd::Options& options) const override {
        return cpu_->makeSgd(std::move(weights), options);
    }
    [[nodiscard]] int networksAtOnce() const override { return 1; }
    void prepareThread() const override { }
    [[nodiscard]] std::int64_t availableBytes() const override { return -1; }
    [[nodiscard]] std::int64_t searchBytes(const nn::SupernetConfig& config, int batch) const override {
        return cpu_->searchBytes(config, batch);
    }

private:
    std::shared_ptr<const nn::Executor> cpu_ = nn::cpuExecutor();
};

template <typename Work>
void expectSame(const Work& work, std::shared_ptr<const nn::Executor> one, std::shared_ptr<const nn::Executor> other) {
    const SavedState first = work(Compute{.executor = std::move(one)});
    const SavedState second = work(Compute{.executor = std::move(other)});
    EXPECT_TRUE(first.arrays == second.arrays);
    EXPECT_EQ(first.json, second.json);
}

template <typename Work>
void expectSameOnBoth(const Work& work) {
    expectSame(work, nn::cpuExecutor(), std::make_shared<MovingExecutor>());
}

/// On LibTorch's stock kernels, as this computer's processor has them and as a device that happens to be it.
template <typename Work>
void expectSameOnStock(const Work& work) {
    expectSame(work, nn::cpuExecutor(nn::CellKernels::Stock), nn::deviceExecutor(torch::kCPU, "host"));
}

TEST(Executor, ASearchDoesNotMindWhereItsTensorsLie) {
    for (const options::SearchConfig& options : tinySearches()) {
        expectSameOnBoth([&](const Compute& compute) { return searched(options, compute); });
    }
}

TEST(Executor, ATrainingDoesNotMindWhereItsTensorsLie) {
    expectSameOnBoth([](const Compute& compute) { return trained("DARTS_V2", compute); });
}

TEST(DeviceExecutor, SearchesOnTheHostAsTheStockKernelsDoBitForBit) {
    for (const options::SearchConfig& options : tinySearches()) {
        expectSameOnStock([&](const Compute& compute) { return searched(options, compute); });
    }
}

TEST(DeviceExecutor, TrainsOnTheHostAsTheStockKernelsDoBitForBit) {
    for (const char* cell : {"DARTS_V2", "PC_DARTS_cifar"}) {
        expectSameOnStock([&](const Compute& compute) { return trained(cell, compute); });
    }
}

TEST(DeviceExecutor, SaysWhatItIsAndWhatASearchWouldTake) {
    const auto executor = nn::deviceExecutor(torch::kCPU, "host");
    EXPECT_EQ(executor->name(), "host");
    EXPECT_EQ(executor->networksAtOnce(), 1);
    EXPECT_GT(executor->availableBytes(), 0);
    const nn::SupernetConfig small{.space = space::SpaceId::Darts, .shape = tinyShape()};
    nn::SupernetConfig large = small;
    large.shape.channels *= 16;
    large.shape.inputSize *= 4;
    EXPECT_GT(executor->searchBytes(large, 64), executor->searchBytes(small, 64));
    EXPECT_GT(executor->searchBytes(large, 128), executor->searchBytes(large, 64));
    nn::SupernetConfig partial = large;
    partial.partialChannels = 4;
    EXPECT_LT(executor->searchBytes(partial, 64), executor->searchBytes(large, 64));
}

}
}

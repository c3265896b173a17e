// SPDX-License-Identifier: Apache-2.0
// Searches and trainings on an executor that moves every tensor it is given, as a device with memory of its own does.
#include "core/nn/executor.h"

#include <gtest/gtest.h>

#include "core/nn/supernet.h"
#include "core/search/training.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

class MovingExecutor final : public nn::Executor {
public:
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
void expectSameOnBoth(const Work& work) {
    const SavedState here = work(Compute{});
    const SavedState moved = work(Compute{.executor = std::make_shared<MovingExecutor>()});
    EXPECT_TRUE(here.arrays == moved.arrays);
    EXPECT_EQ(here.json, moved.json);
}

TEST(Executor, ASearchDoesNotMindWhereItsTensorsLie) {
    for (const int partialChannels : {1, 2}) {
        expectSameOnBoth([&](const Compute& compute) {
            auto options = tinyOptions();
            options.partialChannels = partialChannels;
            BilevelSearch::Inputs inputs{
                .images = tinyImages(), .lambda = std::make_shared<LambdaControl>(0.1), .latency = dartsLatency()};
            inputs.compute = compute;
            BilevelSearch search(options, inputs);
            search.run();
            return search.exportState();
        });
    }
}

TEST(Executor, ATrainingDoesNotMindWhereItsTensorsLie) {
    options::TrainConfig options;
    options.rungs = {4};
    options.batchSize = 8;
    options.data.trainImages = 64;
    options.dropPath = 0.2;
    expectSameOnBoth([&](const Compute& compute) {
        Training training(options, {space::published("DARTS_V2"), tinyShape()}, tinyImages(), compute);
        EXPECT_TRUE(training.runUntil(4));
        return training.exportState();
    });
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include <gtest/gtest.h>
#include <torch/nn.h>
#include <torch/optim.h>

#include "core/data/batches.h"
#include "core/data/load_dataset.h"
#include "core/torch_headers.h"

namespace paretoscope::data {

namespace {

/// Both classifiers see exactly this.
struct Lesson {
    DataSource source;
    int steps;
    int batchSize;
    double learningRate;
};

double accuracyOf(torch::nn::Sequential& model, const Dataset& test) {
    torch::NoGradGuard noGradients;
    model->eval();
    const Normalisation normalisation = normalisationOf(test);
    std::int64_t right = 0;
    for (std::int64_t first = 0; first < test.size(); first += 500) {
        const Batch batch = orderedBatch(test, first, 500, normalisation);
        right += (model->forward(batch.images).argmax(1) == batch.labels).sum().item<std::int64_t>();
    }
    return static_cast<double>(right) / static_cast<double>(test.size());
}

/// Adam, learning rate falling linearly to 0.
double trainedAccuracy(torch::nn::Sequential model, const Lesson& lesson) {
    torch::optim::Adam optimiser(model->parameters(), torch::optim::AdamOptions(lesson.learningRate));
    BatchStream batches(lesson.source.train, lesson.batchSize, noAugmentation(lesson.source.train), 5);
    model->train();
    for (int step = 0; step < lesson.steps; ++step) {
        static_cast<torch::optim::AdamOptions&>(optimiser.param_groups()[0].options())
            .lr(lesson.learningRate * (1 - static_cast<double>(step) / lesson.steps));
        const Batch batch = batches.next();
        optimiser.zero_grad();
        torch::cross_entropy_loss(model->forward(batch.images), batch.labels).backward();
        optimiser.step();
    }
    return accuracyOf(model, lesson.source.test);
}

void addBlock(torch::nn::Sequential& model, int from, int to, bool pool) {
    model->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(from, to, 3).padding(1).bias(false)));
    model->push_back(torch::nn::BatchNorm2d(to));
    model->push_back(torch::nn::ReLU());
    if (pool) {
        model->push_back(torch::nn::MaxPool2d(2));
    }
}

torch::nn::Sequential smallConvolutional(int classes) {
    torch::nn::Sequential model;
    addBlock(model, 3, 16, true);
    addBlock(model, 16, 32, true);
    addBlock(model, 32, 64, true);
    addBlock(model, 64, 64, false);
    model->push_back(torch::nn::AdaptiveAvgPool2d(1));
    model->push_back(torch::nn::Flatten());
    model->push_back(torch::nn::Linear(64, classes));
    return model;
}

}

TEST(Synthetic, eachImageDependsOnTheSeedAndItsPlaceAlone) {
    const DataSource source = makeSynthetic(7, 300, 100);
    EXPECT_TRUE(torch::equal(source.train.images, makeSynthetic(7, 300, 100).train.images));
    EXPECT_FALSE(torch::equal(source.train.images, makeSynthetic(8, 300, 100).train.images));
    EXPECT_FALSE(torch::equal(source.train.images.slice(0, 0, 100), source.test.images));
    // A smaller set is divided otherwise between the threads, yet it is the beginning of the larger one.
    for (const std::int64_t count : {1, 7, 100}) {
        EXPECT_TRUE(torch::equal(makeSynthetic(7, count, 1).train.images, source.train.images.slice(0, 0, count)));
    }
}

TEST(Synthetic, isBalanced) {
    const DataSource source = loadDataset("synthetic:3");
    EXPECT_GE(source.train.size(), 20000);
    EXPECT_EQ(source.test.size(), 5000);
    EXPECT_EQ(source.train.id(), "synthetic-3:train[0:25000)@32");
    const torch::Tensor counts = torch::bincount(source.train.labels);
    EXPECT_GT(counts.min().item<std::int64_t>(), 2300);
    EXPECT_EQ(counts.size(0), 10);
}

TEST(Synthetic, aLinearClassifierFailsWhereASmallConvolutionalNetworkSucceeds) {
    torch::manual_seed(1);
    const Lesson linear{makeSynthetic(11, 8000, 2000), 500, 64, 1e-3};
    const double linearAccuracy =
        trainedAccuracy(torch::nn::Sequential(torch::nn::Flatten(), torch::nn::Linear(3 * 32 * 32, 10)), linear);
    Lesson convolutional = linear;
    convolutional.source = makeSynthetic(11, 20000, 2000);
    convolutional.steps = 900;
    convolutional.learningRate = 4e-3;
    const double convolutionalAccuracy = trainedAccuracy(smallConvolutional(10), convolutional);
    std::cout << "linear " << linearAccuracy << ", convolutional " << convolutionalAccuracy << "\n";
    EXPECT_LT(linearAccuracy, 0.60);
    EXPECT_GT(convolutionalAccuracy, 0.85);
}

}

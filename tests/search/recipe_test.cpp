// SPDX-License-Identifier: Apache-2.0
#include "core/search/recipe.h"

#include <gtest/gtest.h>

namespace paretoscope::search {
namespace {

/// Stored projects hold these texts and compare by them: accuracies stay comparable, checkpoints resumable.
TEST(Recipe, StaysTheSameText) {
    EXPECT_EQ(recipeOf(options::SearchConfig{}),
        R"({"space":"darts","shape":"c8-l3-16x16x3-k10-cifar","partialChannels":1,"edgeWeights":false,"order":"first",)"
        R"("guard":"auxiliary-skip","guardStrength":0.0,"skipCap":0,"stopAtSkips":false,"batchSize":64,)"
        R"("trainingImages":8000,"validationImages":8000,"scoringImages":1024,"warmUpSteps":200,"searchSteps":300,)"
        R"("epochSteps":100,"weights":{"learningRate":0.05,"minimumLearningRate":0.0,"momentum":0.9,)"
        R"("weightDecay":0.0003,"clipNorm":5.0},"architecture":{"learningRate":0.05,"beta1":0.5,"beta2":0.999,)"
        R"("weightDecay":0.001},"encodingSamples":4,"archiveSamples":8,"seed":1})");
    EXPECT_EQ(recipeOf(options::TrainConfig{}),
        R"({"steps":300,"batchSize":64,"images":16000,"learningRate":0.05,"momentum":0.9,"weightDecay":0.0003,)"
        R"("clipNorm":5.0,"warmUpShare":0.05,"dropPath":0.0,"auxiliaryWeight":0.0,"cutout":0,"seed":1})");
}

TEST(Recipe, AnOptionThatChangesTheTrainingIsWrittenWhereItIsUsed) {
    options::TrainConfig config;
    config.labelSmoothing = 0.1;
    config.plainMomentum = true;
    const std::string recipe = recipeOf(config);
    EXPECT_NE(recipe.find(R"("label_smoothing":0.1)"), std::string::npos) << recipe;
    EXPECT_NE(recipe.find(R"("plain_momentum":true)"), std::string::npos) << recipe;
    options::SearchConfig search;
    search.minimumLearningRate = 0.001;
    EXPECT_NE(recipeOf(search).find(R"("minimumLearningRate":0.001)"), std::string::npos) << recipeOf(search);
}

/// CIFAR's says nothing, as before there was another; no augmentation says what it said then.
TEST(Recipe, NamesAnAugmentationThatIsNotCifars) {
    using options::Augmentation;
    const auto recipe = [](Augmentation augmentation, space::Stem stem) {
        options::TrainConfig config;
        config.augmentation = augmentation;
        config.network.shape.stem = stem;
        return recipeOf(config);
    };
    const std::string cifar = recipeOf(options::TrainConfig{});
    const std::string imageNet = cifar.substr(0, cifar.size() - 1) + R"(,"augmentation":"imagenet"})";
    const std::string none = cifar.substr(0, cifar.size() - 1) + R"(,"unaugmented":true})";
    for (const space::Stem stem : {space::Stem::Cifar, space::Stem::ImageNet}) {
        EXPECT_EQ(recipe(Augmentation::Cifar, stem), cifar);
        EXPECT_EQ(recipe(Augmentation::ImageNet, stem), imageNet);
        EXPECT_EQ(recipe(Augmentation::None, stem), none);
    }
    EXPECT_EQ(recipe(Augmentation::Automatic, space::Stem::Cifar), cifar);
    EXPECT_EQ(recipe(Augmentation::Automatic, space::Stem::ImageNet), imageNet);
    options::TrainConfig config;
    config.augmentation = Augmentation::None;
    config.plainMomentum = true;
    EXPECT_TRUE(recipeOf(config).ends_with(R"("seed":1,"plain_momentum":true,"unaugmented":true})"))
        << recipeOf(config);
}

TEST(Recipe, DoesNotKnowWhatComputes) {
    options::SearchConfig search;
    options::TrainConfig train;
    search.on = train.on = "gpu0";
    EXPECT_EQ(recipeOf(search), recipeOf(options::SearchConfig{}));
    EXPECT_EQ(recipeOf(train), recipeOf(options::TrainConfig{}));
}

TEST(Recipe, NamesTheGuardThatASpaceHasWhereNoneIsAskedFor) {
    options::SearchConfig config;
    config.network.space = space::SpaceId::NasBench201;
    EXPECT_NE(recipeOf(config).find(R"("guard":"beta-regularisation")"), std::string::npos) << recipeOf(config);
    config.guard = options::CollapseGuard::AuxiliarySkip;
    EXPECT_NE(recipeOf(config).find(R"("guard":"auxiliary-skip")"), std::string::npos) << recipeOf(config);
}

TEST(Recipe, KeepsTheNamesThatProjectsHold) {
    options::SearchConfig config;
    config.guard = options::CollapseGuard::BetaDecay;
    config.partialChannels = 4;
    config.forbidden = {space::Operation::SepConv5x5};
    const std::string recipe = recipeOf(config);
    EXPECT_NE(recipe.find(R"("guard":"beta-regularisation")"), std::string::npos) << recipe;
    EXPECT_NE(recipe.find(R"("edgeWeights":true)"), std::string::npos) << recipe;
    EXPECT_NE(recipe.find(R"("forbidden":["sep_conv_5x5"])"), std::string::npos) << recipe;
}

}
}

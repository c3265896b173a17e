// SPDX-License-Identifier: Apache-2.0
#include "core/options/presets.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/options/epochs.h"
#include "core/options/jobs.h"

namespace paretoscope::options {
namespace {

/// By path in the stored configuration.
using Numbers = std::map<std::string, std::string>;

/// What papers and the authors' scripts say; 312500 steps: 600 epochs of 50,000 images at 96 a step, and so on.
const Numbers dartsTraining{{"network.shape.input_size", "32"}, {"network.shape.channels", "36"},
    {"network.shape.cells", "20"}, {"network.shape.stem", "\"cifar\""}, {"data.train_images", "50000"},
    {"data.validation_images", "0"}, {"data.test_images", "10000"}, {"rungs", "[312500]"}, {"batch_size", "96"},
    {"learning_rate", "0.025"}, {"momentum", "0.9"}, {"plain_momentum", "true"}, {"weight_decay", "0.0003"},
    {"clip_norm", "5.0"}, {"warm_up_share", "0.0"}, {"label_smoothing", "0.0"}, {"drop_path", "0.2"},
    {"auxiliary_weight", "0.4"}, {"cutout", "16"}, {"augmentation", "\"cifar\""}};
const Numbers dartsSearch{{"network.shape.input_size", "32"}, {"network.shape.channels", "16"},
    {"network.shape.cells", "8"}, {"network.shape.stem", "\"cifar\""}, {"data.train_images", "50000"},
    {"data.validation_images", "0"}, {"order", "1"}, {"partial_channels", "1"}, {"guard", "\"none\""},
    {"skip_cap", "0"}, {"stop_at_skips", "false"}, {"batch_size", "64"}, {"warm_up_steps", "0"},
    {"search_steps", "19532"}, {"epoch_steps", "391"}, {"weight_learning_rate", "0.025"},
    {"minimum_learning_rate", "0.001"}, {"momentum", "0.9"}, {"weight_decay", "0.0003"}, {"clip_norm", "5.0"},
    {"architecture_learning_rate", "0.0003"}, {"architecture_weight_decay", "0.001"}};

Numbers with(Numbers numbers, const Numbers& others) {
    for (const auto& [path, value] : others) {
        numbers[path] = value;
    }
    return numbers;
}

template <typename Config>
void expectNumbers(const char* name, const Numbers& numbers) {
    SCOPED_TRACE(name);
    const auto json = base::JsonWriter::toJson(presetOf<Config>(name).config);
    for (auto [path, value] : numbers) {
        std::string pointer = "/" + path;
        std::replace(pointer.begin(), pointer.end(), '.', '/');
        EXPECT_EQ(json.at(typename decltype(json)::json_pointer(pointer)).dump(), value) << path;
    }
}

template <typename Config>
Config applied(const char* name, Config config = {}) {
    apply(presetOf<Config>(name), config);
    return config;
}

TEST(Presets, HaveThePublishedNumbers) {
    expectNumbers<TrainConfig>("darts-cifar", dartsTraining);
    expectNumbers<TrainConfig>("pc-darts-cifar", with(dartsTraining, {{"drop_path", "0.3"}}));
    // 250 epochs of 1,281,167 images at 1,024 a step; 5 of them warm up.
    expectNumbers<TrainConfig>("pc-darts-imagenet",
        with(dartsTraining,
            {{"network.shape.input_size", "224"}, {"network.shape.channels", "48"}, {"network.shape.cells", "14"},
                {"network.shape.stem", "\"imagenet\""}, {"data.train_images", "1281167"}, {"data.test_images", "50000"},
                {"rungs", "[312785]"}, {"batch_size", "1024"}, {"learning_rate", "0.5"}, {"weight_decay", "3e-05"},
                {"warm_up_share", "0.02"}, {"label_smoothing", "0.1"}, {"drop_path", "0.0"}, {"cutout", "0"},
                {"augmentation", "\"imagenet\""}}));
    expectNumbers<SearchConfig>("darts-cifar", dartsSearch);
    // 50 epochs of 25,000 images at 256 a step are 4,883 steps, of which 15 epochs, 1,465 steps, warm up.
    expectNumbers<SearchConfig>("pc-darts-cifar",
        with(dartsSearch,
            {{"partial_channels", "4"}, {"batch_size", "256"}, {"warm_up_steps", "1465"}, {"search_steps", "3418"},
                {"epoch_steps", "98"}, {"weight_learning_rate", "0.1"}, {"minimum_learning_rate", "0.0"},
                {"architecture_learning_rate", "0.0006"}}));
    EXPECT_TRUE(presetOf<SearchConfig>("pc-darts-cifar").config.normalisesEdges());
}

TEST(Presets, ShortIsWhatTheDefaultsAre) {
    EXPECT_EQ(presetOf<TrainConfig>("short").config, TrainConfig());
    EXPECT_EQ(presetOf<SearchConfig>("short").config, SearchConfig());
    EXPECT_EQ(applied<TrainConfig>("short", applied<TrainConfig>("darts-cifar")), TrainConfig());
    EXPECT_EQ(applied<SearchConfig>("short", applied<SearchConfig>("pc-darts-cifar")), SearchConfig());
}

TEST(Presets, LeaveWhatAJobIsFor) {
    TrainConfig train;
    train.genotypes = {"DARTS_V2"};
    train.data.source = "folder:mine";
    train.seed = 7;
    train.on = "cpu";
    train.repeats = 3;
    train.network.shape.classes = 5;
    TrainConfig expected = presetOf<TrainConfig>("darts-cifar").config;
    expected.genotypes = train.genotypes;
    expected.data.source = train.data.source;
    expected.seed = train.seed;
    expected.on = train.on;
    expected.repeats = train.repeats;
    expected.network.shape.classes = 5;
    EXPECT_EQ(applied("darts-cifar", train), expected);

    SearchConfig search;
    search.lambdas = {0, 0.3};
    search.deviceSetting = "cpu/eager/t2/b1/f32";
    search.forbidden = {space::Operation::SepConv5x5};
    search.targetLatencyMs = 4;
    SearchConfig wanted = presetOf<SearchConfig>("pc-darts-cifar").config;
    wanted.lambdas = search.lambdas;
    wanted.deviceSetting = search.deviceSetting;
    wanted.forbidden = search.forbidden;
    wanted.targetLatencyMs = search.targetLatencyMs;
    EXPECT_EQ(applied("pc-darts-cifar", search), wanted);
}

TEST(Presets, AreJobsThatCanBeAskedForAndSurviveARoundTrip) {
    for (const Preset<TrainConfig>& preset : presets<TrainConfig>()) {
        TrainConfig config = preset.config;
        config.genotypes = {"DARTS_V2"};
        EXPECT_NO_THROW(validate(config)) << preset.name;
        EXPECT_EQ(jobConfigFromJson<TrainConfig>(toJson(JobConfig(config))), config) << preset.name;
    }
    for (const Preset<SearchConfig>& preset : presets<SearchConfig>()) {
        EXPECT_NO_THROW(validate(preset.config)) << preset.name;
        EXPECT_EQ(jobConfigFromJson<SearchConfig>(toJson(JobConfig(preset.config))), preset.config) << preset.name;
    }
}

TEST(Presets, AnUnknownOneIsAnsweredWithThoseThereAre) {
    try {
        presetOf<TrainConfig>("darts");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::UnknownName);
        EXPECT_NE(std::string(error.what()).find("short, darts-cifar"), std::string::npos) << error.what();
    }
}

TEST(Presets, StepsFollowTheImagesAndTheBatch) {
    TrainConfig config = applied<TrainConfig>("darts-cifar");
    config.data.trainImages = 10'000;
    config.batchSize = 64;
    setSteps(presetOf<TrainConfig>("darts-cifar"), config);
    EXPECT_EQ(config.rungs, std::vector<int>{93'750});
    setSteps(presetOf<TrainConfig>("short"), config);
    EXPECT_EQ(config.rungs, std::vector<int>{93'750}) << "it says steps";
}

TEST(Epochs, AreImagesDividedByTheBatchABegunStepCounted) {
    EXPECT_EQ(stepsOf(600, 50'000, 96), 312'500);
    EXPECT_EQ(stepsOf(1, 25'000, 64), 391);
    EXPECT_EQ(stepsOf(0.5, 100, 10), 5);
    EXPECT_DOUBLE_EQ(epochsOf(312'500, 50'000, 96), 600);
    EXPECT_THROW(stepsOf(0, 100, 10), Error);
    EXPECT_THROW(stepsOf(-1, 100, 10), Error);
    EXPECT_THROW(stepsOf(1e6, 50'000, 2), Error) << "more steps than a job may have";
}

TEST(Epochs, RungsKeepTheirShares) {
    TrainConfig config;
    config.rungs = {75, 300};
    config.data.trainImages = 1000;
    config.batchSize = 10;
    setEpochs(config, 8);
    EXPECT_EQ(config.rungs, (std::vector<int>{200, 800}));
}

TEST(Epochs, OfASearchCountItsWarmUp) {
    SearchConfig config;
    config.data.trainImages = 2000;
    config.batchSize = 10; // 100 steps an epoch
    setEpochs(config, 5, 2);
    EXPECT_EQ(config.warmUpSteps, 200);
    EXPECT_EQ(config.searchSteps, 300);
    setEpochs(config, {}, 1);
    EXPECT_EQ(config.warmUpSteps, 100);
    EXPECT_EQ(config.searchSteps, 300);
    setEpochs(config, 50, 0);
    EXPECT_EQ(config.warmUpSteps, 0);
    EXPECT_EQ(config.searchSteps, 5000);
    EXPECT_THROW(setEpochs(config, 2, 2), Error) << "nothing is left for the search";
}

TEST(SearchConfig, TheWeightsLearningRateEndsAtItsMinimum) {
    SearchConfig config;
    config.warmUpSteps = 0;
    config.searchSteps = 100;
    config.weightLearningRate = 0.025;
    config.minimumLearningRate = 0.001;
    EXPECT_DOUBLE_EQ(config.learningRate(0), 0.025);
    EXPECT_DOUBLE_EQ(config.learningRate(50), 0.013);
    EXPECT_DOUBLE_EQ(config.learningRate(100), 0.001);
    config.minimumLearningRate = 0.1;
    EXPECT_THROW(validate(config), Error) << "above the rate at the start";
}

}
}

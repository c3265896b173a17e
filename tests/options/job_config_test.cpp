// SPDX-License-Identifier: Apache-2.0
#include "core/options/jobs.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::options {
namespace {

std::string problemOf(const std::string& json) {
    try {
        validate(jobConfigFromJson(json));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(JobConfig, EveryKindSurvivesARoundTrip) {
    SearchConfig search;
    search.mode = LambdaMode::Target;
    search.targetLatencyMs = 4.5;
    search.guard = CollapseGuard::BetaDecay;
    search.network.shape.stem = space::Stem::ImageNet;
    TrainConfig train{.genotypes = {"DARTS_V2"}, .rungs = {75, 300}};
    train.augmentation = Augmentation::ImageNet;
    const std::vector<JobConfig> configs{MeasureConfig{.deviceSetting = "cpu/eager/t2/b1/f32"}, FitConfig{}, search,
        train, ExportConfig{.path = "a.onnx", .weights = WeightsKind::Random},
        TuneConfig{.variant = "group16", .genotype = "DARTS_V2", .methods = {"ours", "autotvm"}, .seeds = 3},
        ScoreConfig{.search = 4, .genotypes = {"DARTS_V1", "DARTS_V2"}},
        ExploreConfig{.devices = {"vta/pynq/cpu"}, .trainings = 40, .lambdas = {0.1}}, PipelineConfig{},
        FinishConfig{.device = "vta/pynq/cpu", .steps = 400}};
    for (const JobConfig& config : configs) {
        const std::string text = toJson(config);
        const JobConfig again = jobConfigFromJson(text);
        EXPECT_EQ(again.index(), config.index());
        EXPECT_EQ(toJson(again), text);
    }
}

TEST(JobConfig, ARecordOfAnotherKindIsAnErrorLikeAnyOther) {
    EXPECT_EQ(jobConfigFromJson<TrainConfig>(toJson(TrainConfig{.rungs = {75, 300}})).rungs.back(), 300);
    const Error error = errorOf([&] { jobConfigFromJson<SearchConfig>(toJson(MeasureConfig{})); });
    EXPECT_EQ(error.code(), ErrorCode::InvalidValue);
    EXPECT_NE(std::string(error.what()).find("'search' is needed"), std::string::npos) << error.what();
}

TEST(JobConfig, FieldsLeftOutKeepTheirDefaults) {
    const auto config = std::get<SearchConfig>(jobConfigFromJson(R"({"kind":"search","data":{"source":"cifar10:x"}})"));
    EXPECT_EQ(config.data.source, "cifar10:x");
    EXPECT_EQ(config.data.trainImages, DataConfig{}.trainImages);
    EXPECT_EQ(config.network, NetworkConfig{});
}

/// A search that an earlier version stored has no field `cost`: it priced latency.
TEST(JobConfig, ASearchWithoutACostPricesLatency) {
    const auto config = std::get<SearchConfig>(jobConfigFromJson(R"({"kind":"search","lambdas":[0.3]})"));
    EXPECT_EQ(config.cost, "latency");
}

TEST(JobConfig, AWrongFieldIsNamedWithWhatIsAllowed) {
    EXPECT_NE(problemOf(R"({"kind":"search","lamdas":[1]})").find("lamdas"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"search","lamdas":[1]})").find("lambdas"), std::string::npos);
    EXPECT_NE(
        problemOf(R"({"kind":"search","data":{"train_images":"many"}})").find("data.train_images"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"search","guard":"cap"})").find("auxiliary-skip"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"serch"})").find("search"), std::string::npos);
    EXPECT_NE(problemOf("[]").find("a JSON object"), std::string::npos);
    EXPECT_NE(problemOf("{}").find("kind"), std::string::npos);
}

/// From before the options had one home: what a stored search says of its guard and edges is read as it was meant.
TEST(JobConfig, AStoredSearchKeepsItsMeaning) {
    const auto config = std::get<SearchConfig>(jobConfigFromJson(
        R"({"kind":"search","guard":"beta-decay","partial_channels":4,"edge_normalisation":false,"samples":8})"));
    EXPECT_EQ(config.guard, CollapseGuard::BetaDecay);
    EXPECT_FALSE(config.normalisesEdges());
    EXPECT_EQ(config.samples, 8);
    EXPECT_TRUE((SearchConfig{.partialChannels = 2}).normalisesEdges());
}

/// A training that an earlier version stored says "unaugmented" or not: whatever the network, its images were then
/// shifted and flipped.
TEST(JobConfig, AStoredTrainingKeepsItsAugmentation) {
    const auto train = [](const std::string& fields) {
        return jobConfigFromJson<TrainConfig>(R"({"kind":"train")" + fields + "}");
    };
    const std::string imageNet = R"(,"network":{"shape":{"stem":"imagenet"}})";
    EXPECT_EQ(train(imageNet + R"(,"unaugmented":false)").imageAugmentation(), Augmentation::Cifar);
    EXPECT_EQ(train(imageNet + R"(,"unaugmented":true)").imageAugmentation(), Augmentation::None);
    EXPECT_EQ(train(imageNet).imageAugmentation(), Augmentation::ImageNet);
    EXPECT_EQ(train("").imageAugmentation(), Augmentation::Cifar);
    const auto pipeline = jobConfigFromJson<PipelineConfig>(
        R"({"kind":"pipeline","explore":{"unaugmented":true},"train":{"unaugmented":false}})");
    EXPECT_EQ(pipeline.explore.augmentation, Augmentation::None);
    EXPECT_EQ(pipeline.train.augmentation, Augmentation::Cifar);
    EXPECT_NE(problemOf(R"({"kind":"train","unaugmented":true,"augmentation":"cifar"})").find("unaugmented"),
        std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"train","unaugmented":1})").find("unaugmented"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"train","augmentation":"mixup"})").find("imagenet"), std::string::npos);
}

TEST(JobConfig, ASquareThatCoversTheImageIsRefused) {
    TrainConfig config;
    config.genotypes = {"DARTS_V2"};
    config.network.shape.inputSize = 16;
    config.cutout = 17;
    EXPECT_NE(errorText(ErrorCode::InvalidValue, [&] { validate(config); }).find("less than the images' 16 pixels"),
        std::string::npos);
    config.cutout = 15;
    EXPECT_NO_THROW(validate(config));
}

TEST(JobConfig, AValueOutOfRangeIsNamed) {
    EXPECT_NE(problemOf(R"({"kind":"search","lambdas":[-1]})").find("lambdas"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"search","mode":"target"})").find("target_latency_ms"), std::string::npos);
    EXPECT_NE(
        problemOf(R"({"kind":"train","genotypes":["DARTS_V2"],"rungs":[300,75]})").find("rungs"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"export","genotype":"DARTS_V2"})").find("path"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"search","cost":"money"})").find("energy"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"tune"})").find("layers"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"explore","steps":[640,300]})").find("steps"), std::string::npos);
    EXPECT_NE(
        problemOf(R"({"kind":"explore","data":{"validation_images":0}})").find("validation_images"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"explore","devices":["a","b"],"latencies_ms":[3]})").find("latencies_ms"),
        std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"explore","forbidden":["nor_conv_3x3"]})").find("forbidden"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"tune","genotype":"DARTS_V2","variant":"gpu"})").find("group16"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"tune","genotype":"DARTS_V2","seeds":0})").find("seeds"), std::string::npos);
    EXPECT_NE(problemOf(R"({"kind":"tune","genotype":"DARTS_V2","trials":-3})").find("trials"), std::string::npos);
}

}
}

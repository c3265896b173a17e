// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"

namespace paretoscope::options {
namespace {

records::Run finished(records::JobKind kind, const std::string& results) {
    records::Run run;
    run.kind = kind;
    run.state = records::RunState::Finished;
    run.results = results;
    return run;
}

TEST(JobResult, AFailedCellIsNoLatency) {
    const auto result = resultOf<MeasureConfig>(finished(records::JobKind::Measure,
        R"({"device_setting":"cmd/pi/b1","architectures":2,"noise_floor":null,"latencies_ms":[1.5,null]})"));
    ASSERT_TRUE(result);
    EXPECT_TRUE(std::isnan(result->noiseFloor));
    EXPECT_EQ(result->latenciesMs, (std::vector<std::optional<double>>{1.5, std::nullopt}));
}

TEST(JobResult, OfAnOlderVersionKeepsDefaultsForWhatItDidNotWrite) {
    const auto search = resultOf<SearchConfig>(finished(
        records::JobKind::Search, R"({"searches":[{"lambda":0.4,"genotype":"g","predicted_ms":null}],"more":1})"));
    ASSERT_TRUE(search);
    EXPECT_EQ(search->searches.at(0).lambda, 0.4);
    EXPECT_TRUE(std::isnan(search->searches.at(0).predictedMs));
    EXPECT_TRUE(search->parameters.empty());
}

TEST(JobResult, IsNothingForAnotherKindAnUnfinishedRunAndADamagedRecord) {
    records::Run run = finished(records::JobKind::Train, R"({"cells":[]})");
    EXPECT_TRUE(resultOf<TrainConfig>(run));
    EXPECT_FALSE(resultOf<SearchConfig>(run));
    run.state = records::RunState::Running;
    EXPECT_FALSE(resultOf<TrainConfig>(run));
    EXPECT_FALSE(resultOf<TrainConfig>(finished(records::JobKind::Train, R"({"cells":3})")));
    EXPECT_FALSE(resultOf<TrainConfig>(finished(records::JobKind::Train, "")));
}

TEST(JobResult, ARunThatWouldFailForEverIsNotTakenUpAgain) {
    records::Run run{.kind = records::JobKind::Search, .state = records::RunState::Failed};
    EXPECT_TRUE(canGoOn(run)) << "of an older version: nobody knows why";
    for (const ErrorCode code : allErrorCodes()) {
        run.results = failureJson(code);
        EXPECT_EQ(canGoOn(run), mayWorkAgain(code)) << errorName(code);
        EXPECT_EQ(errorNamed(errorName(code)), code);
    }
    for (const char* damaged : {"{}", "[1]", R"({"error":1})", R"({"error":"no such"})", "\xff"}) {
        run.results = damaged;
        EXPECT_TRUE(canGoOn(run)) << damaged;
    }
    run.state = records::RunState::Interrupted;
    EXPECT_TRUE(canGoOn(run));
    run.kind = records::JobKind::Export;
    EXPECT_FALSE(canGoOn(run)) << "there is nothing to go on from";
    run = {.kind = records::JobKind::Search, .state = records::RunState::Finished};
    EXPECT_FALSE(canGoOn(run));
}

TEST(JobResult, EveryKindSurvivesARoundTrip) {
    for (const auto& [kind, name] : records::jobKinds) {
        std::visit(
            [kind = kind](const auto& config) {
                using Config = std::decay_t<decltype(config)>;
                const std::string text = toJson(JobResult(typename Config::Result()));
                const auto again = resultOf<Config>(finished(kind, text));
                ASSERT_TRUE(again);
                EXPECT_EQ(toJson(JobResult(*again)), text);
            },
            defaultConfig(kind));
    }
}

TEST(SearchHistory, ReadsWhatEarlierVersionsStored) {
    const SearchHistory history = searchHistoryFromJson(
        R"({"train_loss":1.5,"validation_loss":null,"lambda":0.2,"alpha_entropy":0.97,"skips":1,"genotype":"g"})");
    EXPECT_EQ(history.trainLoss, 1.5);
    EXPECT_TRUE(std::isnan(history.validationLoss));
    EXPECT_TRUE(std::isnan(history.latencyMs)) << "not written";
    EXPECT_EQ(history.entropy, 0.97);
    EXPECT_THROW(searchHistoryFromJson("[]"), Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "core/search/sweep.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/search/derive_at_latency.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

BilevelSearch::Inputs inputs() {
    return {.images = tinyImages(),
        .lambda = std::make_shared<LambdaControl>(0.0),
        .latency = dartsLatency(),
        .otherSettings = {}};
}

TEST(Sweep, SharesTheWarmUpYetGivesWhatASearchOfItsOwnGives) {
    options::SearchConfig options = tinyOptions();
    options.lambdas = {0, 2};
    int warmUpSteps = 0;
    SweepCallbacks callbacks;
    callbacks.search.step = [&](const SearchStep& step) { warmUpSteps += step.warmUp ? 1 : 0; };
    const auto results = sweep(options, inputs(), callbacks);
    ASSERT_EQ(results.size(), 2U);
    EXPECT_EQ(warmUpSteps, options.warmUpSteps);

    BilevelSearch::Inputs own = inputs();
    own.lambda = std::make_shared<LambdaControl>(2.0);
    BilevelSearch alone(options, own);
    alone.run();
    EXPECT_EQ(results[1].parameters.alphas, alone.parameters().alphas);
    EXPECT_NEAR(results[1].saving, 1 - results[1].predictedMs / results[0].predictedMs, 1e-12);
}

/// The state of a sweep that was stopped before its search `place`.
SavedState stoppedBefore(int place, const options::SearchConfig& options, const BilevelSearch::Inputs& with) {
    std::stop_source source;
    SavedState last;
    SweepCallbacks callbacks;
    callbacks.checkpoint = [&](const SavedState& checkpoint) { last = checkpoint; };
    callbacks.begins = [&](int begun) {
        if (begun == place) {
            source.request_stop();
        }
    };
    EXPECT_EQ(sweep(options, with, callbacks, source.get_token()).size(), static_cast<std::size_t>(place));
    return last;
}

TEST(Sweep, ContinuesAfterAStopWhereItStood) {
    options::SearchConfig options = tinyOptions();
    options.lambdas = {0, 1};
    const auto expected = sweep(options, inputs());

    std::stop_source source;
    SavedState last;
    SweepCallbacks callbacks;
    callbacks.checkpoint = [&](const SavedState& checkpoint) { last = checkpoint; };
    callbacks.search.step = [&](const SearchStep& step) {
        if (step.lambda == 1 && step.step == 3) {
            source.request_stop();
        }
    };
    const auto part = sweep(options, inputs(), callbacks, source.get_token());
    EXPECT_EQ(part.size(), 1U);
    const auto results = sweep(options, inputs(), {}, {}, &last);
    ASSERT_EQ(results.size(), 2U);
    for (std::size_t index = 0; index < results.size(); ++index) {
        EXPECT_EQ(results[index].parameters.alphas, expected[index].parameters.alphas) << index;
    }
}

TEST(Sweep, DoesNotGoOnWithImagesThatHaveChanged) {
    options::SearchConfig options = tinyOptions();
    options.lambdas = {0, 1};
    const SavedState last = stoppedBefore(1, options, inputs());
    BilevelSearch::Inputs other = inputs();
    data::Dataset images = *other.images;
    images.name += " (changed)";
    other.images = std::make_shared<const data::Dataset>(std::move(images));
    EXPECT_THROW(sweep(options, other, {}, {}, &last), Error);
}

TEST(Sweep, EndsAtTheFirstLambdaThatSavesEnough) {
    options::SearchConfig options = tinyOptions();
    options.searchSteps = 8;
    options.epochSteps = 8;
    options.data.validationImages = 0;
    options.archiveSamples = 0;
    options.architectureLearningRate = 1;
    options.lambdas = {0, 100, 200};
    options.stopAtSaving = 0.3;
    const auto results = sweep(options, inputs());
    ASSERT_EQ(results.size(), 2U);
    EXPECT_GE(results[1].saving, 0.3);
}

TEST(Sweep, ALambdaWithATargetEndsAtThatLatencyAndGoesOnAfterAStop) {
    options::SearchConfig options = tinyOptions();
    options.lambdas = {0, 0.5, 2};
    BilevelSearch::Inputs with = inputs();
    with.targetsMs = {{0.5, 60}, {2, 24}};
    const auto expected = sweep(options, with);
    ASSERT_EQ(expected.size(), 3U);
    EXPECT_EQ(expected[0].derived, sweep(options, inputs())[0].derived) << "no target, no change";
    EXPECT_NEAR(expected[1].predictedMs, 60, 60 * latencyTolerance);
    EXPECT_NEAR(expected[2].predictedMs, 24, 24 * latencyTolerance);
    EXPECT_EQ(expected[2].lambda, 2) << "the price that was asked for";

    const SavedState last = stoppedBefore(2, options, with);
    const auto results = sweep(options, with, {}, {}, &last);
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results[2].parameters.alphas, expected[2].parameters.alphas);
    EXPECT_EQ(results[2].derived, expected[2].derived);
}

TEST(Sweep, RefusesAnEmptyGrid) {
    options::SearchConfig options = tinyOptions();
    options.lambdas.clear();
    EXPECT_THROW(sweep(options, inputs()), Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#include "core/search/bilevel_search.h"

#include <limits>
#include <tuple>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

BilevelSearch::Inputs inputs(double lambda, options::LambdaMode mode = options::LambdaMode::Fixed) {
    return {.images = tinyImages(),
        .lambda = std::make_shared<LambdaControl>(lambda, mode),
        .latency = dartsLatency(),
        .otherSettings = {}};
}

/// Nothing but bilevel steps.
options::SearchConfig unscored(int steps) {
    options::SearchConfig options = tinyOptions();
    options.warmUpSteps = 0;
    options.searchSteps = steps;
    options.epochSteps = steps;
    options.data.validationImages = 0;
    options.archiveSamples = 0;
    return options;
}

TEST(BilevelSearch, ForbiddenOperationsAreInNoCell) {
    options::SearchConfig options = tinyOptions();
    options.archiveSamples = 20;
    options.forbidden = {space::Operation::SepConv3x3, space::Operation::SkipConnect, space::Operation::MaxPool3x3};
    BilevelSearch search(options, inputs(0.2));
    EXPECT_EQ(search.run(), SearchEnd::Finished);
    ASSERT_GT(search.archive().candidates().size(), 5U);
    for (const records::Candidate& candidate : search.archive().candidates()) {
        EXPECT_FALSE(space::uses(candidate.genotype, options.forbidden)) << space::toText(candidate.genotype);
    }
    options.forbidden = {space::Operation::NorConv3x3};
    EXPECT_THROW(BilevelSearch(options, inputs(0)), Error) << "not of this space";
    options.forbidden.assign(space::searchSpace(options.network.space).operations.begin() + 1,
        space::searchSpace(options.network.space).operations.end());
    EXPECT_THROW(BilevelSearch(options, inputs(0)), Error) << "nothing is left";
}

/// The order of arrays and every byte of them.
void expectSameState(const SavedState& one, const SavedState& other) {
    EXPECT_EQ(one.json, other.json);
    ASSERT_EQ(one.arrays.size(), other.arrays.size());
    for (std::size_t index = 0; index < one.arrays.size(); ++index) {
        EXPECT_TRUE(one.arrays[index] == other.arrays[index]) << one.arrays[index].name;
    }
}

class ResumedSearch : public testing::TestWithParam<std::tuple<int, int, options::CollapseGuard>> { };

TEST_P(ResumedSearch, ContinuesToTheVeryBytesOfOneThatWasNeverInterrupted) {
    options::SearchConfig options = tinyOptions();
    std::tie(options.order, options.partialChannels, options.guard) = GetParam();
    BilevelSearch whole(options, inputs(0.2));
    EXPECT_EQ(whole.run(), SearchEnd::Finished);

    BilevelSearch first(options, inputs(0.2));
    first.runUntil(3);
    BilevelSearch second(options, inputs(0.2));
    second.importState(first.exportState());
    EXPECT_EQ(second.step(), 3);
    second.run();
    expectSameState(whole.exportState(), second.exportState());
    EXPECT_EQ(space::toText(whole.derived()), space::toText(second.derived()));
}

INSTANTIATE_TEST_SUITE_P(Orders, ResumedSearch,
    testing::Values(
        std::tuple(1, 1, options::CollapseGuard::AuxiliarySkip), std::tuple(2, 2, options::CollapseGuard::BetaDecay)));

TEST(BilevelSearch, ArchitectureStandsStillInTheWarmUpAndMovesAfterIt) {
    BilevelSearch search(tinyOptions(), inputs(0));
    const auto before = search.parameters().alphas;
    search.runUntil(1);
    EXPECT_EQ(search.parameters().alphas, before);
    search.runUntil(2);
    EXPECT_NE(search.parameters().alphas, before);
}

TEST(BilevelSearch, ALargeLambdaPicksTheCheapestOperation) {
    options::SearchConfig options = unscored(10);
    options.architectureLearningRate = 0.8;
    options.guard = options::CollapseGuard::None;
    BilevelSearch search(options, inputs(100));
    const double before = search.derivedLatencyMs();
    search.run();
    EXPECT_NEAR(search.derivedLatencyMs(), 16 * 0.25, 3.0); // nearly all of the 16 edges are skips
    EXPECT_LT(search.derivedLatencyMs(), before);
}

TEST(BilevelSearch, ALargeLambdaOnEnergyPicksWhatDrawsLeastWhateverItsLatency) {
    options::SearchConfig options = unscored(10);
    options.architectureLearningRate = 0.8;
    options.guard = options::CollapseGuard::None;
    BilevelSearch::Inputs given = inputs(100);
    given.price = additiveLatency({0, 9, 9, 9, 1, 9, 9, 9}, 16 * 5.0); // sep_conv_3x3 draws least
    given.price.kind = records::CostKind::EnergyMj;
    BilevelSearch search(options, given);
    search.run();
    int chosen = 0;
    for (const space::CellGenotype& cell : search.derived().cells) {
        for (const space::Choice& choice : cell.choices) {
            chosen += choice.operation == space::Operation::SepConv3x3 ? 1 : 0;
        }
    }
    EXPECT_GE(chosen, 14); // of 16
    EXPECT_GT(search.derivedLatencyMs(), 14 * 4.0);
}

TEST(BilevelSearch, ArchiveHoldsScoredCandidatesWithProvenance) {
    BilevelSearch search(tinyOptions(), inputs(0.1));
    std::vector<SearchEpoch> epochs;
    SearchCallbacks callbacks;
    callbacks.epoch = [&](const SearchEpoch& epoch) { epochs.push_back(epoch); };
    search.run(callbacks);
    ASSERT_EQ(epochs.size(), 3U);
    ASSERT_FALSE(search.archive().candidates().empty());
    const std::string protocol = search.protocol().id;
    EXPECT_EQ(epochs.back().protocol.id, protocol);
    for (const records::Candidate& candidate : search.archive().candidates()) {
        const auto accuracy = candidate.accuracy(protocol);
        ASSERT_TRUE(accuracy.has_value());
        EXPECT_EQ(accuracy->provenance, records::AccuracyProvenance::OneShot);
        EXPECT_EQ(accuracy->images, 16);
        const auto cost = candidate.cost(records::parseDeviceSetting("table/additive"));
        ASSERT_TRUE(cost.has_value());
        EXPECT_EQ(cost->provenance, records::CostProvenance::Predicted);
        EXPECT_GT(cost->value, 0);
        EXPECT_GT(candidate.parameters, 0);
    }
}

TEST(BilevelSearch, AnImportedSearchScoresUnderTheProtocolOfItsOwnLambda) {
    BilevelSearch searched(tinyOptions(), inputs(0.2));
    searched.run();
    BilevelSearch scoring(tinyOptions(), inputs(0)); // a sweep's first λ
    scoring.importState(searched.exportState());
    EXPECT_EQ(scoring.protocol().id, searched.protocol().id);
    const records::Candidate candidate = scoring.assess(searched.derived(), records::Origin::Scored);
    EXPECT_TRUE(candidate.accuracy(searched.protocol().id).has_value());
}

TEST(BilevelSearch, ALossThatIsNotFiniteEndsItWithTheLastGoodStateKept) {
    BilevelSearch::Inputs broken = inputs(1);
    int calls = 0;
    broken.latency.predictMs = [&calls](const torch::Tensor& encodings) {
        const bool fails = ++calls > 3;
        return encodings.sum(1) * (fails ? std::numeric_limits<float>::quiet_NaN() : 1.0F);
    };
    options::SearchConfig options = unscored(6);
    options.epochSteps = 2;
    BilevelSearch search(options, broken);
    SavedState lastGood;
    SearchCallbacks callbacks;
    callbacks.checkpoint = [&lastGood](const SavedState& state) { lastGood = state; };
    const Error error = errorOf([&] { search.run(callbacks); });
    EXPECT_EQ(error.code(), ErrorCode::NumericalFailure);
    EXPECT_NE(std::string(error.what()).find("learning rate"), std::string::npos);
    BilevelSearch again(options, inputs(1));
    again.importState(lastGood);
    EXPECT_EQ(again.step(), 2);
    EXPECT_EQ(again.runUntil(4), SearchEnd::Finished);
}

TEST(BilevelSearch, StopsAtAStepBoundaryWithACheckpoint) {
    std::stop_source source;
    BilevelSearch search(tinyOptions(), inputs(0));
    SearchCallbacks callbacks;
    int checkpoints = 0;
    callbacks.step = [&](const SearchStep& step) {
        if (step.step == 3) {
            source.request_stop();
        }
    };
    callbacks.checkpoint = [&](const SavedState&) { ++checkpoints; };
    EXPECT_EQ(search.run(callbacks, source.get_token()), SearchEnd::Stopped);
    EXPECT_EQ(search.step(), 3);
    EXPECT_EQ(checkpoints, 2); // of the first epoch, and of the stop
}

TEST(BilevelSearch, RefusesWhatDoesNotFit) {
    options::SearchConfig options = tinyOptions();
    options.data.validationImages = 1000;
    EXPECT_THROW(BilevelSearch(options, inputs(0)), Error);
    options = tinyOptions();
    options.network.shape.classes = 10;
    EXPECT_THROW(BilevelSearch(options, inputs(0)), Error);

    BilevelSearch one(tinyOptions(), inputs(0));
    options = tinyOptions();
    options.seed = 2;
    BilevelSearch other(options, inputs(0));
    EXPECT_THROW(other.importState(one.exportState()), Error);
}

TEST(BilevelSearch, SkipLimitDoesNotEndASearchThatPaysForLatency) {
    options::SearchConfig options = unscored(8);
    options.epochSteps = 2;
    options.stopAtSkips = true;
    options.architectureLearningRate = 1;
    BilevelSearch priced(options, inputs(100));
    EXPECT_EQ(priced.run(), SearchEnd::Finished);
    EXPECT_GE(skipCount(priced.derived(), 0), 2);
}

}
}

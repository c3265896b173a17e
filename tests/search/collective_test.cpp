// SPDX-License-Identifier: Apache-2.0
// Searches and trainings of two processes. Normalisations see the statistics of a process' own part of a batch, so two
// processes do not repeat one's numbers; what must hold is that both have the same bits at every step.
#include <array>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/search/training.h"
#include "tests/expect_error.h"
#include "tests/search/threads_collective.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

bool same(const SavedState& a, const SavedState& b) {
    return a.json == b.json && a.arrays == b.arrays;
}

BilevelSearch::Inputs inputsOf(
    std::shared_ptr<Collective> collective, options::LambdaMode mode = options::LambdaMode::Fixed) {
    BilevelSearch::Inputs inputs;
    inputs.images = tinyImages();
    inputs.latency = dartsLatency();
    inputs.lambda = std::make_shared<LambdaControl>(0.1, mode);
    inputs.compute.collective = std::move(collective);
    return inputs;
}

/// The final states of both processes, after a run of `work`.
template <typename Work>
std::array<SavedState, 2> statesOf(const Work& work) {
    std::array<SavedState, 2> states;
    Meeting(2).run([&](const std::shared_ptr<Collective>& collective) {
        states[static_cast<std::size_t>(collective->rank())] = work(collective);
    });
    return states;
}

TEST(Collective, OneProcessLeavesEverythingAsItIs) {
    const std::shared_ptr<Collective> one = oneProcess();
    EXPECT_TRUE(one->writes());
    EXPECT_EQ(one->mean(0.1), 0.1);
    EXPECT_EQ(one->ofFirst(0.3), 0.3);
    EXPECT_TRUE(one->any(true));
    EXPECT_FALSE(one->any(false));
}

TEST(Collective, TwoProcessesOfASearchStayAlike) {
    for (const int order : {1, 2}) {
        options::SearchConfig options = tinyOptions();
        options.order = order;
        std::array<int, 2> reports{};
        const auto states = statesOf([&](const std::shared_ptr<Collective>& collective) {
            BilevelSearch search(options, inputsOf(collective));
            search.run({.step = [&](const SearchStep&) { ++reports[static_cast<std::size_t>(collective->rank())]; }});
            return search.exportState();
        });
        EXPECT_TRUE(same(states[0], states[1]));
        EXPECT_EQ(reports, (std::array{options.steps(), 0})) << "rank 0 alone reports";
        BilevelSearch alone(options, inputsOf(oneProcess()));
        alone.run();
        EXPECT_FALSE(same(states[0], alone.exportState())) << "each has seen half of each batch";
    }
}

TEST(Collective, WhatRankZeroIsToldHoldsForAll) {
    options::SearchConfig options = tinyOptions();
    const auto states = statesOf([&](const std::shared_ptr<Collective>& collective) {
        BilevelSearch::Inputs inputs = inputsOf(collective, options::LambdaMode::Live);
        std::stop_source stop;
        if (collective->writes()) {
            inputs.lambda->set(5);
        }
        BilevelSearch search(options, inputs);
        search.run({.step =
                           [&](const SearchStep& step) {
                               if (step.step == 3) {
                                   stop.request_stop();
                               }
                           }},
            stop.get_token());
        EXPECT_EQ(search.step(), 3) << "a stop asked of one stops all at the same step";
        return SavedState{.arrays = search.exportState().arrays, .json = {}};
    });
    EXPECT_TRUE(same(states[0], states[1])) << "λ is rank 0's";
}

TEST(Collective, TwoProcessesOfATrainingStayAlike) {
    options::TrainConfig options;
    options.rungs = {4};
    options.batchSize = 8;
    options.data.trainImages = 96;
    options.dropPath = 0.2;
    std::array<double, 2> accuracies{};
    const auto states = statesOf([&](const std::shared_ptr<Collective>& collective) {
        Compute compute;
        compute.collective = collective;
        Training training(options, {space::published("DARTS_V2"), tinyShape()}, tinyImages(), compute);
        EXPECT_TRUE(training.runUntil(4));
        accuracies[static_cast<std::size_t>(collective->rank())] = training.evaluate(*tinyImages(32)).crossEntropy;
        return training.exportState();
    });
    EXPECT_TRUE(same(states[0], states[1]));
    EXPECT_EQ(accuracies[0], accuracies[1]);
}

TEST(Collective, AllAreToldWhoIsUnlike) {
    Meeting(3).run([](const std::shared_ptr<Collective>& collective) {
        EXPECT_TRUE(collective->unlike(~std::uint64_t{5}).empty());
        const std::uint64_t lastBit = collective->rank() == 2 ? 1 : 0;
        EXPECT_EQ(collective->unlike((std::uint64_t{1} << 63U) + lastBit), std::vector{2});
        const std::string work = collective->rank() == 1 ? "other" : "same";
        const std::string refused =
            errorText(ErrorCode::InvalidValue, [&] { requireSameWork(*collective, "search", work); });
        EXPECT_NE(refused.find("The search of rank 1 is not that of rank 0"), std::string::npos) << refused;
        const std::string apart =
            errorText(ErrorCode::EngineFailure, [&] { requireSameState(*collective, lastBit, "now"); });
        EXPECT_NE(apart.find("rank 2 are not those of rank 0 any more now"), std::string::npos) << apart;
    });
}

TEST(Collective, ATextOfAnyBytesComesFromRankZero) {
    const std::string text("a\0\xFF", 3);
    Meeting(2).run([&](const std::shared_ptr<Collective>& collective) {
        EXPECT_EQ(collective->textOfFirst(collective->writes() ? text : "longer than that"), text);
        EXPECT_EQ(collective->textOfFirst({}), "");
    });
}

TEST(Collective, SearchesWithOtherOptionsAreRefused) {
    statesOf([](const std::shared_ptr<Collective>& collective) {
        options::SearchConfig options = tinyOptions();
        options.samples = 4 + collective->rank();
        EXPECT_THROW(BilevelSearch(options, inputsOf(collective)), Error);
        return SavedState{};
    });
}

TEST(Collective, ABatchThatCannotBeSharedEquallyIsRefused) {
    statesOf([](const std::shared_ptr<Collective>& collective) {
        options::SearchConfig options = tinyOptions();
        options.batchSize = 7;
        EXPECT_THROW(BilevelSearch(options, inputsOf(collective)), Error);
        return SavedState{};
    });
}

}
}

// SPDX-License-Identifier: Apache-2.0
// Searches and trainings of two processes. Normalisations see the statistics of a process' own part of a batch, so two
// processes do not repeat one's numbers; what must hold is that both have the same bits at every step.
#include <array>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/search/training.h"
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

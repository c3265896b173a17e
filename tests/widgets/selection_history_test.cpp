// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/selection_history.h"

#include <gtest/gtest.h>

#include "widgets/common/selection.h"

namespace paretoscope::widgets {
namespace {

struct SelectionHistoryTest : testing::Test {
    Selection selection;
    SelectionHistory history{selection};

    void choose(std::int64_t candidate) {
        selection.setCandidate(candidate);
        history.settle();
    }
};

TEST_F(SelectionHistoryTest, GoesBackAndForwardAsABrowserDoes) {
    EXPECT_FALSE(history.canGoBack());
    for (const std::int64_t candidate : {3, 7, 9}) {
        choose(candidate);
    }
    history.back();
    EXPECT_EQ(selection.candidate(), 7);
    history.back();
    EXPECT_EQ(selection.candidate(), 3);
    EXPECT_FALSE(history.canGoBack()) << "before the first there was nothing";
    history.back();
    EXPECT_EQ(selection.candidate(), 3);
    history.forward();
    history.forward();
    EXPECT_EQ(selection.candidate(), 9);
    EXPECT_FALSE(history.canGoForward());
    history.back();
    choose(12);
    EXPECT_FALSE(history.canGoForward()) << "another way was taken";
    history.back();
    EXPECT_EQ(selection.candidate(), 7);
}

TEST_F(SelectionHistoryTest, ADragIsOneStep) {
    choose(1);
    for (std::int64_t candidate = 2; candidate < 50; ++candidate) {
        selection.setCandidate(candidate);
    }
    history.back(); // settles first
    EXPECT_EQ(selection.candidate(), 1);
    history.forward();
    EXPECT_EQ(selection.candidate(), 49);
}

TEST_F(SelectionHistoryTest, BringsDeviceAndProtocolBackToo) {
    selection.setDeviceSetting(QStringLiteral("cpu/eager/t1/b1/f32"));
    selection.setProtocol(QStringLiteral("a"));
    choose(5);
    selection.setDeviceSetting(QStringLiteral("gpu0/graph/b64/f32"));
    selection.setProtocol(QStringLiteral("b"));
    choose(6);
    history.back();
    EXPECT_EQ(selection.deviceSetting(), QStringLiteral("cpu/eager/t1/b1/f32"));
    EXPECT_EQ(selection.protocol(), QStringLiteral("a"));
    EXPECT_EQ(selection.candidate(), 5);
    history.settle();
    EXPECT_TRUE(history.canGoForward()) << "going is no choice of its own";
}

TEST_F(SelectionHistoryTest, TakesPriceAndBudgetBack) {
    selection.setPrice(analysis::Lambda{0.1});
    choose(5);
    selection.setPrice(analysis::Lambda{0.3});
    selection.setBudgetMs(2.5);
    choose(6);
    selection.setBudgetMs(std::nullopt);
    history.settle();
    history.back();
    EXPECT_EQ(selection.budgetMs(), 2.5) << "of the same candidate";
    history.back();
    EXPECT_EQ(selection.price(), std::optional<analysis::Price>(analysis::Lambda{0.1}));
    EXPECT_EQ(selection.budgetMs(), std::nullopt);
    EXPECT_EQ(selection.candidate(), 5);
    history.forward();
    EXPECT_EQ(selection.price(), std::optional<analysis::Price>(analysis::Lambda{0.3}));
}

/// As the front does, which chooses for a price.
TEST_F(SelectionHistoryTest, WhatAPriceChoosesDoesNotReplaceWhatWasChosen) {
    QObject::connect(&selection, &Selection::priceChanged, &selection, [this] {
        if (!selection.isRestored()) {
            selection.setCandidate(99);
        }
    });
    selection.setPrice(analysis::Lambda{0.1});
    choose(5); // behind the front
    choose(6);
    history.back();
    EXPECT_EQ(selection.candidate(), 5);
    EXPECT_TRUE(history.canGoForward());
    history.settle();
    EXPECT_TRUE(history.canGoForward()) << "going is no choice of its own";
}

TEST_F(SelectionHistoryTest, ForgetsAnotherProjects) {
    choose(1);
    choose(2);
    selection.clear();
    history.clear();
    EXPECT_FALSE(history.canGoBack());
    EXPECT_FALSE(history.canGoForward());
    choose(4);
    EXPECT_FALSE(history.canGoBack());
}

}
}

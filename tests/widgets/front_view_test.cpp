// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_view.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QTest>
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/front/front_cloud.h"
#include "widgets/front/front_overlays.h"
#include "widgets/front/hover_card.h"
#include "widgets/front/lambda_slider.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {
namespace {

struct FrontViewTest : testing::Test {
    Selection selection;
    FrontView view{selection};

    void show(const std::shared_ptr<FrontSnapshot>& front) {
        view.resize(900, 700);
        view.setSnapshot(test::snapshotOf(front));
        view.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&view));
        QCoreApplication::processEvents(); // layouts
    }

    [[nodiscard]] QWidget* viewport() {
        return qobject_cast<QAbstractScrollArea*>(view.plot().focusProxy())->viewport();
    }

    [[nodiscard]] int colouredPixels(Colour role) {
        const QImage image = view.plot().grab().toImage();
        const QRgb wanted = colour(role, view.palette()).rgb();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                count += (image.pixel(x, y) | 0xff000000U) == wanted ? 1 : 0;
            }
        }
        return count;
    }
};

TEST_F(FrontViewTest, DraggingLambdaSelectsTheBruteForceChoice) {
    const auto front = test::randomFront(1500, 11);
    show(front);
    auto* slider = view.findChild<LambdaSlider*>(QStringLiteral("lambdaSlider"));
    for (int position = slider->maximum(); position >= 0; position -= 37) {
        slider->setValue(position);
        const double mu = slider->lambda() / *front->crossEntropyPerError;
        double best = INFINITY;
        std::int64_t expected = 0;
        for (const store::FrontPoint& point : front->points) {
            const double value = -point.accuracy + mu * point.cost / front->referenceMs;
            if (value < best) {
                best = value;
                expected = point.candidateId;
            }
        }
        ASSERT_EQ(selection.candidate(), expected) << "λ " << slider->lambda();
    }
    slider->setValue(slider->maximum() / 2);
    EXPECT_GT(colouredPixels(Colour::Lambda), 50);
}

TEST_F(FrontViewTest, DrawsAndHitsAHundredThousandPoints) {
    const auto front = test::randomFront(100'000, 4);
    show(front);
    EXPECT_GT(colouredPixels(Colour::Searched), 2000);
    const int member = static_cast<int>(front->accuracyHull.front().front());
    const store::FrontPoint& point = front->points[static_cast<std::size_t>(member)];
    QTest::mouseClick(viewport(), Qt::LeftButton, {}, view.plot().positionOf({point.cost, 100 * point.accuracy}));
    const int selected = front->indexOf(selection.candidate());
    ASSERT_GE(selected, 0);
    EXPECT_NEAR(front->points[static_cast<std::size_t>(selected)].cost, point.cost, 0.1);
    const int renderings = view.plot().cloudRenderings();
    view.moveLambda(0.5);
    view.plot().grab();
    view.moveLambda(2);
    view.plot().grab();
    EXPECT_EQ(view.plot().cloudRenderings(), renderings);
}

TEST_F(FrontViewTest, ArrowKeysWalkAlongTheFront) {
    const auto front = test::randomFront(300, 5);
    show(front);
    const auto& members = front->accuracyHull.front();
    selection.setCandidate(front->points[members[0]].candidateId);
    for (std::size_t i = 1; i < members.size(); ++i) {
        QTest::keyClick(viewport(), Qt::Key_Right);
        EXPECT_EQ(selection.candidate(), front->points[members[i]].candidateId);
    }
    QTest::keyClick(viewport(), Qt::Key_Left);
    EXPECT_EQ(selection.candidate(), front->points[members[members.size() - 2]].candidateId);
}

TEST_F(FrontViewTest, BudgetLineChoosesTheBestBelowIt) {
    const auto front = test::randomFront(300, 6);
    show(front);
    view.findChild<QCheckBox*>(QStringLiteral("lambdaTargetOn"))->setChecked(true);
    ASSERT_TRUE(selection.budgetMs().has_value());
    const QPoint handle = view.plot().positionOf({*selection.budgetMs(), view.plot().transformation().y.value(0.5)});
    const QPoint target = view.plot().positionOf({4.0, view.plot().transformation().y.value(0.5)});
    QTest::mousePress(viewport(), Qt::LeftButton, {}, handle);
    QTest::mouseMove(viewport(), target);
    QTest::mouseRelease(viewport(), Qt::LeftButton, {}, target);
    EXPECT_NEAR(*selection.budgetMs(), 4.0, 0.05);
    double best = 0;
    for (const store::FrontPoint& point : front->points) {
        best = point.cost <= *selection.budgetMs() ? std::max(best, point.accuracy) : best;
    }
    EXPECT_DOUBLE_EQ(front->points[static_cast<std::size_t>(front->indexOf(selection.candidate()))].accuracy, best);
    EXPECT_TRUE(
        view.findChild<QLabel*>(QStringLiteral("frontBudgetText"))->text().contains(QStringLiteral("Best within")));
}

TEST_F(FrontViewTest, ABudgetThatNobodyMeetsSelectsNothingAndSaysSo) {
    show(test::randomFront(300, 6));
    const auto* chosen = view.findChild<QLabel*>(QStringLiteral("lambdaChosen"));
    selection.setBudgetMs(8);
    EXPECT_NE(selection.candidate(), 0);
    selection.setBudgetMs(0.5);
    EXPECT_EQ(selection.candidate(), 0);
    EXPECT_TRUE(chosen->text().contains(QStringLiteral("No candidate is this fast; the fastest takes")))
        << chosen->text().toStdString();
    selection.setBudgetMs(8);
    EXPECT_NE(selection.candidate(), 0);
    EXPECT_FALSE(chosen->text().contains(QStringLiteral("fastest")));
}

TEST_F(FrontViewTest, NewCandidatesMoveTheChoiceOnlyAfterTheSlider) {
    const auto small = test::randomFront(100, 21);
    show(small);
    view.moveLambda(0.3);
    auto larger = test::randomFront(100, 21);
    larger->points.push_back({.candidateId = 999, .run = 1, .cost = 1.0, .accuracy = 0.99, .crossEntropy = 0.01});
    finishFront(*larger);
    view.setSnapshot(test::snapshotOf(larger));
    EXPECT_EQ(selection.candidate(), 999);
}

TEST_F(FrontViewTest, WhatIsRestoredIsNotChosenAgain) {
    const auto front = test::randomFront(300, 5);
    show(front);
    auto* slider = view.findChild<LambdaSlider*>(QStringLiteral("lambdaSlider"));
    auto* number = view.findChild<QDoubleSpinBox*>(QStringLiteral("lambdaNumber"));
    ASSERT_NE(number, nullptr);
    const std::vector<std::size_t>& members = view.choice().hull().front();
    const auto isMember = [&members](std::size_t i) { return std::ranges::find(members, i) != members.end(); };
    std::size_t behind = 0;
    while (isMember(behind)) {
        ++behind;
    }
    Selection::Place own{front->points[behind].candidateId, selection.deviceSetting(), selection.protocol(), {}, {}};
    selection.restore(own);
    slider->setValue(slider->maximum() / 2);
    const Selection::Place dragged = selection.place();
    ASSERT_NE(dragged.candidate, own.candidate);
    selection.setBudgetMs(front->points[members.back()].cost * 2);

    selection.restore(own);
    EXPECT_EQ(selection.place(), own);
    EXPECT_EQ(number->value(), 0) << "no price is shown that is not in force";
    selection.restore(dragged);
    EXPECT_EQ(selection.place(), dragged);
    EXPECT_GT(number->value(), 0);
    own.price = dragged.price;
    own.budgetMs = front->points[members.back()].cost;
    selection.restore(own);
    EXPECT_EQ(selection.place(), own) << "neither price nor budget chooses";
    view.setSnapshot(test::snapshotOf(test::randomFront(300, 5)));
    EXPECT_EQ(selection.place(), own) << "nor when data come";
}

TEST_F(FrontViewTest, AnEmptyProjectSaysWhatFillsIt) {
    view.setSnapshot(std::make_shared<ProjectSnapshot>());
    view.resize(900, 700);
    view.show();
    EXPECT_TRUE(view.choice().empty());
    EXPECT_FALSE(view.plot().accessibleDescription().isEmpty());
    view.moveLambda(1); // nothing to choose, nothing happens
    EXPECT_EQ(selection.candidate(), 0);
}

TEST_F(FrontViewTest, LogarithmicAxisKeepsFrontAndSelection) {
    const auto front = test::randomFront(300, 8);
    show(front);
    view.moveLambda(0.5);
    const std::int64_t before = selection.candidate();
    view.findChild<QAbstractButton*>(QStringLiteral("frontLogarithmic"))->setChecked(true);
    EXPECT_TRUE(view.plot().logarithmicX());
    EXPECT_EQ(selection.candidate(), before);
    EXPECT_GT(view.plot().curve(QStringLiteral("lambda")).size(), 2) << "the λ line is a curve on this axis";
    view.findChild<QComboBox*>(QStringLiteral("frontQuality"))->setCurrentIndex(1);
    EXPECT_EQ(view.choice().axis(), QualityAxis::CrossEntropy);
}

/// Every third point is an estimate.
std::shared_ptr<FrontSnapshot> partlyEstimated() {
    auto front = test::randomFront(900, 12);
    for (std::size_t i = 0; i < front->points.size(); i += 3) {
        front->points[i].estimated = true;
        front->points[i].deviation = 0.011;
        front->points[i].trainings = 60;
    }
    finishFront(*front);
    return front;
}

TEST_F(FrontViewTest, EstimatesStandHollowOnTheFrontWithTheirBand) {
    const auto front = partlyEstimated();
    EXPECT_EQ(front->estimated, 300U);
    show(front);
    const auto& members = front->accuracyHull.front();
    const auto band = view.plot().band();
    ASSERT_EQ(static_cast<std::size_t>(band.size()), members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        const store::FrontPoint& point = front->points[members[i]];
        const auto& drawn = band[static_cast<qsizetype>(i)];
        EXPECT_NEAR(drawn.high - drawn.low, point.estimated ? 2.2 : 0, 1e-9);
        EXPECT_NEAR((drawn.high + drawn.low) / 2, 100 * point.accuracy, 1e-9);
    }
    const CloudPointer cloud = frontCloud(view.choice(), view.palette());
    for (std::size_t i = 0; i < front->points.size(); ++i) {
        if (front->points[i].estimated) {
            EXPECT_FALSE(cloud->styles[cloud->points[i].style].filled);
        }
    }
    const auto legend = frontLegend(view.choice(), view.palette());
    EXPECT_TRUE(std::any_of(legend.begin(), legend.end(),
        [](const Legend::Entry& entry) { return entry.text.startsWith(QStringLiteral("estimated")); }));
    view.setAxis(QualityAxis::CrossEntropy);
    EXPECT_TRUE(view.plot().band().isEmpty()) << "the deviation is of accuracies";
}

TEST_F(FrontViewTest, TheSliderGoesByWhatIsExpectedNotByALuckyTraining) {
    auto front = test::randomFront(300, 14);
    const auto best = std::max_element(front->points.begin(), front->points.end(),
        [](const store::FrontPoint& a, const store::FrontPoint& b) { return a.accuracy < b.accuracy; });
    const std::int64_t lucky = best->candidateId;
    const double raw = 100 * best->accuracy;
    front->expectations = {{lucky, 0.3, 0.01, 2, 60}};
    finishFront(*front);
    show(front);
    view.moveLambda(0);
    EXPECT_NE(selection.candidate(), lucky);
    EXPECT_NE(selection.candidate(), 0);
    const int index = front->indexOf(lucky);
    EXPECT_EQ(view.choice().shown(front->points[static_cast<std::size_t>(index)]), raw)
        << "drawn where it was trained to";
    EXPECT_TRUE(HoverCard::text(*front, index).contains(QStringLiteral("30.0"))) << "and says what is expected of it";
}

TEST_F(FrontViewTest, AnEstimateIsSaidToBeOneWhereverItIsShown) {
    const auto front = partlyEstimated();
    show(front);
    EXPECT_TRUE(HoverCard::text(*front, 0).contains(QStringLiteral("estimated from 60 training")));
    EXPECT_TRUE(HoverCard::text(*front, 0).contains(QStringLiteral("± 1.1")));
    EXPECT_FALSE(HoverCard::text(*front, 1).contains(QStringLiteral("estimated")));
    EXPECT_TRUE(HoverCard::text(*front, 1).contains(QStringLiteral("trained")));
    const QString csv = view.csv();
    EXPECT_EQ(csv.count(QStringLiteral("estimated,,0.011,60")), 300);
    selection.setCandidate(front->points[0].candidateId);
    EXPECT_TRUE(view.plot().accessibleDescription().contains(QStringLiteral("estimated from 60 training")));
}

TEST_F(FrontViewTest, EstimatesCanBeLeftOutOfTheQuestion) {
    show(partlyEstimated());
    auto* action = view.findChild<QAction*>(QStringLiteral("frontEstimates"));
    EXPECT_TRUE(action->isEnabled());
    FrontQuery query;
    view.overlays().addTo(query);
    EXPECT_TRUE(query.estimates);
    action->setChecked(false);
    view.overlays().addTo(query);
    EXPECT_FALSE(query.estimates);
    show(test::randomFront(100, 1));
    EXPECT_TRUE(action->isEnabled()) << "else there is no way back";
}

}
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_panel.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/selection.h"
#include "widgets/front/lambda_slider.h"

namespace paretoscope::widgets {
namespace {

TEST(LambdaSlider, LeftEndIsZeroAndTheScaleIsLogarithmic) {
    LambdaSlider slider;
    slider.setBreakpoints({0.1, 1, 10});
    slider.setValue(0);
    EXPECT_EQ(slider.lambda(), 0);
    slider.setValue(slider.maximum());
    EXPECT_NEAR(slider.lambda(), slider.maximumLambda(), 1e-9);
    slider.showLambda(1);
    EXPECT_NEAR(slider.lambda(), 1, 0.01);
    EXPECT_LT(slider.minimumLambda(), 0.1);
    EXPECT_GT(slider.maximumLambda(), 10);
}

TEST(LambdaSlider, PageKeysGoFromChoiceToChoice) {
    LambdaSlider slider;
    slider.setBreakpoints({0.1, 1, 10});
    slider.setValue(0);
    QSignalSpy moved(&slider, &LambdaSlider::lambdaMoved);
    for (const double upper : {1.0, 10.0}) {
        QTest::keyClick(&slider, Qt::Key_PageUp);
        EXPECT_GT(slider.lambda(), upper / 10);
        EXPECT_LT(slider.lambda(), upper);
    }
    QTest::keyClick(&slider, Qt::Key_PageUp);
    EXPECT_GT(slider.lambda(), 10);
    QTest::keyClick(&slider, Qt::Key_Home);
    EXPECT_EQ(slider.lambda(), 0);
    EXPECT_EQ(moved.count(), 4);
}

TEST(LambdaPanel, SaysWhatTheNextStepCostsAndBuys) {
    auto front = std::make_shared<FrontSnapshot>();
    front->points = {
        {.candidateId = 1, .cost = 4.0, .accuracy = 0.600}, {.candidateId = 2, .cost = 5.8, .accuracy = 0.603}};
    front->referenceMs = 5;
    finishFront(*front);
    Selection selection;
    LambdaPanel panel(selection);
    panel.setChoice(FrontChoice(front, QualityAxis::Accuracy));
    selection.setCandidate(1);
    auto* better = panel.findChild<QToolButton*>(QStringLiteral("lambdaBetter"));
    auto* faster = panel.findChild<QToolButton*>(QStringLiteral("lambdaFaster"));
    EXPECT_EQ(better->accessibleName().toStdString(), "Next better: +0.30 pt, +1.80 ms");
    EXPECT_FALSE(faster->isEnabled());
    EXPECT_EQ(faster->toolTip().toStdString(), "Nothing on the front is faster.");
    selection.setCandidate(2);
    EXPECT_EQ(faster->accessibleName().toStdString(), "Next faster: −0.30 pt, −1.80 ms");
}

TEST(LambdaPanel, KeysAndButtonsTakeTheSameStepsAlongTheWholeFront) {
    const auto front = test::randomFront(300);
    const FrontChoice choice(front, QualityAxis::Accuracy);
    Selection selection;
    LambdaPanel panel(selection);
    panel.setChoice(choice);
    // Without a view that chooses by the price, each step is named by what it leads to.
    const auto& members = choice.hull().front();
    ASSERT_GT(members.size(), choice.hull().vertices().size()) << "some lie in dents";
    QObject::connect(&selection, &Selection::priceChanged, &panel, [&] {
        const int index = choice.select(*choice.number(selection.price()));
        selection.setCandidate(front->points[static_cast<std::size_t>(index)].candidateId);
    });
    selection.setCandidate(front->points[members.front()].candidateId);
    for (std::size_t i = 1; i < members.size(); ++i) {
        panel.stepChoice(-1);
        EXPECT_EQ(selection.candidate(), front->points[members[i]].candidateId);
    }
    for (std::size_t i = members.size() - 1; i > 0; --i) {
        panel.stepChoice(1);
        EXPECT_EQ(selection.candidate(), front->points[members[i - 1]].candidateId);
    }
}

TEST(LambdaPanel, KeepsNoNumberOfAnotherDevice) {
    Selection selection;
    LambdaPanel panel(selection);
    panel.setChoice(FrontChoice(test::randomFront(300), QualityAxis::Accuracy));
    selection.setCandidate(7);
    auto faster = std::make_shared<FrontSnapshot>();
    faster->deviceSetting = QStringLiteral("gpu0/graph/b64/f32");
    faster->points = {{.candidateId = 1001, .cost = 0.2, .accuracy = 0.5}};
    faster->referenceMs = 0.2;
    finishFront(*faster);
    panel.setChoice(FrontChoice(faster, QualityAxis::Accuracy));
    EXPECT_EQ(panel.findChild<QDoubleSpinBox*>(QStringLiteral("lambdaTarget"))->value(), 0.2);
    EXPECT_EQ(panel.findChild<QLabel*>(QStringLiteral("lambdaChosen"))->text().toStdString(),
        "Candidate 7 has no latency and accuracy here.");
    EXPECT_EQ(selection.candidate(), 7) << "it is there again on the first device";
}

TEST(LambdaPanel, TypedNumberMovesTheSliderAndTellsOnce) {
    Selection selection;
    LambdaPanel panel(selection);
    panel.setChoice(FrontChoice(test::randomFront(300), QualityAxis::Accuracy));
    auto* number = panel.findChild<QDoubleSpinBox*>(QStringLiteral("lambdaNumber"));
    auto* slider = panel.findChild<LambdaSlider*>(QStringLiteral("lambdaSlider"));
    QSignalSpy changed(&selection, &Selection::priceChanged);
    const double wanted = slider->breakpoints().at(slider->breakpoints().size() / 2);
    number->setValue(wanted);
    ASSERT_EQ(changed.count(), 1);
    EXPECT_NEAR(slider->lambda(), number->value(), 0.02 * wanted);
    EXPECT_EQ(selection.price(), analysis::Price(analysis::Lambda{number->value()}));
}

TEST(LambdaPanel, ARunningSearchFollowsNoMu) {
    Selection selection;
    LambdaPanel panel(selection);
    auto* follow = panel.findChild<QCheckBox*>(QStringLiteral("lambdaFollow"));
    panel.setFollowable(options::LambdaMode::Live);
    panel.setChoice(FrontChoice(test::randomFront(300), QualityAxis::Accuracy));
    EXPECT_TRUE(panel.lambda());
    follow->setChecked(true);
    ASSERT_TRUE(panel.follows());
    const bool withCrossEntropy = false;
    panel.setChoice(FrontChoice(test::randomFront(300, 1, withCrossEntropy), QualityAxis::Accuracy));
    EXPECT_FALSE(panel.lambda()) << "the slider is in μ";
    EXPECT_FALSE(follow->isEnabled());
    EXPECT_FALSE(panel.follows());
    panel.findChild<QCheckBox*>(QStringLiteral("lambdaTargetOn"))->setChecked(true);
    panel.setFollowable(options::LambdaMode::Target);
    EXPECT_TRUE(follow->isEnabled()) << "a target latency is one on either axis";
}

}
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/lambda_path.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/selection.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/front/lambda_path_view.h"

namespace paretoscope::widgets {
namespace {

TEST(LambdaPath, SaysForEachEdgeWhatTheChosenGenotypeSays) {
    const FrontChoice choice(test::randomFront(2000), QualityAxis::Accuracy);
    const LambdaPath path = lambdaPath(choice);
    ASSERT_GT(path.points.size(), 3U);
    ASSERT_EQ(path.breakpoints.size() + 1, path.points.size());
    for (std::size_t interval = 0; interval < path.points.size(); ++interval) {
        const double lambda = path.lambdaIn(interval);
        EXPECT_EQ(path.intervalAt(lambda), interval);
        EXPECT_EQ(choice.select(lambda), path.points[interval]);
        const auto& point = choice.front()->points[static_cast<std::size_t>(path.points[interval])];
        const space::Genotype genotype = choice.front()->details.at(point.candidateId)->genotype;
        std::size_t named = 0;
        for (const LambdaPath::Row& row : path.rows) {
            const auto& choices = genotype.cells[static_cast<std::size_t>(row.kind)].choices;
            const auto found = std::find_if(choices.begin(), choices.end(),
                [&](const space::Choice& edge) { return edge.source == row.source && edge.target == row.target; });
            const auto expected = found == choices.end() ? space::Operation::None : found->operation;
            EXPECT_EQ(row.operations[interval], expected);
            named += expected == space::Operation::None ? 0 : 1;
        }
        EXPECT_EQ(named, 16U) << "two cells with eight edges each";
    }
}

TEST(LambdaPath, AnEdgeChangesAtEachBreakPoint) {
    const LambdaPath path = lambdaPath(FrontChoice(test::randomFront(500), QualityAxis::Accuracy));
    for (std::size_t i = 0; i + 1 < path.points.size(); ++i) {
        EXPECT_TRUE(std::any_of(path.rows.begin(), path.rows.end(),
            [i](const LambdaPath::Row& row) { return row.operations[i] != row.operations[i + 1]; }));
    }
    EXPECT_TRUE(lambdaPath(FrontChoice()).empty());
}

TEST(LambdaPathView, WalksWithKeysAndClicksAndMovesTheSlider) {
    Selection selection;
    FrontView view(selection);
    view.resize(900, 760);
    view.show();
    view.setSnapshot(test::snapshotOf(test::randomFront(2000)));
    view.showLambdaPath(true);
    LambdaPathView& path = view.lambdaPath();
    ASSERT_TRUE(path.isVisible());
    view.moveLambda(0);
    const std::int64_t first = selection.candidate();
    QTest::keyClick(&path, Qt::Key_Right);
    EXPECT_NE(selection.candidate(), first);
    EXPECT_EQ(path.path().intervalAt(std::get<analysis::Lambda>(*selection.price()).value), 1U);
    QTest::keyClick(&path, Qt::Key_Left);
    EXPECT_EQ(selection.candidate(), first);
    QTest::mouseClick(
        path.viewport(), Qt::LeftButton, {}, QPoint(path.viewport()->width() - 12, path.viewport()->height() / 2));
    EXPECT_EQ(
        path.path().intervalAt(std::get<analysis::Lambda>(*selection.price()).value), path.path().points.size() - 1)
        << "the fastest";
    EXPECT_TRUE(path.accessibleDescription().contains(QStringLiteral("Choice")));
}

TEST(LambdaPanelTarget, ChoosesTheBestWithinItAndAsksForARefinement) {
    Selection selection;
    FrontView view(selection);
    view.resize(900, 700);
    view.show();
    view.setSnapshot(test::snapshotOf(test::randomFront(800)));
    view.moveLambda(0);
    LambdaPanel& panel = view.lambdaPanel();
    panel.setRefinable(true, {});
    auto* box = panel.findChild<QCheckBox*>(QStringLiteral("lambdaTargetOn"));
    auto* number = panel.findChild<QDoubleSpinBox*>(QStringLiteral("lambdaTarget"));
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    ASSERT_TRUE(panel.target());
    number->setValue(4.5);
    const int index = view.choice().front()->indexOf(selection.candidate());
    EXPECT_EQ(index, view.choice().selectWithinBudget(4.5));
    EXPECT_EQ(selection.budgetMs(), 4.5);
    QSignalSpy refine(&panel, &LambdaPanel::refineRequested);
    QTest::mouseClick(panel.findChild<QPushButton*>(QStringLiteral("lambdaRefine")), Qt::LeftButton);
    EXPECT_EQ(refine.count(), 1);
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    EXPECT_FALSE(panel.target());
    EXPECT_FALSE(selection.budgetMs());
}

TEST(LambdaPanelTarget, ARefinementNeedsALambdaOrATarget) {
    Selection selection;
    LambdaPanel panel(selection);
    panel.setChoice(FrontChoice(test::randomFront(300, 1, false), QualityAxis::Accuracy));
    panel.setRefinable(true, {});
    auto* refine = panel.findChild<QPushButton*>(QStringLiteral("lambdaRefine"));
    EXPECT_FALSE(refine->isEnabled()) << "only μ is known";
    EXPECT_FALSE(refine->toolTip().isEmpty());
    panel.findChild<QCheckBox*>(QStringLiteral("lambdaTargetOn"))->setChecked(true);
    EXPECT_TRUE(refine->isEnabled());
}

}
}

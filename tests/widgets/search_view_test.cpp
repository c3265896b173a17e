// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/search_view.h"

#include <QProgressBar>
#include <QTabWidget>
#include <QTableWidget>
#include <gtest/gtest.h>
#include <limits>

#include "core/space/genotype.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/selection.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/predictor/predictor_view.h"
#include "widgets/search/exploration_panel.h"
#include "widgets/search/history_snapshot.h"
#include "widgets/search/progress_strip.h"

namespace paretoscope::widgets {
namespace {

TEST(SearchView, CallsAHighEntropyNoDecision) {
    EXPECT_TRUE(entropyText(0.995).contains(QStringLiteral("no decision made")));
    EXPECT_FALSE(entropyText(0.97).contains(QStringLiteral("no decision made")));
    EXPECT_EQ(entropyText(std::numeric_limits<double>::quiet_NaN()), QStringLiteral("–"));
}

TEST(SearchView, ShowsHistoryAndLiveNumbers) {
    SearchView view;
    auto snapshot = std::make_shared<ProjectSnapshot>();
    auto history = std::make_shared<HistorySnapshot>();
    history->run = 4;
    history->points = {{0, 50, 2.2, 2.3, 0.2, 0.999, 7}, {1, 100, 1.9, 2.0, 0.2, 0.98, 6.5}};
    snapshot->setPart(history);
    view.setSnapshot(snapshot);
    EXPECT_EQ(view.plot().curve(QStringLiteral("train")).size(), 2);
    EXPECT_TRUE(view.numbersText().contains(QStringLiteral("Run 4")));
    options::SearchSnapshot live;
    live.step = 120;
    live.steps = 500;
    live.entropy = 0.995;
    live.genotype = space::toText(space::published("DARTS_V1"));
    view.showLive(live);
    EXPECT_TRUE(view.numbersText().contains(QStringLiteral("120 of 500")));
    EXPECT_TRUE(view.numbersText().contains(QStringLiteral("no decision made")));
    EXPECT_EQ(view.cell().cellCount(), 2);
    view.appendLog(protocol::LogLevel::Warning, QStringLiteral("slow disk"));
    EXPECT_TRUE(view.logText().contains(QStringLiteral("warning: slow disk")));
}

TEST(SearchView, AnExplorationIsWatchedTrainingByTraining) {
    SearchView view;
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->runs = {{.id = 7, .kind = records::JobKind::Explore, .state = records::RunState::Running}};
    auto exploration = std::make_shared<ExplorationSnapshot>();
    exploration->run = 7;
    exploration->running = true;
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    exploration->trainings = {
        {.genotype = space::toText(space::published("DARTS_V1")), .round = -1, .reason = "known", .label = -1.2},
        {.genotype = space::toText(space::published("DARTS_V2")),
            .round = 0,
            .reason = "best",
            .deviceSetting = "cpu/eager/t1/b1/f32",
            .targetMs = 3.5,
            .expected = -1.1,
            .deviation = 0.2,
            .label = -1.15},
        {.genotype = space::toText(space::published("DARTS_V1")),
            .round = 1,
            .reason = "uncertain",
            .deviceSetting = "cpu/eager/t1/b1/f32",
            .targetMs = 4.5,
            .expected = -1.0,
            .deviation = 0.1,
            .label = unknown}};
    snapshot->setPart(exploration);
    view.setSnapshot(snapshot);
    EXPECT_EQ(view.findChild<QTabWidget*>(QStringLiteral("searchTabs"))->currentIndex(), 1);
    const auto band = view.exploration().plot().band();
    ASSERT_EQ(band.size(), 2);
    EXPECT_NEAR(band[0].high - band[0].low, 0.4, 1e-12);
    EXPECT_NEAR(band[1].high - band[1].low, 0.2, 1e-12) << "more is known by then";
    auto* table = view.findChild<QTableWidget*>(QStringLiteral("explorationTable"));
    ASSERT_EQ(table->rowCount(), 2) << "what was trained before is not of this exploration";
    EXPECT_EQ(table->item(0, 1)->text(), reasonText("uncertain")) << "the newest stands first";
    EXPECT_EQ(table->item(0, 4)->text(), QStringLiteral("training"));
    table->setCurrentCell(1, 0);
    EXPECT_EQ(view.cell().genotype().toStdString(), exploration->trainings[1].genotype);
    auto stopped = std::make_shared<ExplorationSnapshot>(*exploration);
    stopped->running = false;
    stopped->trainings.push_back(exploration->trainings[2]);
    auto later = std::make_shared<ProjectSnapshot>(*snapshot);
    later->setPart(stopped);
    view.setSnapshot(later);
    EXPECT_EQ(table->currentRow(), 2) << "the chosen training has moved down";
    EXPECT_EQ(table->item(0, 4)->text(), QStringLiteral("–")) << "nothing trains it any more";
}

TEST(ProgressStrip, ShowsFractionAndTimeLeft) {
    ProgressStrip strip;
    strip.showJob(QStringLiteral("search <darts>"));
    strip.showProgress({.run = 1, .fraction = 0.42, .message = "step 3 of 9", .etaSeconds = 200, .metrics = {}});
    EXPECT_EQ(strip.findChild<QProgressBar*>(QStringLiteral("progressBar"))->value(), 420);
    EXPECT_TRUE(strip.text().contains(QStringLiteral("search &lt;darts&gt;")));
    strip.showForeign(QStringLiteral("train"), 0.5);
    EXPECT_TRUE(strip.text().contains(QStringLiteral("terminal")));
}

TEST(PredictorView, PutsErrorsBesideFloorAndCeiling) {
    Selection selection;
    PredictorView view(selection);
    auto predictor = std::make_shared<PredictorSnapshot>();
    predictor->id = 1;
    predictor->report.points = {{"", 4, 4.1}, {"", 6, 5.7}, {"", 9, 9.3}};
    predictor->report.model.meanError = 0.034;
    predictor->report.model.noiseFloor = 0.021;
    predictor->report.model.ceilingTau = 0.951;
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->setPart(std::make_shared<PredictorList>(PredictorList{predictor}));
    view.setSnapshot(snapshot);
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("3.4 %")));
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("2.1 %")));
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("0.951")));
    const QList<QPointF> upper = view.plot().curve(QStringLiteral("+10"));
    ASSERT_EQ(upper.size(), 2);
    EXPECT_NEAR(upper[1].y() / upper[1].x(), 1.1, 1e-12);
}

}
}

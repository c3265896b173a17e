// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/search_view.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <algorithm>
#include <gtest/gtest.h>
#include <limits>

#include "core/space/genotype.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/selection.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/predictor/predictor_view.h"
#include "widgets/search/exploration_panel.h"
#include "widgets/search/history_reader.h"
#include "widgets/search/measuring_panel.h"
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
    history->points = {{0, 50, 0, 50, 2.2, 2.3, 0.2, 0.999, 7}, {1, 100, 0, 100, 1.9, 2.0, 0.2, 0.98, 6.5}};
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

options::SearchSnapshot stepAt(int step, double lambda, double train) {
    options::SearchSnapshot live;
    live.step = step;
    live.steps = 4000;
    live.lambda = lambda;
    live.trainLoss = train;
    live.validationLoss = step <= 2 ? std::numeric_limits<double>::quiet_NaN() : train + 0.1;
    return live;
}

/// A search of two prices, with what is stored of it.
SnapshotPointer sweepOf(std::int64_t run, std::vector<HistorySnapshot::Point> points) {
    auto snapshot = std::make_shared<ProjectSnapshot>();
    auto history = std::make_shared<HistorySnapshot>();
    history->run = run;
    history->lambdas = {0.2, 0};
    history->epochs = 2;
    history->points = std::move(points);
    snapshot->setPart(history);
    return snapshot;
}

TEST(SearchView, CurvesBeginWithTheFirstStepAndEachLambdaHasItsOwn) {
    SearchView view;
    view.show();
    view.setSnapshot(sweepOf(4, {}));
    view.showStarted(records::JobKind::Search);
    view.showLive(stepAt(1, 0.2, 2.3));
    EXPECT_EQ(view.plot().curve(QStringLiteral("train")).size(), 1);
    EXPECT_TRUE(view.plot().curve(QStringLiteral("validation")).isEmpty()) << "the warm-up has none";
    view.showLive(stepAt(2, 0.2, 2.2));
    view.showLive(stepAt(4, 0.21, 2.1)); // λ may move towards what it is to buy
    view.showLive(stepAt(3, 0, 2.0));
    EXPECT_EQ(view.plot().curve(QStringLiteral("train")).size(), 3);
    EXPECT_EQ(view.plot().curve(QStringLiteral("validation")).size(), 1);
    EXPECT_EQ(view.plot().curve(QStringLiteral("train1")), (QList<QPointF>{{3, 2.0}}));
    view.setSnapshot(sweepOf(5, {}));
    EXPECT_TRUE(view.plot().curve(QStringLiteral("train")).isEmpty()) << "nothing of the search before";
}

TEST(SearchView, AResumedSearchGoesOnBehindItsStoredEpochs) {
    SearchView view;
    view.show();
    view.setSnapshot(sweepOf(4,
        {{0, 50, 0, 50, 2.5, 2.6, 0.2, 0.999, 7}, {1, 100, 0, 100, 2.2, 2.3, 0.2, 0.9, 7},
            {2, 150, 1, 50, 2.4, 2.5, 0, 0.9, 7}}));
    view.showStarted(records::JobKind::Search);
    view.showLive(stepAt(60, 0, 2.0));
    EXPECT_EQ(view.plot().curve(QStringLiteral("train")), (QList<QPointF>{{50, 2.5}, {100, 2.2}}));
    EXPECT_EQ(view.plot().curve(QStringLiteral("train1")), (QList<QPointF>{{50, 2.4}, {60, 2.0}}));
    view.showStarted(records::JobKind::Search);
    view.showLive(stepAt(55, 0, 2.1));
    EXPECT_EQ(view.plot().curve(QStringLiteral("train1")), (QList<QPointF>{{50, 2.4}, {55, 2.1}}))
        << "steps after the checkpoint come again";
}

TEST(SearchView, ManyStepsBecomeMeansOfTheSameFall) {
    SearchCurves curves;
    HistorySnapshot history;
    history.run = 1;
    curves.setHistory(history);
    constexpr int steps = 4000;
    for (int step = 1; step <= steps; ++step) {
        curves.add(stepAt(step, 0.1, 3 - step * 0.0005));
    }
    PlotView plot;
    curves.draw(plot, plot.palette());
    const QList<QPointF> line = plot.curve(QStringLiteral("train"));
    EXPECT_GT(line.size(), 200);
    EXPECT_LE(line.size(), 600);
    EXPECT_EQ(line.last().x(), steps);
    for (qsizetype i = 0; i < line.size(); ++i) {
        EXPECT_NEAR(line[i].y(), 3 - line[i].x() * 0.0005, 0.0005 * 32) << i;
        EXPECT_TRUE(i == 0 || line[i].x() > line[i - 1].x());
    }
}

TEST(SearchView, AMovingLambdaIsOneCurve) {
    SearchCurves curves;
    HistorySnapshot history;
    history.run = 1;
    curves.setHistory(history);
    for (int step = 1; step <= 9; ++step) {
        curves.add(stepAt(step, 0.1 * step, 2));
    }
    PlotView plot;
    curves.draw(plot, plot.palette());
    EXPECT_EQ(plot.curve(QStringLiteral("train")).size(), 9);
    EXPECT_TRUE(plot.curve(QStringLiteral("train1")).isEmpty());
}

TEST(MeasuringPanel, ShowsLatenciesTheSentinelItsDriftAndWhatSpoilsThem) {
    SearchView view;
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->runs = {{.id = 7, .kind = records::JobKind::Measure, .state = records::RunState::Running}};
    auto measuring = std::make_shared<MeasuringSnapshot>();
    measuring->run = 7;
    measuring->deviceSetting = QStringLiteral("cpu/eager/t1/b1/f32");
    measuring->latencies = {4, 5, 6, 5, 4.5};
    measuring->sentinels = {{0, 5}, {3, 5.5}, {5, 5}};
    measuring->architectures = 4;
    measuring->unstable = 1;
    snapshot->setPart(measuring);
    view.setSnapshot(snapshot);
    EXPECT_EQ(view.findChild<QTabWidget*>(QStringLiteral("searchTabs"))->currentIndex(), 2);
    double counted = 0;
    const QList<QPointF> outline = view.measuring().histogram().curve(QStringLiteral("histogram"));
    for (qsizetype i = 1; i + 1 < outline.size(); i += 2) {
        counted += outline[i].y();
    }
    EXPECT_EQ(counted, 5);
    const QList<QPointF> drift = view.measuring().drift().curve(QStringLiteral("drift"));
    ASSERT_EQ(drift.size(), 3);
    EXPECT_NEAR(drift[1].y(), 10, 1e-9);
    EXPECT_EQ(drift[1].x(), 3);
    EXPECT_TRUE(view.measuring().text().contains(QStringLiteral("10.0 %"))) << view.measuring().text().toStdString();
    EXPECT_TRUE(view.measuring().text().contains(QStringLiteral("Architectures <b>4</b>")));
    EXPECT_TRUE(view.measuring().text().contains(QStringLiteral("Measurements <b>5</b>"))) << "one was measured again";
    view.resize(900, 600);
    view.show();
    QCoreApplication::processEvents();
    const QRect before = view.measuring().histogram().geometry();
    view.appendLog(protocol::LogLevel::Warning, QStringLiteral("Other programs keep 2 of 2 processors busy"));
    EXPECT_TRUE(view.measuring().text().contains(QStringLiteral("Other programs")));
    QCoreApplication::processEvents();
    EXPECT_EQ(view.measuring().histogram().geometry(), before) << "nothing is pushed down";
    view.showStarted(records::JobKind::Measure);
    EXPECT_FALSE(view.measuring().text().contains(QStringLiteral("Other programs"))) << "of the run before";
}

TEST(MeasuringPanel, AHistogramOfAnythingIsFinite) {
    EXPECT_TRUE(histogramOutline({}).isEmpty());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const std::vector<double>& values :
        {std::vector{3.0}, std::vector{3.0, 3.0}, std::vector{nan, 0.0, 1e-9, 1e9}}) {
        for (const QPointF& point : histogramOutline(values)) {
            EXPECT_TRUE(std::isfinite(point.x()) && std::isfinite(point.y()));
        }
    }
    EXPECT_TRUE(histogramOutline(std::vector{nan, -1.0, 0.0}).isEmpty());
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
    EXPECT_EQ(view.findChild<QLabel*>(QStringLiteral("explorationSummary"))->text(),
        QStringLiteral("Run 7: 1 of 2 trainings asked for have ended, of 1 cells."));
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

TEST(SearchView, TheCellBesideATabIsTheTabsOwn) {
    SearchView view;
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->runs = {{.id = 8, .kind = records::JobKind::Explore, .state = records::RunState::Finished},
        {.id = 4, .kind = records::JobKind::Search, .state = records::RunState::Finished}};
    auto history = std::make_shared<HistorySnapshot>();
    history->run = 4;
    history->points = {{0, 50, 0, 50, 2.2, 2.3, 0.2, 0.999, 7}};
    history->genotype = space::toText(space::published("DARTS_V1"));
    snapshot->setPart(history);
    view.setSnapshot(snapshot);
    auto* tabs = view.findChild<QTabWidget*>(QStringLiteral("searchTabs"));
    ASSERT_EQ(tabs->currentIndex(), 1);
    EXPECT_EQ(view.cell().cellCount(), 0) << "the search's cell says nothing of an exploration";
    tabs->setCurrentIndex(0);
    EXPECT_EQ(view.cell().genotype().toStdString(), history->genotype);
    tabs->setCurrentIndex(2);
    EXPECT_TRUE(view.cell().isHidden()) << "a measuring has no cell";
    tabs->setCurrentIndex(0);
    EXPECT_FALSE(view.cell().isHidden());
}

TEST(ProgressStrip, ShowsFractionAndTimeLeft) {
    ProgressStrip strip;
    strip.showJob(QStringLiteral("search <darts>"));
    strip.showProgress({.run = 1, .fraction = 0.42, .message = "step 3 of 9", .etaSeconds = 200, .metrics = {}});
    EXPECT_EQ(strip.findChild<QProgressBar*>(QStringLiteral("progressBar"))->value(), 420);
    EXPECT_TRUE(strip.text().contains(QStringLiteral("search <darts>")));
    strip.showForeign(QStringLiteral("train"), 0.5);
    EXPECT_TRUE(strip.text().contains(QStringLiteral("terminal")));
}

TEST(ProgressStrip, SaysThatTheTimeLeftIsNotKnownYetAndKeepsNoBarAtTheEnd) {
    ProgressStrip strip;
    strip.show();
    const auto says = [&strip](const QString& words) {
        const auto labels = strip.findChildren<QLabel*>();
        return std::ranges::any_of(
            labels, [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
    };
    strip.showJob(QStringLiteral("measure"));
    EXPECT_TRUE(says(QStringLiteral("not known yet"))) << "no blank";
    const double unknown = std::numeric_limits<double>::quiet_NaN();
    strip.showProgress({.run = 1, .fraction = 0.01, .message = "", .etaSeconds = unknown, .metrics = {}});
    EXPECT_TRUE(says(QStringLiteral("not known yet")));
    strip.showProgress({.run = 1, .fraction = 1, .message = "", .etaSeconds = 1, .metrics = {}});
    EXPECT_FALSE(says(QStringLiteral("not known yet")));
    strip.showIdle(QStringLiteral("Run 1: finished"));
    EXPECT_FALSE(strip.findChild<QProgressBar*>(QStringLiteral("progressBar"))->isVisible());
}

TEST(ProgressStrip, APauseMovesNothingAndAnIdIsReadAsAName) {
    ProgressStrip strip;
    strip.resize(900, strip.height());
    strip.show();
    const QString stored = QStringLiteral("measure 200 architectures on cpu/eager/t1/b1/f32, darts c2-l3-8px");
    strip.showJob(stored);
    const auto* title = strip.findChild<QLabel*>(QStringLiteral("progressTitle"));
    EXPECT_EQ(title->text(),
        QStringLiteral("measure 200 architectures on CPU · LibTorch · batch 1, DARTS of 3 cells, 2 channels, 8 px"));
    EXPECT_TRUE(title->toolTip().contains(stored));
    QCoreApplication::processEvents();
    const QRect before = title->geometry();
    const QRect stop = strip.findChild<QPushButton*>(QStringLiteral("stopButton"))->geometry();
    strip.showPaused(true);
    QCoreApplication::processEvents();
    EXPECT_EQ(title->geometry(), before);
    EXPECT_EQ(strip.findChild<QPushButton*>(QStringLiteral("stopButton"))->geometry(), stop);
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

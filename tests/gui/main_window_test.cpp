// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/main_window.h"

#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/gui/window_fixture.h"
#include "widgets/cell/cell_canvas.h"
#include "widgets/cell/cell_pane.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/language.h"
#include "widgets/common/message_bar.h"
#include "widgets/compare/compare_view.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/front/lambda_slider.h"
#include "widgets/plot/plot_view.h"
#include "widgets/search/progress_strip.h"
#include "widgets/search/search_view.h"

namespace paretoscope::widgets {
namespace {

struct MainWindowTest : test::WindowTest {
    void click(const char* name) {
        auto* button = window->findChild<QAbstractButton*>(QString::fromLatin1(name));
        ASSERT_NE(button, nullptr) << name;
        ASSERT_TRUE(button->isVisible()) << name;
        ASSERT_TRUE(button->isEnabled()) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }

    [[nodiscard]] bool enabled(const char* name) const {
        return window->findChild<QAbstractButton*>(QString::fromLatin1(name))->isEnabled();
    }
};

TEST_F(MainWindowTest, WelcomePageLeadsToANewProjectAndItsFirstMeasurement) {
    script.file = path;
    click("welcomeNew");
    ASSERT_TRUE(wait([this] { return QFileInfo::exists(path); }));
    ASSERT_TRUE(wait([this] { return window->reader().snapshot() != nullptr; }));
    EXPECT_FALSE(enabled("stepFit"));
    click("stepMeasure");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    EXPECT_EQ(options::kindOf(worker->requests<protocol::Start>()[0].config), records::JobKind::Measure);
    EXPECT_FALSE(enabled("stepMeasure")) << "one job at a time";
    const std::int64_t run = worker->begin();
    worker->say(
        protocol::Progress{.run = run, .fraction = 0.5, .message = "60 of 120", .etaSeconds = 30, .metrics = {}});
    EXPECT_EQ(window->findChild<QProgressBar*>(QStringLiteral("progressBar"))->value(), 500);
    worker->finish(run);
    EXPECT_TRUE(enabled("stepMeasure"));
    EXPECT_TRUE(window->page().messages().text().contains(QStringLiteral("finished")));
}

TEST_F(MainWindowTest, LambdaCellAndExportGoTogether) {
    openSample();
    window->page().showView("runs");
    click("stepChoose");
    EXPECT_EQ(window->page().view(), "front");
    auto* slider = window->findChild<LambdaSlider*>(QStringLiteral("lambdaSlider"));
    const std::int64_t first = window->selection().candidate();
    ASSERT_NE(first, 0);
    slider->setValue(slider->maximum());
    EXPECT_NE(window->selection().candidate(), first) << "the fastest candidate";
    EXPECT_EQ(window->page().find<CellPane>().view().cellCount(), 2);
    script.file = folder.filePath(QStringLiteral("out.onnx"));
    click("stepExport");
    window->findChild<QDialog*>(QStringLiteral("exportDialog"))->accept();
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::ExportConfig>(worker->requests<protocol::Start>()[0].config);
    EXPECT_EQ(job.path, script.file.toStdString());
    EXPECT_EQ(job.genotype, window->page().find<CellPane>().view().genotype().toStdString());
    EXPECT_EQ(job.weights, options::WeightsKind::Trained);
}

TEST_F(MainWindowTest, TuningStartsFromItsViewAndTheViewFollows) {
    openSample();
    window->page().showView("tuning");
    click("tuneStart");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::TuneConfig>(worker->requests<protocol::Start>()[0].config);
    EXPECT_FALSE(job.genotype.empty());
    EXPECT_FALSE(enabled("tuneStart")) << "one job at a time";
    window->page().showView("front");
    const std::int64_t run = worker->begin();
    EXPECT_EQ(window->page().view(), "tuning");
    worker->finish(run);
    EXPECT_TRUE(enabled("tuneStart"));
}

TEST_F(MainWindowTest, AChangedCellIsMeasuredAndTrainedAsItIsDrawn) {
    openSample();
    click("stepChoose");
    CellCanvas& canvas = window->page().find<CellPane>().view().canvas();
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, canvas.edgeRectangle(0, 0).center());
    auto* menu = window->findChild<QMenu*>(QStringLiteral("edgeMenu"));
    ASSERT_NE(menu, nullptr);
    QTest::keyClick(menu, Qt::Key_Return);
    EXPECT_EQ(window->page().find<FrontView>().plot().curve(QStringLiteral("whatIf")).size(), 2)
        << "a line on the front where the changed cell would stand";
    const std::string genotype = space::identityText(window->page().find<CellPane>().whatIf().current()->genotype);
    EXPECT_EQ(window->page().find<CellPane>().view().genotype().toStdString(), genotype);
    click("whatIfMeasure");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto measure = std::get<options::MeasureConfig>(worker->requests<protocol::Start>()[0].config);
    EXPECT_EQ(measure.genotypes, std::vector{genotype});
    EXPECT_EQ(measure.deviceSetting, "cpu/eager/t2/b1/f32");
    EXPECT_FALSE(enabled("whatIfTrain")) << "one job at a time";
    worker->finish(worker->begin());
    click("whatIfTrain");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 2; }));
    const auto train = std::get<options::TrainConfig>(worker->requests<protocol::Start>()[1].config);
    EXPECT_EQ(train.genotypes, std::vector{genotype});
    EXPECT_EQ(train.network, measure.network);
    worker->finish(worker->begin());
    QAction* undo = window->findChild<QMenu*>(QStringLiteral("editMenu"))->actions().front();
    EXPECT_EQ(undo->shortcut(), QKeySequence(QKeySequence::Undo));
    ASSERT_TRUE(undo->isEnabled());
    undo->trigger();
    EXPECT_FALSE(window->page().find<CellPane>().whatIf().isChanged())
        << "the window's undo takes back the last change";
    click("whatIfRedo");
    click("whatIfReset");
    EXPECT_TRUE(window->page().find<FrontView>().plot().curve(QStringLiteral("whatIf")).isEmpty());
}

TEST_F(MainWindowTest, AnEstimatedCellIsTrainedAsItsProtocolSays) {
    {
        store::Project made = test::makeSampleProject(path.toStdString());
        test::addExploration(made, 200);
    }
    window->openProject(path);
    ASSERT_TRUE(
        wait([this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); }));
    const auto front = window->reader().snapshot()->part<FrontSnapshot>();
    ASSERT_EQ(front->estimated, 200U);
    auto* button = window->findChild<QPushButton*>(QStringLiteral("estimateTrain"));
    const auto select = [&](bool estimated) {
        const auto point = std::find_if(front->points.begin(), front->points.end(),
            [estimated](const store::FrontPoint& one) { return one.estimated == estimated; });
        window->selection().setCandidate(point->candidateId);
    };
    select(false);
    EXPECT_FALSE(button->isVisible());
    select(true);
    EXPECT_TRUE(window->findChild<QLabel*>(QStringLiteral("estimateText"))
                    ->text()
                    .contains(QStringLiteral("estimated from 60 training")));
    click("estimateTrain");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::TrainConfig>(worker->requests<protocol::Start>()[0].config);
    ASSERT_EQ(job.genotypes.size(), 1U);
    EXPECT_EQ(job.genotypes[0], window->page().find<CellPane>().view().genotype().toStdString());
    EXPECT_EQ(job.rungs, std::vector<int>{300}) << "as the exploration trained";
    EXPECT_TRUE(job.onValidation);
}

TEST_F(MainWindowTest, RandomCellsAreTrainedBesideTheChosenOne) {
    openSample();
    const auto front = window->reader().snapshot()->part<FrontSnapshot>();
    window->selection().setCandidate(front->points.front().candidateId);
    window->page().showView("merit");
    auto* button = window->findChild<QPushButton*>(QStringLiteral("meritTrainRandom"));
    ASSERT_TRUE(wait([button] { return button->isVisible(); }));
    click("meritTrainRandom");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::TrainConfig>(worker->requests<protocol::Start>()[0].config);
    EXPECT_GT(job.randomCells, 5);
    EXPECT_EQ(job.genotypes.size(), static_cast<std::size_t>(job.randomCells));
    EXPECT_NO_THROW(options::validate(job));
}

TEST_F(MainWindowTest, TwoCellsAreComparedFromTheMenu) {
    openSample();
    auto* menu = window->findChild<QMenu*>(QStringLiteral("viewMenu"));
    for (QAction* action : menu->actions()) {
        if (action->text() == QStringLiteral("Compare")) {
            action->trigger();
        }
    }
    EXPECT_EQ(window->page().view(), "compare");
    ASSERT_NE(window->page().find<CompareView>().side(0), nullptr);
    EXPECT_NE(window->page().find<CompareView>().side(0)->key, window->page().find<CompareView>().side(1)->key);
    window->selection().setCandidate(window->reader().snapshot()->part<FrontSnapshot>()->points.front().candidateId);
    EXPECT_EQ(window->page().find<CompareView>().side(0)->key,
        CompareChoice::keyOf(window->reader().snapshot()->part<FrontSnapshot>()->points.front().candidateId));
}

TEST_F(MainWindowTest, AnotherLanguageIsSpokenAtOnceAndTheViewStays) {
    openSample();
    window->page().showView("runs");
    const int runs = window->reader().snapshot() ? static_cast<int>(window->reader().snapshot()->runs.size()) : 0;
    ASSERT_GT(runs, 0);
    for (const auto& [language, file] :
        {std::pair("de", "&Datei"), std::pair("zh_CN", "文件(&F)"), std::pair("en", "&File")}) {
        applyLanguage(QString::fromLatin1(language));
        ASSERT_TRUE(wait([this, file = QString::fromUtf8(file)] {
            auto* menu = window->findChild<QMenu*>(QStringLiteral("fileMenu"));
            return menu != nullptr && menu->title() == file;
        })) << language;
        EXPECT_EQ(window->page().view(), "runs");
        click("stepChoose"); // the new page is wired
        EXPECT_EQ(window->page().view(), "front");
        EXPECT_FALSE(window->page().find<FrontView>().choice().empty());
        window->page().showView("runs");
    }
}

TEST_F(MainWindowTest, AKilledWorkerIsToldReplacedAndItsRunOfferedAgain) {
    openSample();
    click("stepSearch");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    EXPECT_EQ(window->page().view(), "search");
    worker->die();
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(window->page().messages().text().contains(QStringLiteral("killed")));
    ASSERT_TRUE(wait([this] { return worker->starts() == 2 && worker->isRunning(); }));
    ASSERT_TRUE(wait([this] { return window->findChild<QPushButton*>(QStringLiteral("messageAction0")) != nullptr; }));
    click("messageAction0");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Resume>().size() == 1; }));
    EXPECT_EQ(worker->requests<protocol::Resume>()[0].run, run);
}

TEST_F(MainWindowTest, RunEverythingIsOneJobThatIsOfferedAgainAfterAKill) {
    openSample();
    click("runEverything");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::PipelineConfig>(worker->requests<protocol::Start>()[0].config);
    options::PipelineConfig demo = options::demoPipeline();
    demo.setDeviceSetting("cpu/eager/t2/b1/f32"); // the current one
    demo.output = folder.path().toStdString();
    EXPECT_EQ(job, demo) << "what the terminal's demo does";
    const std::int64_t run = worker->begin();
    records::Run step;
    step.kind = records::JobKind::Measure;
    step.parent = run;
    step.state = records::RunState::Running;
    worker->project().addRun(step);
    EXPECT_FALSE(enabled("stepMeasure")) << "one job at a time";
    EXPECT_FALSE(enabled("runEverything"));
    worker->die();
    ASSERT_TRUE(wait([this] { return worker->isOpen() && worker->starts() == 2; }));
    EXPECT_TRUE(enabled("stepMeasure")) << "whoever does not want to resume may do something else";

    window->openProject(path); // as after a start: it tells of what was interrupted
    const auto offer = [this] { return window->findChild<QPushButton*>(QStringLiteral("messageAction0")); };
    ASSERT_TRUE(wait([&] { return offer() != nullptr && offer()->text().contains(QString::number(run)); }))
        << "the pipeline, not its step";
    click("messageAction0");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Resume>().size() == 1; }));
    EXPECT_EQ(worker->requests<protocol::Resume>()[0].run, run);
    EXPECT_EQ(worker->begin(), run);

    options::PipelineResult result;
    result.cells = {{.genotype = "a", .measuredMs = 10}};
    result.onnx = "cell.onnx";
    worker->finish(run, records::RunState::Finished, options::toJson(options::JobResult(result)));
    EXPECT_TRUE(wait([this] { return window->page().messages().text().contains(QStringLiteral("cell.onnx")); }));
    EXPECT_TRUE(window->page().messages().text().contains(QStringLiteral("No faster cell is worth")));
}

TEST_F(MainWindowTest, RefineHereStartsASearchAtThisLambda) {
    openSample();
    window->page().find<FrontView>().moveLambda(0.3);
    click("lambdaRefine");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::SearchConfig>(worker->requests<protocol::Start>()[0].config);
    ASSERT_EQ(job.lambdas.size(), 1U);
    EXPECT_NEAR(job.lambdas[0], 0.3, 0.01);
    EXPECT_EQ(job.mode, options::LambdaMode::Live);
}

TEST_F(MainWindowTest, FollowSendsTheLambdaToTheRunningSearch) {
    openSample();
    click("lambdaRefine");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    window->page().showView("front");
    ASSERT_TRUE(wait([this] { return enabled("lambdaFollow"); }));
    click("lambdaFollow");
    auto* slider = window->findChild<LambdaSlider*>(QStringLiteral("lambdaSlider"));
    for (int i = 200; i < 1200; i += 20) {
        slider->setValue(i);
    }
    ASSERT_TRUE(wait([this, slider] {
        const auto sent = worker->requests<protocol::SetLambda>();
        return !sent.empty() && std::abs(sent.back().lambda.value - slider->lambda()) < 0.01 * slider->lambda();
    }));
    EXPECT_LT(worker->requests<protocol::SetLambda>().size(), 10U) << "many moves, few messages";
    EXPECT_EQ(worker->requests<protocol::SetLambda>().back().run, run);
}

TEST_F(MainWindowTest, FollowSendsTheTargetToASearchThatHasOne) {
    openSample();
    click("lambdaTargetOn");
    click("lambdaRefine");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    window->page().showView("front");
    ASSERT_TRUE(wait([this] { return enabled("lambdaFollow"); }));
    click("lambdaFollow");
    auto* target = window->findChild<QDoubleSpinBox*>(QStringLiteral("lambdaTarget"));
    target->setValue(target->value() * 0.9);
    ASSERT_TRUE(wait([this] { return !worker->requests<protocol::SetTarget>().empty(); }));
    EXPECT_EQ(worker->requests<protocol::SetTarget>().back().run, run);
    EXPECT_NEAR(worker->requests<protocol::SetTarget>().back().latencyMs, target->value(), 1e-9);
    click("lambdaTargetOn");
    EXPECT_FALSE(enabled("lambdaFollow")) << "the search has a target, not a price";
}

TEST_F(MainWindowTest, PauseContinueAndStopReachTheWorker) {
    openSample();
    click("stepMeasure");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    click("pauseButton");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Pause>().size() == 1; }));
    click("pauseButton");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Resume>().size() == 1; }));
    click("stopButton");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Stop>().size() == 1; }));
    worker->finish(run, records::RunState::Interrupted);
    EXPECT_TRUE(window->page().messages().text().contains(QStringLiteral("stopped")));
    EXPECT_NE(window->findChild<QPushButton*>(QStringLiteral("messageAction0")), nullptr) << "offers to resume";
}

TEST_F(MainWindowTest, ClosingDuringAJobAsksAndStopsWithACheckpoint) {
    openSample();
    click("stepMeasure");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    worker->begin();
    script.button = 1; // keep running
    window->close();
    EXPECT_TRUE(window->isVisible());
    EXPECT_EQ(script.asked.size(), 1);
    script.button = 0;
    window->close();
    ASSERT_TRUE(wait([this] { return !window->isVisible(); }));
    EXPECT_EQ(worker->requests<protocol::Shutdown>().size(), 1U);
}

TEST_F(MainWindowTest, ARefusedRequestIsSaidInWords) {
    openSample();
    click("stepMeasure");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    worker->say(protocol::JobFinished{run, records::RunState::Failed, "not-enough-memory", "Lower the batch size."});
    EXPECT_EQ(window->page().messages().text().toStdString(), "There is not enough memory. Lower the batch size.");
}

TEST_F(MainWindowTest, ARunLeftByADeadTerminalIsOffered) {
    {
        store::Project made = test::makeSampleProject(path.toStdString());
        made.updateRun(3, {.state = records::RunState::Running, .progress = 0.4, .results = {}, .error = {}});
    }
    window->openProject(path);
    ASSERT_TRUE(wait([this] { return window->findChild<QPushButton*>(QStringLiteral("messageAction0")) != nullptr; }));
    EXPECT_TRUE(window->page().messages().text().contains(QStringLiteral("Run 3")));
}

TEST_F(MainWindowTest, ASearchThatATerminalStartedIsFollowed) {
    store::Project terminal = test::makeSampleProject(path.toStdString());
    terminal.updateRun(3, {.state = records::RunState::Running, .progress = 0.4, .results = {}, .error = {}});
    window->openProject(path);
    ASSERT_TRUE(wait([this] { return window->page().progress().text().contains(QStringLiteral("terminal")); }));
    terminal.appendHistory(
        {.run = 3, .epoch = 12, .step = 650, .values = R"({"train_loss": 1.2, "validation_loss": 1.4})"});
    EXPECT_TRUE(wait([this] { // a curve for each of its three λ
        qsizetype points = 0;
        for (const char* curve : {"train", "train1", "train2"}) {
            points += window->page().find<SearchView>().plot().curve(QLatin1String(curve)).size();
        }
        return points == 13;
    }));
}

TEST_F(MainWindowTest, SnapshotsOfASearchDrawTheFrontOnlyWhereItIsRead) {
    openSample();
    click("stepSearch");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    options::SearchSnapshot live;
    live.steps = 100;
    space::Random random(1);
    window->page().showView("front");
    const PlotView& plot = window->page().find<FrontView>().plot();
    ASSERT_TRUE(wait([&plot] { return plot.cloudRenderings() > 0; }));
    const int before = plot.cloudRenderings();
    const QSignalSpy read(&window->reader(), &ProjectReader::snapshotChanged);
    for (int i = 0; i < 60; ++i) {
        live.step = i;
        live.genotype = space::identityText(space::sampleUniform(space::SpaceId::Darts, random));
        worker->say(protocol::Snapshot{run, live});
        worker->say(
            protocol::Progress{.run = run, .fraction = i / 60.0, .message = "step", .etaSeconds = 1, .metrics = {}});
        if (i % 10 == 0) {
            test::addCandidates(worker->project(), 5, static_cast<std::uint64_t>(i) + 100);
        }
        QCoreApplication::processEvents();
    }
    EXPECT_TRUE(window->page().find<SearchView>().numbersText().contains(QStringLiteral("59 of 100")));
    EXPECT_LE(plot.cloudRenderings() - before, read.count());
}

}
}

// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of its jobs: before a start, when they end, and how long it stands there.
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <chrono>
#include <gtest/gtest.h>
#include <new>

#include "core/space/genotype.h"
#include "tests/gui/window_fixture.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/front_view.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/step_button.h"
#include "widgets/search/search_view.h"

namespace paretoscope::widgets {
namespace {

struct JobMessagesTest : test::WindowTest {
    [[nodiscard]] QString said() const { return window->page().messages().text(); }
    std::int64_t begin(const options::JobConfig& config) {
        window->jobs().startJob(config);
        EXPECT_TRUE(wait([this] { return worker->hasQueued(); }));
        return worker->begin();
    }
    void select() {
        window->page().find<FrontView>().moveLambda(0);
        ASSERT_TRUE(wait([this] { return window->selection().candidate() != 0; }));
    }
    /// The trained cells keep their accuracies and lose their weights, as in the sample.
    static void removeWeights(store::Project& project) {
        for (const records::Run& run : project.runs({.kind = records::JobKind::Train})) {
            project.removeCheckpoints(run.id);
        }
    }
};

const options::FitConfig fit{.deviceSetting = "cpu/eager/t2/b1/f32"};

TEST_F(JobMessagesTest, WeightsThatAreNotStoredAreNotPromised) {
    {
        store::Project made = test::makeSampleProject(path.toStdString());
        removeWeights(made);
    }
    window->openProject(path);
    ASSERT_TRUE(
        wait([this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); }));
    select();
    EXPECT_EQ(find<StepButton>("stepExport")->detail(), QStringLiteral("trained weights not kept"));
    find<QPushButton>("stepExport")->click();
    auto* weights = find<QComboBox>("exportWeights");
    ASSERT_NE(weights, nullptr);
    EXPECT_EQ(weights->currentIndex(), 1);
    EXPECT_FALSE(weights->isEnabled());
    EXPECT_FALSE(weights->toolTip().isEmpty());
}

TEST_F(JobMessagesTest, AnExportNamesItsFileAndIsNotResumed) {
    openSample();
    select();
    options::ExportConfig config = window->jobs().exportConfig(
        detailOf(window->reader().snapshot(), window->selection().candidate())->architecture());
    config.path = "/tmp/folder/cell.onnx";
    std::int64_t run = begin(config);
    worker->finish(run);
    EXPECT_TRUE(said().contains(QStringLiteral("/tmp/folder/cell.onnx"))) << said().toStdString();
    run = begin(config);
    worker->say(protocol::JobFinished{run, records::RunState::Failed, "file-unwritable", "The disk is full."});
    EXPECT_TRUE(said().contains(QStringLiteral("The disk is full.")));
    const auto message = window->page().messages().message();
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->actions.isEmpty());
}

TEST_F(JobMessagesTest, AFailureStandsInTheLogAndItsMessageGoesWithTheNextJob) {
    openSample();
    const std::int64_t run = begin(fit);
    worker->say(protocol::JobFinished{run, records::RunState::Failed, "not-enough-memory", "Lower the batch size."});
    const QString log = window->page().find<SearchView>().logText();
    EXPECT_TRUE(log.contains(QStringLiteral("Run %1").arg(run))) << log.toStdString();
    EXPECT_TRUE(log.contains(QStringLiteral("Lower the batch size.")));
    EXPECT_FALSE(said().isEmpty());
    begin(fit);
    EXPECT_TRUE(said().isEmpty()) << said().toStdString();
}

TEST_F(JobMessagesTest, AJobThatCanNeverWorkIsNotOfferedAgain) {
    openSample();
    for (const auto& [code, offered] :
        {std::pair{"invalid-value", false}, {"not-found", false}, {"device-failure", true}}) {
        worker->say(protocol::JobFinished{begin(fit), records::RunState::Failed, code, "It failed."});
        const auto message = window->page().messages().message();
        ASSERT_TRUE(message);
        EXPECT_EQ(!message->actions.isEmpty(), offered) << code;
    }
}

TEST_F(JobMessagesTest, AJobThatDoesNotMoveIsToldOfAndItsWorkerCanBeEnded) {
    openSample();
    window->jobs().stillWatch().setPatience(std::chrono::milliseconds(30));
    const std::int64_t run = begin(fit);
    const protocol::Progress progress{run, 0.5, "fitting", 10, {}};
    worker->say(progress);
    worker->say(protocol::Progress{run, 0.5, "fitting", 20, {}});
    ASSERT_TRUE(wait([this] { return said().contains(QStringLiteral("has not moved for 20 minutes")); }))
        << said().toStdString();
    const auto message = window->page().messages().message();
    ASSERT_TRUE(message && message->actions.size() == 2);
    message->actions.front().second();
    EXPECT_TRUE(wait([this] { return worker->requests<protocol::Stop>().size() == 1; }));
    message->actions.back().second();
    EXPECT_FALSE(window->jobs().client().job()) << "and its run is offered again";
    EXPECT_TRUE(said().contains(QStringLiteral("run %1 can continue").arg(run))) << said().toStdString();
}

TEST_F(JobMessagesTest, TheWindowOutlivesAnEventThatRunsOutOfMemory) {
    openSample();
    QTimer::singleShot(0, window.get(), [] { throw std::bad_alloc(); });
    EXPECT_TRUE(wait([this] { return said().contains(QStringLiteral("not enough memory")); })) << said().toStdString();
}

TEST_F(JobMessagesTest, AnotherProjectBeginsWithAnEmptyLog) {
    openSample();
    worker->finish(begin(fit));
    worker->say(protocol::Log{protocol::LogLevel::Info, "of the first project"});
    ASSERT_FALSE(window->page().find<SearchView>().logText().isEmpty());
    window->createProject(folder.filePath(QStringLiteral("new.paretoscope")), false);
    EXPECT_TRUE(window->page().find<SearchView>().logText().isEmpty());
}

TEST_F(JobMessagesTest, ARefusalGoesWithItsReason) {
    openSample();
    find<QPushButton>("stepMeasure"); // the project is open
    window->selection().setCandidate(0);
    for (QAction* action : find<QMenu>("jobMenu")->actions()) {
        if (action->text() == stepTitle(Step::Export)) {
            action->trigger();
        }
    }
    ASSERT_TRUE(said().contains(QStringLiteral("choose a candidate first"))) << said().toStdString();
    select();
    EXPECT_TRUE(said().isEmpty()) << said().toStdString();
}

TEST_F(JobMessagesTest, EntriesThatCannotBeChosenAreGreyInTheOpenMenu) {
    openSample(true);
    auto* menu = find<QMenu>("jobMenu");
    menu->popup(QPoint());
    for (const QAction* action : menu->actions()) {
        if (action->text() == stepTitle(Step::Measure) || action->text() == stepTitle(Step::Finish)) {
            EXPECT_FALSE(action->isEnabled()) << action->text().toStdString();
            EXPECT_NE(action->toolTip(), action->text());
        }
    }
    menu->close();
}

TEST_F(JobMessagesTest, MeasurementsOfAnotherComputerAreToldBeforeAStart) {
    {
        store::Project made = test::makeSampleProject(path.toStdString());
        records::Measurement measurement;
        measurement.deviceSetting = options::settingOr({});
        space::Random random(3);
        measurement.genotype = space::sorted(space::sampleUniform(space::SpaceId::Darts, random));
        measurement.shape = options::NetworkConfig{}.shape;
        measurement.canonicalHash = space::canonicalHash({measurement.genotype, measurement.shape});
        measurement.value = measurement.rawValue = 3;
        measurement.conditions = R"({"processor": "Another Processor"})";
        made.addMeasurements(std::vector{measurement});
    }
    window->openProject(path);
    ASSERT_TRUE(
        wait([this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); }));
    const QString here = QString::fromStdString(options::defaultDeviceSetting());
    window->selection().setDeviceSetting(here);
    ASSERT_TRUE(wait([&] { return window->reader().snapshot()->deviceSetting == here; }));
    for (const char* name : {"stepMeasure", "runEverything"}) {
        const auto* button = find<QPushButton>(name);
        EXPECT_FALSE(button->isEnabled()) << name;
        EXPECT_TRUE(button->toolTip().contains(QStringLiteral("Another Processor")));
        EXPECT_TRUE(button->toolTip().contains(QStringLiteral("new project")));
        EXPECT_FALSE(button->toolTip().contains(QStringLiteral("eager"))) << "a readable name";
    }
    window->jobs().startStep(Step::Measure);
    EXPECT_TRUE(worker->requests<protocol::Start>().empty());
    EXPECT_TRUE(said().contains(QStringLiteral("Another Processor")));
}

TEST_F(JobMessagesTest, EverythingIsExplainedInAProjectThatHoldsData) {
    openSample();
    script.button = 1; // cancel
    find<QPushButton>("runEverything")->click();
    EXPECT_EQ(script.asked.size(), 1);
    EXPECT_TRUE(worker->requests<protocol::Start>().empty());
}

TEST_F(JobMessagesTest, ThePathFollowsThePipelineAndItsCellIsChosenAtTheEnd) {
    openSample();
    const auto front = window->reader().snapshot()->part<FrontSnapshot>();
    const std::int64_t run = begin(window->jobs().everything(folder.path()));
    records::Run step;
    step.kind = records::JobKind::Explore;
    step.parent = run;
    step.state = records::RunState::Running;
    const std::int64_t exploring = worker->project().addRun(step);
    EXPECT_TRUE(wait([this] { return find<StepButton>("stepExplore")->detail() == QStringLiteral("running"); }));
    worker->project().updateRun(exploring, {.state = records::RunState::Finished});
    step.kind = records::JobKind::Train;
    worker->project().addRun(step);
    EXPECT_TRUE(wait([this] { return find<StepButton>("stepTrain")->detail() == QStringLiteral("running"); }));
    options::PipelineResult result;
    const std::int64_t wanted = front->points.front().candidateId;
    result.cells.push_back({.genotype = genotypeOf(window->reader().snapshot(), wanted),
        .origin = {},
        .measuredMs = 10,
        .accuracies = {}});
    result.onnx = "cell.onnx";
    worker->finish(run, records::RunState::Finished, options::toJson(options::JobResult(result)));
    EXPECT_TRUE(wait([this] { return window->selection().candidate() != 0; }));
    EXPECT_EQ(window->page().view(), "front");
    EXPECT_EQ(genotypeOf(window->reader().snapshot(), window->selection().candidate()), result.cells[0].genotype);
    EXPECT_EQ(find<StepButton>("stepChoose")->mark(), StepMark::Done);
}

}
}

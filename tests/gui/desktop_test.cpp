// SPDX-License-Identifier: GPL-3.0-or-later
// What surrounds the views: commands, shortcuts, settings, export, queue, runs with undo, pictures and the sample.
#include <set>
#include <utility>

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>
#include <gtest/gtest.h>

#include "core/interchange/device_profile.h"
#include "tests/gui/fake_worker.h"
#include "tests/gui/sample_project.h"
#include "widgets/cell/cell_pane.h"
#include "widgets/cell/what_if.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/main/command_palette.h"
#include "widgets/main/main_window.h"
#include "widgets/main/named_layouts.h"
#include "widgets/main/tour.h"
#include "widgets/plot/plot_view.h"
#include "widgets/runs/runs_model.h"
#include "widgets/runs/runs_view.h"

namespace paretoscope::widgets {
namespace {

struct DesktopLog {
    QStringList notes;
    bool awake = false;
    bool battery = false;
};

class FakeDesktop final : public DesktopServices {
public:
    explicit FakeDesktop(DesktopLog& log) : log_(log) { }
    void notify(const QString& title, const QString&) override { log_.notes.append(title); }
    void keepAwake(bool awake, const QString&) override { log_.awake = awake; }
    [[nodiscard]] bool onBattery() const override { return log_.battery; }

private:
    DesktopLog& log_;
};

struct DesktopTest : testing::Test {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("p.paretoscope"));
    test::FakeDialogs::Script script;
    test::FakeWorker* worker = new test::FakeWorker;
    DesktopLog desktop;
    std::unique_ptr<MainWindow> window;

    void SetUp() override {
        QSettings().clear();
        window = std::make_unique<MainWindow>(
            std::unique_ptr<WorkerTransport>(worker), std::make_unique<test::FakeDialogs>(script));
        window->setDesktopServices(std::make_unique<FakeDesktop>(desktop));
        window->show();
    }
    static bool wait(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 20'000); }
    void openSample() {
        { const store::Project made = test::makeSampleProject(path.toStdString()); }
        window->openProject(path);
        ASSERT_TRUE(
            wait([this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); }));
    }
    /// Opens the settings of a new search like the sample's.
    void duplicateSearch() {
        openSample();
        window->page().showView("runs");
        find<QTableView>("runsTable").selectRow(window->page().find<RunsView>().model().rowOf(3));
        QTest::mouseClick(&find<QPushButton>("duplicateRun"), Qt::LeftButton);
    }
    void drop(const QString& file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent dropped(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &dropped);
    }
    template <typename Widget>
    Widget& find(const char* name) {
        auto* found = window->findChild<Widget*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    void trigger(const char* path) {
        for (const NamedAction& named : actionsOf(*window->menuBar())) {
            if (named.path == QString::fromUtf8(path)) {
                named.action->trigger();
                return;
            }
        }
        FAIL() << "no action " << path;
    }
};

TEST(MatchScore, PrefersBeginningsOfWords) {
    EXPECT_EQ(matchScore(QStringLiteral("xyz"), QStringLiteral("File › Open project…")), -1);
    EXPECT_GT(matchScore(QStringLiteral("op"), QStringLiteral("File › Open project…")),
        matchScore(QStringLiteral("op"), QStringLiteral("Edit › Copy front as picture")));
    EXPECT_GE(matchScore(QStringLiteral("fop"), QStringLiteral("File › Open project…")), 0);
}

TEST_F(DesktopTest, ThePaletteRunsWhatWasTyped) {
    openSample();
    window->page().showView("front");
    trigger("Help › Commands…");
    auto& input = find<QLineEdit>("commandInput");
    QTest::keyClicks(&input, QStringLiteral("view runs"));
    QTest::keyClick(&input, Qt::Key_Return);
    EXPECT_EQ(window->page().view(), "runs");
}

TEST_F(DesktopTest, ThePaletteReachesTheToolsOfTheViewAndSaysWhereNothingFits) {
    openSample();
    window->page().showView("front");
    ASSERT_TRUE(wait([this] { return window->page().find<FrontView>().isVisible(); }));
    const bool before = window->page().find<FrontView>().isLogarithmic();
    QStringList paths;
    for (const NamedAction& named : toolActionsOf(window->page())) {
        paths.append(named.path);
        if (named.path.endsWith(QStringLiteral("› Logarithmic"))) {
            named.action->trigger();
        }
    }
    EXPECT_NE(window->page().find<FrontView>().isLogarithmic(), before) << paths.join(QLatin1Char('\n')).toStdString();
    trigger("Help › Commands…");
    QTest::keyClicks(&find<QLineEdit>("commandInput"), QStringLiteral("qqqq"));
    auto& list = find<QListWidget>("commandList");
    ASSERT_EQ(list.count(), 1);
    EXPECT_FALSE(list.item(0)->flags().testFlag(Qt::ItemIsEnabled));
}

TEST_F(DesktopTest, EveryActionOfEveryMenuCanBeTriggered) {
    openSample();
    window->page().find<FrontView>().moveLambda(0);
    script.button = 0;
    script.file = folder.filePath(QStringLiteral("out.csv"));
    for (const NamedAction& named : actionsOf(*window->menuBar())) {
        if (named.path.contains(QLatin1String("Quit")) || named.path.contains(QLatin1String("New project"))
            || named.path.contains(QLatin1String("Open"))) {
            continue; // tested by themselves: they leave this project
        }
        named.action->trigger();
        QCoreApplication::processEvents();
        for (QDialog* dialog : window->findChildren<QDialog*>()) {
            dialog->reject();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        EXPECT_TRUE(window->isVisible()) << named.path.toStdString();
    }
    EXPECT_FALSE(worker->requests<protocol::Start>().empty()) << "the steps of the job menu";
}

TEST_F(DesktopTest, TheShortcutSheetListsTheMenusKeys) {
    trigger("Help › Keyboard shortcuts");
    auto& list = find<QTreeWidget>("shortcutList");
    EXPECT_FALSE(list.findItems(QStringLiteral("Ctrl+K"), Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
    EXPECT_FALSE(list.findItems(QStringLiteral("F1"), Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
}

TEST_F(DesktopTest, SettingsAreKeptAndUsed) {
    trigger("File › Settings…");
    script.file = folder.path();
    { QFile(folder.filePath(QStringLiteral("data_batch_1.bin"))).open(QIODevice::WriteOnly); }
    QTest::mouseClick(&find<QPushButton>("settingsChooseData"), Qt::LeftButton);
    auto& ok = *find<QDialog>("settingsDialog").findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    auto& images = find<QLineEdit>("settingsData");
    const QString chosen = images.text();
    images.setText(QStringLiteral("0; 0.2"));
    EXPECT_FALSE(ok.isEnabled()) << "no job could read that";
    EXPECT_FALSE(find<QLabel>("settingsDataNote").text().isEmpty());
    images.setText(QStringLiteral("cifar100"));
    QTest::mouseClick(&find<QPushButton>("settingsFetchData"), Qt::LeftButton);
    EXPECT_EQ(find<QComboBox>("fetchSet").currentData().toString(), QStringLiteral("cifar100"));
    find<QDialog>("fetchDialog").reject();
    images.setText(chosen);
    EXPECT_TRUE(ok.isEnabled());
    find<QComboBox>("settingsTheme").setCurrentIndex(2);
    find<QSpinBox>("settingsCores").setValue(1);
    const int usual = QFontMetrics(QApplication::font()).height();
    find<QSpinBox>("settingsTextSize").setValue(150);
    find<QDialog>("settingsDialog").accept();
    EXPECT_EQ(loadPreferences().theme, Theme::Dark);
    EXPECT_EQ(loadPreferences().cores, 1);
    EXPECT_EQ(window->jobs().plan().search.data.source, "cifar10:" + folder.path().toStdString());
    EXPECT_EQ(worker->cores(), 1);
    // Windows take the application's palette over from a running event loop, which a test has none of.
    EXPECT_LT(QApplication::palette().color(QPalette::Window).lightness(), 100) << "dark at once";
    applyTheme(Theme::System);
    EXPECT_EQ(loadPreferences().textPercent, 150);
    EXPECT_NEAR(QFontMetrics(QApplication::font()).height(), 1.5 * usual, 2);
}

TEST_F(DesktopTest, ExportsInTheChosenFormat) {
    openSample();
    window->page().find<FrontView>().moveLambda(0);
    script.file = folder.filePath(QStringLiteral("model.py"));
    trigger("File › Export…");
    find<QComboBox>("exportFormat").setCurrentIndex(1);
    find<QComboBox>("exportWeights").setCurrentIndex(1);
    find<QSpinBox>("exportSize").setValue(64);
    find<QDialog>("exportDialog").accept();
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::ExportConfig>(worker->requests<protocol::Start>()[0].config);
    EXPECT_EQ(job.format, options::ExportFormat::PyTorch);
    EXPECT_EQ(job.weights, options::WeightsKind::Random);
    EXPECT_EQ(job.network.shape.inputSize, 64);
    EXPECT_EQ(job.path, script.file.toStdString());
}

TEST_F(DesktopTest, ADeletedRunComesBackWithUndo) {
    openSample();
    window->page().showView("runs");
    auto& table = find<QTableView>("runsTable");
    const std::size_t before = window->reader().snapshot()->runs.size();
    table.selectRow(0);
    QTest::mouseClick(&find<QPushButton>("deleteRun"), Qt::LeftButton);
    ASSERT_TRUE(wait([&] { return window->reader().snapshot()->runs.size() == before - 1; }));
    EXPECT_EQ(window->reader().snapshot()->deletedRuns.size(), 1U);
    trigger("Edit › Undo delete 1 run");
    ASSERT_TRUE(wait([&] { return window->reader().snapshot()->runs.size() == before; }));
    trigger("Edit › Redo delete 1 run");
    ASSERT_TRUE(wait([&] { return window->reader().snapshot()->deletedRuns.size() == 1; }));
}

QStringList warnings;
void keepWarning(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtWarningMsg) {
        warnings.append(text);
    }
}

TEST_F(DesktopTest, WhatCanBeUndoneGoesWithoutAWordWithItsWindow) {
    openSample();
    window->page().showView("runs");
    find<QTableView>("runsTable").selectRow(0);
    QTest::mouseClick(&find<QPushButton>("deleteRun"), Qt::LeftButton);
    window->page().find<FrontView>().moveLambda(0);
    WhatIf& whatIf = window->page().find<CellPane>().whatIf();
    whatIf.apply(editsOf(whatIf.current()->genotype, 0, 0).front());
    ASSERT_TRUE(whatIf.stack().canUndo());
    warnings.clear();
    const QtMessageHandler before = qInstallMessageHandler(keepWarning);
    window.reset();
    qInstallMessageHandler(before);
    EXPECT_EQ(warnings.filter(QStringLiteral("No such signal")).join(QLatin1Char(0x0a)).toStdString(), "")
        << "one undo stack hands over to another that is gone";
}

TEST_F(DesktopTest, NotesReachTheProject) {
    openSample();
    window->page().showView("runs");
    find<QTableView>("runsTable").selectRow(0);
    auto& note = find<QLineEdit>("runNote");
    note.setText(QStringLiteral("the good one"));
    QTest::keyClick(&note, Qt::Key_Return);
    ASSERT_TRUE(wait([&] { return window->reader().snapshot()->runs[0].note == "the good one"; }));
}

TEST_F(DesktopTest, TheWindowCanGoWhileSettingsAreFilledIn) {
    duplicateSearch();
    auto& steps = find<QSpinBox>("search_steps");
    QApplication::setActiveWindow(steps.window());
    steps.setFocus();
    steps.selectAll();
    QTest::keyClicks(&steps, QStringLiteral("many"));
    ASSERT_TRUE(steps.hasFocus());
    window.reset();
}

TEST_F(DesktopTest, ADuplicateIsStartedWithItsChanges) {
    duplicateSearch();
    find<QSpinBox>("search_steps").setValue(77);
    find<QDialog>("jobSettings").accept();
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const auto job = std::get<options::SearchConfig>(worker->requests<protocol::Start>()[0].config);
    EXPECT_EQ(job.searchSteps, 77);
    EXPECT_EQ(job.lambdas, (std::vector<double>{0, 0.2, 0.8}));
}

TEST_F(DesktopTest, TheQueueIsReorderedAndHeld) {
    openSample();
    for (int i = 0; i < 3; ++i) {
        window->jobs().startJob(options::FitConfig{.deviceSetting = "cpu/eager/t2/b1/f32"});
    }
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 3; }));
    worker->begin();
    trigger("Job › Queue…");
    auto& list = find<QListWidget>("queueList");
    ASSERT_TRUE(wait([&] { return list.count() == 2; }));
    const QString second = list.item(1)->text();
    list.setCurrentRow(1);
    QTest::mouseClick(&find<QPushButton>("queueUp"), Qt::LeftButton);
    EXPECT_EQ(list.item(0)->text(), second);
    ASSERT_EQ(worker->requests<protocol::Reorder>().size(), 1U);
    EXPECT_EQ(worker->requests<protocol::Reorder>()[0].runs.size(), 2U);
    QTest::mouseClick(&find<QAbstractButton>("queueHold"), Qt::LeftButton, {}, QPoint(8, 8));
    ASSERT_EQ(worker->requests<protocol::PauseQueue>().size(), 1U);
}

TEST_F(DesktopTest, ALongJobsEndIsToldAndTheComputerKeptAwakeMeanwhile) {
    openSample();
    window->setLongJobMs(0);
    window->jobs().startJob(options::FitConfig{.deviceSetting = "cpu/eager/t2/b1/f32"});
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::Start>().size() == 1; }));
    const std::int64_t run = worker->begin();
    EXPECT_TRUE(desktop.awake);
    QWidget other; // the window is not in front
    other.show();
    other.activateWindow();
    ASSERT_TRUE(wait([this] { return !window->isActiveWindow(); }));
    worker->finish(run);
    EXPECT_FALSE(desktop.awake);
    ASSERT_EQ(desktop.notes.size(), 1);
}

TEST_F(DesktopTest, ADroppedPictureShowsItsViewAgain) {
    openSample();
    window->page().find<FrontView>().moveLambda(0.3);
    const std::int64_t candidate = window->selection().candidate();
    const QString picture = folder.filePath(QStringLiteral("view.png"));
    ASSERT_TRUE(window->page().find<FrontView>().plot().saveImage(picture));
    window->page().find<FrontView>().moveLambda(5);
    ASSERT_NE(window->selection().candidate(), candidate);
    drop(picture);
    EXPECT_EQ(window->selection().candidate(), candidate);
    EXPECT_NEAR(std::get<analysis::Lambda>(*window->selection().price()).value, 0.3, 1e-9);
}

TEST_F(DesktopTest, AnotherComputersProfileComesFromTheProgramOrAFile) {
    openSample();
    script.button = 0;
    trigger("File › Import device profile…");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::ImportProfile>().size() == 1; }));
    QFile shipped(QString::fromStdString(worker->requests<protocol::ImportProfile>()[0].path));
    ASSERT_TRUE(shipped.open(QIODevice::ReadOnly));
    EXPECT_TRUE(shipped.readAll().startsWith("PARETOSCOPE-PROFILE "));
    EXPECT_TRUE(shipped.fileName().endsWith(QLatin1String("nvidia-h100.psprofile")));
    script.button = 2;
    script.file = folder.filePath(QStringLiteral("board.psprofile"));
    trigger("File › Import device profile…");
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::ImportProfile>().size() == 2; }));
    EXPECT_EQ(worker->requests<protocol::ImportProfile>()[1].path, script.file.toStdString());
    script.button = 3; // cancel
    trigger("File › Import device profile…");
    drop(folder.filePath(QStringLiteral("dropped.psprofile")));
    ASSERT_TRUE(wait([this] { return worker->requests<protocol::ImportProfile>().size() == 3; }));
    EXPECT_TRUE(QString::fromStdString(worker->requests<protocol::ImportProfile>()[2].path)
                    .endsWith(QLatin1String("dropped.psprofile")));
}

/// GPUs of servers for computers without one: what `packaging/gpu_profile.sh`'s commands measured.
TEST(ShippedProfiles, HoldFourSettingsOfAGpuEachWithTheirPredictors) {
    for (const auto& [name, wanted] : {std::pair("nvidia-h100", 330U), std::pair("nvidia-h200", 2000U)}) {
        QFile file(QStringLiteral(":/profiles/%1.psprofile").arg(QLatin1String(name)));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        EXPECT_LT(bytes.size(), 1'000'000);
        const interchange::DeviceProfile profile =
            interchange::profileFromBytes({bytes.data(), static_cast<std::size_t>(bytes.size())});
        ASSERT_EQ(profile.parts.size(), 4U);
        for (const interchange::ProfilePart& part : profile.parts) {
            EXPECT_TRUE(part.predictor) << toText(part.deviceSetting);
            std::set<std::string> architectures;
            for (const records::Measurement& measurement : part.measurements) {
                if (!measurement.sentinel && measurement.kind == records::CostKind::LatencyMs) {
                    architectures.insert(measurement.canonicalHash);
                }
            }
            EXPECT_GE(architectures.size(), wanted) << name << ' ' << toText(part.deviceSetting);
        }
    }
}

TEST_F(DesktopTest, AReportIsWritten) {
    openSample();
    script.file = folder.filePath(QStringLiteral("report.html"));
    trigger("File › Write report…");
    QFile file(script.file);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.readAll().contains("<svg"));
}

TEST_F(DesktopTest, TheSampleOpensReadOnlyAndIsNotRemembered) {
    QTest::mouseClick(&find<QPushButton>("welcomeSample"), Qt::LeftButton);
    ASSERT_TRUE(
        wait([this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); }));
    EXPECT_FALSE(find<QPushButton>("stepMeasure").isEnabled());
    EXPECT_GT(window->reader().snapshot()->runs.size(), 5U);
    EXPECT_TRUE(QSettings().value(QStringLiteral("recentProjects")).toStringList().isEmpty());
    EXPECT_TRUE(wait([this] { return window->selection().candidate() != 0; })) << "no half of the window is empty";
    ASSERT_TRUE(wait([this] { return window->findChild<Tour*>() != nullptr; })) << "the first time a tour explains it";
    QTest::mouseClick(&find<QPushButton>("tourEnd"), Qt::LeftButton);
    window->openSample();
    ASSERT_TRUE(wait([this] { return window->selection().candidate() != 0; }));
    QCoreApplication::processEvents();
    EXPECT_EQ(window->findChild<Tour*>(), nullptr) << "once";
    trigger("Help › Tour of the window");
    EXPECT_NE(window->findChild<Tour*>(), nullptr) << "and when it is asked for";
}

TEST_F(DesktopTest, AJobOnBatteryIsWarnedOf) {
    openSample();
    desktop.battery = true;
    QTest::mouseClick(&find<QPushButton>("stepMeasure"), Qt::LeftButton);
    ASSERT_TRUE(wait([this] { return worker->hasQueued(); }));
    worker->begin();
    EXPECT_TRUE(wait([this] { return window->page().messages().text().contains(QStringLiteral("battery")); }));
}

TEST(RunsOnBattery, ReadsTheKernelsPowerSupplies) {
    const QTemporaryDir supplies;
    const auto say = [&](const QString& file, const QByteArray& text) {
        QDir(supplies.path()).mkpath(QFileInfo(file).path());
        QFile out(supplies.filePath(file));
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(text + '\n');
    };
    EXPECT_FALSE(runsOnBattery(supplies.filePath(QStringLiteral("none"))));
    say(QStringLiteral("mouse/type"), "Battery");
    say(QStringLiteral("mouse/scope"), "Device");
    say(QStringLiteral("mouse/status"), "Discharging");
    EXPECT_FALSE(runsOnBattery(supplies.path())) << "a mouse's battery";
    say(QStringLiteral("BAT0/type"), "Battery");
    say(QStringLiteral("BAT0/status"), "Discharging");
    EXPECT_TRUE(runsOnBattery(supplies.path()));
    say(QStringLiteral("AC/type"), "Mains");
    say(QStringLiteral("AC/online"), "1");
    EXPECT_FALSE(runsOnBattery(supplies.path()));
}

TEST_F(DesktopTest, ViewsStandBesideEachOtherAndAnArrangementCanBeKept) {
    openSample();
    ProjectPage& page = window->page();
    page.showView("runs");
    EXPECT_FALSE(page.isShown("front")) << "one stack of tabs";
    trigger("View › Arrangement › This view beside the others");
    ASSERT_TRUE(wait([&] { return page.isShown("front") && page.isShown("runs"); }));
    EXPECT_EQ(page.view(), "runs");
    const auto areBeside = [&] {
        const QRect front(page.find<FrontView>().mapToGlobal(QPoint()), page.find<FrontView>().size());
        return !front.intersects(QRect(page.find<RunsView>().mapToGlobal(QPoint()), page.find<RunsView>().size()));
    };
    EXPECT_TRUE(wait(areBeside));

    script.text = QStringLiteral("two & more");
    trigger("View › Arrangement › Save arrangement…");
    trigger("View › Arrangement › All views as tabs");
    EXPECT_TRUE(wait([&] { return !page.isShown("front"); }));
    ASSERT_TRUE(wait([] { return layoutNames().size() == 1; }));
    QCoreApplication::processEvents();
    trigger("View › Arrangement › two & more");
    EXPECT_TRUE(wait([&] { return page.isShown("front") && page.isShown("runs") && areBeside(); }));
    trigger("View › Arrangement › Delete arrangement › two & more");
    EXPECT_TRUE(layoutNames().isEmpty());
    page.restoreLayout("no layout at all");
    EXPECT_TRUE(page.isShown("runs"));

    trigger("View › Arrangement › This view in a window of its own");
    EXPECT_TRUE(wait([&] { return page.find<RunsView>().window() != window.get(); }));
    trigger("View › Arrangement › All views as tabs");
    EXPECT_EQ(page.find<RunsView>().window(), window.get());
}

TEST_F(DesktopTest, TheWindowComesBackWhereItWas) {
    openSample();
    window->page().showView("runs");
    window->close();
    MainWindow again(std::make_unique<test::FakeWorker>(), std::make_unique<test::FakeDialogs>(script));
    again.restoreLayout();
    EXPECT_FALSE(QSettings().value(QStringLiteral("window/geometry")).toByteArray().isEmpty());
    EXPECT_EQ(again.page().view(), "runs");
}

}
}

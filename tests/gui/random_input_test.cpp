// SPDX-License-Identifier: GPL-3.0-or-later
// A user who clicks, types and drags anywhere, seeded, while jobs run and the worker is killed now and then. The window
// must stay, answer, and offer to go on. PARETOSCOPE_RANDOM_ACTIONS and PARETOSCOPE_RANDOM_REAL_ACTIONS set the number
// of actions, PARETOSCOPE_RANDOM_SEED repeats a failure.
#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <random>

#include "tests/gui/fake_worker.h"
#include "tests/gui/sample_project.h"
#include "widgets/common/message_bar.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/main/command_palette.h"
#include "widgets/main/main_window.h"
#include "widgets/main/project_page.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::widgets {
namespace {

constexpr int standardActions = 2000;
constexpr int standardRealActions = 300;
constexpr int actionsPerKill = 90;
constexpr int actionsPerRealKill = 100;
constexpr int popupPatienceMs = 30;

int numberFrom(const char* variable, int otherwise) {
    bool known = false;
    const int number = qEnvironmentVariableIntValue(variable, &known);
    return known ? number : otherwise;
}

class Monkey {
public:
    Monkey(MainWindow& window, std::uint64_t seed) : window_(window), random_(seed) { }

    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

    void act() {
        QWidget* target = randomWidget();
        if (target == nullptr) {
            return;
        }
        last_ = QStringLiteral("%1 %2").arg(QLatin1String(target->metaObject()->className()), target->objectName());
        const QPoint place(below(std::max(1, target->width())), below(std::max(1, target->height())));
        // A button with a menu waits within the click until somebody chooses: after a moment nobody did.
        QTimer closer; // again and again: a popup may come late, or open another
        QObject::connect(&closer, &QTimer::timeout, &closer, [] {
            if (QWidget* popup = QApplication::activePopupWidget()) {
                popup->close();
            }
        });
        closer.start(popupPatienceMs);
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
        case 3:
            QTest::mouseClick(target, Qt::LeftButton, modifiers(), place);
            break;
        case 4:
            drag(*target, place);
            break;
        case 5:
            wheel(*target, place);
            break;
        case 6:
        case 7:
            QTest::keyClick(target, randomKey(), modifiers());
            break;
        case 8:
            QTest::mouseMove(target, place);
            break;
        case 9:
            type(*target);
            break;
        case 10:
            triggerAction();
            break;
        default:
            window_.resize(700 + below(900), 500 + below(600));
        }
        closePopups();
    }

    [[nodiscard]] const QString& last() const { return last_; }

private:
    /// Something that a user could reach: in the topmost dialog where one is open.
    QWidget* randomWidget() {
        QWidget* root = &window_;
        for (QDialog* dialog : window_.findChildren<QDialog*>()) {
            root = dialog->isVisible() ? dialog : root;
        }
        QList<QWidget*> reachable;
        for (QWidget* widget : root->findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->isEnabled() && qobject_cast<QMenu*>(widget) == nullptr
                && qobject_cast<QMenuBar*>(widget) == nullptr) {
                reachable.append(widget);
            }
        }
        return reachable.isEmpty() ? nullptr : reachable[below(static_cast<int>(reachable.size()))];
    }

    Qt::KeyboardModifiers modifiers() {
        constexpr std::array all{
            Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier};
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }

    Qt::Key randomKey() {
        constexpr std::array keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End,
            Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Tab, Qt::Key_Space, Qt::Key_Return, Qt::Key_Escape,
            Qt::Key_Backspace, Qt::Key_Delete, Qt::Key_Plus, Qt::Key_Minus, Qt::Key_0, Qt::Key_9, Qt::Key_A,
            Qt::Key_F1};
        return keys[static_cast<std::size_t>(below(static_cast<int>(keys.size())))];
    }

    void drag(QWidget& target, QPoint from) {
        const QPointer<QWidget> alive(&target);
        QTest::mousePress(&target, Qt::LeftButton, modifiers(), from);
        for (int i = 0; i < 4 && alive; ++i) {
            const QPoint place(below(std::max(1, target.width())), below(std::max(1, target.height())));
            QMouseEvent move(QEvent::MouseMove, place, target.mapToGlobal(place), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&target, &move);
        }
        if (alive) {
            QTest::mouseRelease(&target, Qt::LeftButton, {}, from);
        }
    }

    void wheel(QWidget& target, QPoint place) {
        const int notches = below(7) - 3;
        QWheelEvent event(place, target.mapToGlobal(place), {}, QPoint(0, 120 * notches), Qt::NoButton, modifiers(),
            Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&target, &event);
    }

    void type(QWidget& target) {
        auto* edit = qobject_cast<QLineEdit*>(&target);
        if (edit != nullptr && !edit->isReadOnly()) {
            const QStringList texts{QStringLiteral("0.5"), QStringLiteral("-1e400"), QStringLiteral("λ ÷ 0"), QString(),
                QStringLiteral("tag:x \"'%1"), QString(2000, QLatin1Char('a'))};
            edit->setText(texts[below(static_cast<int>(texts.size()))]);
        }
    }

    void triggerAction() {
        const QList<NamedAction> actions = actionsOf(*window_.menuBar());
        const NamedAction& named = actions[below(static_cast<int>(actions.size()))];
        // These leave the project or the screen; what they do is tested elsewhere.
        for (const char* left : {"Quit", "New project", "Open", "Full screen"}) {
            if (named.path.contains(QLatin1String(left))) {
                return;
            }
        }
        last_ = named.path;
        named.action->trigger();
    }

    /// Popups take all input; a user closes them too.
    static void closePopups() {
        for (int i = 0; i < 5 && QApplication::activePopupWidget() != nullptr; ++i) {
            QApplication::activePopupWidget()->close();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    MainWindow& window_;
    std::mt19937_64 random_;
    QString last_;
};

/// What both kinds of worker have in common: a window on a sample project, and somebody who does anything with it.
class RandomInput : public testing::Test {
protected:
    void open(std::unique_ptr<WorkerTransport> worker) {
        QSettings().clear();
        qputenv("PARETOSCOPE_DATA_MIRROR", "http://127.0.0.1:1/"); // nobody listens there: nothing is downloaded
        qputenv("no_proxy", "127.0.0.1");
        qputenv("XDG_DATA_HOME", folder.path().toLocal8Bit());
        { const store::Project made = test::makeSampleProject(path.toStdString()); }
        script.button = 1; // never closes the window
        script.file = folder.filePath(QStringLiteral("out.csv"));
        script.text = QStringLiteral("arrangement");
        window = std::make_unique<MainWindow>(std::move(worker), std::make_unique<test::FakeDialogs>(script));
        window->show();
        window->openProject(path);
        ASSERT_TRUE(QTest::qWaitFor(
            [this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); },
            20'000));
    }

    /// `workersSide` is called after each action, while our project is open.
    void play(int actions, const std::function<void(Monkey&)>& workersSide) {
        const auto seed = static_cast<std::uint64_t>(numberFrom("PARETOSCOPE_RANDOM_SEED", 1));
        Monkey monkey(*window, seed);
        QElapsedTimer longest;
        qint64 longestMs = 0;
        for (int i = 0; i < actions; ++i) {
            SCOPED_TRACE("action " + std::to_string(i) + " of seed " + std::to_string(seed));
            longest.restart();
            monkey.act();
            QCoreApplication::processEvents();
            longestMs = std::max(longestMs, longest.elapsed());
            ASSERT_TRUE(window->isVisible()) << monkey.last().toStdString();
            // A shortcut opened another file as a project: back to the one that the worker can write.
            const bool isOurs = window->projectPath() == path;
            if (!isOurs && !window->jobs().isBusy()) {
                window->openProject(path);
            }
            if (isOurs) {
                workersSide(monkey);
            }
        }
        EXPECT_GT(kills, 0) << "no worker was ever killed: the actions start no jobs";
        RecordProperty("kills", kills);
        RecordProperty("longest_ms", static_cast<int>(longestMs));
    }

    /// To be called when a worker that had a job is gone and the window knows it.
    void expectAnOfferToResume() {
        const auto* offer = window->findChild<QAbstractButton*>(QStringLiteral("messageAction0"));
        // In whatever language was chosen meanwhile.
        const QStringList resume = JobController::tr("Resume run %1").split(QLatin1String("%1"));
        EXPECT_TRUE(offer != nullptr && offer->text().contains(resume.front()) && offer->text().contains(resume.back()))
            << "no offer to resume, but: " << window->page().messages().text().toStdString();
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("p.paretoscope"));
    test::FakeDialogs::Script script;
    std::unique_ptr<MainWindow> window;
    int kills = 0;
};

TEST_F(RandomInput, TheWindowStaysWhateverIsDoneAndOffersToResumeAfterEachKill) {
    auto* worker = new test::FakeWorker;
    open(std::unique_ptr<WorkerTransport>(worker));
    play(numberFrom("PARETOSCOPE_RANDOM_ACTIONS", standardActions), [&](Monkey& monkey) {
        if (worker->isRunning() && worker->hasQueued() && !window->jobs().client().job() && worker->isOpen()) {
            worker->begin();
        } else if (window->jobs().client().job() && monkey.below(25) == 0) {
            worker->finish(window->jobs().client().job()->run);
        }
        if (monkey.below(actionsPerKill) == 0 && worker->isRunning()) {
            const bool hadJob = window->jobs().client().job().has_value();
            worker->die();
            ++kills;
            if (hadJob) {
                expectAnOfferToResume();
            }
        }
    });
}

/// Processes that this one has started and that are still there.
qsizetype childProcesses() {
    QFile children(QStringLiteral("/proc/self/task/%1/children").arg(QCoreApplication::applicationPid()));
    return children.open(QIODevice::ReadOnly)
        ? QString::fromLatin1(children.readAll()).split(QLatin1Char(' '), Qt::SkipEmptyParts).size()
        : -1;
}

TEST_F(RandomInput, TheRealWorkerIsKilledAgainAndAgainAndNoneIsLeftBehind) {
    if (ProcessTransport::findProgram().isEmpty()) {
        GTEST_SKIP() << "paretoscope-cli was not built";
    }
    auto* worker = new ProcessTransport;
    open(std::unique_ptr<WorkerTransport>(worker));
    JobController& jobs = window->jobs();
    int lost = 0; // jobs that went with their worker
    QObject::connect(&jobs.client(), &WorkerClient::died, &jobs, [&](const QString&, qint64 run) { lost += run != 0; });
    play(numberFrom("PARETOSCOPE_RANDOM_REAL_ACTIONS", standardRealActions), [&](Monkey& monkey) {
        if (monkey.below(actionsPerRealKill) != 0) {
            return;
        }
        // A job of whatever kind may be under way; where none is, one starts that would take long.
        if (!jobs.isBusy()) {
            jobs.plan().measure.architectures = 3000;
            jobs.startStep(Step::Measure);
        }
        if (!QTest::qWaitFor([&] { return jobs.client().job().has_value(); }, 20'000)) {
            return; // the queue is paused, or the plan was changed to one that is refused
        }
        QTest::qWait(monkey.below(500));
        const int before = lost;
        worker->kill();
        ++kills;
        ASSERT_TRUE(QTest::qWaitFor([&] { return !jobs.client().job(); }, 20'000));
        if (lost > before) { // otherwise it had ended in the same moment
            expectAnOfferToResume();
        }
    });
    RecordProperty("lost", lost);
    window->jobs().client().shutdown();
    window.reset();
    EXPECT_TRUE(QTest::qWaitFor([] { return childProcesses() <= 0; }, 30'000)) << "a worker was left behind";
}

}
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The window's menus and what their entries do by themselves.
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenuBar>
#include <QSettings>
#include <QUndoGroup>
#include <QUndoStack>
#include <algorithm>

#include "core/store/project.h"
#include "paretoscope/version.h"
#include "widgets/common/language.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/jobs/measured_elsewhere.h"
#include "widgets/jobs/queue_dialog.h"
#include "widgets/main/command_palette.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/main_window.h"
#include "widgets/main/named_layouts.h"
#include "widgets/main/settings_dialog.h"
#include "widgets/main/shortcut_sheet.h"
#include "widgets/main/view_docks.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

void MainWindow::setUpMenus() {
    setUpFileMenu();
    setUpEditMenu();
    setUpJobMenu();
    setUpViewMenu();
    setUpHelpMenu();
}

void MainWindow::setUpFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->setObjectName(QStringLiteral("fileMenu"));
    file->addAction(tr("&New project…"), QKeySequence::New, this, [this] { requestNew(false); });
    file->addAction(tr("&Open project…"), QKeySequence::Open, this, &MainWindow::requestOpen);
    recentMenu_ = file->addMenu(tr("Open &recent"));
    file->addAction(tr("Open the &sample"), this, &MainWindow::openSample);
    file->addSeparator();
    file->addAction(tr("&Export…"), QKeySequence(QStringLiteral("Ctrl+E")), this, &MainWindow::requestExport);
    file->addAction(tr("&Write report…"), this, &MainWindow::requestReport);
    file->addAction(tr("&Import device profile…"), this, &MainWindow::requestProfile);
    file->addAction(tr("&Disk use…"), this, &MainWindow::requestRoom);
    file->addSeparator();
    file->addAction(tr("Se&ttings…"), QKeySequence(QStringLiteral("Ctrl+,")), this, &MainWindow::requestPreferences);
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::setUpEditMenu() {
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->setObjectName(QStringLiteral("editMenu"));
    // One undo for the window: it takes back what was changed last, a run or the cell that is tried out.
    auto* group = new QUndoGroup(this);
    QList<QUndoStack*> all;
    for (View* view : page_->views()) {
        all += view->undoStacks();
    }
    for (QUndoStack* stack : std::as_const(all)) {
        group->addStack(stack);
        // A stack is emptied once more when it goes, which the group has forgotten by then.
        connect(stack, &QUndoStack::indexChanged, group, [group, stack] {
            const QList<QUndoStack*> stacks = group->stacks();
            const auto used =
                std::find_if(stacks.begin(), stacks.end(), [](const QUndoStack* other) { return other->count() > 0; });
            group->setActiveStack(stack->count() > 0 ? stack : used != stacks.end() ? *used : stacks.value(0));
        });
        group->setActiveStack(stack);
    }
    QAction* undo = group->createUndoAction(edit, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = group->createRedoAction(edit, tr("&Redo"));
    redo->setShortcut(QKeySequence::Redo);
    edit->addAction(undo);
    edit->addAction(redo);
    edit->addSeparator();
    edit->addAction(tr("Copy front as &picture"), this, [this] { page_->find<FrontView>().plot().copyPicture(); });
    edit->addAction(tr("Copy front as &data (CSV)"), this, [this] { page_->find<FrontView>().plot().copyData(); });
    //: Menu: the command that opens a window at what is looked at now.
    edit->addAction(tr("Copy &link"), QKeySequence(QStringLiteral("Ctrl+Shift+C")), this,
        [this] { QGuiApplication::clipboard()->setText(commandOf(link())); });
}

void MainWindow::setUpJobMenu() {
    QMenu* job = menuBar()->addMenu(tr("&Job"));
    job->setObjectName(QStringLiteral("jobMenu"));
    job->setToolTipsVisible(true);
    const auto addStep = [this, job](Step step) {
        QAction* action = job->addAction(stepTitle(step), this, [this, step] { requestStepOrSayWhyNot(step); });
        // While the menu is open; a key is answered all the same, with the reason.
        connect(job, &QMenu::aboutToShow, action, [this, action, step] {
            const QString reason = whyNot(step);
            action->setEnabled(reason.isEmpty());
            action->setToolTip(reason.isEmpty() ? action->text() : reason);
        });
        connect(job, &QMenu::aboutToHide, action, [action] { action->setEnabled(true); });
        return action;
    };
    for (int i = 0; i < static_cast<int>(Step::Count); ++i) {
        addStep(static_cast<Step>(i))->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)));
    }
    job->addSeparator();
    addStep(Step::Finish);
    job->addAction(tr("Settings &of the front's trainings…"), this, [this] { editPlan(jobs_, Step::Finish, this); });
    job->addSeparator();
    addStep(Step::Tune);
    job->addAction(tr("&Settings of tuning…"), this, [this] { editPlan(jobs_, Step::Tune, this); });
    job->addSeparator();
    const auto addSteering = [this, job](const QString& text, const char* name, auto&& steer) {
        QAction* action = job->addAction(text, this, steer);
        action->setObjectName(QLatin1String(name));
        const auto show = [this, action] { action->setEnabled(jobs_.client().job().has_value()); };
        connect(&jobs_, &JobController::stateChanged, action, show);
        show();
    };
    addSteering(tr("&Pause or continue"), "pauseJob", [this] {
        const auto& running = jobs_.client().job();
        jobs_.pauseJob(running && !running->paused);
    });
    addSteering(tr("S&top"), "stopJob", [this] { jobs_.stopJob(); });
    job->addAction(tr("&Queue…"), this, [this] { (new QueueDialog(jobs_, this))->open(); });
}

void MainWindow::setUpViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->setObjectName(QStringLiteral("viewMenu"));
    ViewDocks& docks = page_->docks();
    for (int i = 0; i < docks.count(); ++i) {
        view->addAction(docks.title(i), QKeySequence(QStringLiteral("Alt+%1").arg(i + 1)), this,
            [&docks, i] { docks.showView(i); });
    }
    view->addSeparator();
    //: Menu: to the candidate that was selected before, with price and budget.
    QAction* back = view->addAction(
        tr("Pre&vious selection"), QKeySequence(Qt::ALT | Qt::Key_Left), &history_, &SelectionHistory::back);
    back->setObjectName(QStringLiteral("selectionBack"));
    //: Menu: the way back again.
    QAction* forward = view->addAction(
        tr("Ne&xt selection"), QKeySequence(Qt::ALT | Qt::Key_Right), &history_, &SelectionHistory::forward);
    forward->setObjectName(QStringLiteral("selectionForward"));
    const auto showPossible = [this, back, forward] {
        back->setEnabled(history_.canGoBack());
        forward->setEnabled(history_.canGoForward());
    };
    connect(&history_, &SelectionHistory::changed, back, showPossible);
    showPossible();
    view->addSeparator();
    view->addAction(tr("λ &path"), QKeySequence(QStringLiteral("Ctrl+L")), this, [this] {
        page_->showView("front");
        page_->find<FrontView>().showLambdaPath(!page_->find<FrontView>().isLambdaPathShown());
    });
    view->addAction(tr("Next &faster choice"), QKeySequence(QStringLiteral("Ctrl+PgUp")), this,
        [this] { page_->find<FrontView>().lambdaPanel().stepChoice(1); });
    view->addAction(tr("Next &better choice"), QKeySequence(QStringLiteral("Ctrl+PgDown")), this,
        [this] { page_->find<FrontView>().lambdaPanel().stepChoice(-1); });
    view->addSeparator();
    view->addAction(tr("&Reset zoom"), QKeySequence(QStringLiteral("Ctrl+0")), this,
        [this] { page_->find<FrontView>().plot().resetZoom(); });
    view->addAction(tr("&Zoom back"), this, [this] { page_->find<FrontView>().plot().zoomBack(); });
    view->addAction(tr("&Save front as picture…"), this, [this] { savePlot(page_->find<FrontView>().plot()); });
    view->addSeparator();
    //: Menu: how the views are arranged.
    layoutMenu_ = view->addMenu(tr("&Arrangement"));
    layoutMenu_->setObjectName(QStringLiteral("layoutMenu"));
    fillLayoutMenu();
    QAction* path = view->addAction(tr("&Guided path"));
    path->setCheckable(true);
    path->setChecked(true);
    connect(path, &QAction::toggled, this, [this](bool shown) { page_->path().setVisible(shown); });
    QAction* full = view->addAction(tr("F&ull screen"));
    full->setShortcut(QKeySequence::FullScreen);
    connect(full, &QAction::triggered, this, [this] { isFullScreen() ? showNormal() : showFullScreen(); });
}

void MainWindow::fillLayoutMenu() {
    qDeleteAll(layoutMenu_->findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    layoutMenu_->clear();
    ViewDocks& docks = page_->docks();
    layoutMenu_->addAction(tr("All views as &tabs"), this, [&docks] { docks.stack(); });
    layoutMenu_->addAction(tr("This view &beside the others"), QKeySequence(QStringLiteral("Ctrl+Shift+Right")), this,
        [&docks] { docks.putBeside(); });
    layoutMenu_->addAction(tr("This view in a &window of its own"), QKeySequence(QStringLiteral("Ctrl+Shift+Up")), this,
        [&docks] { docks.toggleFloating(); });
    layoutMenu_->addSeparator();
    layoutMenu_->addAction(tr("&Save arrangement…"), this, [this] {
        const QString name = dialogs_->text(this, tr("Save arrangement"), tr("Name:"));
        if (!name.isEmpty()) {
            saveNamedLayout(name, page_->saveLayout());
            refillLayoutMenu();
        }
    });
    const QStringList names = layoutNames();
    QMenu* removal = layoutMenu_->addMenu(tr("&Delete arrangement"));
    removal->setEnabled(!names.isEmpty());
    if (!names.isEmpty()) {
        layoutMenu_->addSeparator();
    }
    for (const QString& name : names) {
        QString shown = name;
        shown.replace(QLatin1Char('&'), QLatin1String("&&"));
        layoutMenu_->addAction(shown, this, [this, name] { page_->restoreLayout(namedLayout(name)); });
        removal->addAction(shown, this, [this, name] {
            removeNamedLayout(name);
            refillLayoutMenu();
        });
    }
}

/// Not from within an entry of the menu, which goes with it.
void MainWindow::refillLayoutMenu() {
    QMetaObject::invokeMethod(this, &MainWindow::fillLayoutMenu, Qt::QueuedConnection);
}

void MainWindow::setUpHelpMenu() {
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->setObjectName(QStringLiteral("helpMenu"));
    help->addAction(tr("&Commands…"), QKeySequence(QStringLiteral("Ctrl+K")), this,
        [this] { (new CommandPalette(actionsOf(*menuBar()) + toolActionsOf(*page_), this))->open(); });
    help->addAction(tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1), this,
        [this] { (new ShortcutSheet(actionsOf(*menuBar()), this))->open(); });
    //: Menu: a card beside one part of the window after another says what it is.
    help->addAction(tr("&Tour of the window"), this, &MainWindow::startTour);
    help->addAction(tr("&About Paretoscope"), this, [this] {
        dialogs_->ask(this, tr("About Paretoscope"),
            //: %1 is a version number.
            tr("Paretoscope %1\nExplores accuracy and latency trade-offs of neural architectures.\nGPL-3.0-or-later; "
               "the core is Apache-2.0.")
                .arg(toQString(programVersion)),
            {tr("Close")});
    });
}

void MainWindow::connectPlots() {
    page_->find<FrontView>().plot().setDescriber(
        [this] { return toJson(viewStateOf(page_->find<FrontView>(), selection_, reader_.snapshot().get())); });
    for (PlotView* plot : page_->findChildren<PlotView*>()) {
        plot->setCaption([this, plot] { return captionOf(*plot); });
        connect(plot, &PlotView::saveRequested, this, [this, plot] { savePlot(*plot); });
        connect(plot, &PlotView::saveDataRequested, this, [this, plot] { savePlotData(*plot); });
    }
}

QString MainWindow::whyNot(Step step) const {
    if (path_.isEmpty()) {
        return tr("Open a project first.");
    }
    const StepState state = stepState(step, reader_.snapshot(), selection_.candidate());
    if (!state.possible && state.text.isEmpty()) {
        return tr("The project is still being read.");
    }
    if (!state.possible) {
        //: %1 is the title of a step, %2 what it needs.
        return tr("%1: %2.").arg(stepTitle(step), state.text);
    }
    if (step == Step::Choose) {
        return {};
    }
    if (readOnly_ && step != Step::Export) {
        return tr("This project can only be read.");
    }
    if (step == Step::Measure) {
        const SnapshotPointer snapshot = reader_.snapshot();
        if (const QString reason = snapshot ? whyNotMeasuredHere(jobs_.plan().measure, *snapshot) : QString();
            !reason.isEmpty()) {
            return reason;
        }
    }
    return jobs_.isBusy() ? tr("A job is running.") : QString();
}

void MainWindow::requestStepOrSayWhyNot(Step step) {
    const QString reason = whyNot(step);
    if (reason.isEmpty()) {
        requestStep(step);
    } else {
        refuse(step, reason);
    }
}

void MainWindow::refuse(Step step, const QString& reason) {
    refused_ = {step, reason};
    messages().showMessage(Severity::Warning, reason);
}

/// What the project takes on the disk, and what of it can be spared.
void MainWindow::requestRoom() {
    if (!reader_.snapshot()) {
        return;
    }
    store::CheckpointUse spare;
    try {
        spare = store::Project::open(path_.toStdString(), store::Mode::ReadOnly).spareCheckpoints();
    } catch (const Error& error) {
        tellOf(error);
        return;
    }
    const qint64 taken = QFileInfo(path_).size() + QFileInfo(path_ + QStringLiteral("-wal")).size();
    const bool possible = spare.bytes > 0 && !readOnly_ && !jobs_.isBusy();
    const QString text =
        //: %1 and %2 amounts such as 12 MB.
        tr("The project takes %1 on the disk. %2 of it are the weights that finished searches left behind; they serve "
           "only to score cells (what if). Weights of trained cells stay.")
            .arg(QLocale().formattedDataSize(taken), QLocale().formattedDataSize(spare.bytes));
    const QStringList buttons =
        possible ? QStringList{tr("Remove searches' weights"), tr("Close")} : QStringList{tr("Close")};
    if (dialogs_->ask(this, tr("Disk use"), text, buttons) == 0 && possible) {
        jobs_.removeSpareCheckpoints();
    }
}

void MainWindow::requestPreferences() {
    auto* dialog = new SettingsDialog(preferences_, *dialogs_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const bool otherTheme = preferences_.theme != dialog->preferences().theme;
        const bool otherLanguage = preferences_.language != dialog->preferences().language;
        const bool otherSize = preferences_.textPercent != dialog->preferences().textPercent;
        preferences_ = dialog->preferences();
        savePreferences(preferences_);
        usePreferences();
        if (otherTheme) {
            applyTheme(preferences_.theme);
        }
        if (otherSize) {
            layout_ = page_->saveLayout();
            applyTextSize(preferences_.textPercent);
            rebuildSoon(); // headings and tables took their sizes when they were made
        }
        if (otherLanguage) {
            applyLanguage(preferences_.language); // comes back as LanguageChange
        }
    });
    dialog->open();
}

void MainWindow::usePreferences() {
    jobs_.client().transport().setCores(preferences_.cores);
    if (!preferences_.dataSource.isEmpty()) {
        options::DataConfig data = jobs_.plan().search.data;
        data.source = preferences_.dataSource.toStdString();
        jobs_.plan().setData(data);
    }
}

void MainWindow::tellDesktop(const protocol::JobFinished& finished) {
    const bool isLong = jobClock_.isValid() && jobClock_.elapsed() >= longJobMs_;
    if (!preferences_.notify || !isLong || isActiveWindow()) {
        return;
    }
    const bool good = finished.state == records::RunState::Finished;
    services_->notify(good ? tr("Run %1 has finished").arg(finished.run) : tr("Run %1 has stopped").arg(finished.run),
        QFileInfo(path_).completeBaseName());
}

void MainWindow::setDesktopServices(std::unique_ptr<DesktopServices> services) {
    services_ = std::move(services);
}

void MainWindow::saveLayout() {
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/page"), page_->saveLayout());
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    page_->restoreLayout(settings.value(QStringLiteral("window/page")).toByteArray());
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <utility>

#include "paretoscope/version.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/candidate_table.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/recent_projects.h"
#include "widgets/main/tour.h"
#include "widgets/main/welcome_page.h"
#include "widgets/plot/plot_view.h"
#include "widgets/search/progress_strip.h"

namespace paretoscope::widgets {

namespace {

const QString suffix = QStringLiteral("paretoscope");
/// A worker that does not leave within this time is left to end by itself: its input has ended.
constexpr int leavePatienceMs = 20'000;

QString projectFilter() {
    return MainWindow::tr("Paretoscope projects (*.paretoscope)");
}

}

MainWindow::MainWindow(std::unique_ptr<WorkerTransport> transport, std::unique_ptr<Dialogs> dialogs)
    : dialogs_(std::move(dialogs))
    , preferences_(loadPreferences())
    , services_(desktopServices())
    , jobs_(std::move(transport))
    , pages_(new QStackedWidget(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Paretoscope"));
    setCentralWidget(pages_);
    setAcceptDrops(true);
    buildPages();
    connectReader();
    connectJobs();
    usePreferences();
    showState();
    resize(1280, 800);
}

void MainWindow::buildPages() {
    welcome_ = new WelcomePage(this);
    page_ = new ProjectPage({selection_, jobs_, *dialogs_}, this);
    pages_->addWidget(welcome_);
    pages_->addWidget(page_);
    setUpMenus();
    connectPage();
    connect(welcome_, &WelcomePage::newRequested, this, [this] { requestNew(false); });
    connect(welcome_, &WelcomePage::demoRequested, this, [this] { requestNew(true); });
    connect(welcome_, &WelcomePage::openRequested, this, &MainWindow::requestOpen);
    connect(welcome_, &WelcomePage::recentRequested, this, [this](const QString& path) { openProject(path); });
    connect(welcome_, &WelcomePage::sampleRequested, this, &MainWindow::openSample);
    showRecent();
}

void MainWindow::rebuildPages() {
    rebuildPending_ = false;
    const bool inProject = pages_->currentWidget() == page_;
    const QByteArray layout = page_->saveLayout();
    setMenuBar(new QMenuBar(this)); // the old one goes with its menus
    delete page_;
    delete welcome_;
    buildPages();
    if (inProject) {
        pages_->setCurrentWidget(page_);
    }
    page_->restoreLayout(layout);
    if (reader_.snapshot()) {
        onSnapshot();
    }
    showState();
}

/// Once for all translators that come and go, and not from within a widget that is rebuilt.
void MainWindow::rebuildSoon() {
    if (!rebuildPending_) {
        rebuildPending_ = true;
        QMetaObject::invokeMethod(this, &MainWindow::rebuildPages, Qt::QueuedConnection);
    }
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        rebuildSoon();
    }
    if (event->type() == QEvent::ThemeChange && preferences_.theme == Theme::System) {
        QMetaObject::invokeMethod(
            this, [] { applyTheme(Theme::System); }, Qt::QueuedConnection);
    }
    QMainWindow::changeEvent(event);
}

MainWindow::~MainWindow() {
    // Children go before the members that they are connected to.
    jobs_.disconnect();
    jobs_.client().disconnect();
    reader_.disconnect();
    selection_.disconnect();
    delete takeCentralWidget();
}

void MainWindow::connectReader() {
    connect(&reader_, &ProjectReader::snapshotChanged, this, &MainWindow::onSnapshot);
    connect(&reader_, &ProjectReader::failed, this, [this](ErrorCode code, const QString& text) {
        page_->messages().showMessage(Severity::Bad, errorTitle(code) + QLatin1Char(' ') + text);
    });
    connect(&selection_, &Selection::candidateChanged, this, &MainWindow::showState);
    connect(&selection_, &Selection::comparisonWanted, this, [this] { page_->showView("compare"); });
}

void MainWindow::connectJobs() {
    WorkerClient& client = jobs_.client();
    connect(&jobs_, &JobController::message, this,
        [this](Severity severity, const QString& text, const QList<MessageBar::Action>& actions) {
            page_->messages().showMessage(severity, text, actions);
        });
    connect(&jobs_, &JobController::stateChanged, this, &MainWindow::showState);
    connect(&client, &WorkerClient::progressed, this, [this](const protocol::Progress& progress) {
        page_->progress().showProgress(progress);
        page_->path().showProgress(progress.fraction);
    });
    connect(&client, &WorkerClient::storeChanged, &reader_, &ProjectReader::poke);
    connect(&client, &WorkerClient::jobStarted, this, [this] {
        page_->progress().showJob(jobs_.client().job()->title);
        const records::JobKind kind = jobs_.client().job()->kind;
        const bool front = reader_.snapshot() && reader_.snapshot()->part<FrontSnapshot>();
        if (kind != records::JobKind::Measure || !front) { // a cell is measured while the front is looked at
            page_->showViewOf(kind);
        }
        jobClock_.start();
        if (services_->onBattery()) {
            page_->messages().showMessage(Severity::Warning,
                tr("The computer runs on its battery: it may be slower than usual, and measurements less steady. Plug "
                   "it "
                   "in, or pause the job."));
        }
    });
    connect(&client, &WorkerClient::jobFinished, this, &MainWindow::tellDesktop);
    connect(&client, &WorkerClient::left, this, [this] {
        if (closing_) {
            close();
        }
    });
    connect(&client, &WorkerClient::died, this, [this] {
        if (closing_) {
            close();
        }
    });
}

void MainWindow::connectPage() {
    connect(&page_->path(), &GuidedPath::stepRequested, this, &MainWindow::requestStep);
    connect(&page_->path(), &GuidedPath::settingsRequested, this, [this](Step step) { editPlan(jobs_, step, this); });
    connect(&page_->path(), &GuidedPath::copyRequested, this, &MainWindow::copySample);
    connect(&page_->path(), &GuidedPath::everythingRequested, this,
        [this] { jobs_.runEverything(QFileInfo(path_).absolutePath()); });
    connect(&page_->find<CandidateTable>(), &CandidateTable::exportRequested, this, &MainWindow::exportCandidates);
    connectPlots();
    connect(page_, &ProjectPage::queryChanged, this, &MainWindow::askReader);
    connect(&page_->progress(), &ProgressStrip::pauseRequested, &jobs_, &JobController::pauseJob);
    connect(&page_->progress(), &ProgressStrip::stopRequested, &jobs_, &JobController::stopJob);
}

void MainWindow::openProject(const QString& path, bool readOnly) {
    if (jobs_.isBusy()) {
        page_->messages().showMessage(
            Severity::Warning, tr("A job is running. Stop it before opening another project."));
        return;
    }
    pendingState_.reset();
    pendingLink_.reset();
    firstLook_ = false;
    if (tour_) {
        tour_->end();
    }
    path_ = QFileInfo(path).absoluteFilePath();
    const QFileInfo file(path_);
    readOnly_ = readOnly || (file.exists() ? !file.isWritable() : !QFileInfo(file.absolutePath()).isWritable());
    copyOf_.clear();
    selection_.clear();
    history_.clear();
    page_->messages().dismiss();
    page_->setSnapshot({});
    askReader();
    reader_.open(path_);
    jobs_.setProject(path_);
    setWindowTitle(QStringLiteral("%1 – Paretoscope").arg(file.completeBaseName()));
    pages_->setCurrentWidget(page_);
    isSample_ = readOnly;
    if (file.exists()) {
        rememberProject();
    }
    if (readOnly_ && !isSample_) { // the sample says so where its copy is offered
        page_->messages().showMessage(Severity::Note, tr("This project can only be read."));
    }
    showState();
}

void MainWindow::createProject(const QString& path, bool everything) {
    openProject(path);
    if (path_ != QFileInfo(path).absoluteFilePath() || readOnly_) {
        return;
    }
    page_->showView("front");
    jobs_.createProject();
    if (everything) {
        jobs_.runEverything(QFileInfo(path_).absolutePath());
    }
}

void MainWindow::onSnapshot() {
    const SnapshotPointer snapshot = reader_.snapshot();
    page_->setSnapshot(snapshot);
    jobs_.setSnapshot(snapshot);
    if (snapshot && pendingState_) {
        const ViewState state = *std::exchange(pendingState_, std::nullopt);
        page_->showView("front");
        applyViewState(state, page_->find<FrontView>(), selection_);
    }
    if (snapshot && pendingLink_) {
        applyLink(*snapshot);
    }
    if (snapshot) {
        takeFirstLook(*snapshot);
    }
    rememberProject();
    showState();
}

void MainWindow::askReader() {
    reader_.setQuery(page_->query());
}

void MainWindow::showState() {
    const SnapshotPointer snapshot = reader_.snapshot();
    const auto& job = jobs_.client().job();
    page_->showState({.busy = jobs_.isBusy(), .readOnly = readOnly_});
    //: Why the desktop must not put the computer to sleep.
    services_->keepAwake(preferences_.keepAwake && job.has_value(), tr("A job is running"));
    const records::Run* foreign = snapshot ? snapshot->running() : nullptr;
    const bool terminal = foreign != nullptr && snapshot->beingWritten && !jobs_.client().isRunning();
    PathState path{.busy = jobs_.isBusy(),
        .readOnly = readOnly_,
        .sample = isSample_,
        .running = std::nullopt,
        .selectedCandidate = selection_.candidate()};
    if (job || terminal) {
        path.running = job ? job->kind : foreign->kind;
    }
    page_->path().showState(snapshot, path);
    if (job) {
        page_->progress().showPaused(job->paused);
        return;
    }
    if (terminal) {
        page_->progress().showForeign(toQString(foreign->title), foreign->progress);
        page_->path().showProgress(foreign->progress);
    } else {
        page_->progress().showIdle(jobs_.isBusy() ? tr("Starting…")
                : jobs_.lastEnd().isEmpty()       ? tr("Nothing is running.")
                                                  : jobs_.lastEnd());
    }
}

void MainWindow::requestStep(Step step) {
    if (step == Step::Choose) {
        page_->showView("front");
        if (!selection_.price() && selection_.candidate() == 0) {
            page_->find<FrontView>().moveLambda(0);
        }
        page_->find<FrontView>().lambdaPanel().setFocus();
        return;
    }
    if (step == Step::Export) {
        requestExport();
        return;
    }
    if (const auto front = reader_.snapshot() ? reader_.snapshot()->part<FrontSnapshot>() : nullptr; front != nullptr) {
        jobs_.plan().finish.device = front->deviceSetting.toStdString();
    }
    jobs_.startStep(step, genotypeOf(reader_.snapshot(), selection_.candidate()));
}

void MainWindow::requestNew(bool everything) {
    QString path = dialogs_->saveFile(this, tr("New project"), QStringLiteral("project.") + suffix, projectFilter());
    if (path.isEmpty()) {
        return;
    }
    if (QFileInfo(path).suffix().isEmpty()) {
        path += QLatin1Char('.') + suffix;
    }
    createProject(path, everything);
}

void MainWindow::requestOpen() {
    const QString path = dialogs_->openFile(this, tr("Open project"), projectFilter());
    if (!path.isEmpty()) {
        openFile(path);
    }
}

void MainWindow::rememberProject() {
    const QStringList known = recentProjects();
    if (isSample_) {
        return;
    }
    if (known.isEmpty() || known.front() != path_) {
        widgets::rememberProject(path_);
        showRecent();
    }
}

void MainWindow::showRecent() {
    const QStringList paths = recentProjects();
    welcome_->setRecent(paths);
    recentMenu_->clear();
    recentMenu_->setEnabled(!paths.isEmpty());
    for (const QString& path : paths) {
        recentMenu_->addAction(QFileInfo(path).fileName(), this, [this, path] { openProject(path); })->setToolTip(path);
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!jobs_.isBusy() || closing_) {
        saveLayout();
        event->accept();
        return;
    }
    event->ignore();
    const int answer = dialogs_->ask(this, tr("A job is running"),
        tr("Closing stops it at its next step, with a checkpoint. It can be resumed when the project is opened again."),
        {tr("Stop and close"), tr("Keep running")});
    if (answer == 0) {
        closing_ = true;
        page_->progress().showIdle(tr("Stopping with a checkpoint…"));
        jobs_.client().shutdown();
        QTimer::singleShot(leavePatienceMs, this, &QWidget::close);
    }
}

}

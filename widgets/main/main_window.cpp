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
#include "widgets/cell/cell_pane.h"
#include "widgets/common/number_text.h"
#include "widgets/devices/devices_view.h"
#include "widgets/error_text.h"
#include "widgets/front/front_lens.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/jobs/guided_path.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/main/recent_projects.h"
#include "widgets/main/welcome_page.h"
#include "widgets/plot/plot_view.h"
#include "widgets/runs/runs_view.h"
#include "widgets/search/progress_strip.h"
#include "widgets/search/search_view.h"
#include "widgets/tuning/tuning_view.h"

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
    watchdog_.start();
    resize(1280, 800);
}

void MainWindow::buildPages() {
    welcome_ = new WelcomePage(this);
    page_ = new ProjectPage(selection_, this);
    pages_->addWidget(welcome_);
    pages_->addWidget(page_);
    runActions_ = new RunActions(page_->runs(), jobs_, *dialogs_, this);
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
    delete runActions_;
    delete page_;
    delete welcome_;
    buildPages();
    page_->runs().setReadOnly(readOnly_);
    if (inProject) {
        pages_->setCurrentWidget(page_);
    }
    page_->restoreLayout(layout);
    if (reader_.snapshot()) {
        onSnapshot();
    }
    showState();
}

void MainWindow::changeEvent(QEvent* event) {
    // Once for all translators that come and go, and not from within a widget that is rebuilt.
    if (event->type() == QEvent::LanguageChange && !rebuildPending_) {
        rebuildPending_ = true;
        QMetaObject::invokeMethod(this, &MainWindow::rebuildPages, Qt::QueuedConnection);
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
    connect(&selection_, &Selection::deviceSettingChanged, this, &MainWindow::askReader);
    connect(&selection_, &Selection::protocolChanged, this, &MainWindow::askReader);
    connect(&selection_, &Selection::candidateChanged, this, [this](std::int64_t candidate) {
        const SnapshotPointer snapshot = reader_.snapshot();
        if (candidate != 0 && snapshot && genotypeOf(*snapshot, candidate).empty()) {
            askReader(); // its details are not at hand
        }
        showState();
    });
}

void MainWindow::connectJobs() {
    WorkerClient& client = jobs_.client();
    connect(&jobs_, &JobController::message, this,
        [this](Severity severity, const QString& text, const QList<MessageBar::Action>& actions) {
            page_->messages().showMessage(severity, text, actions);
        });
    connect(&jobs_, &JobController::stateChanged, this, &MainWindow::showState);
    connect(&client, &WorkerClient::progressed, this,
        [this](const protocol::Progress& progress) { page_->progress().showProgress(progress); });
    connect(&client, &WorkerClient::searchSnapshot, this,
        [this](const options::SearchSnapshot& snapshot) { page_->search().showLive(snapshot); });
    connect(&client, &WorkerClient::logged, this,
        [this](const protocol::Log& log) { page_->search().appendLog(log.level, toQString(log.text)); });
    connect(&client, &WorkerClient::storeChanged, &reader_, &ProjectReader::poke);
    connect(&client, &WorkerClient::jobStarted, this, [this] {
        page_->progress().showJob(jobs_.client().job()->title);
        if (jobs_.client().job()->kind == records::JobKind::Search) {
            page_->showView(View::Search);
        } else if (jobs_.client().job()->kind == records::JobKind::Tune) {
            page_->showView(View::Tuning);
        }
    });
    connect(&client, &WorkerClient::jobStarted, this, [this] {
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
    connect(&page_->path(), &GuidedPath::settingsRequested, this, &MainWindow::requestSettings);
    connect(&page_->path(), &GuidedPath::everythingRequested, this, [this] {
        jobs_.runEverything(JobPlan::demo(), QFileInfo(path_).absolutePath() + QStringLiteral("/cell.onnx"));
    });
    connect(runActions_, &RunActions::message, this,
        [this](Severity severity, const QString& text, const QList<MessageBar::Action>& actions) {
            page_->messages().showMessage(severity, text, actions);
        });
    connectPlots();
    connect(&page_->tuning(), &TuningView::tuneRequested, this, [this] { requestStep(Step::Tune); });
    connect(&page_->tuning(), &TuningView::settingsRequested, this, [this] { requestSettings(Step::Tune); });
    connect(page_, &ProjectPage::viewChanged, this, &MainWindow::askReader);
    connect(&page_->front().lens(), &FrontLens::queryChanged, this, &MainWindow::askReader);
    connect(&page_->front().lens(), &FrontLens::measureRequested, this, &MainWindow::requestMeasurement);
    connect(&page_->devices(), &DevicesView::queryChanged, this, &MainWindow::askReader);
    connect(&page_->cellPane(), &CellPane::measureRequested, &jobs_, &JobController::measureArchitecture);
    connect(&page_->cellPane(), &CellPane::scoreRequested, &jobs_, &JobController::scoreArchitectures);
    connect(&page_->cellPane(), &CellPane::trainRequested, &jobs_, &JobController::trainArchitecture);
    connect(&page_->progress(), &ProgressStrip::pauseRequested, &jobs_, &JobController::pauseJob);
    connect(&page_->progress(), &ProgressStrip::stopRequested, &jobs_, &JobController::stopJob);
    LambdaPanel& lambda = page_->front().lambdaPanel();
    connect(&lambda, &LambdaPanel::lambdaChanged, this, [this, &lambda](double value) {
        if (lambda.follows()) {
            jobs_.followLambda(analysis::Lambda{value});
        }
    });
    connect(&lambda, &LambdaPanel::refineRequested, this,
        [this, &lambda] { jobs_.refine(lambda.lambda(), lambda.target()); });
    const auto followTarget = [this, &lambda] {
        if (lambda.follows() && lambda.target()) {
            jobs_.followTarget(*lambda.target());
        }
    };
    connect(&lambda, &LambdaPanel::targetChanged, this, followTarget);
    connect(&lambda, &LambdaPanel::followChanged, this, [this, &lambda, followTarget](bool follow) {
        if (follow && !lambda.target()) {
            jobs_.followLambda(analysis::Lambda{lambda.lambda()});
        }
        followTarget();
    });
}

void MainWindow::openProject(const QString& path, bool readOnly) {
    if (jobs_.isBusy()) {
        page_->messages().showMessage(
            Severity::Warning, tr("A job is running. Stop it before opening another project."));
        return;
    }
    path_ = QFileInfo(path).absoluteFilePath();
    const QFileInfo file(path_);
    readOnly_ = readOnly || (file.exists() ? !file.isWritable() : !QFileInfo(file.absolutePath()).isWritable());
    selection_.clear();
    page_->messages().dismiss();
    runActions_->clear();
    page_->runs().setReadOnly(readOnly_);
    page_->search().clear();
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
    if (readOnly_) {
        page_->messages().showMessage(Severity::Note, tr("This project can only be read."));
    }
    showState();
}

void MainWindow::createProject(const QString& path, bool everything) {
    openProject(path);
    if (path_ != QFileInfo(path).absoluteFilePath() || readOnly_) {
        return;
    }
    jobs_.createProject();
    if (everything) {
        jobs_.runEverything(JobPlan::demo(), QFileInfo(path_).absolutePath() + QStringLiteral("/cell.onnx"));
    }
}

void MainWindow::onSnapshot() {
    const SnapshotPointer snapshot = reader_.snapshot();
    page_->setSnapshot(snapshot);
    jobs_.setSnapshot(snapshot);
    runActions_->setSnapshot(snapshot);
    if (snapshot && pendingState_) {
        const ViewState state = *std::exchange(pendingState_, std::nullopt);
        page_->showView(View::Front);
        applyViewState(state, page_->front(), selection_);
    }
    rememberProject();
    showState();
}

void MainWindow::askReader() {
    SnapshotQuery query{.deviceSetting = selection_.deviceSetting(),
        .protocol = selection_.protocol(),
        .candidate = selection_.candidate()};
    page_->front().lens().addTo(query);
    if (page_->isShown(View::Devices)) {
        page_->devices().addTo(query);
    }
    reader_.setQuery(query);
}

void MainWindow::showState() {
    const SnapshotPointer snapshot = reader_.snapshot();
    const auto& job = jobs_.client().job();
    page_->cellPane().setJobsPossible(!jobs_.isBusy() && !readOnly_);
    //: Why the desktop must not put the computer to sleep.
    services_->keepAwake(preferences_.keepAwake && job.has_value(), tr("A job is running"));
    page_->path().showState(snapshot.get(), selection_.candidate(), jobs_.isBusy(), readOnly_);
    page_->tuning().setStartable(!jobs_.isBusy() && !readOnly_);
    page_->front().lambdaPanel().setFollowable(jobs_.followable());
    const bool searchable = stepState(Step::Search, snapshot.get(), 0).possible;
    page_->front().lambdaPanel().setRefinable(searchable && !jobs_.isBusy() && !readOnly_,
        readOnly_        ? tr("This project can only be read.")
            : searchable ? tr("A job is running.")
                         : tr("A search needs a predictor first."));
    if (job) {
        page_->progress().showPaused(job->paused);
        return;
    }
    const records::Run* foreign = snapshot ? snapshot->running() : nullptr;
    if (foreign != nullptr && snapshot->beingWritten && !jobs_.client().isRunning()) {
        page_->progress().showForeign(toQString(foreign->title), foreign->progress);
    } else {
        page_->progress().showIdle(jobs_.isBusy() ? tr("Starting…") : tr("Nothing is running."));
    }
}

void MainWindow::requestStep(Step step) {
    if (step == Step::Choose) {
        page_->showView(View::Front);
        if (!selection_.lambda() && selection_.candidate() == 0) {
            page_->front().moveLambda(0);
        }
        page_->front().lambdaPanel().setFocus();
        return;
    }
    if (step == Step::Export) {
        requestExport();
        return;
    }
    jobs_.startStep(step, selection_.candidate());
}

void MainWindow::requestMeasurement(const QStringList& genotypes) {
    const SnapshotPointer snapshot = reader_.snapshot();
    if (!snapshot || !snapshot->front || readOnly_) {
        return;
    }
    if (jobs_.isBusy()) {
        page_->messages().showMessage(Severity::Warning, tr("A job is running. Measure when it has ended."));
        return;
    }
    options::MeasureConfig config;
    config.deviceSetting = snapshot->front->deviceSetting.toStdString();
    config.network.space = snapshot->front->protocol.space;
    config.network.shape = snapshot->front->protocol.shape;
    for (const QString& genotype : genotypes) {
        config.genotypes.push_back(genotype.toStdString());
    }
    jobs_.startMeasure(config);
}

void MainWindow::requestSettings(Step step) {
    const JobPlan& plan = jobs_.plan();
    auto* dialog = new JobSettingsDialog(
        plan.settings(step), step == Step::Train ? std::optional(plan.randomCells) : std::nullopt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, step] {
        jobs_.plan().take(dialog->config());
        if (step == Step::Train) {
            jobs_.plan().randomCells = dialog->randomCells();
        }
    });
    dialog->open();
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
        openProject(path);
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

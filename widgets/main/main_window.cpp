// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTimer>
#include <utility>

#include "paretoscope/version.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/job_settings_dialog.h"
#include "widgets/main/recent_projects.h"
#include "widgets/main/welcome_page.h"
#include "widgets/plot/plot_view.h"
#include "widgets/runs/runs_view.h"
#include "widgets/search/progress_strip.h"
#include "widgets/search/search_view.h"

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
    , jobs_(std::move(transport))
    , pages_(new QStackedWidget(this))
    , welcome_(new WelcomePage(this))
    , page_(new ProjectPage(selection_, this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Paretoscope"));
    pages_->addWidget(welcome_);
    pages_->addWidget(page_);
    setCentralWidget(pages_);
    setUpMenus();
    connectReader();
    connectJobs();
    connectPage();
    connect(welcome_, &WelcomePage::newRequested, this, [this] { requestNew(false); });
    connect(welcome_, &WelcomePage::demoRequested, this, [this] { requestNew(true); });
    connect(welcome_, &WelcomePage::openRequested, this, &MainWindow::requestOpen);
    connect(welcome_, &WelcomePage::recentRequested, this, &MainWindow::openProject);
    showRecent();
    showState();
    watchdog_.start();
    resize(1280, 800);
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
    connect(&client, &WorkerClient::progressed, &page_->progress(), &ProgressStrip::showProgress);
    connect(&client, &WorkerClient::searchSnapshot, &page_->search(), &SearchView::showLive);
    connect(&client, &WorkerClient::logged, this,
        [this](const protocol::Log& log) { page_->search().appendLog(log.level, toQString(log.text)); });
    connect(&client, &WorkerClient::storeChanged, &reader_, &ProjectReader::poke);
    connect(&client, &WorkerClient::jobStarted, this, [this] {
        page_->progress().showJob(jobs_.client().job()->title);
        if (jobs_.client().job()->kind == records::JobKind::Search) {
            page_->showView(View::Search);
        }
    });
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
    connect(&page_->runs(), &RunsView::resumeRequested, &jobs_, &JobController::resumeRun);
    connect(&page_->progress(), &ProgressStrip::pauseRequested, &jobs_, &JobController::pauseJob);
    connect(&page_->progress(), &ProgressStrip::stopRequested, &jobs_, &JobController::stopJob);
    LambdaPanel& lambda = page_->front().lambdaPanel();
    connect(&lambda, &LambdaPanel::lambdaChanged, this, [this, &lambda](double value) {
        if (lambda.follows()) {
            jobs_.followLambda(value);
        }
    });
    connect(&lambda, &LambdaPanel::followChanged, this, [this, &lambda](bool follow) {
        if (follow) {
            jobs_.followLambda(lambda.lambda());
        }
    });
}

void MainWindow::setUpMenus() {
    setUpFileMenu();
    QMenu* job = menuBar()->addMenu(tr("&Job"));
    job->setObjectName(QStringLiteral("jobMenu"));
    for (int i = 0; i < static_cast<int>(Step::Count); ++i) {
        const auto step = static_cast<Step>(i);
        job->addAction(stepTitle(step), QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)), this, [this, step] {
            if (!path_.isEmpty() && stepState(step, reader_.snapshot().get(), selection_.candidate()).possible
                && (step == Step::Choose || !jobs_.isBusy())) {
                requestStep(step);
            }
        });
    }
    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->setObjectName(QStringLiteral("viewMenu"));
    const QStringList names{tr("Front"), tr("Predictor"), tr("Search"), tr("Runs")};
    for (int i = 0; i < names.size(); ++i) {
        view->addAction(names[i], QKeySequence(QStringLiteral("Alt+%1").arg(i + 1)), this,
            [this, i] { page_->showView(static_cast<View>(i)); });
    }
    view->addSeparator();
    view->addAction(
        tr("&Reset zoom"), QKeySequence(QStringLiteral("Ctrl+0")), this, [this] { page_->front().plot().resetZoom(); });
    view->addAction(tr("Zoom &back"), this, [this] { page_->front().plot().zoomBack(); });
    view->addAction(tr("Save front as &picture…"), this, &MainWindow::savePicture);
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About Paretoscope"), this, [this] {
        dialogs_->ask(this, tr("About Paretoscope"),
            //: %1 is a version number.
            tr("Paretoscope %1\nExplores accuracy and latency trade-offs of neural architectures.\nGPL-3.0-or-later; "
               "the core is Apache-2.0.")
                .arg(toQString(programVersion)),
            {tr("Close")});
    });
}

void MainWindow::setUpFileMenu() {
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->setObjectName(QStringLiteral("fileMenu"));
    file->addAction(tr("&New project…"), QKeySequence::New, this, [this] { requestNew(false); });
    file->addAction(tr("&Open project…"), QKeySequence::Open, this, &MainWindow::requestOpen);
    recentMenu_ = file->addMenu(tr("Open &recent"));
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::openProject(const QString& path) {
    if (jobs_.isBusy()) {
        page_->messages().showMessage(
            Severity::Warning, tr("A job is running. Stop it before opening another project."));
        return;
    }
    path_ = QFileInfo(path).absoluteFilePath();
    const QFileInfo file(path_);
    readOnly_ = file.exists() ? !file.isWritable() : !QFileInfo(file.absolutePath()).isWritable();
    selection_.clear();
    page_->messages().dismiss();
    page_->search().clear();
    page_->setSnapshot({});
    reader_.setQuery({});
    reader_.open(path_);
    jobs_.setProject(path_);
    setWindowTitle(QStringLiteral("%1 – Paretoscope").arg(file.completeBaseName()));
    pages_->setCurrentWidget(page_);
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
    rememberProject();
    showState();
}

void MainWindow::askReader() {
    reader_.setQuery({selection_.deviceSetting(), selection_.protocol(), selection_.candidate(), 0});
}

void MainWindow::showState() {
    const SnapshotPointer snapshot = reader_.snapshot();
    const auto& job = jobs_.client().job();
    page_->path().showState(snapshot.get(), selection_.candidate(), jobs_.isBusy(), readOnly_);
    page_->front().lambdaPanel().setFollowable(job && job->kind == records::JobKind::Search);
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

void MainWindow::requestSettings(Step step) {
    auto* dialog = new JobSettingsDialog(step, jobs_.plan(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { jobs_.plan() = dialog->plan(); });
    dialog->open();
}

void MainWindow::requestExport() {
    const QString suggestion = QFileInfo(path_).absolutePath() + QStringLiteral("/cell.onnx");
    const QString path = dialogs_->saveFile(this, tr("Export ONNX"), suggestion, tr("ONNX files (*.onnx)"));
    if (!path.isEmpty()) {
        jobs_.startExport(selection_.candidate(), path);
    }
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

void MainWindow::savePicture() {
    const QString path = dialogs_->saveFile(
        this, tr("Save front as picture"), QStringLiteral("front.svg"), tr("Pictures (*.svg *.png)"));
    if (!path.isEmpty() && !page_->front().plot().saveImage(path)) {
        page_->messages().showMessage(Severity::Bad, errorTitle(ErrorCode::FileUnwritable) + QLatin1Char(' ') + path);
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!jobs_.isBusy() || closing_) {
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

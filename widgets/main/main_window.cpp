// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QMap>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <utility>

#include "core/space/genotype.h"
#include "paretoscope/version.h"
#include "widgets/common/application.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/candidate_table.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/jobs/measured_elsewhere.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/recent_projects.h"
#include "widgets/main/sample_project.h"
#include "widgets/main/tour.h"
#include "widgets/main/welcome_page.h"
#include "widgets/plot/plot_view.h"
#include "widgets/search/progress_strip.h"

namespace paretoscope::widgets {

namespace {

/// A worker that does not leave within this time is left to end by itself: its input has ended.
constexpr int leavePatienceMs = 20'000;

/// What stands in the fields that filter a table, by their names.
QMap<QString, QString> typedTexts(const QWidget& page) {
    QMap<QString, QString> texts;
    for (const QLineEdit* field : page.findChildren<QLineEdit*>()) {
        if (field->isClearButtonEnabled() && !field->text().isEmpty()) {
            texts.insert(field->objectName(), field->text());
        }
    }
    return texts;
}

void typeAgain(const QWidget& page, const QMap<QString, QString>& texts) {
    for (auto text = texts.cbegin(); text != texts.cend(); ++text) {
        if (auto* field = page.findChild<QLineEdit*>(text.key())) {
            field->setText(text.value());
        }
    }
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
    if (auto* application = qobject_cast<Application*>(QCoreApplication::instance())) {
        connect(application, &Application::failed, this, &MainWindow::tellOf);
    }
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
    const QByteArray layout = layout_.isEmpty() ? page_->saveLayout() : std::exchange(layout_, {});
    const ViewState front = viewStateOf(page_->find<FrontView>(), selection_, reader_.snapshot().get());
    const QMap<QString, QString> typed = typedTexts(*page_);
    const std::optional<MessageBar::Message> said = messages().message();
    setMenuBar(new QMenuBar(this)); // the old one goes with its menus
    delete page_;
    delete welcome_;
    buildPages();
    if (inProject) {
        pages_->setCurrentWidget(page_);
    }
    page_->restoreLayout(layout);
    page_->find<FrontView>().setAxis(front.crossEntropy ? QualityAxis::CrossEntropy : QualityAxis::Accuracy);
    page_->find<FrontView>().setLogarithmic(front.logarithmic);
    if (reader_.snapshot()) {
        onSnapshot();
    }
    typeAgain(*page_, typed);
    if (jobs_.client().job()) {
        showJob();
    }
    if (said) {
        messages().showMessage(said->severity, said->text, said->actions);
    }
    showState();
}

void MainWindow::showJob() {
    page_->progress().showJob(jobs_.client().job()->title);
    if (const auto& progress = jobs_.progress()) {
        page_->progress().showProgress(*progress);
        showStepProgress(progress->fraction);
    }
}

/// Of the running job; a step of a pipeline shows its own, which its record tells.
void MainWindow::showStepProgress(double fraction) {
    const SnapshotPointer snapshot = reader_.snapshot();
    const auto& job = jobs_.client().job();
    if (!snapshot || !job || snapshot->runningStepOf(job->run) == nullptr) {
        page_->path().showProgress(fraction);
    }
}

MessageBar& MainWindow::messages() {
    return pages_->currentWidget() == page_ ? page_->messages() : welcome_->messages();
}

void MainWindow::tellOf(const Error& error) {
    messages().showMessage(
        Severity::Bad, errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(error.what()));
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
    // While they are whole: a field that loses the focus as its dialog is destroyed would still tell the dialog.
    for (QDialog* dialog : findChildren<QDialog*>()) {
        dialog->hide();
    }
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
        if (!reader_.snapshot() && !isNew_) {
            giveUpOpening(code, text);
        } else {
            messages().showMessage(Severity::Bad, errorTitle(code) + QLatin1Char(' ') + text);
        }
    });
    connect(&selection_, &Selection::candidateChanged, this, &MainWindow::showState);
    connect(&selection_, &Selection::comparisonWanted, this, [this] { page_->showView("compare"); });
}

void MainWindow::connectJobs() {
    WorkerClient& client = jobs_.client();
    connect(&jobs_, &JobController::message, this,
        [this](Severity severity, const QString& text, const QList<MessageBar::Action>& actions) {
            messages().showMessage(severity, text, actions);
        });
    connect(&jobs_, &JobController::stateChanged, this, &MainWindow::showState);
    connect(&jobs_, &JobController::deviceWanted, &selection_, &Selection::setDeviceSetting);
    connect(&jobs_, &JobController::cellChosen, this, [this](const QString& genotype) {
        page_->showView("front");
        try {
            selection_.wantGenotype(space::sorted(space::fromText(genotype.toStdString())));
        } catch (const Error&) {
            // A newer version's cell: what it left stands on the front all the same.
        }
    });
    connect(&client, &WorkerClient::progressed, this, [this](const protocol::Progress& progress) {
        page_->progress().showProgress(progress);
        showStepProgress(progress.fraction);
    });
    connect(&client, &WorkerClient::storeChanged, &reader_, &ProjectReader::poke);
    connect(&client, &WorkerClient::jobStarted, this, [this] {
        if (const auto said = page_->messages().message(); said && said->severity == Severity::Bad) {
            page_->messages().dismiss(); // of the job before
        }
        showJob();
        const records::JobKind kind = jobs_.client().job()->kind;
        const bool front = reader_.snapshot() && reader_.snapshot()->part<FrontSnapshot>();
        if (kind != records::JobKind::Measure || !front) { // a cell is measured while the front is looked at
            page_->showViewOf(kind);
        }
        jobClock_.start();
        if (services_->onBattery()) {
            messages().showMessage(Severity::Warning,
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
    connect(&page_->path(), &GuidedPath::everythingRequested, this, &MainWindow::requestEverything);
    connect(&page_->find<CandidateTable>(), &CandidateTable::exportRequested, this, &MainWindow::exportCandidates);
    connectPlots();
    connect(page_, &ProjectPage::queryChanged, this, &MainWindow::askReader);
    connect(&page_->progress(), &ProgressStrip::pauseRequested, &jobs_, &JobController::pauseJob);
    connect(&page_->progress(), &ProgressStrip::stopRequested, &jobs_, &JobController::stopJob);
}

void MainWindow::onSnapshot() {
    const SnapshotPointer snapshot = reader_.snapshot();
    before_.reset();
    isNew_ = false;
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
    if (refused_ && whyNot(refused_->step).isEmpty()) { // a refusal goes with its reason
        if (messages().text() == refused_->text) {
            messages().dismiss();
        }
        refused_.reset();
    }
    page_->showState({.busy = jobs_.isBusy(), .readOnly = readOnly_});
    //: Why the desktop must not put the computer to sleep.
    services_->keepAwake(preferences_.keepAwake && job.has_value(), tr("A job is running"));
    const records::Run* foreign = snapshot ? snapshot->running() : nullptr;
    const bool terminal = foreign != nullptr && snapshot->beingWritten && !jobs_.client().isRunning();
    PathState path{.busy = jobs_.isBusy(),
        .readOnly = readOnly_,
        .sample = isSample_,
        .running = std::nullopt,
        .selectedCandidate = selection_.candidate(),
        .measureProblem = {},
        .everythingProblem = {}};
    if (snapshot) {
        path.measureProblem = whyNotMeasuredHere(jobs_.plan().measure, *snapshot);
        path.everythingProblem = whyNotMeasuredHere(jobs_.everything({}), *snapshot);
    }
    const records::Run* stage = nullptr;
    if (job || terminal) {
        path.running = job ? job->kind : foreign->kind;
        stage = snapshot ? snapshot->runningStepOf(job ? job->run : foreign->id) : nullptr;
    }
    if (stage != nullptr) { // of a pipeline
        path.running = stage->kind;
    }
    page_->path().showState(snapshot, path);
    if (stage != nullptr) {
        page_->path().showProgress(stage->progress);
    }
    if (stage != nullptr && stage->id != std::exchange(shownStage_, stage->id)) {
        page_->showViewOf(stage->kind);
    }
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
    jobs_.startStep(step, genotypeOf(reader_.snapshot(), selection_.candidate()));
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

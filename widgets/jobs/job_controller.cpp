// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_controller.h"

#include <QDir>
#include <algorithm>
#include <utility>

#include "core/queries/merit.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/result_text.h"
#include "widgets/error_text.h"
#include "widgets/jobs/measured_elsewhere.h"

namespace paretoscope::widgets {

namespace {

constexpr int idleMs = 20'000;
constexpr int followMs = 60;
constexpr std::size_t mostLogLines = 5000;

QString errorMessage(const QString& code, const QString& text) {
    return errorTitle(errorCodeFromName(code)) + QLatin1Char(' ') + engineText(text);
}

}

JobController::JobController(std::unique_ptr<WorkerTransport> transport, QObject* parent)
    : QObject(parent)
    , client_(std::move(transport)) {
    idle_.setSingleShot(true);
    idle_.setInterval(idleMs);
    followTimer_.setSingleShot(true);
    followTimer_.setInterval(followMs);
    connect(&idle_, &QTimer::timeout, this, [this] {
        if (!isBusy() && client_.isRunning()) {
            client_.shutdown();
        }
    });
    connect(&followTimer_, &QTimer::timeout, this, [this] {
        if (!client_.job()) {
            return;
        }
        const std::int64_t run = client_.job()->run;
        if (const auto* lambda = std::get_if<analysis::Lambda>(&pending_)) {
            client_.request(protocol::SetLambda{run, *lambda});
        } else {
            client_.request(protocol::SetTarget{run, std::get<double>(pending_)});
        }
    });
    watchProgress();
    connect(&client_, &WorkerClient::jobQueued, this, &JobController::stateChanged);
    connect(&client_, &WorkerClient::jobStarted, this, &JobController::stateChanged);
    connect(&client_, &WorkerClient::jobFinished, this, &JobController::onFinished);
    connect(&client_, &WorkerClient::died, this, &JobController::onDied);
    connect(&client_, &WorkerClient::left, this, &JobController::stateChanged);
    connect(&client_, &WorkerClient::refused, this, [this](const QString& code, const QString& text) {
        Q_EMIT message(Severity::Bad, errorMessage(code, text), {});
        idle_.start();
    });
}

void JobController::watchProgress() {
    connect(&client_, &WorkerClient::jobStarted, this, [this] {
        place_ = {.run = client_.job()->run, .kind = client_.job()->kind};
        progress_.reset();
    });
    connect(&client_, &WorkerClient::progressed, this, [this](const protocol::Progress& progress) {
        place_.fraction = progress.fraction;
        progress_ = progress;
    });
    connect(&still_, &StillWatch::stoodStill, this, &JobController::tellOfStandstill);
    connect(&client_, &WorkerClient::logged, this,
        [this](const protocol::Log& log) { addToLog(log.level, toQString(log.text)); });
    connect(&client_, &WorkerClient::searchSnapshot, this, [this](const options::SearchSnapshot& search) {
        place_.step = search.step;
        place_.steps = search.steps;
    });
}

void JobController::tellOfStandstill(std::int64_t run, int minutes) {
    Q_EMIT message(Severity::Warning,
        //: %1 the number of a run.
        tr("Run %1 has not moved for %n minute(s). It may wait for its device, its disk, or memory that other programs "
           "take. It can be stopped and resumed later; a worker that does not answer can be ended, and the run goes on "
           "from its last checkpoint.",
            nullptr, minutes)
            .arg(run),
        //: Buttons; the worker is the process that runs jobs.
        {{tr("Stop run %1").arg(run), [this] { stopJob(); }},
            {tr("End the worker"), [this] { client_.transport().kill(); }}});
}

void JobController::addToLog(protocol::LogLevel level, const QString& text) {
    log_.push_back({level, QTime::currentTime(), text});
    if (log_.size() > mostLogLines) {
        log_.pop_front();
    }
    Q_EMIT logged(log_.back());
}

QString JobController::stoppedText(const End& end) {
    if (!end.place) {
        return tr("stopped before it began");
    }
    if (end.place->step > 0) { // a search leaves a checkpoint of the step that it stops at
        //: %1 of %2: steps of a search.
        return tr("stopped at step %1 of %2, saved there").arg(end.place->step).arg(end.place->steps);
    }
    //: %1 a share of a job.
    return tr("stopped at %1, what it had stored is kept").arg(percentText(end.place->fraction, 0));
}

QString JobController::lastEnd() const {
    if (!end_) {
        return {};
    }
    const QString how = end_->state == records::RunState::Failed ? tr("failed")
        : end_->state == records::RunState::Interrupted          ? stoppedText(*end_)
                                                                 : tr("finished");
    //: %1 the number of a run, %2 how it ended.
    return tr("Run %1: %2").arg(QString::number(end_->run), how);
}

void JobController::setProject(const QString& path) {
    end_.reset();
    log_.clear();
    exported_.clear();
    snapshot_.reset();
    finishedRun_ = 0;
    offered_ = false;
    client_.setProject(path);
    Q_EMIT stateChanged();
}

void JobController::createProject() {
    client_.touch();
    idle_.start();
}

void JobController::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    if (snapshot) {
        plan_.setDeviceSetting(snapshot->deviceSetting.toStdString()); // what the steps say is of this one
    }
    announceEnd();
    if (snapshot && !std::exchange(offered_, true)) {
        offerInterrupted();
    }
}

void JobController::offerInterrupted() {
    const auto isInterrupted = [this](const records::Run& run) {
        const bool ended = run.state == records::RunState::Interrupted
            || (isOpen(run.state) && !snapshot_->beingWritten); // killed with its worker
        return ended && options::descriptionOf(run.kind).resumable;
    };
    const auto newest = std::ranges::find_if(snapshot_->runs, isInterrupted);
    if (newest == snapshot_->runs.end() || isBusy()) {
        return;
    }
    const records::Run* pipeline = snapshot_->run(newest->parent);
    const records::Run& offered = pipeline != nullptr && isInterrupted(*pipeline) ? *pipeline : *newest;
    Q_EMIT message(Severity::Note,
        tr("Run %1 (%2) was interrupted at %3.")
            .arg(offered.id)
            .arg(engineText(offered.title), percentText(offered.progress, 0)),
        {resumeAction(offered.id)});
}

void JobController::announceEnd() {
    const records::Run* run = snapshot_ ? snapshot_->run(finishedRun_) : nullptr;
    if (run == nullptr || run->state != records::RunState::Finished) {
        return;
    }
    finishedRun_ = 0;
    if (const auto result = options::resultOf<options::PipelineConfig>(*run)) {
        const QString path = toQString(result->onnx);
        QString text = tr("All done. No faster cell is worth the accuracy that it costs: the best cell found at λ = 0 "
                          "is exported as %1.")
                           .arg(path);
        const bool known =
            result->chosen >= 0 && std::cmp_less(result->chosen, result->cells.size()); // a record may be damaged
        if (result->worthIt && known) {
            //: %1 per cent, %2 a file.
            text = tr("All done. The chosen cell saves %1 of the latency of the best one; it is exported as %2. Move λ "
                      "to see the other trade-offs.")
                       .arg(percentText(result->latencySaving(), 0), path);
        }
        Q_EMIT message(Severity::Good, text, {});
        if (known) {
            Q_EMIT cellChosen(toQString(result->chosenCell().genotype));
        }
        return;
    }
    if (const QString result = resultText(*run); !result.isEmpty()) {
        //: %1 the number of a run, %2 what it resulted in.
        Q_EMIT message(Severity::Good, tr("Run %1 has finished: %2.").arg(QString::number(run->id), result), {});
    }
}

MessageBar::Action JobController::resumeAction(std::int64_t run) {
    //: A button; %1 is the number of a run.
    return {tr("Resume run %1").arg(run), [this, run] { resumeRun(run); }};
}

MessageBar::Action JobController::allowAction(std::int64_t run) {
    //: A button; %1 is the number of a run that wants to run a command or write a file.
    return {tr("Allow it and resume run %1").arg(run), [this, run] {
                idle_.stop();
                client_.request(protocol::AllowRun{run}, {});
                Q_EMIT stateChanged();
            }};
}

void JobController::startJob(const options::JobConfig& config) {
    if (const QString reason = snapshot_ ? whyNotMeasuredHere(config, *snapshot_) : QString(); !reason.isEmpty()) {
        Q_EMIT message(Severity::Warning, reason, {});
        return;
    }
    idle_.stop();
    const auto* writing = std::get_if<options::ExportConfig>(&config);
    const QString file = writing != nullptr ? toQString(writing->path) : QString();
    client_.start(config, [this, file](const protocol::Answer& answer) {
        if (const auto* started = answer.get<protocol::StartedRun>(); started != nullptr && !file.isEmpty()) {
            exported_.insert(started->run, file);
        }
        Q_EMIT stateChanged();
    });
    Q_EMIT stateChanged();
}

void JobController::startStep(Step step, const std::string& chosenGenotype) {
    switch (step) {
    case Step::Measure:
        startJob(plan_.measure);
        break;
    case Step::Fit:
        startJob(plan_.fit);
        break;
    case Step::Explore:
        startJob(plan_.explore);
        break;
    case Step::Search:
        startJob(plan_.search);
        break;
    case Step::Train: {
        std::vector<std::string> genotypes;
        if (snapshot_) {
            for (const options::SearchedCell& cell : searchedCells(*snapshot_)) {
                genotypes.push_back(cell.genotype);
            }
        }
        if (!chosenGenotype.empty()) {
            genotypes.push_back(chosenGenotype);
        }
        startJob(plan_.trainConfig(genotypes));
        break;
    }
    case Step::Finish:
        startJob(plan_.finish);
        break;
    case Step::Tune:
        startJob(plan_.tuneConfig(chosenGenotype));
        break;
    default:
        break;
    }
}

void JobController::measureArchitecture(const space::Architecture& architecture, const QString& setting) {
    options::MeasureConfig config = plan_.measure;
    config.network = {architecture.genotype.space, architecture.shape};
    config.genotypes = {space::identityText(architecture.genotype)};
    if (!setting.isEmpty()) {
        config.deviceSetting = setting.toStdString();
    }
    startJob(config);
}

void JobController::scoreArchitectures(const std::vector<space::Architecture>& architectures) {
    const options::NetworkConfig network{architectures.front().genotype.space, architectures.front().shape};
    const records::Run* search = snapshot_ ? newestSearchOf(*snapshot_, network) : nullptr;
    if (search == nullptr) {
        Q_EMIT message(Severity::Warning,
            tr("No search of this network has finished in this project; scoring needs its weights."), {});
        return;
    }
    options::ScoreConfig config{.search = search->id};
    for (const space::Architecture& architecture : architectures) {
        config.genotypes.push_back(space::identityText(architecture.genotype));
    }
    startJob(config);
}

void JobController::trainArchitecture(const space::Architecture& architecture) {
    options::TrainConfig config = plan_.train;
    config.network = {architecture.genotype.space, architecture.shape};
    config.genotypes = {space::identityText(architecture.genotype)};
    startJob(config);
}

void JobController::trainUnder(const records::AccuracyProtocol& protocol, const std::vector<space::Genotype>& genotypes,
    const std::function<void(options::TrainConfig&)>& adapt) {
    auto config = snapshot_ ? queries::trainingUnder(snapshot_->runs, protocol.id) : std::nullopt;
    if (!config) {
        Q_EMIT message(Severity::Warning,
            //: %1 an accuracy protocol.
            tr("No run of this project tells how to train for “%1”. Train with the settings of the step “Train”.")
                .arg(engineText(protocol.title)),
            {});
        return;
    }
    for (const space::Genotype& genotype : genotypes) {
        config->genotypes.push_back(space::identityText(genotype));
    }
    if (adapt) {
        adapt(*config);
    }
    startJob(*config);
}

options::ExportConfig JobController::exportConfig(const space::Architecture& architecture) const {
    return plan_.exportConfig(architecture, snapshot_ ? weightsNetwork(*snapshot_, architecture) : nullptr, {});
}

void JobController::annotate(const protocol::AnnotateRun& annotation) {
    client_.request(annotation);
    idle_.start();
}

void JobController::annotate(const protocol::AnnotateCandidates& annotation) {
    client_.request(annotation);
    idle_.start();
}

void JobController::purgeDeletedRuns() {
    client_.request(protocol::PurgeDeletedRuns{});
    idle_.start();
}

void JobController::removeSpareCheckpoints() {
    client_.request(protocol::RemoveSpareCheckpoints{}, [this](const protocol::Answer& answer) {
        if (const auto* freed = answer.get<protocol::FreedSpace>()) {
            Q_EMIT message(Severity::Good,
                //: %1 an amount such as 12 MB.
                tr("Freed %1 of disk space.").arg(QLocale().formattedDataSize(freed->bytes)), {});
        }
    });
    idle_.start();
}

void JobController::importProfile(const QString& path) {
    client_.request(protocol::ImportProfile{path.toStdString()}, [this](const protocol::Answer& answer) {
        if (const auto* added = answer.get<protocol::ImportedProfile>()) {
            Q_EMIT message(Severity::Good,
                //: %n counts measurements, %1 is a computer's name.
                tr("Added %n measurement(s) of %1 and their predictors: see Devices.", nullptr, added->stored)
                    .arg(toQString(added->computer)),
                {});
        }
    });
    idle_.start();
}

options::PipelineConfig JobController::everything(const QString& folder) const {
    options::PipelineConfig config = options::demoPipeline();
    config.setDeviceSetting(plan_.measure.deviceSetting);
    config.output = folder.toStdString();
    return config;
}

void JobController::runEverything(const QString& folder) {
    startJob(everything(folder));
}

void JobController::resumeRun(std::int64_t run) {
    idle_.stop();
    client_.resume(run);
    Q_EMIT stateChanged();
}

void JobController::pauseJob(bool pause) {
    if (client_.job()) {
        const std::int64_t run = client_.job()->run;
        pause ? client_.pause(run) : client_.resume(run);
        Q_EMIT stateChanged();
    }
}

void JobController::stopJob() {
    if (client_.job()) {
        client_.stop(client_.job()->run);
    }
}

void JobController::followLambda(analysis::Lambda lambda) {
    follow(lambda);
}

void JobController::followTarget(double latencyMs) {
    follow(latencyMs);
}

void JobController::follow(const std::variant<analysis::Lambda, double>& wish) {
    if (client_.job() && client_.job()->kind == records::JobKind::Search) {
        pending_ = wish;
        if (!followTimer_.isActive()) {
            followTimer_.start();
        }
    }
}

options::LambdaMode JobController::followable() const {
    const auto& job = client_.job();
    const records::Run* run = job && snapshot_ ? snapshot_->run(job->run) : nullptr;
    if (run == nullptr || run->kind != records::JobKind::Search) {
        return options::LambdaMode::Fixed;
    }
    try {
        return options::jobConfigFromJson<options::SearchConfig>(run->configuration).mode;
    } catch (const Error&) {
        return options::LambdaMode::Fixed; // a newer version's job: what it takes is not known
    }
}

void JobController::refine(analysis::Lambda lambda, std::optional<double> targetMs) {
    options::SearchConfig config = plan_.search;
    config.lambdas = {lambda.value};
    config.stopAtSaving.reset();
    config.targetLatencyMs = targetMs;
    config.mode = targetMs ? options::LambdaMode::Target : options::LambdaMode::Live;
    startJob(config);
}

void JobController::onFinished(const protocol::JobFinished& finished) {
    const bool begun = place_.run == finished.run;
    end_ = End{finished.run, finished.state, begun ? std::optional(place_) : std::nullopt};
    const bool resumable = !begun || options::descriptionOf(place_.kind).resumable;
    finishedRun_ = 0; // an older result must not take the place of what is said now
    if (finished.state == records::RunState::Failed) {
        QList<MessageBar::Action> actions;
        if (const ErrorCode code = errorCodeFromName(toQString(finished.errorCode)); code == ErrorCode::NotTrusted) {
            actions = {allowAction(finished.run)};
        } else if (resumable && mayWorkAgain(code)) {
            actions = {resumeAction(finished.run)};
        }
        const QString error = errorMessage(toQString(finished.errorCode), toQString(finished.errorText));
        addToLog(protocol::LogLevel::Error, tr("Run %1: %2").arg(QString::number(finished.run), error));
        Q_EMIT message(Severity::Bad, error, actions);
    } else if (finished.state == records::RunState::Interrupted) {
        Q_EMIT message(Severity::Note, lastEnd() + QLatin1Char('.'),
            resumable ? QList{resumeAction(finished.run)} : QList<MessageBar::Action>());
    } else {
        if (const QString file = exported_.take(finished.run); !file.isEmpty()) {
            // At once: the reader never sees the run where the worker has a copy of a project that can only be read.
            Q_EMIT message(Severity::Good, tr("Written: %1").arg(QDir::toNativeSeparators(file)), {});
        } else {
            Q_EMIT message(Severity::Good, tr("Run %1 has finished.").arg(finished.run), {});
            finishedRun_ = finished.run;
            announceEnd(); // the reader may have been quicker than the worker's message
        }
    }
    if (!client_.isBusy()) {
        idle_.start();
    }
    Q_EMIT stateChanged();
}

void JobController::onDied(const QString& reason, std::int64_t run) {
    finishedRun_ = 0; // nor of this
    //: %1 says why a process ended.
    const QString text = tr("The worker has ended: %1. Stored results are safe.").arg(reason);
    if (run != 0) {
        client_.touch(); // a new one, which also sets the lost run to interrupted
        idle_.start();
        Q_EMIT message(Severity::Warning,
            text + QLatin1Char(' ')
                + tr("A new worker is started; run %1 can continue from its last checkpoint.").arg(run),
            {resumeAction(run)});
    } else {
        Q_EMIT message(Severity::Bad, text, {});
    }
    Q_EMIT stateChanged();
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QTime>
#include <QTimer>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

#include "core/analysis/lambda_line.h"
#include "widgets/common/message_bar.h"
#include "widgets/jobs/job_plan.h"
#include "widgets/jobs/still_watch.h"
#include "widgets/worker/worker_client.h"

namespace paretoscope::widgets {

/// Starts the steps' jobs in the worker, follows what becomes of them, and says it in words. A worker is started with
/// the first job and leaves when it has been idle for a while, so that a terminal can write to the project.
class JobController : public QObject {
    Q_OBJECT
public:
    /// What was said while jobs of this project ran.
    struct LogLine {
        protocol::LogLevel level;
        QTime time;
        QString text;
    };

    explicit JobController(std::unique_ptr<WorkerTransport> transport, QObject* parent = nullptr);

    void setProject(const QString& path);
    /// Lets the worker make the project file now.
    void createProject();
    void setSnapshot(const SnapshotPointer& snapshot);
    [[nodiscard]] const SnapshotPointer& snapshot() const { return snapshot_; }

    [[nodiscard]] JobPlan& plan() { return plan_; }
    [[nodiscard]] const JobPlan& plan() const { return plan_; }
    [[nodiscard]] WorkerClient& client() { return client_; }
    [[nodiscard]] StillWatch& stillWatch() { return still_; }
    [[nodiscard]] bool isBusy() const { return client_.isBusy(); }
    /// How the last job of this project ended, in words: "Run 12: stopped at step 82 of 100, saved there". Empty
    /// before.
    [[nodiscard]] QString lastEnd() const;
    /// The newest lines, some thousand at most: for a view that is made while a job runs.
    [[nodiscard]] const std::deque<LogLine>& log() const { return log_; }
    /// Of the job that runs, nothing before its first.
    [[nodiscard]] const std::optional<protocol::Progress>& progress() const { return progress_; }

    /// Measure, Fit, Search or Train as planned. Train takes the cells of the newest search and the chosen one.
    void startStep(Step step, const std::string& chosenGenotype = {});
    /// Times exactly this network; `setting` empty: as the step “Measure” is set.
    void measureArchitecture(const space::Architecture& architecture, const QString& setting);
    /// Scores these architectures of one network with the weights of its newest search; says so where there is none.
    void scoreArchitectures(const std::vector<space::Architecture>& architectures);
    /// Trains exactly this network as the step “Train” is set.
    void trainArchitecture(const space::Architecture& architecture);
    /// Trains these cells as the accuracies of a protocol were trained in this project, changed by `adapt` (which may
    /// be empty); says so where no run tells how that was.
    void trainUnder(const records::AccuracyProtocol& protocol, const std::vector<space::Genotype>& genotypes,
        const std::function<void(options::TrainConfig&)>& adapt = {});
    /// What an export of this cell would be with the defaults; the path is left empty.
    [[nodiscard]] options::ExportConfig exportConfig(const space::Architecture& architecture) const;
    /// Any job; it waits in the worker's queue where another one runs.
    void startJob(const options::JobConfig& config);
    void annotate(const protocol::AnnotateRun& annotation);
    void annotate(const protocol::AnnotateCandidates& annotation);
    void purgeDeletedRuns();
    void removeSpareCheckpoints();
    void importProfile(const QString& path);
    /// The whole pipeline with the demo's settings; its files go into `folder`.
    void runEverything(const QString& folder);
    [[nodiscard]] options::PipelineConfig everything(const QString& folder) const;
    void resumeRun(std::int64_t run);
    void pauseJob(bool pause);
    void stopJob();
    /// The running search takes this λ; several calls of these two within a moment become one request.
    void followLambda(analysis::Lambda lambda);
    /// The running search aims at this latency from now on.
    void followTarget(double latencyMs);
    /// What the search that runs takes while it runs: λ (mode Live), a target latency (mode Target), or nothing.
    [[nodiscard]] options::LambdaMode followable() const;
    /// Starts a search like the planned one at this λ alone, or for a target latency.
    void refine(analysis::Lambda lambda, std::optional<double> targetMs);

Q_SIGNALS:
    void message(paretoscope::widgets::Severity severity, const QString& text,
        const QList<paretoscope::widgets::MessageBar::Action>& actions);
    /// Busy, idle, paused, or another job.
    void stateChanged();
    void logged(const paretoscope::widgets::JobController::LogLine& line);
    /// Everything was run, and this is the cell that it chose (identity text).
    void cellChosen(const QString& genotype);
    /// The settings of a job name a device: from now on it is the current one.
    void deviceWanted(const QString& deviceSetting);

private:
    /// Where the running job has come to.
    struct Place {
        std::int64_t run = 0;
        records::JobKind kind{};
        double fraction = 0;
        int step = 0; ///< of a search; 0: not known
        int steps = 0;
    };
    void watchProgress();
    void tellOfStandstill(std::int64_t run, int minutes);
    void addToLog(protocol::LogLevel level, const QString& text);
    /// How a job ended, and where it had come to.
    struct End {
        std::int64_t run = 0;
        records::RunState state{};
        std::optional<Place> place; ///< nothing where it had not begun
    };
    /// "stopped at step 82 of 100, saved there"
    [[nodiscard]] static QString stoppedText(const End& end);
    void follow(const std::variant<analysis::Lambda, double>& wish);
    void onFinished(const protocol::JobFinished& finished);
    void onDied(const QString& reason, std::int64_t run);
    void offerInterrupted();
    /// Says what the run that has finished resulted in, once that was read.
    void announceEnd();
    [[nodiscard]] MessageBar::Action resumeAction(std::int64_t run);
    [[nodiscard]] MessageBar::Action allowAction(std::int64_t run);

    WorkerClient client_;
    StillWatch still_{client_};
    JobPlan plan_ = JobPlan::standard();
    SnapshotPointer snapshot_;
    QTimer idle_;
    QTimer followTimer_;
    std::variant<analysis::Lambda, double> pending_; ///< λ, or a target latency in ms
    std::int64_t finishedRun_ = 0; ///< the last one, until its record was read
    Place place_;
    std::optional<protocol::Progress> progress_;
    std::deque<LogLine> log_;
    QHash<std::int64_t, QString> exported_; ///< the files of exports that have not finished, by run
    std::optional<End> end_; ///< said in the language of the moment
    bool offered_ = false; ///< interrupted runs of this project were offered once
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/protocol/line_buffer.h"
#include "core/protocol/messages.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::widgets {

/// The window's side of the conversation with its worker: starts it when the first job is asked for, sends requests,
/// turns events into signals, and notices its death. GUI thread; nothing blocks.
class WorkerClient : public QObject {
    Q_OBJECT
public:
    /// Called with the answer, or with a made-up one (not ok) where the worker died first.
    using AnswerHandler = std::function<void(const protocol::Answer&)>;

    explicit WorkerClient(std::unique_ptr<WorkerTransport> transport, QObject* parent = nullptr);
    ~WorkerClient() override;

    /// The project that the next worker opens. A worker of another project is asked to leave first.
    void setProject(const QString& path);
    void start(const options::JobConfig& config, AnswerHandler handler = {});
    void stop(std::int64_t run, AnswerHandler handler = {});
    void pause(std::int64_t run, AnswerHandler handler = {});
    void resume(std::int64_t run, AnswerHandler handler = {});
    /// Any other request of the protocol; starts a worker where none runs.
    void request(decltype(protocol::Request::body) body, AnswerHandler handler = {});
    /// Starts a worker where none runs; it makes the project file, or tidies up after one that was killed.
    void touch();
    /// Asks it to checkpoint and leave; left() follows.
    void shutdown();

    /// Titles of the jobs that run or wait, by run.
    [[nodiscard]] const QHash<std::int64_t, QString>& titles() const { return titles_; }

    /// The job that runs now.
    struct Job {
        std::int64_t run = 0;
        records::JobKind kind = records::JobKind::Search;
        QString title;
        bool paused = false;
    };
    [[nodiscard]] const std::optional<Job>& job() const { return job_; }
    [[nodiscard]] bool isRunning() const { return transport_->isRunning(); }
    /// Jobs that were asked for and have not ended.
    [[nodiscard]] bool isBusy() const { return job_.has_value() || !titles_.isEmpty(); }
    [[nodiscard]] WorkerTransport& transport() { return *transport_; }

Q_SIGNALS:
    void jobQueued(std::int64_t run);
    void jobStarted();
    void jobFinished(const paretoscope::protocol::JobFinished& finished);
    void progressed(const paretoscope::protocol::Progress& progress);
    void searchSnapshot(const paretoscope::options::SearchSnapshot& snapshot);
    void logged(const paretoscope::protocol::Log& log);
    void storeChanged();
    /// A request was refused.
    void refused(const QString& errorCode, const QString& errorText);
    /// The worker ended unasked. `run` is the job that ran, 0 for none.
    void died(const QString& reason, std::int64_t run);
    /// The worker left as asked.
    void left();

private:
    void ensureStarted();
    void flush();
    void receive(const QByteArray& bytes);
    void handleLine(std::string_view line);
    void handle(const protocol::Event& event);
    void handleAnswer(const protocol::Answer& answer);
    void onEnded(bool crashed, const QString& reason);

    std::unique_ptr<WorkerTransport> transport_;
    protocol::LineBuffer buffer_;
    QString project_;
    QString workerProject_;
    std::int64_t nextId_ = 1;
    QHash<std::int64_t, AnswerHandler> pending_;
    QList<QByteArray> outbox_; ///< requests made before the worker said hello
    bool greeted_ = false;
    bool leaving_ = false;
    std::optional<Job> job_;
    QHash<std::int64_t, QString> titles_; ///< of queued and running runs
    QString lastComplaint_;
};

/// The code of that name, EngineFailure where a newer worker knows another one.
ErrorCode errorCodeFromName(const QString& name);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/worker/worker_client.h"

#include <utility>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

ErrorCode errorCodeFromName(const QString& name) {
    return errorNamed(name.toStdString()).value_or(ErrorCode::EngineFailure);
}

WorkerClient::WorkerClient(std::unique_ptr<WorkerTransport> transport, QObject* parent)
    : QObject(parent)
    , transport_(std::move(transport)) {
    connect(transport_.get(), &WorkerTransport::received, this, &WorkerClient::receive);
    connect(transport_.get(), &WorkerTransport::ended, this, &WorkerClient::onEnded);
    connect(transport_.get(), &WorkerTransport::complained, this, [this](const QString& text) {
        lastComplaint_ = text.section(QLatin1Char('\n'), -1);
        Q_EMIT logged({protocol::LogLevel::Warning, text.toStdString()});
    });
}

WorkerClient::~WorkerClient() {
    transport_->disconnect(this);
}

void WorkerClient::setProject(const QString& path) {
    if (project_ != path) {
        project_ = path;
        if (transport_->isRunning()) {
            shutdown();
        }
    }
}

void WorkerClient::ensureStarted() {
    if (!transport_->isRunning() && !project_.isEmpty()) {
        greeted_ = false;
        leaving_ = false;
        lastComplaint_.clear();
        buffer_ = {};
        workerProject_ = project_;
        transport_->start(project_);
    }
}

void WorkerClient::request(decltype(protocol::Request::body) body, AnswerHandler handler) {
    const std::int64_t id = nextId_++;
    pending_.insert(id, std::move(handler));
    outbox_.append(QByteArray::fromStdString(protocol::encode(protocol::Request{id, std::move(body)})));
    if (!leaving_) {
        ensureStarted(); // otherwise once the old worker has left
    }
    flush();
}

void WorkerClient::flush() {
    if (!greeted_ || leaving_) {
        return;
    }
    for (const QByteArray& line : std::exchange(outbox_, {})) {
        transport_->send(line);
    }
}

void WorkerClient::start(const options::JobConfig& config, AnswerHandler handler) {
    request(protocol::Start{config}, std::move(handler));
}

void WorkerClient::stop(std::int64_t run, AnswerHandler handler) {
    request(protocol::Stop{run}, std::move(handler));
}

void WorkerClient::pause(std::int64_t run, AnswerHandler handler) {
    if (job_ && job_->run == run) {
        job_->paused = true;
    }
    request(protocol::Pause{run}, std::move(handler));
}

void WorkerClient::resume(std::int64_t run, AnswerHandler handler) {
    if (job_ && job_->run == run) {
        job_->paused = false;
    }
    request(protocol::Resume{run}, std::move(handler));
}

void WorkerClient::touch() {
    request(protocol::Ping{}, {});
}

void WorkerClient::shutdown() {
    if (!transport_->isRunning()) {
        Q_EMIT left();
        return;
    }
    if (greeted_ && !leaving_) {
        transport_->send(
            QByteArray::fromStdString(protocol::encode(protocol::Request{nextId_++, protocol::Shutdown{}})));
    }
    leaving_ = true;
    transport_->close();
}

void WorkerClient::receive(const QByteArray& bytes) {
    try {
        buffer_.append({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    } catch (const Error& error) {
        Q_EMIT logged({protocol::LogLevel::Error, error.what()});
    }
    while (const auto line = buffer_.next()) {
        handleLine(*line);
    }
}

void WorkerClient::handleLine(std::string_view line) {
    try {
        handle(protocol::decodeEvent(line));
    } catch (const Error& error) {
        // One bad line is said, and the conversation goes on.
        Q_EMIT logged({protocol::LogLevel::Error, error.what()});
    }
}

void WorkerClient::handle(const protocol::Event& event) {
    if (std::holds_alternative<protocol::Hello>(event)) {
        greeted_ = true;
        flush();
    } else if (const auto* queued = std::get_if<protocol::JobQueued>(&event)) {
        titles_.insert(queued->run, toQString(queued->title));
        Q_EMIT jobQueued(queued->run);
    } else if (const auto* started = std::get_if<protocol::JobStarted>(&event)) {
        job_ = Job{started->run, started->kind, titles_.value(started->run, jobText(started->kind)), false};
        titles_.insert(started->run, job_->title);
        Q_EMIT jobStarted();
    } else if (const auto* progress = std::get_if<protocol::Progress>(&event)) {
        Q_EMIT progressed(*progress);
    } else if (const auto* snapshot = std::get_if<protocol::Snapshot>(&event)) {
        Q_EMIT searchSnapshot(snapshot->search);
    } else if (const auto* log = std::get_if<protocol::Log>(&event)) {
        Q_EMIT logged(*log);
    } else if (const auto* finished = std::get_if<protocol::JobFinished>(&event)) {
        titles_.remove(finished->run);
        if (job_ && job_->run == finished->run) {
            job_.reset();
        }
        Q_EMIT jobFinished(*finished);
    } else if (const auto* answer = std::get_if<protocol::Answer>(&event)) {
        handleAnswer(*answer);
    } else if (std::holds_alternative<protocol::StoreChanged>(event)) {
        Q_EMIT storeChanged();
    }
}

void WorkerClient::handleAnswer(const protocol::Answer& answer) {
    const AnswerHandler handler = pending_.take(answer.id);
    if (!answer.ok) {
        Q_EMIT refused(toQString(answer.errorCode), toQString(answer.errorText));
    }
    if (handler) {
        handler(answer);
    }
}

void WorkerClient::onEnded(bool crashed, const QString& reason) {
    const std::int64_t run = job_ ? job_->run : 0;
    const bool asked = std::exchange(leaving_, false);
    job_.reset();
    titles_.clear();
    greeted_ = false;
    if (asked) {
        Q_EMIT left();
        if (!outbox_.isEmpty()) {
            ensureStarted(); // requests for the next project waited for the old worker to leave
        }
        return;
    }
    outbox_.clear();
    const QHash<std::int64_t, AnswerHandler> unanswered = std::exchange(pending_, {});
    for (auto waiting = unanswered.cbegin(); waiting != unanswered.cend(); ++waiting) {
        if (waiting.value()) {
            waiting.value()(protocol::Answer{
                waiting.key(), false, std::string(errorName(ErrorCode::Interrupted)), reason.toStdString(), {}});
        }
    }
    if (crashed || run != 0) {
        const QString said =
            lastComplaint_.isEmpty() ? reason : reason + QStringLiteral(" (") + lastComplaint_ + QLatin1Char(')');
        Q_EMIT died(said, run);
    }
}

}

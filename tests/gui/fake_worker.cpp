// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/fake_worker.h"

#include <QTimer>

#include "core/base/error.h"

namespace paretoscope::widgets::test {

void FakeWorker::start(const QString& project) {
    running_ = true;
    ++starts_;
    QTimer::singleShot(0, this, [this, project] {
        try {
            project_.emplace(store::Project::openOrCreate(project.toStdString()));
        } catch (const Error&) {
            die(); // as the real one does on a file that is no project
            return;
        }
        Q_EMIT started();
        say(protocol::Hello{.processId = 1, .host = "test", .project = project.toStdString()});
    });
}

void FakeWorker::say(const protocol::Event& event) {
    const QByteArray line = QByteArray::fromStdString(protocol::encode(event)) + '\n';
    // In two pieces, as a pipe may cut it.
    Q_EMIT received(line.left(line.size() / 2));
    Q_EMIT received(line.mid(line.size() / 2));
}

void FakeWorker::answer(std::int64_t id, const Result& result) {
    say(protocol::Answer{.id = id, .ok = true, .errorCode = {}, .errorText = {}, .result = result});
}

void FakeWorker::send(const QByteArray& line) {
    requests_.push_back(protocol::decodeRequest(line.toStdString()));
    const protocol::Request request = requests_.back();
    if (const auto* start = std::get_if<protocol::Start>(&request.body)) {
        records::Run run;
        run.kind = options::kindOf(start->config);
        run.title = options::title(start->config);
        run.configuration = options::toJson(start->config);
        const std::int64_t id = project_->addRun(run);
        queue_.push_back(id);
        say(protocol::JobQueued{id, run.kind, run.title});
        answer(request.id, protocol::StartedRun{id});
    } else if (const auto* resume = std::get_if<protocol::Resume>(&request.body)) {
        queue_.push_back(resume->run);
        answer(request.id, {});
    } else if (std::holds_alternative<protocol::QueueList>(request.body)) {
        answer(request.id, protocol::QueueState{std::nullopt, {queue_.begin(), queue_.end()}, paused_});
    } else if (const auto* pause = std::get_if<protocol::PauseQueue>(&request.body)) {
        paused_ = pause->paused;
        answer(request.id, {});
    } else if (const auto* annotate = std::get_if<protocol::AnnotateRun>(&request.body)) {
        project_->updateRun(
            annotate->run, {.tags = annotate->tags, .note = annotate->note, .deleted = annotate->deleted});
        answer(request.id, {});
        say(protocol::StoreChanged{});
    } else if (const auto* said = std::get_if<protocol::AnnotateCandidates>(&request.body)) {
        project_->remark(said->candidates, {.starred = said->starred, .note = said->note});
        answer(request.id, {});
        say(protocol::StoreChanged{});
    } else {
        answer(request.id, {});
    }
}

std::int64_t FakeWorker::begin() {
    const std::int64_t run = queue_.front();
    queue_.erase(queue_.begin());
    project_->updateRun(run, {.state = records::RunState::Running, .progress = {}, .results = {}, .error = {}});
    say(protocol::JobStarted{run, project_->run(run).kind});
    return run;
}

void FakeWorker::finish(std::int64_t run, records::RunState state, const std::string& results) {
    project_->updateRun(run, {.state = state, .progress = 1.0, .results = results, .error = {}});
    say(protocol::JobFinished{run, state, {}, {}});
    say(protocol::StoreChanged{});
}

void FakeWorker::close() {
    QTimer::singleShot(0, this, [this] {
        if (running_) {
            running_ = false;
            project_.reset();
            Q_EMIT ended(false, {});
        }
    });
}

void FakeWorker::die() {
    running_ = false;
    project_.reset();
    queue_.clear();
    Q_EMIT ended(true, QStringLiteral("it was killed or crashed"));
}

}

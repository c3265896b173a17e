// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/protocol/messages.h"
#include "core/store/project.h"
#include "widgets/common/dialogs.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::widgets::test {

/// A worker inside the test: opens the project for writing, stores runs as the real one does, and says what the test
/// tells it to.
class FakeWorker : public WorkerTransport {
public:
    void start(const QString& project) override;
    void send(const QByteArray& line) override;
    void close() override;
    void kill() override { die(); }
    [[nodiscard]] bool isRunning() const override { return running_; }

    void say(const protocol::Event& event);
    /// Begins the oldest queued run.
    std::int64_t begin();
    void finish(
        std::int64_t run, records::RunState state = records::RunState::Finished, const std::string& results = "{}");
    /// As kill -9 does: nothing is tidied up.
    void die();

    template <typename Body>
    [[nodiscard]] std::vector<Body> requests() const {
        std::vector<Body> found;
        for (const protocol::Request& request : requests_) {
            if (const auto* body = std::get_if<Body>(&request.body)) {
                found.push_back(*body);
            }
        }
        return found;
    }
    [[nodiscard]] store::Project& project() { return *project_; }
    [[nodiscard]] int starts() const { return starts_; }
    /// It has come up and holds the project.
    [[nodiscard]] bool isOpen() const { return project_.has_value(); }
    [[nodiscard]] bool hasQueued() const { return !queue_.empty(); }
    void setCores(int cores) override { cores_ = cores; }
    [[nodiscard]] int cores() const { return cores_; }

private:
    using Result = decltype(protocol::Answer::result);
    void answer(std::int64_t id, const Result& result);

    bool running_ = false;
    int starts_ = 0;
    int cores_ = 0;
    bool paused_ = false;
    std::optional<store::Project> project_;
    std::vector<protocol::Request> requests_;
    std::vector<std::int64_t> queue_;
};

/// Answers every question with what the test put in.
class FakeDialogs : public Dialogs {
public:
    struct Script {
        int button = 0;
        QString file;
        QString text;
        QStringList asked;
    };
    explicit FakeDialogs(Script& script) : script_(script) { }

    int ask(QWidget*, const QString& title, const QString&, const QStringList&) override {
        script_.asked.append(title);
        return script_.button;
    }
    QString openFile(QWidget*, const QString&, const QString&) override { return script_.file; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return script_.file; }
    QString text(QWidget*, const QString&, const QString&) override { return script_.text; }
    QString folder(QWidget*, const QString&) override { return script_.file; }

private:
    Script& script_;
};

}

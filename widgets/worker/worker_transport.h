// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QProcess>
#include <QString>
#include <memory>

namespace paretoscope::widgets {

/// Carries lines to and from a worker. The process behind it may be a child (ProcessTransport), a test's own object, or
/// later the far end of an ssh. All functions return at once.
class WorkerTransport : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Starts a worker for the project file. Answers with started() or ended().
    virtual void start(const QString& project) = 0;
    /// One line without its line end.
    virtual void send(const QByteArray& line) = 0;
    /// Ends the input: the worker stops its job at the next step, with a checkpoint, and leaves.
    virtual void close() = 0;
    /// Ends it at once.
    virtual void kill() = 0;
    /// Not running: nothing was started, or it has ended.
    [[nodiscard]] virtual bool isRunning() const = 0;
    /// Most cores that workers started from now on may use, 0: all.
    virtual void setCores(int cores) { Q_UNUSED(cores) }

Q_SIGNALS:
    void started();
    /// Bytes as they arrived, cut anywhere.
    void received(const QByteArray& bytes);
    /// What the worker wrote to its error output.
    void complained(const QString& text);
    /// `crashed`: it did not leave by itself with exit code 0; `reason` says it in words.
    void ended(bool crashed, const QString& reason);
};

/// `paretoscope-cli worker --project FILE` as a child process.
class ProcessTransport : public WorkerTransport {
    Q_OBJECT
public:
    explicit ProcessTransport(QObject* parent = nullptr);
    ~ProcessTransport() override;

    void start(const QString& project) override;
    void send(const QByteArray& line) override;
    void close() override;
    void kill() override;
    [[nodiscard]] bool isRunning() const override;
    void setCores(int cores) override;
    [[nodiscard]] qint64 processId() const { return process_.processId(); }

    /// PARETOSCOPE_CLI, the program beside this one, or the one in PATH; empty where there is none.
    static QString findProgram();

private:
    void finish(int exitCode, QProcess::ExitStatus status);

    QProcess process_;
};

}

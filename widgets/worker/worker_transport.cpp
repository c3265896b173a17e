// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/worker/worker_transport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>

#include <sched.h>

namespace paretoscope::widgets {

namespace {

const QString programName = QStringLiteral("paretoscope-cli");
/// How long the window waits for its worker to save a checkpoint when its input has ended: a step of a large search
/// takes that long. What hangs is killed then.
constexpr int destructorWaitMs = 60'000;

/// Exit codes of the command line programs that say more than "it failed".
QString exitText(int code) {
    switch (code) {
    case 4:
        return ProcessTransport::tr("another process is writing to this project");
    case 5:
        return ProcessTransport::tr("there is not enough memory or disk space");
    default:
        return ProcessTransport::tr("it ended with exit code %1").arg(code);
    }
}

}

ProcessTransport::ProcessTransport(QObject* parent) : WorkerTransport(parent) {
    process_.setProcessChannelMode(QProcess::SeparateChannels);
    connect(&process_, &QProcess::started, this, &WorkerTransport::started);
    connect(&process_, &QProcess::readyReadStandardOutput, this,
        [this] { Q_EMIT received(process_.readAllStandardOutput()); });
    connect(&process_, &QProcess::readyReadStandardError, this,
        [this] { Q_EMIT complained(QString::fromUtf8(process_.readAllStandardError()).trimmed()); });
    connect(&process_, &QProcess::finished, this, &ProcessTransport::finish);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT ended(true, tr("it could not be started: %1").arg(process_.errorString()));
        }
    });
}

ProcessTransport::~ProcessTransport() {
    process_.disconnect(this);
    if (process_.state() != QProcess::NotRunning) {
        process_.closeWriteChannel();
        if (!process_.waitForFinished(destructorWaitMs)) {
            process_.kill();
            process_.waitForFinished(destructorWaitMs);
        }
    }
}

QString ProcessTransport::findProgram() {
    const QString chosen = qEnvironmentVariable("PARETOSCOPE_CLI");
    if (!chosen.isEmpty()) {
        return chosen;
    }
    const QFileInfo beside(QDir(QCoreApplication::applicationDirPath()), programName);
    return beside.isExecutable() ? beside.absoluteFilePath() : QStandardPaths::findExecutable(programName);
}

void ProcessTransport::start(const QString& project) {
    const QString program = findProgram();
    if (program.isEmpty()) {
        QTimer::singleShot(0, this, [this] {
            Q_EMIT ended(
                true, tr("the program %1 was not found; put it next to this program or on the PATH").arg(programName));
        });
        return;
    }
    process_.start(program, {QStringLiteral("worker"), QStringLiteral("--project"), project});
}

void ProcessTransport::setCores(int cores) {
    if (cores <= 0) {
        process_.setChildProcessModifier({});
        return;
    }
    // Runs in the child between fork and exec: only what is safe there.
    process_.setChildProcessModifier([cores] {
        cpu_set_t allowed;
        CPU_ZERO(&allowed);
        if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) {
            return;
        }
        int kept = 0;
        for (int core = 0; core < CPU_SETSIZE; ++core) {
            if (CPU_ISSET(core, &allowed) && ++kept > cores) {
                CPU_CLR(core, &allowed);
            }
        }
        sched_setaffinity(0, sizeof(allowed), &allowed);
    });
}

void ProcessTransport::send(const QByteArray& line) {
    process_.write(line + '\n');
}

void ProcessTransport::close() {
    process_.closeWriteChannel();
}

void ProcessTransport::kill() {
    process_.kill();
}

bool ProcessTransport::isRunning() const {
    return process_.state() != QProcess::NotRunning;
}

void ProcessTransport::finish(int exitCode, QProcess::ExitStatus status) {
    if (const QByteArray rest = process_.readAllStandardOutput(); !rest.isEmpty()) {
        Q_EMIT received(rest);
    }
    if (status == QProcess::CrashExit) {
        Q_EMIT ended(true, tr("it was killed or crashed"));
    } else if (exitCode != 0) {
        Q_EMIT ended(true, exitText(exitCode));
    } else {
        Q_EMIT ended(false, {});
    }
}

}

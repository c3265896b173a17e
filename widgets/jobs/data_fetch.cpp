// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/data_fetch.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <variant>

#include "core/protocol/messages.h"
#include "widgets/error_text.h"
#include "widgets/worker/worker_client.h"
#include "widgets/worker/worker_transport.h"

namespace paretoscope::widgets {

namespace {

constexpr int patienceMs = 3000; // a download hears of the end once a second

FetchStep stepFrom(const protocol::Progress& progress) {
    const auto bytes = progress.metrics.find("bytes");
    const auto all = progress.metrics.find("all_bytes");
    if (bytes != progress.metrics.end() && all != progress.metrics.end()) {
        return {FetchStep::Stage::Downloading, static_cast<qint64>(bytes->second), static_cast<qint64>(all->second)};
    }
    return {progress.message == "unpacking" ? FetchStep::Stage::Unpacking : FetchStep::Stage::Checking};
}

}

DataFetch::DataFetch(QObject* parent) : QObject(parent) {
    process_.setProcessChannelMode(QProcess::SeparateChannels);
    process_.setStandardInputFile(QProcess::nullDevice());
    patience_.setSingleShot(true);
    patience_.setInterval(patienceMs);
    connect(&patience_, &QTimer::timeout, &process_, &QProcess::kill);
    connect(&process_, &QProcess::readyReadStandardOutput, this, &DataFetch::receive);
    connect(&process_, &QProcess::finished, this, &DataFetch::finish);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) { // else finished() follows
            patience_.stop();
            Q_EMIT ended(End::Failed, tr("The download program could not be started: %1").arg(process_.errorString()));
        }
    });
}

DataFetch::~DataFetch() {
    process_.disconnect(this);
    if (isRunning()) {
        process_.kill(); // what was downloaded is kept all the same
        process_.waitForFinished(patienceMs);
    }
}

void DataFetch::start(const QString& name) {
    if (isRunning()) {
        return;
    }
    patience_.stop();
    buffer_ = {};
    problem_.clear();
    cancelled_ = false;
    const QString program = ProcessTransport::findProgram();
    if (program.isEmpty()) {
        QTimer::singleShot(0, this, [this] {
            Q_EMIT ended(End::Failed,
                tr("The program %1 was not found; put it next to this program or on the PATH.")
                    .arg(QStringLiteral("paretoscope-cli")));
        });
        return;
    }
    process_.start(program, {QStringLiteral("--json"), QStringLiteral("data"), QStringLiteral("fetch"), name});
}

void DataFetch::cancel() {
    if (isRunning() && !cancelled_) {
        cancelled_ = true;
        process_.terminate();
        patience_.start();
    }
}

bool DataFetch::isRunning() const {
    return process_.state() != QProcess::NotRunning;
}

void DataFetch::receive() {
    const QByteArray bytes = process_.readAllStandardOutput();
    try {
        buffer_.append({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    } catch (const Error&) { // a line longer than any that is meant to come here: the rest counts
    }
    while (const auto line = buffer_.next()) {
        readLine(*line);
    }
}

void DataFetch::readLine(std::string_view line) {
    const QJsonObject said =
        QJsonDocument::fromJson(QByteArray(line.data(), static_cast<qsizetype>(line.size()))).object();
    if (said.contains(QLatin1String("error"))) {
        problem_ = errorTitle(errorCodeFromName(said.value(QLatin1String("error")).toString())) + QLatin1Char(' ')
            + said.value(QLatin1String("text")).toString();
        return;
    }
    try {
        const protocol::Event event = protocol::decodeEvent(line);
        if (const auto* progress = std::get_if<protocol::Progress>(&event); progress != nullptr && !cancelled_) {
            Q_EMIT progressed(stepFrom(*progress));
        }
    } catch (const Error&) { // what was fetched, at the end
    }
}

void DataFetch::finish(int exitCode, QProcess::ExitStatus status) {
    patience_.stop();
    receive();
    if (cancelled_) { // also where all was there before it heard of the end
        Q_EMIT ended(End::Cancelled, {});
    } else if (status == QProcess::NormalExit && exitCode == 0) {
        Q_EMIT ended(End::Done, {});
    } else if (!problem_.isEmpty()) {
        Q_EMIT ended(End::Failed, problem_);
    } else if (status == QProcess::CrashExit) {
        Q_EMIT ended(End::Failed, tr("The download program was killed or crashed. What has been downloaded is kept."));
    } else {
        const QStringList lines =
            QString::fromUtf8(process_.readAllStandardError()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QString complaint = lines.isEmpty() ? QString() : lines.last();
        for (const QString& line : lines) {
            complaint = line.startsWith(QLatin1String("error:")) ? line : complaint; // advice may follow it
        }
        //: %1 a number, %2 what the program said last, or nothing.
        Q_EMIT ended(End::Failed,
            tr("The download program ended with exit code %1. %2").arg(QString::number(exitCode), complaint).trimmed());
    }
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>
#include <string_view>

#include "core/protocol/line_buffer.h"

namespace paretoscope::widgets {

/// How far a download of a data set is.
struct FetchStep {
    enum class Stage { Downloading, Checking, Unpacking };
    Stage stage = Stage::Downloading;
    qint64 bytes = 0; ///< while it is downloaded
    qint64 allBytes = -1; ///< -1: not known
};

/// `paretoscope-cli --json data fetch NAME` as a child process: the program of the worker (ProcessTransport), but not
/// the worker, which runs the project's jobs meanwhile. All functions return at once; the
/// destructor waits for the end of a program that it has to kill.
class DataFetch : public QObject {
    Q_OBJECT
public:
    enum class End { Done, Cancelled, Failed };

    explicit DataFetch(QObject* parent = nullptr);
    ~DataFetch() override;

    /// One of data::publishedData(). Answered by ended().
    void start(const QString& name);
    /// Ends the program, with force where it does not end by itself; what has come is kept for the next fetch.
    void cancel();
    [[nodiscard]] bool isRunning() const;

Q_SIGNALS:
    void progressed(const paretoscope::widgets::FetchStep& step);
    /// `problem`: why it failed, in words.
    void ended(paretoscope::widgets::DataFetch::End end, const QString& problem);

private:
    void receive();
    void readLine(std::string_view line);
    void finish(int exitCode, QProcess::ExitStatus status);

    QProcess process_;
    QTimer patience_; ///< runs while a cancelled program has not ended
    protocol::LineBuffer buffer_;
    QString problem_; ///< as the program said it
    bool cancelled_ = false;
};

}

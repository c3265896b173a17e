// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

#include "core/base/error.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

class PartReaders;
class ReaderLoop;

/// Follows a project file from a thread of its own, also while a worker or a terminal writes it: polls the change
/// counter and hands over immutable snapshots, the newest one only, at most ~10 a second and never back to back where
/// reading is slow. All public functions are for the GUI thread and return at once.
class ProjectReader : public QObject {
    Q_OBJECT
public:
    /// Makes the readers of a project that is opened, in the thread of its own.
    using MakeReaders = std::function<std::unique_ptr<PartReaders>()>;

    /// With the readers of all views.
    explicit ProjectReader(QObject* parent = nullptr);
    explicit ProjectReader(MakeReaders makeReaders, QObject* parent = nullptr);
    ~ProjectReader() override;

    /// Follows this file from now on; it may appear later (a worker is about to create it).
    void open(const QString& path);
    void close();
    void setQuery(const SnapshotQuery& query);
    [[nodiscard]] QString path() const { return path_; }
    /// The newest snapshot, null before the first.
    [[nodiscard]] SnapshotPointer snapshot() const { return current_; }
    /// Look now rather than at the next poll.
    void poke();

Q_SIGNALS:
    void snapshotChanged();
    /// The file cannot be read; `text` is the error's own.
    void failed(paretoscope::ErrorCode code, QString text);

private:
    void take();

    QThread thread_;
    ReaderLoop* loop_; ///< lives in thread_
    QString path_;
    SnapshotPointer current_;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/store/project.h"
#include "widgets/common/snapshot.h"
#include "widgets/reader/project_reader.h"

namespace paretoscope::widgets {

class PartReaders;

/// The inside of ProjectReader: lives in its thread. Requests and results change hands under a mutex that is held for a
/// copy only.
class ReaderLoop : public QObject {
    Q_OBJECT
public:
    explicit ReaderLoop(ProjectReader::MakeReaders makeReaders);
    ~ReaderLoop() override;

    // From any thread.
    void setPath(const QString& path);
    void setQuery(const SnapshotQuery& query);
    /// The newest snapshot that was not taken yet, with the path it belongs to.
    SnapshotPointer takeSnapshot();

public Q_SLOTS:
    void start();
    void look();
    void finish();

Q_SIGNALS:
    void ready();
    void failed(paretoscope::ErrorCode code, QString text);

private:
    void read(const SnapshotQuery& query);
    void report(const Error& error);

    const ProjectReader::MakeReaders makeReaders_;
    std::mutex mutex_; ///< the standard one, which the thread sanitizer sees: Qt is compiled without it
    QString wantedPath_;
    std::uint64_t wantedOpening_ = 0; ///< counts setPath: a path that is opened again is read again
    SnapshotQuery wantedQuery_;
    SnapshotPointer fresh_;

    QTimer* timer_ = nullptr;
    QElapsedTimer sinceRead_;
    QElapsedTimer sinceTrim_;
    double lastReadMs_ = 0;
    bool beingWritten_ = false;
    QString path_;
    std::uint64_t opening_ = 0; ///< the one that path_ is of
    std::optional<SnapshotQuery> query_;
    std::unique_ptr<store::Project> project_;
    std::unique_ptr<PartReaders> readers_; ///< of project_
    std::int64_t counter_ = -1;
    QString reported_;
};

}

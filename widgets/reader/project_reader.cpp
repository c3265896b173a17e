// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/project_reader.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "core/base/error.h"
#include "widgets/reader/reader_loop.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::widgets {

namespace {

constexpr int pollMs = 100;
constexpr int lockProbeMs = 3000;
/// Reading may take at most about a third of the thread's time, whatever the project's size.
constexpr double restFactor = 2;
constexpr int trimMs = 20'000;

/// Gives the system back what earlier snapshots held: between what is still used, the C library keeps it for good.
void returnFreeMemory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

}

ReaderLoop::ReaderLoop(ProjectReader::MakeReaders makeReaders) : makeReaders_(std::move(makeReaders)) { }

ReaderLoop::~ReaderLoop() {
    const std::lock_guard lock(mutex_); // with finish(): what its thread did is seen by the one that deletes
}

void ReaderLoop::setPath(const QString& path) {
    const std::lock_guard lock(mutex_);
    wantedPath_ = path;
    ++wantedOpening_;
    fresh_.reset();
}

void ReaderLoop::setQuery(const SnapshotQuery& query) {
    const std::lock_guard lock(mutex_);
    wantedQuery_ = query;
}

SnapshotPointer ReaderLoop::takeSnapshot() {
    const std::lock_guard lock(mutex_);
    return std::exchange(fresh_, nullptr);
}

void ReaderLoop::start() {
    sinceTrim_.start();
    timer_ = new QTimer(this);
    connect(timer_, &QTimer::timeout, this, &ReaderLoop::look);
    timer_->start(pollMs);
}

void ReaderLoop::finish() {
    const std::lock_guard lock(mutex_);
    timer_->stop();
    project_.reset();
    query_.reset();
    readers_.reset();
}

void ReaderLoop::look() {
    SnapshotQuery query;
    {
        const std::lock_guard lock(mutex_);
        if (wantedOpening_ != opening_) {
            opening_ = wantedOpening_;
            path_ = wantedPath_;
            project_.reset();
            query_.reset();
            reported_.clear();
        }
        query = wantedQuery_;
    }
    if (path_.isEmpty() || (!project_ && !QFileInfo::exists(path_))) {
        return;
    }
    try {
        if (!project_) {
            project_ =
                std::make_unique<store::Project>(store::Project::open(path_.toStdString(), store::Mode::ReadOnly));
            readers_ = makeReaders_();
            counter_ = -1;
        }
        const bool asked = query_ != query;
        const bool rested =
            !sinceRead_.isValid() || static_cast<double>(sinceRead_.elapsed()) >= restFactor * lastReadMs_;
        // A writer that was killed commits nothing any more: what stands Running is looked at again from time to time.
        const bool suspicious = beingWritten_ && sinceRead_.hasExpired(lockProbeMs);
        if (asked || suspicious || (rested && project_->changeCounter() != counter_)) {
            read(query);
        }
    } catch (...) { // also what a library throws over a damaged text, and memory that runs out: the window stays
        report(currentError());
    }
}

void ReaderLoop::read(const SnapshotQuery& query) {
    SnapshotPointer snapshot = readSnapshot(*project_, query, *readers_);
    query_ = query;
    counter_ = snapshot->changeCounter;
    lastReadMs_ = snapshot->readMs;
    beingWritten_ = snapshot->beingWritten;
    sinceRead_.start();
    {
        const std::lock_guard lock(mutex_);
        if (wantedOpening_ != opening_) {
            return;
        }
        fresh_ = std::move(snapshot);
    }
    reported_.clear();
    Q_EMIT ready();
    if (sinceTrim_.hasExpired(trimMs)) {
        returnFreeMemory();
        sinceTrim_.start();
    }
}

void ReaderLoop::report(const Error& error) {
    project_.reset(); // tried again at the next poll: the writer may be creating or upgrading it
    const QString text = QString::fromUtf8(error.what());
    if (text != reported_) {
        reported_ = text;
        Q_EMIT failed(error.code(), text);
    }
}

ProjectReader::ProjectReader(QObject* parent)
    : ProjectReader([] { return std::make_unique<PartReaders>(); }, parent) { }

ProjectReader::ProjectReader(MakeReaders makeReaders, QObject* parent)
    : QObject(parent)
    , loop_(new ReaderLoop(std::move(makeReaders))) {
    qRegisterMetaType<paretoscope::ErrorCode>();
    loop_->moveToThread(&thread_);
    thread_.setObjectName(QStringLiteral("project reader"));
    connect(&thread_, &QThread::started, loop_, &ReaderLoop::start);
    connect(loop_, &ReaderLoop::ready, this, &ProjectReader::take, Qt::QueuedConnection);
    connect(loop_, &ReaderLoop::failed, this, &ProjectReader::failed, Qt::QueuedConnection);
    thread_.start(QThread::LowPriority);
}

ProjectReader::~ProjectReader() {
    QMetaObject::invokeMethod(loop_, &ReaderLoop::finish, Qt::BlockingQueuedConnection);
    thread_.quit();
    thread_.wait();
    delete loop_;
}

void ProjectReader::open(const QString& path) {
    path_ = path;
    current_.reset();
    loop_->setPath(path);
    poke();
}

void ProjectReader::close() {
    open({});
}

void ProjectReader::setQuery(const SnapshotQuery& query) {
    loop_->setQuery(query);
    poke();
}

void ProjectReader::poke() {
    QMetaObject::invokeMethod(loop_, &ReaderLoop::look, Qt::QueuedConnection);
}

void ProjectReader::take() {
    // Several notes may be queued; the first takes the newest, the others find nothing.
    if (SnapshotPointer snapshot = loop_->takeSnapshot(); snapshot) {
        current_ = std::move(snapshot);
        Q_EMIT snapshotChanged();
    }
}

}

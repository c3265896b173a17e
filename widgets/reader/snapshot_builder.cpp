// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/reader/snapshot_builder.h"

#include <QElapsedTimer>
#include <algorithm>

#include "core/store/writer_lock.h"
#include "widgets/common/current_device.h"
#include "widgets/common/number_text.h"
#include "widgets/views.h"

namespace paretoscope::widgets {

namespace {

void readCommonPart(const store::Project& project, const SnapshotQuery& query, ProjectSnapshot& snapshot) {
    // The counter first: what is committed while reading makes the next poll read again.
    snapshot.changeCounter = project.changeCounter();
    snapshot.path = QString::fromStdString(project.path().string());
    store::RunFilter everything;
    everything.includeDeleted = true;
    for (records::Run& run : project.runs(everything)) {
        (run.deleted ? snapshot.deletedRuns : snapshot.runs).push_back(std::move(run));
    }
    const bool open = std::ranges::any_of(snapshot.runs, [](const records::Run& run) { return isOpen(run.state); });
    snapshot.beingWritten = open && store::WriterLock::isHeld(project.path());
    snapshot.settings = project.deviceSettings();
    for (const records::DeviceSetting& setting : project.costSettings()) {
        snapshot.costSettings.push_back(toQString(setting));
    }
    snapshot.protocols = project.protocols();
    snapshot.candidates = project.candidateCount();
    snapshot.deviceSetting = currentDevice(snapshot, query.get<DeviceQuery>().deviceSetting);
}

}

PartReaders::PartReaders() {
    for (const ViewType& view : viewTypes()) {
        if (view.addReaders != nullptr) {
            view.addReaders(*this);
        }
    }
}

void Reading::read(std::type_index part) {
    if (snapshot_.hasRead(part)) {
        return;
    }
    const auto found = std::find_if(
        readers_.all().begin(), readers_.all().end(), [part](const auto& reader) { return reader->type() == part; });
    snapshot_.setPart(part, found == readers_.all().end() ? nullptr : (*found)->readAny(*this));
}

SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query, PartReaders& readers) {
    QElapsedTimer clock;
    clock.start();
    auto snapshot = std::make_shared<ProjectSnapshot>();
    readCommonPart(project, query, *snapshot);
    Reading reading(project, query, *snapshot, readers);
    for (const auto& reader : readers.all()) {
        reading.read(reader->type());
    }
    snapshot->readMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return snapshot;
}

SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query) {
    PartReaders readers;
    return readSnapshot(project, query, readers);
}

}

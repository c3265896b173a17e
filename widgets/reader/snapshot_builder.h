// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Reads everything the views need. `readers` are those of the same project before, for what they keep. Slow (queries,
/// hulls): never on the GUI thread. Throws Error.
SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query, PartReaders& readers);
/// The same once.
SnapshotPointer readSnapshot(const store::Project& project, const SnapshotQuery& query);

}

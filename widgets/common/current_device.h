// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "widgets/common/snapshot.h"

// The device setting that every view, step and number is about: ProjectSnapshot::deviceSetting. The window's header
// chooses it; nothing else in the window decides on one. Any thread.

namespace paretoscope::widgets {

/// What the header asks of the reader; empty: the project decides.
struct DeviceQuery {
    QString deviceSetting;
    bool operator==(const DeviceQuery&) const = default;
};

/// The device settings that a run looked for cells for, its first one first; empty where it is no such run, or another
/// version's.
std::vector<QString> soughtFor(const records::Run& run);

/// Whether this computer can measure on it, as far as its id tells: no other computer's, and no table.
bool isMeasurableHere(const QString& deviceSetting);

/// All that can be chosen: where candidates have a cost, where something was measured, and this computer's usual one.
std::vector<QString> knownDevices(const ProjectSnapshot& snapshot);

/// `wanted` where it is known or could be measured here; else what cells were looked for last, else where candidates
/// have a cost, else what was measured last, else this computer's usual one.
QString currentDevice(const ProjectSnapshot& snapshot, const QString& wanted);

/// How many architectures were measured on it, in networks of whatever shape.
std::int64_t measuredOn(const ProjectSnapshot& snapshot, const QString& deviceSetting);

/// The newest finished run of a kind that looked for cells for the current device; null for none.
const records::Run* newestSoughtHere(const ProjectSnapshot& snapshot, records::JobKind kind);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/devices/devices_reader.h"

namespace paretoscope::widgets {

/// What there is to say about the chosen pair of settings: agreement, what deploying one's front on the other costs,
/// which operations make the difference, and the architectures that cross most. Rich text for a label.
QString pairText(const DevicesSnapshot& devices);

/// One architecture of the pair in one line: places and latencies on both.
QString architectureText(const DevicesSnapshot& devices, const analysis::RankShift& shift);

}

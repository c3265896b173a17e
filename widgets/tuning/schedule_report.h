// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>

#include "core/vta/task.h"
#include "widgets/tuning/tuning_detail.h"

namespace paretoscope::widgets {

/// A table in HTML: the schedule of configuration `index` with its simulated time, and what was tried of its space. GUI
/// thread.
QString scheduleReport(const TuningDetail& detail, const vta::Task& task, std::uint32_t index, bool isBest);

}

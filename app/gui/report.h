// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/options.h"

namespace paretoscope::gui {

/// Writes a project's report as one HTML file, without a display. Returns the exit code; throws Error.
int writeReport(const Options& options);

}

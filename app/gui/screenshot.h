// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/options.h"

namespace paretoscope::gui {

/// Draws the views of a project as PNG files VIEW.png; returns the exit code. Needs a QApplication on the offscreen
/// platform. Throws Error.
int takeScreenshots(const Options& options);

}

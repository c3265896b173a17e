// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QPen>
#include <QString>

#include "core/vta/validity.h"
#include "widgets/plot/marker.h"

namespace paretoscope::widgets {

/// How a configuration that runs, or cannot for this reason, looks on the map: valid ones stand out, each reason has a
/// colour and shape of its own, and what was tried is larger.
MarkerStyle reasonStyle(vta::Reason reason, const QPalette& palette, bool tried);
/// The line of a tuner, `width` in pixels; colour and dashes differ.
QPen tunerPen(const QString& tuner, const QPalette& palette, double width);

/// A few words: "input buffer too small".
QString reasonText(vta::Reason reason);
/// How the tuner chooses, in a few words; its own name where it is not known.
QString tunerText(const QString& tuner);

}

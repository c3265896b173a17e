// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>

#include "widgets/front/front_choice.h"
#include "widgets/plot/cloud.h"
#include "widgets/plot/legend.h"

namespace paretoscope::widgets {

/// The candidates as marks: shape and colour say who proposed one; filled: latency measured and accuracy of a trained
/// network (or both imported); hollow: either is predicted, simulated, one-shot or estimated. `elsewhere`: another
/// setting of the same front, whose latencies count instead; null for none.
CloudPointer frontCloud(const FrontChoice& choice, const QPalette& palette, const FrontMorph* elsewhere = nullptr);

/// Whether a latency counts as known there: measured or imported.
bool isSolid(records::CostProvenance provenance);

/// "searched or explored".
QString originText(PointOrigin origin);

/// Entries for the marks that occur.
QList<Legend::Entry> frontLegend(
    const FrontChoice& choice, const QPalette& palette, const FrontMorph* elsewhere = nullptr);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <span>

#include "widgets/front/front_figures.h"
#include "widgets/plot/cloud.h"
#include "widgets/plot/legend.h"

namespace paretoscope::widgets {

// The front's cloud, changed: pure functions, so that they can be tested and timed without a window.

/// Where a point is on its way, evenly on a logarithmic axis; infinite where it has left and its goal is not known.
double travelledLatency(double from, double to, double travelled);

/// The cloud on its way to another setting.
CloudPointer travelledCloud(const Cloud& cloud, const FrontMorph& morph, double travelled);
/// How alike both settings rank the points, and how many are not known on the other.
QString morphText(const FrontSnapshot& front, const FrontMorph& morph);

/// As faint as points are unlikely to be on the front, in four steps; the likely ones are drawn last.
CloudPointer fadedCloud(const Cloud& cloud, std::span<const double> probability);
QList<Legend::Entry> fadedLegend(const QPalette& palette);

/// One edge of the front's soft band as stairs, accuracy in per cent.
QList<QPointF> bandCurve(const FrontNoise& noise, const std::vector<double>& accuracy);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

#include "core/predictor/additive_part.h"
#include "core/space/genotype.h"
#include "widgets/cell/cell_item.h"

namespace paretoscope::widgets {

/// What each choice of a kind of cell costs in the whole network, in ms against a skip connection on the same edge, as
/// the additive part of the setting's predictor has learned it.
std::vector<double> edgeCosts(const predictor::CostTable& table, const space::Genotype& genotype, int kind);

/// "+0.42 ms", "−3.1 µs" below a tenth of a millisecond.
QString signedLatencyText(double ms);
/// In the unit of the largest of a column, so that its numbers can be compared at a glance.
QString signedLatencyText(double ms, double largest);
/// `right` against `left` as "+12.0 %"; empty where that is no number.
QString signedShareText(double left, double right);
std::vector<QString> edgeCostTexts(const predictor::CostTable& table, const space::Genotype& genotype, int kind);

/// How the choices of `genotype` differ from those of `other`, edge by edge (nodes are not renumbered: what is drawn at
/// one place is compared). Both of one space.
std::vector<EdgeMark> edgeMarks(const space::Genotype& genotype, const space::Genotype& other, int kind);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

/// "74.23 %"; of an estimate, which is never shown without how sure it is, "74.2 % ± 1.1".
QString accuracyText(double accuracy, double deviation);
QString accuracyText(const store::FrontPoint& point);

/// "trained", or "estimated".
QString provenanceText(const FrontSnapshot& front, const store::FrontPoint& point);
/// "trained", "mean of 3 trainings", or "estimated from 60 trainings".
QString spokenProvenanceText(const FrontSnapshot& front, const store::FrontPoint& point);
/// "estimated from 60 trainings".
QString estimatedFromText(int trainings);

}

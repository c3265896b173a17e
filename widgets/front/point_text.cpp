// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/point_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct PointText {
    Q_DECLARE_TR_FUNCTIONS(PointText)
};

}

QString accuracyText(double accuracy, double deviation) {
    if (!std::isfinite(deviation)) {
        return percentText(accuracy);
    }
    //: %1 an accuracy in per cent, %2 one standard deviation of it, in percentage points.
    return PointText::tr("%1 ± %2").arg(percentText(accuracy, 1), QLocale().toString(100 * deviation, 'f', 1));
}

QString accuracyText(const store::FrontPoint& point) {
    return accuracyText(point.accuracy, point.deviation);
}

QString provenanceText(const FrontSnapshot& front, const store::FrontPoint& point) {
    return provenanceText(point.accuracyProvenance(front.protocol.provenance));
}

QString estimatedFromText(int trainings) {
    //: Provenance of an accuracy: learnt from %n trainings of other cells.
    return PointText::tr("estimated from %n training(s)", nullptr, trainings);
}

QString spokenProvenanceText(const FrontSnapshot& front, const store::FrontPoint& point) {
    if (point.estimated) {
        return estimatedFromText(point.trainings);
    }
    if (front.protocol.provenance == records::AccuracyProvenance::Trained && point.trainings > 1) {
        //: Provenance of an accuracy: the mean of %n trainings of this cell.
        return PointText::tr("mean of %n training(s)", nullptr, point.trainings);
    }
    return provenanceText(front, point);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_report.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "widgets/common/number_text.h"
#include "widgets/predictor/predictor_numbers.h"

namespace paretoscope::widgets {

namespace {

constexpr double statedLevel = 0.9;

struct PredictorReport {
    Q_DECLARE_TR_FUNCTIONS(PredictorReport)
};

QString tauText(double value) {
    return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : QStringLiteral("–");
}

QString row(const QString& name, const QString& value) {
    return QStringLiteral("<tr><td style='padding-right:12px'>") + name + QStringLiteral("</td><td align='right'>")
        + value + QStringLiteral("</td></tr>");
}

QString heading(const QString& text) {
    return QStringLiteral("<tr><td colspan='2' style='padding-top:10px'><b>") + text + QStringLiteral("</b></td></tr>");
}

/// Estimates from a few repeats: one that the predictor has beaten is no bound, and is not shown as one.
QString floorText(const PredictorSnapshot& predictor) {
    const QString text = percentText(predictor.noiseFloor(), 1);
    //: An estimated lower bound that a measured value has passed; %1 is the bound.
    return predictor.noiseFloor() > predictor.report.model.meanError ? PredictorReport::tr("%1 (too high)").arg(text)
                                                                     : text;
}

QString ceilingText(const predictor::ErrorReport& model) {
    const double ceiling = model.ceilingTau.value_or(std::nan(""));
    //: An estimated upper bound that a measured value has passed; %1 is the bound.
    return ceiling < model.tau ? PredictorReport::tr("%1 (too low)").arg(tauText(ceiling)) : tauText(ceiling);
}

QString heldOutRows(const PredictorSnapshot& predictor) {
    const predictor::ErrorReport& model = predictor.report.model;
    QString rows = heading(PredictorReport::tr("On architectures not seen in fitting"));
    rows += row(PredictorReport::tr("Architectures"), countText(model.heldOut));
    rows += row(PredictorReport::tr("Mean error"), percentText(model.meanError, 1));
    rows += row(PredictorReport::tr("Median error"), percentText(model.medianError, 1));
    rows += row(PredictorReport::tr("Within ±5 %"), percentText(model.within5, 0));
    rows += row(PredictorReport::tr("Within ±10 %"), percentText(model.within10, 0));
    rows += row(PredictorReport::tr("Kendall τ"), tauText(model.tau));
    //: Statistics: the interval that holds the true value with 95 % probability.
    rows += row(
        PredictorReport::tr("95 % interval"), tauText(model.tauLow) + QStringLiteral(" … ") + tauText(model.tauHigh));
    rows += row(PredictorReport::tr("Spearman ρ"), tauText(model.rho));
    if (!predictor.report.points.empty() && predictor.relativeDeviation > 0) {
        rows += row(PredictorReport::tr("Inside the stated 90 % interval"),
            percentText(coverage(predictor.report.points, predictor.relativeDeviation, statedLevel), 0));
    }
    return rows;
}

}

QString predictorReport(const PredictorSnapshot& predictor) {
    const predictor::FitReport& report = predictor.report;
    const predictor::ErrorReport baseline = predictor.baseline();
    QString table = QStringLiteral("<table>") + heldOutRows(predictor);
    table += heading(PredictorReport::tr("Limits set by noise"));
    table += row(PredictorReport::tr("Noise floor (error of a perfect predictor), estimated"), floorText(predictor));
    table += row(PredictorReport::tr("τ ceiling (a perfect predictor), estimated"), ceilingText(report.model));
    table += heading(PredictorReport::tr("For comparison, on the same architectures"));
    table += row(PredictorReport::tr("Additive part alone: mean error"), percentText(report.additive.meanError, 1));
    table += row(PredictorReport::tr("Plain network of the paper: mean error"), percentText(baseline.meanError, 1));
    table += row(PredictorReport::tr("Plain network of the paper: τ"), tauText(baseline.tau));
    table += heading(PredictorReport::tr("Fitted"));
    table += row(PredictorReport::tr("From measurements"), countText(predictor.measurements));
    table += row(PredictorReport::tr("Reference latency"), latencyText(report.referenceMs));
    return table + QStringLiteral("</table>");
}

}

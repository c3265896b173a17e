// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_report.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
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

QString heldOutRows(const PredictorSnapshot& predictor) {
    const auto number = [&predictor](const char* name) { return predictor.number(QString::fromLatin1(name)); };
    QString rows = heading(PredictorReport::tr("On architectures not seen in fitting"));
    rows += row(
        PredictorReport::tr("Architectures"), countText(static_cast<qint64>(std::max(0.0, number("model.held_out")))));
    rows += row(PredictorReport::tr("Mean error"), percentText(number("model.mean_error"), 1));
    rows += row(PredictorReport::tr("Median error"), percentText(number("model.median_error"), 1));
    rows += row(PredictorReport::tr("Within ±5 %"), percentText(number("model.within_5"), 0));
    rows += row(PredictorReport::tr("Within ±10 %"), percentText(number("model.within_10"), 0));
    rows += row(PredictorReport::tr("Kendall τ"), tauText(number("model.tau")));
    //: Statistics: the interval that holds the true value with 95 % probability.
    rows += row(PredictorReport::tr("95 % interval"),
        tauText(number("model.tau_low")) + QStringLiteral(" … ") + tauText(number("model.tau_high")));
    rows += row(PredictorReport::tr("Spearman ρ"), tauText(number("model.rho")));
    if (!predictor.pairs.empty() && predictor.relativeDeviation > 0) {
        rows += row(PredictorReport::tr("Inside the stated 90 % interval"),
            percentText(coverage(predictor.pairs, predictor.relativeDeviation, statedLevel), 0));
    }
    return rows;
}

}

QString predictorReport(const PredictorSnapshot& predictor) {
    const auto number = [&predictor](const char* name) { return predictor.number(QString::fromLatin1(name)); };
    QString table = QStringLiteral("<table>") + heldOutRows(predictor);
    table += heading(PredictorReport::tr("What is possible at all"));
    table +=
        row(PredictorReport::tr("Noise floor (error of measuring again)"), percentText(number("model.noise_floor"), 1));
    table += row(PredictorReport::tr("τ ceiling (a perfect predictor)"), tauText(number("model.ceiling_tau")));
    table += heading(PredictorReport::tr("Beside it, on the same architectures"));
    table += row(PredictorReport::tr("Additive part alone: mean error"), percentText(number("additive.mean_error"), 1));
    table += row(
        PredictorReport::tr("Plain network of the paper: mean error"), percentText(number("baseline.mean_error"), 1));
    table += row(PredictorReport::tr("Plain network of the paper: τ"), tauText(number("baseline.tau")));
    table += heading(PredictorReport::tr("Fitted"));
    table += row(PredictorReport::tr("From measurements"), countText(predictor.measurements));
    table += row(PredictorReport::tr("Reference latency"), latencyText(number("reference_ms")));
    return table + QStringLiteral("</table>");
}

}

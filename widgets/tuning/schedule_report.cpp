// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/schedule_report.h"

#include <algorithm>
#include <array>

#include "widgets/common/number_text.h"
#include "widgets/tuning/tuning_style.h"
#include "widgets/tuning/tuning_view.h"

namespace paretoscope::widgets {

namespace {

QString row(const QString& name, const QString& value) {
    return QStringLiteral("<tr><td style='padding-right:10px'>") + name.toHtmlEscaped()
        + QStringLiteral("</td><td align='right'>") + value.toHtmlEscaped() + QStringLiteral("</td></tr>");
}

QString heading(const QString& text) {
    return QStringLiteral("<tr><td colspan='2' style='padding-top:8px'><b>") + text.toHtmlEscaped()
        + QStringLiteral("</b></td></tr>");
}

}

QString scheduleReport(const TuningDetail& detail, const vta::Task& task, std::uint32_t index, bool isBest) {
    const vta::Outcome outcome = task.measure(index);
    const vta::Schedule schedule = task.space().at(index);
    const bool valid = outcome.reason == vta::Reason::Valid;
    QString table = QStringLiteral("<table width='100%'>");
    table += heading(isBest ? TuningView::tr("Best schedule found") : TuningView::tr("Chosen schedule"));
    const std::array values{schedule.tileBatch, schedule.tileHeight, schedule.tileWidth, schedule.tileIn,
        schedule.tileOut, schedule.outThreads, schedule.heightThreads};
    QStringList knobs;
    for (std::size_t i = 0; i < values.size(); ++i) {
        knobs.append(QStringLiteral("%1 %2").arg(QLatin1String(vta::knobNames().at(i))).arg(values.at(i)));
    }
    table += QStringLiteral("<tr><td colspan='2'>") + knobs.join(QStringLiteral(", ")) + QStringLiteral("</td></tr>");
    table += row(TuningView::tr("Verdict"), reasonText(outcome.reason));
    if (valid) {
        const vta::Cycles cycles = task.model().cycles(schedule);
        const auto share = [&cycles](std::int64_t part) {
            return percentText(static_cast<double>(part) / static_cast<double>(cycles.total), 0);
        };
        table += row(TuningView::tr("Time, simulated"), latencyText(task.milliseconds(outcome.cycles)));
        table += row(TuningView::tr("Load unit busy"), share(cycles.load));
        table += row(TuningView::tr("Compute unit busy"), share(cycles.compute));
        table += row(TuningView::tr("Store unit busy"), share(cycles.store));
    }
    table += heading(TuningView::tr("Tried"));
    table += row(TuningView::tr("Measurements"), countText(detail.measurements));
    table += row(TuningView::tr("Invalid of these"),
        detail.measurements > 0 ? percentText(static_cast<double>(detail.invalidTried()) / detail.measurements, 0)
                                : QStringLiteral("–"));
    table += row(TuningView::tr("Configurations"), countText(static_cast<qint64>(detail.map.reasons.size())));
    table += row(TuningView::tr("Valid of these"),
        percentText(static_cast<double>(detail.space[0])
                / static_cast<double>(std::max<std::size_t>(1, detail.map.reasons.size())),
            1));
    return table + QStringLiteral("</table>");
}

}

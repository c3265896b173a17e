// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/html_report.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QTextStream>
#include <algorithm>

#include "core/interchange/cell_svg.h"
#include "paretoscope/version.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/selection.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/front_view.h"
#include "widgets/front/point_text.h"
#include "widgets/plot/plot_view.h"
#include "widgets/predictor/predictor_numbers.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

namespace {

constexpr int mostFrontRows = 200;
constexpr std::size_t mostRuns = 500;

struct ReportText {
    Q_DECLARE_TR_FUNCTIONS(HtmlReport)
};

QString cell(const QString& text, bool number = false) {
    return (number ? QStringLiteral("<td class=\"n\">") : QStringLiteral("<td>")) + text.toHtmlEscaped()
        + QStringLiteral("</td>");
}

/// A table of texts; columns after the first that hold numbers are right-aligned by `numbers`.
QString table(const QStringList& header, const QList<QStringList>& rows, const QList<int>& numbers) {
    QString html = QStringLiteral("<table><thead><tr>");
    for (const QString& text : header) {
        html += QStringLiteral("<th>") + text.toHtmlEscaped() + QStringLiteral("</th>");
    }
    html += QStringLiteral("</tr></thead><tbody>\n");
    for (const QStringList& row : rows) {
        html += QStringLiteral("<tr>");
        for (int i = 0; i < row.size(); ++i) {
            html += cell(row[i], numbers.contains(i));
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</tbody></table>\n");
}

QString heading(const QString& text) {
    return QStringLiteral("<h2>") + text.toHtmlEscaped() + QStringLiteral("</h2>\n");
}

QString paragraph(const QString& text) {
    return QStringLiteral("<p>") + text.toHtmlEscaped() + QStringLiteral("</p>\n");
}

/// An SVG document as an element within HTML.
QString inlineSvg(const QString& svg) {
    const qsizetype begin = svg.indexOf(QLatin1String("<svg"));
    return begin < 0 ? QString() : QStringLiteral("<figure>") + svg.mid(begin) + QStringLiteral("</figure>\n");
}

/// As people read it, and as commands take it.
QString settingText(const QString& setting) {
    const QString name = deviceText(setting);
    return name == setting ? name : name + QStringLiteral(" (") + setting + QLatin1Char(')');
}

QString frontPicture(const SnapshotPointer& snapshot, std::int64_t candidate, std::optional<double> lambda) {
    Selection selection;
    FrontView view(selection);
    view.resize(900, 620);
    view.setAttribute(Qt::WA_DontShowOnScreen);
    view.show();
    view.setSnapshot(snapshot);
    if (lambda) {
        view.moveLambda(*lambda);
    }
    selection.setCandidate(candidate);
    QCoreApplication::sendPostedEvents();
    return inlineSvg(QString::fromUtf8(view.plot().svg()));
}

QString frontSection(const SnapshotPointer& snapshot, std::int64_t candidate, std::optional<double> lambda) {
    QString html = heading(ReportText::tr("Front"));
    const auto shown = snapshot->part<FrontSnapshot>();
    if (!shown) {
        return html + paragraph(ReportText::tr("No candidate has an accuracy and a latency yet."));
    }
    const FrontSnapshot& front = *shown;
    //: %1 a device setting, %2 an accuracy protocol, %3 how its accuracies are known, %4 and %5 counts.
    html += paragraph(
        ReportText::tr("Latency on %1; accuracy by the protocol “%2” (%3). Candidates: %4, of which on the front: %5.")
            .arg(settingText(front.deviceSetting), engineText(front.protocol.title),
                provenanceText(front.protocol.provenance), countText(static_cast<qint64>(front.points.size())),
                countText(static_cast<qint64>(front.accuracyHull.front().size()))));
    html += frontPicture(snapshot, candidate, lambda);
    QList<QStringList> rows;
    for (const std::size_t index : front.accuracyHull.front()) {
        const store::FrontPoint& point = front.points[index];
        const auto detail = front.detail(point.candidateId);
        rows.append({QString::number(point.candidateId), latencyText(point.cost), provenanceText(point.costProvenance),
            accuracyText(point), spokenProvenanceText(front, point), numberText(point.crossEntropy, 4),
            detail ? countText(detail->parameters) : QString(), detail ? countText(detail->macs) : QString(),
            detail ? toQString(detail->genotype) : QString()});
        if (rows.size() >= mostFrontRows) {
            break;
        }
    }
    html += table({ReportText::tr("Candidate"), ReportText::tr("Latency"), ReportText::tr("latency is"),
                      ReportText::tr("Accuracy"), ReportText::tr("accuracy is"), ReportText::tr("Cross-entropy (nats)"),
                      ReportText::tr("Parameters"), ReportText::tr("Multiply-adds"), ReportText::tr("Genotype")},
        rows, {0, 1, 3, 5, 6, 7});
    return html;
}

QString cellSection(const SnapshotPointer& snapshot, std::int64_t candidate) {
    const auto front = snapshot->part<FrontSnapshot>();
    const auto detail = detailOf(snapshot, candidate);
    if (!detail) {
        return {};
    }
    QString html = heading(ReportText::tr("Chosen cell: candidate %1").arg(candidate));
    if (const int index = front->indexOf(candidate); index >= 0) {
        const store::FrontPoint& point = front->points[static_cast<std::size_t>(index)];
        //: %1 an accuracy, %2 how it is known, %3 a latency, %4 how it is known.
        html += paragraph(ReportText::tr("Accuracy %1, %2; latency %3, %4.")
                              .arg(accuracyText(point), spokenProvenanceText(*front, point), latencyText(point.cost),
                                  provenanceText(point.costProvenance)));
    }
    return html + inlineSvg(toQString(interchange::cellSvg(detail->genotype))) + QStringLiteral("<pre>")
        + toQString(detail->genotype).toHtmlEscaped() + QStringLiteral("</pre>\n");
}

QString deviceSection(const ProjectSnapshot& snapshot) {
    QList<QStringList> rows;
    for (const store::DeviceSettingSummary& setting : snapshot.settings) {
        rows.append({settingText(toQString(setting.deviceSetting)), toQString(setting.shape),
            countText(setting.measurements), countText(setting.architectures), countText(setting.sentinels),
            toQString(setting.firstTakenAt), toQString(setting.lastTakenAt)});
    }
    return heading(ReportText::tr("Devices"))
        + (rows.isEmpty()
                ? paragraph(ReportText::tr("Nothing was measured."))
                : table({ReportText::tr("Device setting"), ReportText::tr("Network"), ReportText::tr("Measurements"),
                            ReportText::tr("Architectures"), ReportText::tr("Sentinels"), ReportText::tr("First (UTC)"),
                            ReportText::tr("Last (UTC)")},
                    rows, {2, 3, 4}));
}

QString predictorSection(const ProjectSnapshot& snapshot) {
    QList<QStringList> rows;
    const PredictorList predictors = predictorsOf(snapshot);
    for (const auto& predictor : predictors) {
        if (predictorOf(predictors, predictor->deviceSetting, predictor->space, predictor->shape) != predictor) {
            continue; // an earlier fit of the same setting and network
        }
        const predictor::ErrorReport& model = predictor->report.model;
        rows.append(
            {settingText(predictor->deviceSetting), toQString(predictor->shape), countText(predictor->measurements),
                percentText(model.meanError, 2), percentText(model.within5, 1), numberText(model.tau, 3),
                noiseFloorText(*predictor), tauCeilingText(model), percentText(predictor->baseline().meanError, 2)});
    }
    return heading(ReportText::tr("Latency predictors"))
        + (rows.isEmpty()
                ? paragraph(ReportText::tr("No predictor was fitted."))
                : table({ReportText::tr("Device setting"), ReportText::tr("Network"), ReportText::tr("Measurements"),
                            ReportText::tr("Mean error, held out"), ReportText::tr("within ±5 %"),
                            ReportText::tr("Kendall τ"), ReportText::tr("Noise floor"), ReportText::tr("τ ceiling"),
                            ReportText::tr("Baseline's error")},
                    rows, {2, 3, 4, 5, 6, 7, 8}));
}

QString runSection(const ProjectSnapshot& snapshot) {
    QList<QStringList> rows;
    for (const records::Run& run : snapshot.runs) {
        if (run.deleted) {
            continue;
        }
        rows.append({QString::number(run.id), jobText(run.kind), engineText(run.title), stateText(run.state),
            toQString(run.tags), QString::number(run.seed), toQString(run.updatedAt), toQString(run.note)});
        if (static_cast<std::size_t>(rows.size()) >= mostRuns) {
            break;
        }
    }
    return heading(ReportText::tr("Runs"))
        + table({ReportText::tr("Run"), ReportText::tr("Job"), ReportText::tr("Title"), ReportText::tr("State"),
                    ReportText::tr("Tags"), ReportText::tr("Seed"), ReportText::tr("Changed (UTC)"),
                    ReportText::tr("Note")},
            rows, {0, 5});
}

QString limitsSection(const ProjectSnapshot& snapshot) {
    QString html = heading(ReportText::tr("Where the numbers come from, and what they do not say"));
    QStringList lines{
        ReportText::tr(
            "A latency is measured, predicted by a model fitted to measurements, simulated, or imported; the "
            "tables say which. Filled marks are measured and trained, hollow ones predicted or one-shot."),
        ReportText::tr(
            "An estimated accuracy is of a cell that was not trained: learnt from the trainings of others, with "
            "one standard deviation. A trained number takes its place once there is one."),
        ReportText::tr("Accuracies of different protocols are never compared. A one-shot accuracy ranks cells of one "
                       "supernet; it is no accuracy of a trained network."),
        ReportText::tr("Latencies hold for the named device setting (hardware, runtime, threads, batch, number type) "
                       "and the conditions at the time of measuring.")};
    const bool simulated = std::any_of(snapshot.costSettings.begin(), snapshot.costSettings.end(),
        [](const QString& setting) { return setting.startsWith(QLatin1String("vta")); });
    if (simulated) {
        lines.append(ReportText::tr("The VTA is a simulator for int8; its latencies were not measured on hardware."));
    }
    html += QStringLiteral("<ul>\n");
    for (const QString& line : lines) {
        html += QStringLiteral("<li>") + line.toHtmlEscaped() + QStringLiteral("</li>\n");
    }
    html += QStringLiteral("</ul>\n");
    QList<QStringList> rows;
    for (const records::AccuracyProtocol& protocol : snapshot.protocols) {
        rows.append({engineText(protocol.title), provenanceText(protocol.provenance), toQString(protocol.space),
            toQString(protocol.dataSet), toQString(protocol.shape), toQString(protocol.recipe)});
    }
    return html
        + table({ReportText::tr("Accuracy protocol"), ReportText::tr("accuracy is"), ReportText::tr("Space"),
                    ReportText::tr("Data"), ReportText::tr("Network"), ReportText::tr("Recipe")},
            rows, {});
}

const QString style = QStringLiteral(R"(<style>
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; max-width: 1100px; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; font-size: 13px; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid #8884; padding: 3px 10px 3px 0; text-align: left; vertical-align: top; white-space: nowrap; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1em 0; background: white; } svg { max-width: 100%; height: auto; }
pre { white-space: pre-wrap; font-size: 12px; }
</style>
)");

}

QString htmlReport(const SnapshotPointer& snapshot, std::int64_t candidate, std::optional<double> lambda) {
    if (const auto front = snapshot->part<FrontSnapshot>()) {
        if (lambda && candidate == 0) { // what is chosen otherwise stays
            const FrontChoice choice(front, QualityAxis::Accuracy);
            const int index = choice.select(*lambda);
            candidate = index >= 0 ? front->points[static_cast<std::size_t>(index)].candidateId : candidate;
        }
        const auto& members = front->accuracyHull.front();
        if (candidate == 0 && !members.empty()) {
            candidate = front->points[members[members.size() / 2]].candidateId;
        }
    }
    const QString name = QFileInfo(snapshot->path).completeBaseName();
    QString html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\">"
                                  "<meta name=\"viewport\" content=\"width=device-width\"><title>%2</title>\n")
                       .arg(QLocale().bcp47Name(), name.toHtmlEscaped())
        + style + QStringLiteral("</head><body>\n<h1>") + name.toHtmlEscaped() + QStringLiteral("</h1>\n");
    //: %1 a date, %2 a version, %3 a file name, %4 and %5 counts.
    html += paragraph(ReportText::tr("Written on %1 by Paretoscope %2 from %3. Runs: %4, candidates: %5.")
                          .arg(QLocale().toString(QDateTime::currentDateTime(), QLocale::LongFormat),
                              toQString(programVersion), QFileInfo(snapshot->path).fileName(),
                              countText(static_cast<qint64>(snapshot->runs.size())), countText(snapshot->candidates)));
    html += frontSection(snapshot, candidate, lambda) + cellSection(snapshot, candidate) + deviceSection(*snapshot)
        + predictorSection(*snapshot) + runSection(*snapshot) + limitsSection(*snapshot);
    return html + QStringLiteral("</body></html>\n");
}

}

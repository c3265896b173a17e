// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/pair_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/compare/explanation.h"
#include "widgets/devices/rank_matrix_table.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t shownEffects = 5;

struct PairText {
    Q_DECLARE_TR_FUNCTIONS(PairText)
};

QString paragraph(const QString& text) {
    return QStringLiteral("<p style='margin:0 0 6px 0'>") + text + QStringLiteral("</p>");
}

QString heading(const QString& text) {
    return QStringLiteral("<p style='margin:8px 0 2px 0'><b>") + text + QStringLiteral("</b></p>");
}

/// "+3.2 ± 0.4", in per cent of all architectures.
QString effectText(const analysis::ShiftEffect& effect) {
    return signedText(100 * effect.effect, 1) + QStringLiteral(" ± ")
        + QLocale().toString(100 * effect.deviation, 'f', 1);
}

QString operationText(const space::SearchSpace& space, std::size_t feature) {
    const std::size_t operation = feature % static_cast<std::size_t>(space.operationCount());
    return toQString(space::operationSpec(space.operations[operation]).label);
}

/// Features of explainByOperation(): by kind of cell, then by operation.
QString operationFeature(space::SpaceId id, std::size_t feature) {
    const space::SearchSpace& space = space::searchSpace(id);
    const QString operation = operationText(space, feature);
    const std::string_view kind = space.cellKinds.at(feature / static_cast<std::size_t>(space.operationCount()));
    //: %1 an operation.
    return kind == "normal" ? PairText::tr("%1, normal cell").arg(operation)
        //: %1 an operation.
        : kind == "reduce" ? PairText::tr("%1, reduction cell").arg(operation)
                           : operation;
}

/// Features of explainByEdge(): by kind of cell, then by edge, then by operation.
QString edgeFeature(space::SpaceId id, std::size_t feature) {
    const space::SearchSpace& space = space::searchSpace(id);
    const std::size_t place = feature / static_cast<std::size_t>(space.operationCount());
    const auto edges = static_cast<std::size_t>(space.edgeCount());
    const space::Edge& edge = space.edges.at(place % edges);
    return edgeName(id, static_cast<int>(place / edges), edge.source, edge.target) + QStringLiteral(": ")
        + operationText(space, feature);
}

using FeatureText = QString (*)(space::SpaceId, std::size_t);

QString effectsTable(const analysis::NamedExplanation& named, space::SpaceId space, FeatureText featureText) {
    QString rows;
    for (std::size_t i = 0; i < std::min(shownEffects, named.explanation.effects.size()); ++i) {
        const analysis::ShiftEffect& effect = named.explanation.effects[i];
        rows += QStringLiteral("<tr><td style='padding-right:12px'>%1</td><td align='right'>%2</td></tr>")
                    .arg(featureText(space, effect.feature).toHtmlEscaped(), effectText(effect));
    }
    return QStringLiteral("<table>") + rows + QStringLiteral("</table>");
}

QString explanationText(
    const analysis::NamedExplanation& named, const QString& title, space::SpaceId space, FeatureText featureText) {
    if (std::isnan(named.explanation.explained)) {
        return {};
    }
    return heading(title)
        //: %1 a share in per cent; the numbers below are per cent of all architectures per occurrence.
        + paragraph(PairText::tr("%1 of the rank differences; ranks gained or lost by one more (in % of all):")
                        .arg(percentText(named.explanation.explained, 0)))
        + effectsTable(named, space, featureText);
}

QString transferText(const DeviceTransfer& transfer, const QString& of, const QString& on) {
    //: %1 and %2 device settings; %3 a share; %4 and %5 shares of extra latency, in the mean and at worst.
    return paragraph(
        PairText::tr(
            "The front of %1 on %2 keeps %3 of the hypervolume; it costs %4 more latency on average, %5 at worst.")
            .arg(of.toHtmlEscaped(), on.toHtmlEscaped(), percentText(transfer.loss.hypervolumeKept, 1),
                percentText(transfer.loss.meanExtra - 1, 1), percentText(transfer.loss.worstExtra - 1, 1)));
}

QString deployText(const DevicesSnapshot& devices, const DevicePair& pair) {
    const QString a = deviceText(devices.settings[pair.a].deviceSetting);
    const QString b = deviceText(devices.settings[pair.b].deviceSetting);
    QString text = heading(PairText::tr("Deploying the front elsewhere"));
    if (!pair.toB || !pair.toA) {
        return text
            + paragraph(PairText::tr("No candidate has an accuracy and a latency on both. Fit a predictor for each, "
                                     "then search."));
    }
    text += transferText(*pair.toB, a, b) + transferText(*pair.toA, b, a);
    const std::size_t all = pair.toB->loss.points;
    const std::size_t measured = pair.toB->measured;
    //: %1 the name of an accuracy protocol; %n candidates.
    text += paragraph(PairText::tr("From %n candidate(s) of “%1”:", nullptr, static_cast<int>(all))
                          .arg(engineText(pair.protocol).toHtmlEscaped())
        + QLatin1Char(' ')
        + (measured == all      ? PairText::tr("all measured on both.")
                : measured == 0 ? PairText::tr("latencies predicted on at least one of the two.")
                                //: %n candidates.
                                : PairText::tr("%n measured on both, the others predicted on at least one.", nullptr,
                                    static_cast<int>(measured))));
    return text;
}

}

QString architectureText(const DevicesSnapshot& devices, const analysis::RankShift& shift) {
    const DevicePair& pair = *devices.pair;
    const auto one = [&](std::size_t setting, double place, double cost) {
        //: %1 a device setting, %2 a latency, %3 a share: where it stands among all, 0 % the fastest.
        return PairText::tr("%1: %2, place %3")
            .arg(deviceText(devices.settings[setting].deviceSetting), latencyText(cost), percentText(place, 0));
    };
    return one(pair.a, shift.onA, pair.costOnA[shift.index]) + QStringLiteral(" · ")
        + one(pair.b, shift.onB, pair.costOnB[shift.index]);
}

QString pairText(const DevicesSnapshot& devices) {
    if (!devices.pair) {
        return {};
    }
    const DevicePair& pair = *devices.pair;
    const analysis::RankPair& ranks = devices.ranks.at(pair.a, pair.b);
    QString text = QStringLiteral("<b>")
        + PairText::tr("%1 and %2")
              .arg(deviceText(devices.settings[pair.a].deviceSetting),
                  deviceText(devices.settings[pair.b].deviceSetting))
              .toHtmlEscaped()
        + QStringLiteral("</b>");
    //: %1 and %4 correlations, %2 and %3 an interval, %5 a share of pairs.
    text += paragraph(
        PairText::tr("Kendall τ %1 (95 %: %2 … %3), Spearman ρ %4, %5 of the pairs in agreement.")
            .arg(statisticText(RankStatistic::Tau, ranks.tau), statisticText(RankStatistic::Tau, ranks.tauInterval.low),
                statisticText(RankStatistic::Tau, ranks.tauInterval.high), statisticText(RankStatistic::Rho, ranks.rho),
                statisticText(RankStatistic::Agreement, ranks.concordant))
        + QLatin1Char(' ') + PairText::tr("%n architecture(s) in common.", nullptr, static_cast<int>(ranks.n)));
    text += deployText(devices, pair);
    text += explanationText(
        pair.operations, PairText::tr("Which operations explain it"), devices.network.space, operationFeature);
    text +=
        explanationText(pair.edges, PairText::tr("Which operation on which edge"), devices.network.space, edgeFeature);
    if (!pair.largest.empty()) {
        text += heading(PairText::tr("Largest rank changes"));
        for (std::size_t i = 0; i < std::min(shownEffects, pair.largest.size()); ++i) {
            text += paragraph(architectureText(devices, pair.largest[i]).toHtmlEscaped());
        }
    }
    return text;
}

}

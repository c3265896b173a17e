// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/hover_card.h"

#include <algorithm>
#include <cmath>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/front/point_text.h"

namespace paretoscope::widgets {

namespace {

constexpr QPoint offset(16, 12);

QString detailText(const records::Candidate& candidate, const std::string& protocol) {
    QStringList lines;
    if (candidate.lambda >= 0) {
        lines.append(HoverCard::tr("found at λ = %1").arg(numberText(candidate.lambda)));
    }
    if (const auto accuracy = candidate.accuracy(protocol)) {
        if (accuracy->steps > 0) {
            lines.append(HoverCard::tr("training steps: %1").arg(accuracy->steps));
        }
        if (accuracy->images > 0) {
            lines.append(HoverCard::tr("images scored on: %1").arg(accuracy->images));
        }
    }
    if (candidate.parameters > 0) {
        //: %1 a count of parameters, %2 a count of multiply-accumulate operations.
        lines.append(
            HoverCard::tr("%1 parameters, %2 MACs").arg(countText(candidate.parameters), countText(candidate.macs)));
    }
    return lines.join(QStringLiteral("<br>"));
}

}

HoverCard::HoverCard(QWidget* parent) : QLabel(parent) {
    setObjectName(QStringLiteral("hoverCard"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setMargin(6);
    hide();
}

QString HoverCard::text(const FrontSnapshot& front, int index) {
    const store::FrontPoint& point = front.points[static_cast<std::size_t>(index)];
    QString result = tr("<b>%1</b> accuracy, %2").arg(accuracyText(point), spokenProvenanceText(front, point));
    if (const queries::Expectation* expectation = front.expectationOf(point.candidateId)) {
        result += QStringLiteral("<br>")
            //: %1 an accuracy with one standard deviation; what is expected of a cell that was trained.
            + tr("expected, by all %n training(s): %1", nullptr, expectation->trainings)
                  .arg(accuracyText(expectation->accuracy, expectation->deviation));
    }
    if (std::isfinite(point.crossEntropy)) {
        result += QStringLiteral("<br>") + tr("cross-entropy %1 nats").arg(numberText(point.crossEntropy, 4));
    }
    result += QStringLiteral("<br>")
        //: %1 a latency, %2 a device setting, %3 the latency's provenance.
        + tr("<b>%1</b> latency on %2, %3")
              .arg(latencyText(point.cost), deviceText(front.deviceSetting), provenanceText(point.costProvenance));
    for (const FrontElsewhere& other : front.elsewhere) {
        const auto i = static_cast<std::size_t>(index);
        if (other.morph && std::isfinite(other.morph->cost[i])) {
            result += QStringLiteral("<br>")
                //: %1 a latency, %2 a device setting, %3 the latency's provenance.
                + tr("<b>%1</b> on %2, %3")
                      .arg(latencyText(other.morph->cost[i]), deviceText(other.deviceSetting),
                          provenanceText(other.morph->provenance[i]));
        }
    }
    if (const auto found = front.details.find(point.candidateId); found != front.details.end()) {
        if (const QString details = detailText(*found->second, front.protocol.id); !details.isEmpty()) {
            result += QStringLiteral("<br>") + details;
        }
    }
    if (front.noise && front.noise->known()) {
        result += QStringLiteral("<br>")
            //: %1 a probability.
            + tr("on the front with a probability of %1")
                  .arg(percentText(front.noise->probability[static_cast<std::size_t>(index)], 0));
    }
    return result + QStringLiteral("<br>") + tr("candidate %1 of run %2").arg(point.candidateId).arg(point.run);
}

void HoverCard::showPoint(const FrontSnapshot& front, int index, QPoint position) {
    if (index < 0 || index >= static_cast<int>(front.points.size())) {
        hide();
        return;
    }
    setText(text(front, index));
    adjustSize();
    QPoint corner = position + offset;
    if (corner.x() + width() > parentWidget()->width()) {
        corner.setX(std::max(0, position.x() - offset.x() - width()));
    }
    if (corner.y() + height() > parentWidget()->height()) {
        corner.setY(std::max(0, position.y() - offset.y() - height()));
    }
    move(corner);
    show();
    raise();
}

}

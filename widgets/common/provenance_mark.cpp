// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/provenance_mark.h"

#include <QCoreApplication>
#include <algorithm>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct ProvenanceText {
    Q_DECLARE_TR_FUNCTIONS(ProvenanceText)
};

}

QString provenanceMark(records::CostProvenance provenance) {
    switch (provenance) {
    case records::CostProvenance::Measured:
        return QStringLiteral("●");
    case records::CostProvenance::Predicted:
        return QStringLiteral("○");
    case records::CostProvenance::Simulated:
    case records::CostProvenance::Imported:
        return QStringLiteral("◐");
    }
    return {};
}

QString markedLatencyText(const SettingLatency& latency) {
    return provenanceMark(latency.provenance) + QLatin1Char(' ') + latencyText(latency.ms);
}

QString provenanceText(const SettingLatency& latency) {
    //: How a latency is known: faster, or slower, than everything that was measured on the device.
    return latency.beyond ? ProvenanceText::tr("predicted, beyond all that was measured")
                          : provenanceText(latency.provenance);
}

QString spokenLatencyText(const SettingLatency& latency) {
    if (latency.deviationMs <= 0) {
        //: %1 a latency, %2 how it is known ("measured").
        return ProvenanceText::tr("%1, %2").arg(latencyText(latency.ms), provenanceText(latency));
    }
    const auto [number, deviation] = numberAndDeviation(latency.ms, latency.deviationMs);
    //: A latency in milliseconds: %1 the number, %2 its uncertainty, %3 how it is known ("predicted").
    return ProvenanceText::tr("%1 ± %2 ms, %3").arg(number, deviation, provenanceText(latency));
}

QString provenanceLegend() {
    return ProvenanceText::tr("● measured   ○ predicted   ◐ simulated or imported");
}

const SettingLatency* latencyOn(const std::vector<SettingLatency>& latencies, const QString& setting) {
    const auto found = std::find_if(latencies.begin(), latencies.end(),
        [&setting](const SettingLatency& latency) { return latency.setting == setting; });
    return found == latencies.end() ? nullptr : &*found;
}

}

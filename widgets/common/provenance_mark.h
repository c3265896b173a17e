// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "widgets/common/architecture_facts.h"

namespace paretoscope::widgets {

/// A filled circle for what was measured, a hollow one for what was predicted, half for simulated and imported: as the
/// front's markers are.
QString provenanceMark(records::CostProvenance provenance);

/// "● 4.21 ms".
QString markedLatencyText(const SettingLatency& latency);
/// "measured"; a prediction that is an extrapolation says so.
QString provenanceText(const SettingLatency& latency);
/// "4.21 ± 0.10 ms, measured", for tool tips and screen readers.
QString spokenLatencyText(const SettingLatency& latency);
/// The marks' meaning in one line.
QString provenanceLegend();

/// The latency on a setting, null for none.
const SettingLatency* latencyOn(const std::vector<SettingLatency>& latencies, const QString& setting);

}

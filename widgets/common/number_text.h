// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <utility>

#include "core/records/device_setting.h"
#include "core/records/provenance.h"
#include "core/records/run.h"
#include "core/space/architecture.h"

namespace paretoscope::widgets {

/// Numbers as people read them, in the locale's digits. A not-a-number is an en dash.
QString latencyText(double latencyMs);
QString percentText(double fraction, int decimals = 2);
QString numberText(double value, int significantDigits = 3);
/// A number and its uncertainty (standard deviation) with the same decimals: {"2.59", "0.05"}. At least one digit of
/// the uncertainty is shown.
std::pair<QString, QString> numberAndDeviation(double value, double deviation);
/// With its sign, "+0.3" or "−0.3"; what rounds to zero has none.
QString signedText(double value, int decimals);
/// "+3.2 %" of 0.032, with the sign of signedText().
QString signedPercentText(double fraction, int decimals = 1);
/// "3 min 20 s".
QString durationText(double seconds);
/// Counts with the locale's grouping, "1.2 M" above a million.
QString countText(qint64 count);
/// In the unit of the largest of a column, with two decimals where that is a million.
QString countText(qint64 count, qint64 largest);

QString provenanceText(records::CostProvenance provenance);
QString provenanceText(records::AccuracyProvenance provenance);
QString jobText(records::JobKind kind);
QString stateText(records::RunState state);

/// To be shown: UTF-8 in which nothing reorders what stands beside it (base::withoutControls()).
QString toQString(std::string_view text);
/// The texts of records, as lists and the selection hold them; a genotype's is its identity.
inline QString toQString(const records::DeviceSetting& setting) {
    return toQString(toText(setting));
}
inline QString toQString(space::SpaceId space) {
    return toQString(space::searchSpace(space).name);
}
inline QString toQString(const space::Shape& shape) {
    return toQString(toText(shape));
}
inline QString toQString(const space::Genotype& genotype) {
    return toQString(identityText(genotype));
}
inline records::DeviceSetting toSetting(const QString& text) {
    return records::storedDeviceSetting(text.toStdString());
}

}

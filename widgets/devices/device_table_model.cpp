// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/device_table_model.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>
#include <cmath>
#include <utility>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/devices/rank_matrix_table.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {

namespace {

QString dateText(const QString& utc) {
    const QDateTime time = QDateTime::fromString(utc, Qt::ISODateWithMs).toLocalTime();
    return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : QStringLiteral("–");
}

bool isNumber(DeviceTableModel::Column column) {
    return column != DeviceTableModel::Column::Setting && column != DeviceTableModel::Column::Provenance
        && column != DeviceTableModel::Column::PredictorAge;
}

QString headerTip(DeviceTableModel::Column column) {
    using Column = DeviceTableModel::Column;
    switch (column) {
    case Column::Architectures:
        return DeviceTableModel::tr("Different architectures measured, sentinels left out");
    case Column::Measurements:
        return DeviceTableModel::tr("Measurements of them, repeats counted, sentinels left out");
    case Column::Sentinels:
        return DeviceTableModel::tr("Measurements of one fixed architecture between the others, which show the drift");
    case Column::NoiseFloor:
        return DeviceTableModel::tr(
            "Mean relative error of a perfect predictor against single measurements, estimated from "
            "repeats");
    case Column::Drift:
        return DeviceTableModel::tr("How far the sentinel’s uncorrected latency wandered: largest less smallest, over "
                                    "its median. Measurements are corrected for it.");
    case Column::TauCeiling:
        return DeviceTableModel::tr("Estimate of the Kendall τ that a perfect predictor would reach against single, "
                                    "noisy measurements");
    case Column::PredictorError:
        return DeviceTableModel::tr("Mean relative error on architectures that were held out of fitting");
    case Column::PredictorTau:
        return DeviceTableModel::tr("Kendall τ between predicted and measured latency of held-out architectures");
    default:
        return {};
    }
}

}

QString provenanceOf(const DeviceRow& row) {
    QStringList words;
    for (const QString& name : row.provenance.split(QLatin1Char('+'), Qt::SkipEmptyParts)) {
        words.append(provenanceText(records::costProvenanceFromName(name.toStdString())));
    }
    return words.join(QStringLiteral(", "));
}

QString predictorAgeText(const DeviceRow& row) {
    if (!row.predictor) {
        return DeviceTableModel::tr("none fitted");
    }
    const auto newer = static_cast<int>(row.measurements - row.predictor->measurements);
    return newer <= 0 ? DeviceTableModel::tr("has seen all")
                      //: How many measurements were made after a predictor was fitted.
                      : DeviceTableModel::tr("%n measurement(s) newer", nullptr, newer);
}

void DeviceTableModel::setDevices(std::shared_ptr<const DevicesSnapshot> devices) {
    beginResetModel();
    devices_ = std::move(devices);
    endResetModel();
}

int DeviceTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !devices_ ? 0 : static_cast<int>(devices_->order.size());
}

int DeviceTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(Column::Count);
}

const DeviceRow& DeviceTableModel::rowAt(int place) const {
    return devices_->settings.at(devices_->order.at(static_cast<std::size_t>(place)));
}

QString DeviceTableModel::text(int place, Column column) const {
    const DeviceRow& row = rowAt(place);
    switch (column) {
    case Column::Setting:
        return deviceLetter(place) + QStringLiteral("  ") + deviceText(row.deviceSetting);
    case Column::Provenance:
        return provenanceOf(row);
    case Column::Architectures:
        return countText(row.architectures);
    case Column::Measurements:
        return countText(row.measurements);
    case Column::Sentinels:
        return countText(row.sentinels);
    case Column::NoiseFloor:
        return percentText(row.noise.floor, 1);
    case Column::Drift:
        return percentText(row.noise.sentinelDrift, 1);
    case Column::TauCeiling:
        return statisticText(RankStatistic::Tau, row.noise.ceilingTau);
    case Column::PredictorError:
        return row.predictor ? percentText(row.predictor->report.model.meanError, 1) : QStringLiteral("–");
    case Column::PredictorTau:
        return row.predictor ? statisticText(RankStatistic::Tau, row.predictor->report.model.tau) : QStringLiteral("–");
    case Column::PredictorAge:
        return predictorAgeText(row);
    case Column::LastTaken:
        return dateText(row.lastTakenAt);
    case Column::Count:
        break;
    }
    return {};
}

QString DeviceTableModel::tip(const DeviceRow& row, Column column) const {
    switch (column) {
    case Column::Setting:
        return deviceToolTip(row.deviceSetting);
    case Column::NoiseFloor:
    case Column::TauCeiling:
        return std::isnan(row.noise.floor)
            ? tr("Too few repeated measurements. The measuring job repeats a part of them.")
            //: How many architectures were measured more than once.
            : tr("From repeats of %n architecture(s)", nullptr, static_cast<int>(row.noise.pairs));
    case Column::Drift:
        return tr(
            "Largest less smallest uncorrected value of the sentinel, over its median. Measurements are corrected "
            "for it.");
    case Column::PredictorAge:
        return row.predictor ? tr("Fitted %1").arg(dateText(row.predictor->createdAt)) : QString();
    default:
        return {};
    }
}

QVariant DeviceTableModel::data(const QModelIndex& index, int role) const {
    if (!devices_ || !index.isValid()) {
        return {};
    }
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole) {
        return text(index.row(), column);
    }
    if (role == Qt::ToolTipRole) {
        return tip(rowAt(index.row()), column);
    }
    if (role == Qt::TextAlignmentRole && isNumber(column)) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::FontRole && rowAt(index.row()).deviceSetting == devices_->current) {
        QFont font;
        font.setBold(true); // the row of the whole window's device
        return font;
    }
    return {};
}

QVariant DeviceTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::ToolTipRole) {
        return headerTip(static_cast<Column>(section));
    }
    if (role == Qt::TextAlignmentRole && isNumber(static_cast<Column>(section))) {
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<Column>(section)) {
    case Column::Setting:
        return tr("Device setting");
    case Column::Provenance:
        //: Column: whether numbers were measured, imported or simulated.
        return tr("Origin");
    case Column::Architectures:
        return tr("Architectures");
    case Column::Measurements:
        return tr("Measurements");
    case Column::Sentinels:
        //: Re-measurements of a fixed reference architecture.
        return tr("Sentinels");
    case Column::NoiseFloor:
        return tr("Noise floor");
    case Column::Drift:
        //: How far the device's speed wandered while measuring.
        return tr("Drift");
    case Column::TauCeiling:
        return tr("τ ceiling");
    case Column::PredictorError:
        return tr("Predictor error");
    case Column::PredictorTau:
        return tr("Predictor τ");
    case Column::PredictorAge:
        return tr("Predictor’s age");
    case Column::LastTaken:
        return tr("Last measured");
    case Column::Count:
        break;
    }
    return {};
}

}

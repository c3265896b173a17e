// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "widgets/devices/devices_reader.h"

namespace paretoscope::widgets {

/// The settings of one network: how much was measured, how noisy it is, and how good its predictor is. In the order of
/// the rank matrix, with its letters.
class DeviceTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Column {
        Setting,
        Architectures,
        PredictorError,
        PredictorTau,
        NoiseFloor,
        TauCeiling,
        Provenance,
        Measurements,
        Sentinels,
        Drift,
        PredictorAge,
        LastTaken,
        Count
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setDevices(std::shared_ptr<const DevicesSnapshot> devices);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const DeviceRow& rowAt(int place) const;
    [[nodiscard]] QString text(int place, Column column) const;
    [[nodiscard]] QString tip(const DeviceRow& row, Column column) const;

    std::shared_ptr<const DevicesSnapshot> devices_;
};

/// Where a setting's numbers come from, in words: "measured", "imported", "simulated".
QString provenanceOf(const DeviceRow& row);
/// What was measured since the predictor was fitted, in words.
QString predictorAgeText(const DeviceRow& row);

}

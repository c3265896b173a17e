// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/deployment.h"
#include "core/analysis/rank_matrix.h"
#include "core/device/noise.h"
#include "core/queries/comparison.h"
#include "core/store/rows.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

struct PredictorSnapshot;

/// A network that was measured: search space and shape.
struct MeasuredNetwork {
    space::SpaceId space = space::SpaceId::Darts;
    space::Shape shape;
    [[nodiscard]] QString key() const { return toQString(space) + QLatin1Char('|') + toQString(shape); }
    bool operator==(const MeasuredNetwork&) const = default;
};

/// What the devices view looks at; empty fields: the reader chooses.
struct DevicesQuery {
    bool wanted = false; ///< whether the view is looked at: it costs the most
    QString network; ///< MeasuredNetwork::key()
    QString deviceA; ///< the pair it looks into
    QString deviceB;
    bool operator==(const DevicesQuery&) const = default;
};

/// One device setting with measurements of the chosen network.
struct DeviceRow {
    QString deviceSetting;
    QString provenance; ///< "measured", "imported", "simulated", several joined by "+"
    std::int64_t measurements = 0; ///< without sentinels
    std::int64_t architectures = 0;
    std::int64_t sentinels = 0;
    QString lastTakenAt; ///< UTC, ISO 8601
    device::NoiseReport noise;
    std::shared_ptr<const PredictorSnapshot> predictor; ///< the newest, null where none was fitted
};

/// Taking the front of one setting to another, with where its numbers come from.
struct DeviceTransfer {
    analysis::FrontTransfer loss;
    std::size_t measured = 0; ///< candidates whose latency is no prediction on either setting
};

/// Two settings side by side.
struct DevicePair : queries::ShiftReport { // its numbers: rows of DevicesSnapshot::settings
    std::vector<space::Genotype> genotypes; ///< by RankShift::index
    std::vector<double> costOnA; ///< ms, likewise
    std::vector<double> costOnB;
    QString protocol; ///< title of the accuracy protocol of the transfers; empty where there is none
    std::optional<DeviceTransfer> toB; ///< A's front on B
    std::optional<DeviceTransfer> toA;
};

/// The settings of one network and how alike they rank what they have measured in common.
struct DevicesSnapshot {
    std::vector<MeasuredNetwork> networks;
    MeasuredNetwork network; ///< the one shown
    std::vector<DeviceRow> settings;
    analysis::RankMatrix ranks{0}; ///< by row of `settings`
    std::vector<std::size_t> order; ///< rows, alike ones beside each other
    std::optional<DevicePair> pair; ///< the one asked for, otherwise the least alike
};

}

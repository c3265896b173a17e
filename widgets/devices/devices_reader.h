// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/cost_columns.h"
#include "core/analysis/deployment.h"
#include "core/analysis/rank_matrix.h"
#include "core/device/noise.h"
#include "core/queries/comparison.h"
#include "core/store/project.h"
#include "core/store/rows.h"
#include "widgets/common/number_text.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/reader/part_reader.h"

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
    QString current; ///< the current device, which may have no row here
    std::vector<DeviceRow> settings;
    analysis::RankMatrix ranks{0}; ///< by row of `settings`
    std::vector<std::size_t> order; ///< rows, alike ones beside each other
    std::optional<DevicePair> pair; ///< the one asked for, else the current device and the least alike to it
};

/// Makes the devices view's numbers from a project. What rests on measurements is computed once and kept until there
/// are new ones; what deploying elsewhere costs follows the candidates. Slow, so never on the GUI thread; one thread
/// at a time.
class DevicesReader : public PartReader<DevicesSnapshot> {
public:
    /// Null unless asked for.
    std::shared_ptr<const DevicesSnapshot> read(Reading& reading) override;

private:
    struct Setting {
        std::string fingerprint; ///< of its measurements
        analysis::CostColumn column;
        device::NoiseReport noise;
        std::int64_t measurements = 0;
        std::int64_t sentinels = 0;
    };

    const Setting& settingOf(
        const store::Project& project, const store::DeviceSettingSummary& summary, const MeasuredNetwork& network);
    void fillSettings(const store::Project& project, const ProjectSnapshot& snapshot, DevicesSnapshot& devices);
    void fillPair(const DevicesQuery& query, const QString& ranksSignature, DevicesSnapshot& devices) const;

    std::map<QString, Setting> settings_; ///< by network and device setting
    QString signature_; ///< of what current_ was made from
    QString ranksSignature_;
    analysis::CostRows rows_; ///< of current_
    std::shared_ptr<const DevicesSnapshot> current_;
};

/// The networks that a project holds measurements of, the one with most settings first (then with most measurements).
std::vector<MeasuredNetwork> measuredNetworks(const std::vector<store::DeviceSettingSummary>& summaries);

/// Fills in what taking a front elsewhere costs, both ways, for the accuracy protocol that the front view shows.
void addTransfers(const store::Project& project, const records::AccuracyProtocol& protocol,
    const DevicesSnapshot& devices, DevicePair& pair);

}

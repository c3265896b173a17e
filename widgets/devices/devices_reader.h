// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>

#include "core/analysis/cost_columns.h"
#include "core/store/project.h"
#include "widgets/devices/devices_snapshot.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/predictor/predictor_snapshot.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

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

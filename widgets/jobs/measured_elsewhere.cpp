// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/measured_elsewhere.h"

#include <QCoreApplication>
#include <utility>

#include "core/base/machine.h"
#include "core/queries/stored.h"
#include "widgets/common/current_device.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct ElsewhereText {
    Q_DECLARE_TR_FUNCTIONS(MeasuredElsewhere)
};

MeasuredElsewhere::Key keyOf(const records::DeviceSetting& setting, const options::NetworkConfig& network) {
    return {toText(setting), options::titleOf(network)};
}

QString why(const ProjectSnapshot& snapshot, const std::string& setting, const options::NetworkConfig& network) {
    if (const QString device = toQString(options::settingOr(setting)); !isMeasurableHere(device)) {
        const QString origin = deviceOrigin(device);
        //: %1 a device setting, %2 where it stands, such as "imported table".
        return ElsewhereText::tr("Nothing can be measured on “%1” here (%2). Choose a device of this computer above.")
            .arg(deviceText(device), origin.isEmpty() ? device : origin);
    }
    const auto elsewhere = snapshot.part<MeasuredElsewhere>();
    if (!elsewhere) {
        return {};
    }
    const auto found = elsewhere->processors.find(keyOf(options::settingOr(setting), network));
    if (found == elsewhere->processors.end()) {
        return {};
    }
    //: %1 a device setting, %2 and %3 processors.
    return ElsewhereText::tr(
        "The measurements of this project on “%1” are of another computer (%2; this one has %3), and "
        "together they would mean nothing. Make a new project for this computer.")
        .arg(deviceText(toQString(found->first.first)), found->second, toQString(base::processorName()));
}

}

QString whyNotMeasuredHere(const options::JobConfig& config, const ProjectSnapshot& snapshot) {
    if (const auto* measuring = std::get_if<options::MeasureConfig>(&config)) {
        return why(snapshot, measuring->deviceSetting, measuring->network);
    }
    if (const auto* everything = std::get_if<options::PipelineConfig>(&config)) {
        return why(snapshot, everything->measure.deviceSetting, everything->measure.network);
    }
    return {};
}

std::shared_ptr<const MeasuredElsewhere> MeasuredElsewhereReader::read(Reading& reading) {
    MeasuredElsewhere elsewhere;
    const std::string here = base::processorName();
    for (const store::DeviceSettingSummary& summary : reading.snapshot().settings) {
        const bool ofThisComputer =
            summary.deviceSetting.family == records::DeviceFamily::Cpu && summary.deviceSetting.computer.empty();
        if (!ofThisComputer) {
            continue;
        }
        const options::NetworkConfig network{summary.space, summary.shape};
        const MeasuredElsewhere::Key key = keyOf(summary.deviceSetting, network);
        if (!known_.contains(key)) {
            const auto measured = queries::measurementsOf(reading.project(), summary.deviceSetting, network);
            if (measured.empty()) {
                continue;
            }
            known_[key] = toQString(queries::timedOn(measured.back().conditions));
        }
        if (const QString& processor = known_[key]; !processor.isEmpty() && processor != toQString(here)) {
            elsewhere.processors.emplace(key, processor);
        }
    }
    if (elsewhere != *last_) {
        last_ = std::make_shared<const MeasuredElsewhere>(std::move(elsewhere));
    }
    return last_;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/measured_elsewhere.h"

#include <QCoreApplication>
#include <algorithm>
#include <optional>

#include "core/base/machine.h"
#include "core/base/text.h"
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

/// The processor or the GPUs of this computer, none where it has none; nothing for other families and where it cannot
/// be known. Asked once: they do not change.
const std::optional<std::vector<std::string>>& hardwareHere(records::DeviceFamily family) {
    static const std::optional<std::vector<std::string>> unknown;
    static const std::optional processor = std::vector{base::processorName()};
    static const std::optional<std::vector<std::string>> gpus = base::gpuNames();
    return family == records::DeviceFamily::Cpu ? processor : family == records::DeviceFamily::Gpu ? gpus : unknown;
}

/// A part of a GPU is named after the whole one: "NVIDIA H100 80GB HBM3 MIG 1g.10gb".
bool isAmong(const std::vector<std::string>& hardware, const std::string& name) {
    return std::ranges::any_of(
        hardware, [&name](const std::string& one) { return name == one || name.starts_with(one + " MIG "); });
}

QString why(const ProjectSnapshot& snapshot, const std::string& setting, const options::NetworkConfig& network) {
    if (const QString device = toQString(options::settingOr(setting)); !isMeasurableHere(device)) {
        const QString origin = deviceOrigin(device);
        //: %1 a device setting, %2 where it stands, such as "imported table".
        return ElsewhereText::tr("Nothing can be measured on “%1” here (%2). Choose a device of this computer above.")
            .arg(deviceText(device), origin.isEmpty() ? device : origin);
    }
    const records::DeviceSetting known = options::settingOr(setting);
    const auto& here = hardwareHere(known.family);
    if (here && here->empty()) {
        return ElsewhereText::tr("Nothing can be measured on “%1” here: this computer has no NVIDIA GPU with a driver.")
            .arg(deviceText(toQString(known)));
    }
    const auto elsewhere = snapshot.part<MeasuredElsewhere>();
    if (!elsewhere || !here) {
        return {};
    }
    const auto found = elsewhere->hardware.find(keyOf(known, network));
    if (found == elsewhere->hardware.end()) {
        return {};
    }
    //: %1 a device setting, %2 and %3 processors or GPUs.
    return ElsewhereText::tr(
        "The measurements of this project on “%1” are of another computer (%2; this one has %3), and "
        "together they would mean nothing. Make a new project for this computer.")
        .arg(deviceText(toQString(found->first.first)), found->second, toQString(base::listed(*here)));
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
    for (const store::DeviceSettingSummary& summary : reading.snapshot().settings) {
        const auto& here = hardwareHere(summary.deviceSetting.family);
        if (!here || !summary.deviceSetting.computer.empty()) {
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
        if (const QString& hardware = known_[key]; !hardware.isEmpty() && !isAmong(*here, hardware.toStdString())) {
            elsewhere.hardware.emplace(key, hardware);
        }
    }
    if (elsewhere != *last_) {
        last_ = std::make_shared<const MeasuredElsewhere>(std::move(elsewhere));
    }
    return last_;
}

}

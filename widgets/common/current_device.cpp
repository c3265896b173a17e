// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/current_device.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

bool contains(const std::vector<QString>& settings, const QString& setting) {
    return std::ranges::find(settings, setting) != settings.end();
}

}

std::vector<QString> soughtFor(const records::Run& run) {
    std::vector<QString> settings;
    try {
        if (run.kind == records::JobKind::Search) {
            const auto result = options::resultOf<options::SearchConfig>(run);
            settings = {toQString(result && !result->deviceSetting.empty()
                    ? result->deviceSetting
                    : options::jobConfigFromJson<options::SearchConfig>(run.configuration).deviceSetting)};
        } else if (run.kind == records::JobKind::Explore) {
            if (const auto result = options::resultOf<options::ExploreConfig>(run)) {
                for (const auto& each : result->settings) {
                    settings.push_back(toQString(each.deviceSetting));
                }
            }
        }
    } catch (const Error&) {
        return {};
    }
    return settings;
}

bool isMeasurableHere(const QString& deviceSetting) {
    const records::DeviceSetting setting = toSetting(deviceSetting);
    return setting.computer.empty() && setting.family != records::DeviceFamily::Table
        && setting.family != records::DeviceFamily::Other;
}

std::vector<QString> knownDevices(const ProjectSnapshot& snapshot) {
    std::vector<QString> known = snapshot.costSettings;
    const auto add = [&known](const QString& setting) {
        if (!contains(known, setting)) {
            known.push_back(setting);
        }
    };
    for (const store::DeviceSettingSummary& summary : snapshot.settings) {
        add(toQString(summary.deviceSetting));
    }
    add(toQString(options::defaultDeviceSetting()));
    return known;
}

QString currentDevice(const ProjectSnapshot& snapshot, const QString& wanted) {
    const std::vector<QString>& costs = snapshot.costSettings;
    if (!wanted.isEmpty() && (isMeasurableHere(wanted) || contains(knownDevices(snapshot), wanted))) {
        return wanted;
    }
    for (const records::Run& run : snapshot.runs) {
        if (run.state == records::RunState::Finished) {
            const std::vector<QString> sought = soughtFor(run);
            if (!sought.empty() && contains(costs, sought.front())) {
                return sought.front();
            }
        }
    }
    if (!costs.empty()) {
        return costs.front();
    }
    const auto newest = std::ranges::max_element(snapshot.settings, {}, &store::DeviceSettingSummary::lastTakenAt);
    return toQString(
        newest != snapshot.settings.end() ? toText(newest->deviceSetting) : options::defaultDeviceSetting());
}

std::int64_t measuredOn(const ProjectSnapshot& snapshot, const QString& deviceSetting) {
    std::int64_t measured = 0;
    for (const store::DeviceSettingSummary& summary : snapshot.settings) {
        measured += toQString(summary.deviceSetting) == deviceSetting ? summary.architectures : 0;
    }
    return measured;
}

const records::Run* newestSoughtHere(const ProjectSnapshot& snapshot, records::JobKind kind) {
    const auto found = std::ranges::find_if(snapshot.runs, [&](const records::Run& run) {
        return run.kind == kind && run.state == records::RunState::Finished
            && contains(soughtFor(run), snapshot.deviceSetting);
    });
    return found == snapshot.runs.end() ? nullptr : &*found;
}

}

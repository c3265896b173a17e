// SPDX-License-Identifier: Apache-2.0
#include "core/device/meter.h"

#include <map>
#include <mutex>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/device/cpu_meter.h"
#include "core/device/gpu_meter.h"
#include "core/device/vta_meter.h"

namespace paretoscope::device {

struct MeterRegistry::Entries {
    std::mutex mutex;
    std::map<std::string, MeterFactory> factories;
};

MeterRegistry::MeterRegistry() : entries_(std::make_shared<Entries>()) {
    add("cpu/eager/", makeCpuMeter);
    add("cpu/script/", makeCpuMeter);
    add("gpu", makeGpuMeter);
    add("vta/", [](const records::DeviceSetting& setting) { return makeVtaMeter(setting); });
}

MeterRegistry& MeterRegistry::instance() {
    static MeterRegistry registry;
    return registry;
}

void MeterRegistry::add(std::string prefix, MeterFactory factory) {
    const std::lock_guard lock(entries_->mutex);
    entries_->factories.insert_or_assign(std::move(prefix), std::move(factory));
}

std::vector<std::string> MeterRegistry::prefixes() const {
    const std::lock_guard lock(entries_->mutex);
    std::vector<std::string> names;
    for (const auto& [prefix, factory] : entries_->factories) {
        names.push_back(prefix);
    }
    return names;
}

std::unique_ptr<Meter> MeterRegistry::make(const records::DeviceSetting& setting) const {
    const std::string id = toText(setting);
    if (setting.family == records::DeviceFamily::Other) {
        return make(records::parseDeviceSetting(id)); // says which part is wrong
    }
    if (!setting.computer.empty()) {
        throw Error(ErrorCode::DeviceFailure,
            "'" + id + "' was measured on another computer, " + setting.computer
                + "; it can only be measured there, and come from there in a profile.",
            {{"device", id}, {"reason", setting.computer}});
    }
    MeterFactory best;
    std::size_t longest = 0;
    {
        const std::lock_guard lock(entries_->mutex);
        for (const auto& [prefix, factory] : entries_->factories) {
            if (id.starts_with(prefix) && prefix.size() >= longest) {
                best = factory;
                longest = prefix.size();
            }
        }
    }
    if (!best) {
        const std::string allowed = base::listed(prefixes(), [](const std::string& prefix) { return prefix + "..."; });
        throw Error(ErrorCode::UnknownName,
            "Nothing on this computer can measure '" + id + "'; it can measure: " + allowed + ".",
            {{"what", "device setting"}, {"name", id}, {"allowed", allowed}});
    }
    return best(setting);
}

std::unique_ptr<Meter> makeMeter(const records::DeviceSetting& setting) {
    return MeterRegistry::instance().make(setting);
}

}

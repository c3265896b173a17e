// SPDX-License-Identifier: Apache-2.0
#include "core/engine/meters.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/device/command_meter.h"
#include "core/device/vta_meter.h"
#include "core/engine/project_trial_store.h"
#include "core/engine/trust.h"

namespace paretoscope::engine {

namespace {

/// The names of a project's command devices, a JSON list.
constexpr const char* namesKey = "command-devices";

std::vector<std::string> names(const store::Project& project) {
    const std::optional<std::string> stored = project.setting(namesKey);
    const auto json = base::jsonIn(stored.value_or("[]"));
    std::vector<std::string> names;
    if (json && json->is_array()) {
        for (const auto& name : *json) {
            if (name.is_string()) {
                names.push_back(name.get<std::string>());
            }
        }
    }
    return names;
}

void store(store::Project& project, std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    project.setSetting(namesKey, base::textOf(nlohmann::json(names)));
}

}

device::CommandDevice commandDeviceNamed(const store::Project& project, const std::string& name) {
    const std::vector<std::string> known = names(project);
    const std::optional<std::string> stored = project.setting(device::projectKey(name));
    if (stored && std::find(known.begin(), known.end(), name) != known.end()) {
        return device::commandDevice(*stored);
    }
    const std::string list = base::listed(known);
    throw Error(ErrorCode::NotFound,
        "The project knows no command device '" + name + "' (it knows: " + (list.empty() ? "none" : list)
            + "). Add it: paretoscope-cli devices add " + name + " -- PROGRAM ARGUMENTS",
        {{"device", name}, {"allowed", list}});
}

std::unique_ptr<device::Meter> meterFor(
    store::Project& project, const records::DeviceSetting& setting, std::int64_t run) {
    if (!setting.computer.empty()) {
        return device::makeMeter(setting); // says why not
    }
    if (setting.family == records::DeviceFamily::Command) {
        const device::CommandDevice device = commandDeviceNamed(project, setting.name);
        requireAllowed(project, {actionOf(device)});
        return device::makeCommandMeter(setting, device);
    }
    if (setting.family == records::DeviceFamily::Vta) {
        return device::makeVtaMeter(setting, std::make_shared<ProjectTrialStore>(project, run));
    }
    return device::makeMeter(setting);
}

void addCommandDevice(store::Project& project, const device::CommandDevice& device) {
    device::validate(device);
    project.transaction([&] {
        std::vector<std::string> known = names(project);
        if (std::find(known.begin(), known.end(), device.name) == known.end()) {
            known.push_back(device.name);
        }
        store(project, std::move(known));
        project.setSetting(device::projectKey(device.name), device::toJson(device));
    });
    allow(project, {actionOf(device)});
}

void removeCommandDevice(store::Project& project, const std::string& name) {
    commandDeviceNamed(project, name);
    std::vector<std::string> known = names(project);
    std::erase(known, name);
    store(project, std::move(known));
}

std::vector<device::CommandDevice> commandDevices(const store::Project& project) {
    std::vector<device::CommandDevice> devices;
    for (const std::string& name : names(project)) {
        devices.push_back(commandDeviceNamed(project, name));
    }
    return devices;
}

}

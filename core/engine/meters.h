// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/device/command_device.h"
#include "core/device/meter.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// The meter of a device setting: this computer's own, the command device that the project remembers by that name, or
/// the simulated VTA, whose tuned operators `run` keeps in the project so that none is ever tuned again.
/// Throws Error: NotFound (no such command device, with how to add it), UnknownName, InvalidValue.
std::unique_ptr<device::Meter> meterFor(
    store::Project& project, const records::DeviceSetting& setting, std::int64_t run);

/// Remembers a command device under its name, in place of one that had it. Throws Error (InvalidValue).
void addCommandDevice(store::Project& project, const device::CommandDevice& device);
/// Throws Error (NotFound). Its measurements stay.
void removeCommandDevice(store::Project& project, const std::string& name);
/// Throws Error (NotFound) that lists those there are.
device::CommandDevice commandDeviceNamed(const store::Project& project, const std::string& name);
/// By name.
std::vector<device::CommandDevice> commandDevices(const store::Project& project);

}

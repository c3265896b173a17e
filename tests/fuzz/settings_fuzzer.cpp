// SPDX-License-Identifier: Apache-2.0
// What short texts of a project, a profile and a table are turned into: device settings, shapes, commands of devices,
// operators to be tuned; and what is written of them is read back as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/data/source_spec.h"
#include "core/device/command_device.h"
#include "core/options/compute_on.h"
#include "core/records/device_setting.h"
#include "core/space/architecture.h"
#include "core/vta/workload.h"

namespace {

using namespace paretoscope;

template <typename Read>
void tryTo(Read read) {
    try {
        read();
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign texts may be
    }
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    tryTo([&] {
        const records::DeviceSetting setting = records::parseDeviceSetting(text);
        require(records::parseDeviceSetting(toText(setting)) == setting);
    });
    tryTo([&] { require(toText(records::storedDeviceSetting(text)) == text); });
    tryTo([&] {
        const space::Shape shape = space::shapeFromText(text);
        require(space::shapeFromText(toText(shape)) == shape);
    });
    tryTo([&] {
        const device::CommandDevice device = device::commandDevice(text);
        require(device::commandDevice(device::toJson(device)).command == device.command);
    });
    tryTo([&] { (void)vta::workloadFromText(text); });
    tryTo([&] { (void)data::sourceSpec(text); });
    tryTo([&] { (void)options::computeOnFrom(std::string(text)); });
    require(base::isUtf8(base::shortLine(text)));
    return 0;
}

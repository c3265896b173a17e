// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace paretoscope::records {

/// Other: a project or a profile names something that this program's grammar does not know.
enum class DeviceFamily : std::uint8_t { Cpu, Gpu, Command, Vta, Table, Other };

/// What answers "how long does it take?": hardware, runtime, threads, batch, number type. The grammar of its id:
///   cpu/RUNTIME/tTHREADS/bBATCH/TYPE  RUNTIME: eager, script; TYPE: f32, bf16   cpu/eager/t2/b1/f32
///   gpuINDEX/RUNTIME/bBATCH/TYPE      RUNTIME: eager, script, graph; TYPE: f32, f16, bf16   gpu0/graph/b64/bf16
///   cmd/NAME/bBATCH                   another program answers            cmd/phone/b1
///   vta/NAME/VARIANT                  the accelerator simulator          vta/pynq/group16
///   table/NAME                        an imported table                  table/pixel3
/// COMPUTER: before one of them: measured on another computer, imported from its profile   server:gpu0/graph/b64/bf16
/// COMPUTER, NAME and VARIANT: letters, digits, '-', '_', '.'.
struct DeviceSetting {
    std::string computer; ///< empty: this one
    DeviceFamily family = DeviceFamily::Cpu;
    std::string name; ///< of command, accelerator or table; Other: the whole text
    std::string runtime; ///< "eager", "script", "graph"; the VTA's variant
    int index = 0; ///< of the GPU
    int threads = 1; ///< CPU only, 1..1024
    int batch = 1; ///< images in one run, 1..65536
    std::string numberType = "f32";
    bool operator==(const DeviceSetting&) const = default;
    /// In the order of their texts, as lists show them.
    std::strong_ordering operator<=>(const DeviceSetting& other) const;
};

/// Throws Error (InvalidValue) naming the part that is wrong and what is allowed there.
DeviceSetting parseDeviceSetting(std::string_view id);
/// The same for what somebody has written down: a text outside the grammar, or not exactly as toText would write it, is
/// kept as it stands (Other), so that toText() gives it back.
DeviceSetting storedDeviceSetting(std::string_view id);
std::string toText(const DeviceSetting& setting);

/// Times what runs, so that two computers may answer differently; a simulator or a table is the same everywhere.
bool isHardware(DeviceFamily family);

/// The same setting of another computer. What is the same everywhere stays as it is, and so
/// does what is another computer's already. Throws Error (InvalidValue) where `computer` is no name.
DeviceSetting onComputer(DeviceSetting setting, const std::string& computer);

}

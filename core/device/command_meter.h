// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <stop_token>

#include "core/device/command_device.h"
#include "core/device/meter.h"
#include "core/device/runner_protocol.h"

namespace paretoscope::device {

/// Measures through another program (core/device/runner_protocol.h): each architecture is sent as ONNX with small
/// random weights, in rounds over the block with the sentinel between, and drift is corrected as on the CPU. The first,
/// short request of an architecture warms it up and says how many runs fill a window. From version 2 of the protocol
/// an architecture is prepared once for all rounds, the sentinel once for all blocks; a block is measured in parts that
/// the runner can keep prepared. What preparing took is in the measurement's conditions (compile_ms), never in its
/// value; where the runner says that other programs were busy, MeterOptions::warn is told. A runner that dies, hangs or
/// answers nonsense is started afresh and asked again, device.retries times; then the architecture is left out
/// (MeterOptions::failed) and the others go on. An answer "error" is not asked again. Runs that claim next to none of
/// the time that they take, request after request, end the measuring; visits whose runs are far apart make a
/// measurement unstable. Energies become measurements of their own (CostKind::EnergyMj) behind the latencies.
///
/// The runner starts with the first call that needs it and ends with the meter. Throws Error (InvalidValue).
std::unique_ptr<Meter> makeCommandMeter(const records::DeviceSetting& setting, const CommandDevice& device);

/// Starts the runner, hears its hello and ends it: whether the command is right. Throws Error (DeviceFailure,
/// FileUnwritable, Interrupted).
RunnerHello greet(const CommandDevice& device, std::stop_token stop = {});

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/device/meter.h"

namespace paretoscope::device {

/// The meter of `gpuINDEX/RUNTIME/bBATCH/TYPE`: a network launched kernel by kernel (`eager`), as optimised TorchScript
/// (`script`), or replayed as one CUDA graph (`graph`), which takes the launches off the clock: at batch 1 they are
/// most of an eager run. Throws Error (DeviceFailure) that says why there is none here: no plug-in, one that cannot be
/// loaded, no such GPU.
std::unique_ptr<Meter> makeGpuMeter(const records::DeviceSetting& setting);

}

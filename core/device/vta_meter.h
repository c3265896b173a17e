// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/device/meter.h"
#include "core/vta/trial_store.h"

namespace paretoscope::device {

/// The simulated VTA as a device: `vta/ACCELERATOR/VARIANT`, VARIANT `cpu` (depthwise convolutions on the host) or
/// `group16` (as block-diagonal ones on the VTA). An architecture's convolutions are tuned where `trials` does not know
/// them yet, then the operators' times are summed. int8, batch 1, provenance simulated; repeats are equal, so there is
/// no noise. Torch-free. Throws Error (UnknownName, InvalidValue) naming what is allowed.
std::unique_ptr<Meter> makeVtaMeter(const records::DeviceSetting& setting, std::shared_ptr<vta::TrialStore> trials);

/// The registry's: tuned shapes are shared by all meters of the process, and forgotten with it.
std::unique_ptr<Meter> makeVtaMeter(const records::DeviceSetting& setting);

}

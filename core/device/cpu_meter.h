// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/device/meter.h"

namespace paretoscope::device {

/// Times nn::FixedNetwork in LibTorch's eager mode on this computer's processor: random small weights, one batch of
/// normal numbers, inference mode. Throws Error (InvalidValue) for more threads than processors.
std::unique_ptr<Meter> makeCpuMeter(const records::DeviceSetting& setting);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include <torch/types.h>

#include "core/device/timed_meter.h"
#include "core/records/device_setting.h"
#include "core/space/architecture.h"

namespace paretoscope::device {

/// A network of random weights and a batch of random images, ready to be timed on this CPU in one of two runtimes:
/// `eager` runs LibTorch's kernels one by one, `script` a TorchScript graph (optimised_script.h). Call from one thread,
/// in inference mode.
class CpuSubject final : public TimedSubject {
public:
    /// Numbers of setting.numberType, setting.batch images. Optimises a script at once. LibTorch's exceptions pass
    /// through.
    CpuSubject(const space::Architecture& architecture, const records::DeviceSetting& setting, std::uint64_t seed);

    /// Logits [batch, classes].
    [[nodiscard]] torch::Tensor run() const { return run_(images_); }
    double timeOnce() override;

private:
    torch::Tensor images_;
    std::function<torch::Tensor(const torch::Tensor&)> run_;
};

/// Whether this CPU multiplies bfloat16 numbers itself (AVX-512 BF16, AMX, Arm BF16). Emulated, they would be several
/// times slower than float32 and say nothing about a machine that has them.
bool hasBfloat16();

}

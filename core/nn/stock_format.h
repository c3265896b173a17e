// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/types.h>

#include "core/nn/supernet.h"

namespace paretoscope::nn {

/// The order of a supernet's tensors that LibTorch's kernels prefer on a processor: its convolutions are quicker
/// channels-last, slices of channels are not.
inline torch::MemoryFormat stockFormatOnCpu(const SupernetConfig& config) {
    return config.partialChannels == 1 ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/aligned_buffer.h"

#include "core/nn/cpu/block_pool.h"

namespace paretoscope::nn::cpu {

RawBuffer::RawBuffer(std::size_t bytes)
    : data_(static_cast<std::byte*>(BlockPool::shared().take(bytes)))
    , bytes_(bytes) { }

void RawBuffer::Release::operator()(std::byte* data) const {
    BlockPool::shared().give(data);
}

}

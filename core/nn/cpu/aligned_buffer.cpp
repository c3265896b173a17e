// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/aligned_buffer.h"

#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "core/nn/cpu/kernels.h"

namespace paretoscope::nn::cpu {

RawBuffer::RawBuffer(std::size_t bytes) : bytes_(bytes) {
    constexpr std::size_t hugePage = std::size_t{2} << 20;
    const std::size_t alignment = bytes >= 4 * hugePage ? hugePage : static_cast<std::size_t>(alignmentBytes);
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, rounded == 0 ? alignment : rounded);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
#ifdef __linux__
    if (alignment == hugePage) {
        madvise(memory, rounded, MADV_HUGEPAGE); // a hint: without it everything works, slower
    }
#endif
    data_.reset(static_cast<std::byte*>(memory));
}

void RawBuffer::Release::operator()(std::byte* data) const {
    std::free(data);
}

}

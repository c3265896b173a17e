// SPDX-License-Identifier: Apache-2.0
#include "core/nn/pooled_tensors.h"

#include <c10/core/CPUAllocator.h>

#include "core/torch_headers.h"

namespace paretoscope::nn {

namespace {

void release(void* memory) {
    if (!cpu::BlockPool::shared().give(memory)) {
        c10::GetDefaultCPUAllocator()->raw_deleter()(memory);
    }
}

/// LibTorch's own allocator, but for large blocks while the pool keeps them.
class PoolAllocator final : public c10::Allocator {
public:
    at::DataPtr allocate(std::size_t bytes) override {
        cpu::BlockPool& pool = cpu::BlockPool::shared();
        if (bytes < cpu::BlockPool::smallestBytes || !pool.keeps()) {
            return c10::GetDefaultCPUAllocator()->allocate(bytes);
        }
        void* block = pool.take(bytes);
        return {block, block, &release, at::Device(at::kCPU)};
    }
    [[nodiscard]] at::DeleterFnPtr raw_deleter() const override { return &release; }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { default_copy_data(to, from, bytes); }
};

PoolAllocator poolAllocator;

}

PooledTensors::PooledTensors() {
    // Once and for good: without a holder of the pool it only passes on.
    [[maybe_unused]] static const bool installed = [] {
        c10::SetCPUAllocator(&poolAllocator, /*priority=*/1);
        return true;
    }();
}

}

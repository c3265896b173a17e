// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <numeric>
#include <span>
#include <vector>

#include "core/nn/gpu/kernels.h"
#include "tests/nn/gpu/host_block.h"

namespace paretoscope::nn::gpu {

/// Orders of threads and blocks that a pass is run in; its results must not depend on them.
struct HostOrder {
    int threads = 1; ///< an odd step from thread to thread
    int blocks = 1; ///< a step from block to block, made coprime to their number
};

/// Runs launches on the host, one block after another. Shared memory is exactly as large as the launch says and holds
/// NaN at first. `Block`: made from shared memory and the threads' order.
template <class Block, class Storage>
class HostLauncher {
public:
    explicit HostLauncher(HostOrder order) : order_(order) { }

    void run(std::span<const Step> steps, const CellArguments& arguments) {
        for (const Step& step : steps) {
            withKernel(step.kernel, [&]<Kernel Wanted>() { launch<Wanted>(step, arguments); });
        }
    }

private:
    template <Kernel Wanted>
    void launch(const Step& step, const CellArguments& arguments) {
        const std::int64_t count = std::int64_t{step.grid[0]} * step.grid[1] * step.grid[2];
        std::int64_t stride = order_.blocks;
        while (std::gcd(stride, count) != 1) {
            ++stride;
        }
        // On the heap and without spare room, so that sanitizers see what reaches beyond it.
        std::vector<float> shared(static_cast<std::size_t>(step.sharedBytes) / sizeof(float));
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t index = i * stride % count;
            if (!shared.empty()) {
                std::memset(shared.data(), 0xff, shared.size() * sizeof(float));
            }
            Block block(shared.data(), order_.threads);
            block.x = static_cast<int>(index % step.grid[0]);
            block.y = static_cast<int>(index / step.grid[0] % step.grid[1]);
            block.z = static_cast<int>(index / step.grid[0] / step.grid[1]);
            block.run([&](const Block& mine) { runBlock<Wanted, Storage>(mine, arguments, step); });
        }
    }

    HostOrder order_;
};

/// What a GPU's runtime does with launches (GpuRuntime::launchCell), on memory of the host.
inline void launchOnHost(std::span<const Step> steps, const CellArguments& arguments, bool bfloat16) {
    if (bfloat16) {
        HostLauncher<LoopBlock, Bf16>({}).run(steps, arguments);
    } else {
        HostLauncher<LoopBlock, float>({}).run(steps, arguments);
    }
}

}

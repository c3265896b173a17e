// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <thread>
#include <vector>

namespace paretoscope::data {

/// Calls `work(begin, end)` for disjoint ranges that make up 0 .. count - 1, one a processor and none but the last
/// shorter than `least` (>= 1), each on a thread of its own, and waits. `work` must not throw. Our files see no OpenMP,
/// so LibTorch's at::parallel_for would run serially.
template <typename Work>
void inParallel(std::int64_t count, const Work& work, std::int64_t least = 1) {
    const std::int64_t processors = std::max<std::int64_t>(1, std::thread::hardware_concurrency());
    const std::int64_t range = std::max(least, (count + processors - 1) / processors);
    std::vector<std::jthread> threads;
    for (std::int64_t begin = range; begin < count; begin += range) {
        threads.emplace_back([&work, begin, end = std::min(begin + range, count)] { work(begin, end); });
    }
    work(0, std::min(range, count));
}

}

// SPDX-License-Identifier: Apache-2.0
// Blocks of threads (core/nn/gpu/kernel_source.h) on the host.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>

#include "core/nn/gpu/kernel_source.h"

namespace paretoscope::nn::gpu {

/// A phase is a loop over the threads, in an order that results must not depend on.
class LoopBlock {
public:
    int x = 0;
    int y = 0;
    int z = 0;

    /// `order`: an odd step from thread to thread.
    LoopBlock(float* shared, int order) : shared_(shared), order_(order) { }

    template <class T>
    class PerThread {
    public:
        PerThread() {
            std::memset(static_cast<void*>(values_.data()), 0xff, sizeof values_);
        } // registers hold anything

        T& operator[](int thread) { return values_[static_cast<std::size_t>(thread)]; }
        const T& operator[](int thread) const { return values_[static_cast<std::size_t>(thread)]; }

    private:
        std::array<T, blockThreads> values_;
    };

    template <class F>
    void run(const F& kernel) const {
        kernel(*this);
    }
    [[nodiscard]] float* shared() const { return shared_; }
    template <class F>
    void phase(const F& f) const {
        for (int i = 0; i < blockThreads; ++i) {
            f((i * order_ + order_ - 1) % blockThreads);
        }
    }
    template <class T>
    void warpSum(PerThread<T>& values) const {
        for (int bit = warpThreads / 2; bit > 0; bit /= 2) {
            const PerThread<T> old = values;
            for (int thread = 0; thread < blockThreads; ++thread) {
                values[thread] = old[thread] + old[thread ^ bit];
            }
        }
    }

private:
    float* shared_;
    int order_;
};

}

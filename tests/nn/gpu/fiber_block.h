// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ucontext.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "core/nn/gpu/kernel_source.h"

namespace paretoscope::nn::gpu {

/// A block (core/nn/gpu/kernel_source.h) whose threads each run the kernel on a stack of their own and take turns at
/// barriers, as a GPU's do. A barrier can be left out: a thread then runs on while those after it in the order have not
/// come that far.
class FiberBlock {
public:
    int x = 0;
    int y = 0;
    int z = 0;

    /// Ends of phases, counted from 0 in each block; -1: none is left out.
    static inline int leftOut = -1;
    static inline int barriersOfLastBlock = 0;

    FiberBlock(float* shared, int order) : shared_(shared), order_(order) { }

    template <class T>
    class PerThread {
    public:
        PerThread() { std::memset(static_cast<void*>(&value_), 0xff, sizeof value_); }
        T& operator[](int) { return value_; }
        const T& operator[](int) const { return value_; }

    private:
        T value_;
    };

    template <class F>
    void run(const F& kernel) {
        const auto whole = [&] { kernel(*this); };
        call_ = [](const void* f) { (*static_cast<const decltype(whole)*>(f))(); };
        kernel_ = &whole;
        threads_ = std::vector<Thread>(blockThreads);
        for (Thread& thread : threads_) {
            thread.stack = std::make_unique<char[]>(stackBytes);
            getcontext(&thread.context);
            thread.context.uc_stack.ss_sp = thread.stack.get();
            thread.context.uc_stack.ss_size = stackBytes;
            thread.context.uc_link = &scheduler_;
            makecontext(&thread.context, &FiberBlock::enter, 0);
        }
        running = this;
        for (bool any = true; any;) {
            any = false;
            for (int i = 0; i < blockThreads; ++i) {
                current_ = (i * order_ + order_ - 1) % blockThreads;
                if (!threads_[current()].done) {
                    any = true;
                    swapcontext(&scheduler_, &threads_[current()].context);
                }
            }
        }
        barriersOfLastBlock = threads_.front().barriers;
    }

    [[nodiscard]] float* shared() const { return shared_; }
    template <class F>
    void phase(const F& f) const {
        f(current_);
        if (threads_[current()].barriers++ != leftOut) {
            wait();
        }
    }
    template <class T>
    void warpSum(PerThread<T>& value) const {
        for (int bit = warpThreads / 2; bit > 0; bit /= 2) {
            std::memcpy(&threads_[current()].exchanged, &value[0], sizeof(T));
            wait();
            T other;
            std::memcpy(&other, &threads_[current() ^ static_cast<std::size_t>(bit)].exchanged, sizeof(T));
            wait();
            value[0] += other;
        }
    }

private:
    static constexpr std::size_t stackBytes = 64 * 1024;
    struct Thread {
        ucontext_t context{};
        std::unique_ptr<char[]> stack;
        std::uint64_t exchanged = 0;
        int barriers = 0;
        bool done = false;
    };
    static inline FiberBlock* running = nullptr;

    static void enter() {
        FiberBlock& block = *running;
        block.call_(block.kernel_);
        block.threads_[block.current()].done = true;
    }
    [[nodiscard]] std::size_t current() const { return static_cast<std::size_t>(current_); }
    void wait() const { swapcontext(&threads_[current()].context, &scheduler_); }

    float* shared_;
    int order_;
    int current_ = 0;
    const void* kernel_ = nullptr;
    void (*call_)(const void*) = nullptr;
    mutable std::vector<Thread> threads_;
    mutable ucontext_t scheduler_{};
};

}

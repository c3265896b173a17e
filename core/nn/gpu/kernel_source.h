// SPDX-License-Identifier: Apache-2.0
// What kernel source is written in: nvcc makes GPU kernels of it (core/cuda), any compiler makes functions of the host
// of it (tests/nn/gpu). The language is that of both, without the standard library.
//
// A kernel is a function of a block of threads, `Block`:
//   block.x, block.y, block.z    which block of the launch's grid this is
//   block.shared()               memory that the threads of a block share, at first with any content; 16-byte aligned
//   block.phase(f)               every thread t does f(t), then waits until all have
//   Block::PerThread<T>          one T a thread, kept from phase to phase: v[t]
//   block.warpSum(v)             each v[t] becomes the sum over the 32 threads of its warp, in one order everywhere
// So a barrier is the end of a phase. A phase reads what earlier ones wrote to shared memory and writes only what no
// other thread reads or writes in the same phase. phase() and warpSum() are reached by all threads or by none: what
// decides about them depends on the block alone. Blocks of a launch neither wait for nor read what others of it write.
#pragma once

#include <cstdint>
#ifndef __CUDA_ARCH__
#include <cmath>
#include <cstring>
#endif

#ifdef __CUDACC__
#define PARETOSCOPE_KERNEL __device__ __forceinline__
#define PARETOSCOPE_UNROLL _Pragma("unroll")
#else
#define PARETOSCOPE_KERNEL inline
#define PARETOSCOPE_UNROLL
#endif

namespace paretoscope::nn::gpu {

constexpr int warpThreads = 32;
constexpr int blockThreads = 256; ///< of every kernel
constexpr int blockWarps = blockThreads / warpThreads;

/// How activations and their gradients are stored; sums are float32 or more.
struct Bf16 {
    std::uint16_t bits;
};

PARETOSCOPE_KERNEL float toFloat(float value) {
    return value;
}
PARETOSCOPE_KERNEL float toFloat(Bf16 value) {
    const std::uint32_t word = std::uint32_t{value.bits} << 16;
#ifdef __CUDA_ARCH__
    return __uint_as_float(word);
#else
    float result;
    std::memcpy(&result, &word, sizeof result);
    return result;
#endif
}

/// Rounded to what is stored (nearest, ties to even; NaN stays NaN).
template <class Storage>
PARETOSCOPE_KERNEL Storage stored(float value);
template <>
PARETOSCOPE_KERNEL float stored<float>(float value) {
    return value;
}
template <>
PARETOSCOPE_KERNEL Bf16 stored<Bf16>(float value) {
#ifdef __CUDA_ARCH__
    const std::uint32_t word = __float_as_uint(value);
#else
    std::uint32_t word;
    std::memcpy(&word, &value, sizeof word);
#endif
    if ((word & 0x7fffffffU) > 0x7f800000U) {
        return {static_cast<std::uint16_t>(word >> 16 | 0x40U)};
    }
    return {static_cast<std::uint16_t>((word + 0x7fffU + (word >> 16 & 1U)) >> 16)};
}

PARETOSCOPE_KERNEL double squareRoot(double value) {
#ifdef __CUDA_ARCH__
    return sqrt(value);
#else
    return std::sqrt(value);
#endif
}

PARETOSCOPE_KERNEL int smaller(int a, int b) {
    return a < b ? a : b;
}
PARETOSCOPE_KERNEL float rectified(float value) {
    return value > 0.0F ? value : 0.0F;
}

}

// SPDX-License-Identifier: Apache-2.0
// Short vectors for the kernels' source, which is compiled once for each instruction set: PARETOSCOPE_ISA names its
// namespace, PARETOSCOPE_VECTOR_BYTES the register's width. No standard library template may be used in that source:
// the linker would keep one copy of it, perhaps one that another processor cannot run.
#pragma once

#include <cstdint>

#include "core/nn/cpu/kernels.h"

#define PARETOSCOPE_INLINE static inline __attribute__((always_inline))

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

template <class T>
struct IntegerOf;
template <>
struct IntegerOf<float> {
    using Type = std::int32_t;
};
template <>
struct IntegerOf<double> {
    using Type = std::int64_t;
};

template <class T>
struct Simd {
    using Integer = typename IntegerOf<T>::Type;
    static constexpr int lanes = PARETOSCOPE_VECTOR_BYTES / static_cast<int>(sizeof(T));
    typedef T Vector __attribute__((vector_size(PARETOSCOPE_VECTOR_BYTES)));
    typedef Integer Mask __attribute__((vector_size(PARETOSCOPE_VECTOR_BYTES)));
    typedef std::uint8_t Bytes __attribute__((vector_size(lanes)));
};
template <class T>
using Vector = typename Simd<T>::Vector;

template <class T>
PARETOSCOPE_INLINE Vector<T> load(const T* from) {
    Vector<T> vector;
    __builtin_memcpy(&vector, from, sizeof(vector));
    return vector;
}

template <class T>
PARETOSCOPE_INLINE void store(T* to, Vector<T> vector) {
    __builtin_memcpy(to, &vector, sizeof(vector));
}

template <class T>
PARETOSCOPE_INLINE void storeFirst(T* to, Vector<T> vector, int count) {
    T values[Simd<T>::lanes];
    __builtin_memcpy(values, &vector, sizeof(vector));
    for (int i = 0; i < count; ++i) {
        to[i] = values[i];
    }
}

template <class T>
PARETOSCOPE_INLINE T sum(Vector<T> vector) {
    constexpr int lanes = Simd<T>::lanes;
    T values[lanes];
    __builtin_memcpy(values, &vector, sizeof(vector));
    for (int width = lanes / 2; width > 0; width /= 2) {
        for (int i = 0; i < width; ++i) {
            values[i] += values[i + width];
        }
    }
    return values[0];
}

/// The same pointer, which the compiler may not take apart: constant distances from it then stay within the
/// instruction that loads, instead of costing one each.
template <class T>
PARETOSCOPE_INLINE const T* opaque(const T* pointer) {
    __asm__("" : "+r"(pointer));
    return pointer;
}

/// Written out, because a braced initialiser of an array becomes a slow block fill.
template <class T, int count>
PARETOSCOPE_INLINE void clear(Vector<T>* vectors) {
#pragma GCC unroll 16
    for (int i = 0; i < count; ++i) {
        vectors[i] = Vector<T>{};
    }
}

/// One step of sumRows: pairs of vectors become one that holds both partial sums, in alternating groups.
template <class T, int group>
PARETOSCOPE_INLINE Vector<T> addHalves(Vector<T> a, Vector<T> b) {
    typename Simd<T>::Mask low;
    typename Simd<T>::Mask high;
    constexpr int lanes = Simd<T>::lanes;
    for (int i = 0; i < lanes; ++i) {
        const bool second = (i / group) % 2 == 1;
        low[i] = second ? lanes + i - group : i;
        high[i] = second ? lanes + i : i + group;
    }
    return __builtin_shuffle(a, b, low) + __builtin_shuffle(a, b, high);
}

/// Lane k of the result is the sum of rows[k], for as many rows as a vector has lanes.
template <class T, int group = Simd<T>::lanes / 2>
PARETOSCOPE_INLINE Vector<T> sumRows(Vector<T>* rows) {
    if constexpr (group == 0) {
        return rows[0];
    } else {
        for (int i = 0; i < group; ++i) {
            rows[i] = addHalves<T, group>(rows[i], rows[i + group]);
        }
        return sumRows<T, group / 2>(rows);
    }
}

}

// SPDX-License-Identifier: Apache-2.0
// Batch normalisation's sums and gradients, weighted sums, gates and pooling. Included by kernels_impl.h only.
#pragma once

#include "core/nn/cpu/vectors.h"

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

/// Σ f(i) over n elements, in four independent vectors: `vector(i)` at a vector's start, `scalar(i)` for the tail.
template <class T, class VectorTerm, class ScalarTerm>
PARETOSCOPE_INLINE T sumOver(int n, VectorTerm vector, ScalarTerm scalar) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> totals[4];
    clear<T, 4>(totals);
    int i = 0;
    for (; i + 4 * lanes <= n; i += 4 * lanes) {
        for (int v = 0; v < 4; ++v) {
            totals[v] += vector(i + v * lanes);
        }
    }
    for (; i + lanes <= n; i += lanes) {
        totals[0] += vector(i);
    }
    T total = sum<T>((totals[0] + totals[1]) + (totals[2] + totals[3]));
    for (; i < n; ++i) {
        total += scalar(i);
    }
    return total;
}

template <class T>
void moments(const T* y, int n, T* mean, T* squares) {
    const T average = sumOver<T>(
                          n, [&](int i) { return load(y + i); }, [&](int i) { return y[i]; })
        / static_cast<T>(n);
    *mean = average;
    *squares = sumOver<T>(
        n,
        [&](int i) {
            const Vector<T> centred = load(y + i) - average;
            return centred * centred;
        },
        [&](int i) { return (y[i] - average) * (y[i] - average); });
}

template <class T>
void normGradient(const T* g, const T* y, T p, T q, T r, int n, T* __restrict dst) {
    for (int i = 0; i < n; ++i) {
        dst[i] = p * g[i] + (q * y[i] + r);
    }
}

template <class T>
void gateWithSums(const T* d, const T* x, T scale, T shift, T mean, int n, T* dst, T* sums) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> plain[2];
    Vector<T> centred[2];
    clear<T, 2>(plain);
    clear<T, 2>(centred);
    int i = 0;
    const auto step = [&](int at, int v) __attribute__((always_inline)) {
        const Vector<T> value = load(x + at);
        const Vector<T> kept = scale * value + shift > 0 ? load(d + at) : Vector<T>{};
        store<T>(dst + at, kept);
        plain[v] += kept;
        centred[v] += kept * (value - mean);
    };
    for (; i + 2 * lanes <= n; i += 2 * lanes) {
        step(i, 0);
        step(i + lanes, 1);
    }
    for (; i + lanes <= n; i += lanes) {
        step(i, 0);
    }
    T total = sum<T>(plain[0] + plain[1]);
    T product = sum<T>(centred[0] + centred[1]);
    for (; i < n; ++i) {
        const T kept = scale * x[i] + shift > 0 ? d[i] : T(0);
        dst[i] = kept;
        total += kept;
        product += kept * (x[i] - mean);
    }
    sums[0] += total;
    sums[1] += product;
}

template <class T>
void gate(const T* d, const T* x, int n, T* dst, bool add) {
    if (add) {
        for (int i = 0; i < n; ++i) {
            dst[i] += x[i] > 0 ? d[i] : T(0);
        }
    } else {
        for (int i = 0; i < n; ++i) {
            dst[i] = x[i] > 0 ? d[i] : T(0);
        }
    }
}

template <class T, int vectors>
PARETOSCOPE_INLINE void combineBlock(
    const T* const* terms, const T* coefficients, int count, T constant, int i, T* dst, bool add) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> total[vectors];
    for (int v = 0; v < vectors; ++v) {
        total[v] = Vector<T>{} + constant;
        if (add) {
            total[v] += load(dst + i + v * lanes);
        }
    }
    for (int k = 0; k < count; ++k) {
        const T* from = terms[k] + i;
        const T coefficient = coefficients[k];
        for (int v = 0; v < vectors; ++v) {
            total[v] += coefficient * load(from + v * lanes);
        }
    }
    for (int v = 0; v < vectors; ++v) {
        store(dst + i + v * lanes, total[v]);
    }
}

template <class T>
void combine(const T* const* terms, const T* coefficients, int count, T constant, int n, T* dst, bool add) {
    constexpr int lanes = Simd<T>::lanes;
    int i = 0;
    for (; i + 8 * lanes <= n; i += 8 * lanes) {
        combineBlock<T, 8>(terms, coefficients, count, constant, i, dst, add);
    }
    for (; i + lanes <= n; i += lanes) {
        combineBlock<T, 1>(terms, coefficients, count, constant, i, dst, add);
    }
    for (; i < n; ++i) {
        T total = constant + (add ? dst[i] : T(0));
        for (int k = 0; k < count; ++k) {
            total += coefficients[k] * terms[k][i];
        }
        dst[i] = total;
    }
}

template <class T>
T centredDots(const T* g, const T* const* terms, const T* means, int count, int n, T* sums) {
    for (int k = 0; k < count; ++k) {
        const T* term = terms[k];
        const T mean = means[k];
        sums[k] = sumOver<T>(
            n, [&](int i) { return load(g + i) * (load(term + i) - mean); },
            [&](int i) { return g[i] * (term[i] - mean); });
    }
    return sumOver<T>(
        n, [&](int i) { return load(g + i); }, [&](int i) { return g[i]; });
}

template <class T>
PARETOSCOPE_INLINE void maximumPool(
    const T* planes, const int* offsets, int n, T* __restrict maximum, std::uint8_t* __restrict argument) {
    constexpr int lanes = Simd<T>::lanes;
    using Mask = typename Simd<T>::Mask;
    int i = 0;
    for (; i + lanes <= n; i += lanes) {
        Vector<T> best = load(planes + offsets[0] + i);
        Mask which{};
        for (int tap = 1; tap < 9; ++tap) {
            const Vector<T> value = load(planes + offsets[tap] + i);
            which = value > best ? Mask{} + static_cast<typename Simd<T>::Integer>(tap) : which;
            best = value > best ? value : best;
        }
        store(maximum + i, best);
        const typename Simd<T>::Bytes narrow = __builtin_convertvector(which, typename Simd<T>::Bytes);
        __builtin_memcpy(argument + i, &narrow, sizeof(narrow));
    }
    for (; i < n; ++i) {
        maximum[i] = planes[offsets[0] + i];
        argument[i] = 0;
        for (int tap = 1; tap < 9; ++tap) {
            const T value = planes[offsets[tap] + i];
            if (value > maximum[i]) {
                maximum[i] = value;
                argument[i] = static_cast<std::uint8_t>(tap);
            }
        }
    }
}

template <class T>
void pool(const T* maxPlanes, const T* averagePlanes, const int* offsets, const T* inverseCounts, int n, T* maximum,
    std::uint8_t* argument, T* average) {
    if (maxPlanes != nullptr) {
        maximumPool(maxPlanes, offsets, n, maximum, argument);
    }
    if (averagePlanes != nullptr) {
        T* __restrict out = average;
        for (int i = 0; i < n; ++i) {
            T total = 0;
            for (int tap = 0; tap < 9; ++tap) {
                total += averagePlanes[offsets[tap] + i];
            }
            out[i] = total * inverseCounts[i];
        }
    }
}

template <class T>
void poolGradient(const T* dMaximum, const std::uint8_t* argument, const T* dAverage, const int* offsets,
    const int* which, int taps, int n, T* out) {
    constexpr int lanes = Simd<T>::lanes;
    using Mask = typename Simd<T>::Mask;
    for (int i = 0; i < n; i += lanes) {
        Vector<T> total{};
        for (int tap = 0; tap < taps; ++tap) {
            const int at = offsets[tap] + i;
            if (dMaximum != nullptr) {
                typename Simd<T>::Bytes narrow;
                __builtin_memcpy(&narrow, argument + at, sizeof(narrow));
                const Mask chosen = __builtin_convertvector(narrow, Mask);
                const auto here = static_cast<typename Simd<T>::Integer>(which[tap]);
                total += chosen == here ? load(dMaximum + at) : Vector<T>{};
            }
            if (dAverage != nullptr) {
                total += load(dAverage + at);
            }
        }
        store(out + i, total);
    }
}

template <class T>
void scaleBy(const T* d, const T* factors, int n, T* __restrict dst) {
    for (int i = 0; i < n; ++i) {
        dst[i] = d[i] * factors[i];
    }
}

}

// SPDX-License-Identifier: Apache-2.0
// Depthwise and pointwise convolutions as sums of products over rows of pixels, with their gradients. Included by
// kernels_impl.h only.
#pragma once

#include "core/nn/cpu/vectors.h"

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

/// Accumulates `vectors` vectors in registers over all taps; `taps` known when compiled where it is not 0.
template <class T, int vectors, int fixedTaps>
PARETOSCOPE_INLINE void depthwiseBlock(
    const T* planes, const int* offsets, const T* weights, int count, T* __restrict out) {
    constexpr int lanes = Simd<T>::lanes;
    const int taps = fixedTaps > 0 ? fixedTaps : count;
    Vector<T> total[vectors];
    clear<T, vectors>(total);
    for (int tap = 0; tap < taps; ++tap) {
        const T* from = opaque(planes + offsets[tap]);
        const T weight = weights[tap];
#pragma GCC unroll 25
        for (int v = 0; v < vectors; ++v) {
            total[v] += weight * load(from + v * lanes);
        }
    }
#pragma GCC unroll 25
    for (int v = 0; v < vectors; ++v) {
        store(out + v * lanes, total[v]);
    }
}

template <class T>
void depthwise(const T* planes, const int* offsets, const T* weights, int taps, int n, T* out) {
    constexpr int lanes = Simd<T>::lanes;
    int i = 0;
    for (; i + 8 * lanes <= n; i += 8 * lanes) {
        depthwiseBlock<T, 8, 0>(planes + i, offsets, weights, taps, out + i);
    }
    if (i + 4 * lanes <= n) {
        depthwiseBlock<T, 4, 0>(planes + i, offsets, weights, taps, out + i);
        i += 4 * lanes;
    }
    for (; i < n; i += lanes) {
        depthwiseBlock<T, 1, 0>(planes + i, offsets, weights, taps, out + i);
    }
}

template <class T, int vectors, bool add>
PARETOSCOPE_INLINE void depthwiseGradientBlock(
    const T* d, const int* offsets, const int* which, const T* weights, int taps, T* __restrict out) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> total[vectors];
    clear<T, vectors>(total);
    if constexpr (add) {
#pragma GCC unroll 25
        for (int v = 0; v < vectors; ++v) {
            total[v] = load(out + v * lanes);
        }
    }
    for (int tap = 0; tap < taps; ++tap) {
        const T* from = opaque(d + offsets[tap]);
        const T weight = weights[which[tap]];
#pragma GCC unroll 25
        for (int v = 0; v < vectors; ++v) {
            total[v] += weight * load(from + v * lanes);
        }
    }
#pragma GCC unroll 25
    for (int v = 0; v < vectors; ++v) {
        store(out + v * lanes, total[v]);
    }
}

template <class T, bool add>
PARETOSCOPE_INLINE void depthwiseGradientOf(
    const T* d, const int* offsets, const int* which, const T* weights, int taps, int n, T* out) {
    constexpr int lanes = Simd<T>::lanes;
    int i = 0;
    for (; i + 8 * lanes <= n; i += 8 * lanes) {
        depthwiseGradientBlock<T, 8, add>(d + i, offsets, which, weights, taps, out + i);
    }
    if (i + 4 * lanes <= n) {
        depthwiseGradientBlock<T, 4, add>(d + i, offsets, which, weights, taps, out + i);
        i += 4 * lanes;
    }
    for (; i < n; i += lanes) {
        depthwiseGradientBlock<T, 1, add>(d + i, offsets, which, weights, taps, out + i);
    }
}

template <class T>
void depthwiseGradient(
    const T* d, const int* offsets, const int* which, const T* weights, int taps, int n, T* out, bool add) {
    if (add) {
        depthwiseGradientOf<T, true>(d, offsets, which, weights, taps, n, out);
    } else {
        depthwiseGradientOf<T, false>(d, offsets, which, weights, taps, n, out);
    }
}

/// Dot products of d with as many shifted planes as a vector has lanes or fewer, so that one shuffle network sums them
/// all, or with one more.
template <class T, int taps>
PARETOSCOPE_INLINE void dots(const T* d, const T* planes, const int* offsets, int n, T* gradient) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> totals[lanes + 1];
    clear<T, lanes + 1>(totals);
    int i = 0;
    for (; i + lanes <= n; i += lanes) {
        const Vector<T> value = load(d + i);
#pragma GCC unroll 25
        for (int tap = 0; tap < taps; ++tap) {
            totals[tap] += value * load(planes + offsets[tap] + i);
        }
    }
    T sums[lanes + 1];
    sums[lanes] = taps > lanes ? sum<T>(totals[lanes]) : T(0);
    store<T>(sums, sumRows<T>(totals));
    for (; i < n; ++i) {
#pragma GCC unroll 25
        for (int tap = 0; tap < taps; ++tap) {
            sums[tap] += d[i] * planes[offsets[tap] + i];
        }
    }
    for (int tap = 0; tap < taps; ++tap) {
        gradient[tap] += sums[tap];
    }
}

template <class T>
void depthwiseWeights(const T* d, const T* planes, const int* offsets, int taps, int n, T* gradient) {
    constexpr int lanes = Simd<T>::lanes;
    int tap = 0;
    while (taps - tap >= lanes) {
        if (taps - tap == lanes + 1) { // nothing alone: one sum at a time waits for itself
            dots<T, lanes + 1>(d, planes, offsets + tap, n, gradient + tap);
            return;
        }
        dots<T, lanes>(d, planes, offsets + tap, n, gradient + tap);
        tap += lanes;
    }
    if constexpr (lanes >= 9) {
        if (taps - tap >= 9) { // all of a 3×3 kernel, and what 16 lanes leave of a 5×5 one
            dots<T, 9>(d, planes, offsets + tap, n, gradient + tap);
            tap += 9;
        }
    }
    for (; tap < taps; ++tap) {
        dots<T, 1>(d, planes, offsets + tap, n, gradient + tap);
    }
}

template <class T, int rows, int vectors>
PARETOSCOPE_INLINE void multiplyTile(const T* w, int weightPitch, int columns, const T* in, const int* offsets,
    int valid, T* __restrict out, int pitch) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> total[rows][vectors];
#pragma GCC unroll 8
    for (int row = 0; row < rows; ++row) {
        clear<T, vectors>(total[row]);
    }
    for (int column = 0; column < columns; ++column) {
        const T* from = opaque(in + offsets[column]);
        const T* weight = opaque(w + column * weightPitch);
        Vector<T> value[vectors];
#pragma GCC unroll 25
        for (int v = 0; v < vectors; ++v) {
            value[v] = load(from + v * lanes);
        }
#pragma GCC unroll 25
        for (int row = 0; row < rows; ++row) {
            for (int v = 0; v < vectors; ++v) {
                total[row][v] += weight[row] * value[v];
            }
        }
    }
#pragma GCC unroll 25
    for (int row = 0; row < rows; ++row) {
        for (int v = 0; v < vectors; ++v) {
            T* to = out + row * pitch + v * lanes;
            if (valid >= (v + 1) * lanes) {
                store(to, total[row][v]);
            } else if (valid > v * lanes) {
                storeFirst<T>(to, total[row][v], valid - v * lanes);
            }
        }
    }
}

template <class T, int vectors>
PARETOSCOPE_INLINE void multiplyStrip(
    const T* w, int weightPitch, int rows, int columns, const T* in, const int* offsets, int valid, T* out, int pitch) {
    constexpr int tall = vectors <= 2 && PARETOSCOPE_VECTOR_BYTES == 64 ? 8 : 4;
    int row = 0;
    for (; row + tall <= rows; row += tall) {
        multiplyTile<T, tall, vectors>(w + row, weightPitch, columns, in, offsets, valid, out + row * pitch, pitch);
    }
    if (row + 4 <= rows) {
        multiplyTile<T, 4, vectors>(w + row, weightPitch, columns, in, offsets, valid, out + row * pitch, pitch);
        row += 4;
    }
    if (row + 2 <= rows) {
        multiplyTile<T, 2, vectors>(w + row, weightPitch, columns, in, offsets, valid, out + row * pitch, pitch);
        row += 2;
    }
    if (row < rows) {
        multiplyTile<T, 1, vectors>(w + row, weightPitch, columns, in, offsets, valid, out + row * pitch, pitch);
    }
}

template <class T>
void multiply(
    const T* w, int weightPitch, int rows, int columns, const T* in, const int* offsets, int n, T* out, int pitch) {
    constexpr int lanes = Simd<T>::lanes;
    // 32 registers hold 4×4 sums, 16 hold 4×3; a strip of three would compute too much where two suffice.
    constexpr int wide = PARETOSCOPE_VECTOR_BYTES == 64 ? 4 : PARETOSCOPE_VECTOR_BYTES == 32 ? 3 : 2;
    constexpr int least = wide == 3 ? 3 * lanes - 1 : (wide / 2) * lanes;
    int i = 0;
    for (; n - i > least; i += wide * lanes) {
        multiplyStrip<T, wide>(w, weightPitch, rows, columns, in + i, offsets, n - i, out + i, pitch);
    }
    for (; n - i > lanes; i += 2 * lanes) {
        multiplyStrip<T, 2>(w, weightPitch, rows, columns, in + i, offsets, n - i, out + i, pitch);
    }
    if (i < n) {
        multiplyStrip<T, 1>(w, weightPitch, rows, columns, in + i, offsets, n - i, out + i, pitch);
    }
}

/// A tile of as many dot products as a vector has lanes.
template <class T, int rows, int columns>
PARETOSCOPE_INLINE void weightTile(
    const T* d, int pitch, const T* in, const int* offsets, int n, T* gradient, int rowStride) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> totals[lanes];
    clear<T, lanes>(totals);
    int i = 0;
    for (; i + lanes <= n; i += lanes) {
        Vector<T> value[columns];
#pragma GCC unroll 25
        for (int column = 0; column < columns; ++column) {
            value[column] = load(in + offsets[column] + i);
        }
        for (int row = 0; row < rows; ++row) {
            const Vector<T> left = load(d + row * pitch + i);
            for (int column = 0; column < columns; ++column) {
                totals[row * columns + column] += left * value[column];
            }
        }
    }
    T sums[lanes];
    store<T>(sums, sumRows<T>(totals));
    for (; i < n; ++i) {
#pragma GCC unroll 25
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                sums[row * columns + column] += d[row * pitch + i] * in[offsets[column] + i];
            }
        }
    }
#pragma GCC unroll 25
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            gradient[row * rowStride + column] += sums[row * columns + column];
        }
    }
}

template <class T, int rows>
PARETOSCOPE_INLINE void weightRows(
    const T* d, int pitch, const T* in, const int* offsets, int columns, int n, T* gradient, int rowStride) {
    constexpr int across = Simd<T>::lanes / rows;
    int column = 0;
    for (; column + across <= columns; column += across) {
        weightTile<T, rows, across>(d, pitch, in, offsets + column, n, gradient + column, rowStride);
    }
    for (; column < columns; ++column) {
        weightTile<T, rows, 1>(d, pitch, in, offsets + column, n, gradient + column, rowStride);
    }
}

template <class T>
void multiplyWeights(
    const T* d, int pitch, int rows, const T* in, const int* offsets, int columns, int n, T* gradient, int rowStride) {
    constexpr int tall = Simd<T>::lanes >= 4 ? 4 : 2;
    int row = 0;
    for (; row + tall <= rows; row += tall) {
        weightRows<T, tall>(d + row * pitch, pitch, in, offsets, columns, n, gradient + row * rowStride, rowStride);
    }
    if constexpr (tall == 4) {
        if (row + 2 <= rows) {
            weightRows<T, 2>(d + row * pitch, pitch, in, offsets, columns, n, gradient + row * rowStride, rowStride);
            row += 2;
        }
    }
    if (row < rows) {
        weightRows<T, 1>(d + row * pitch, pitch, in, offsets, columns, n, gradient + row * rowStride, rowStride);
    }
}

}

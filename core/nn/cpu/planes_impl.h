// SPDX-License-Identifier: Apache-2.0
// Shifted copies of planes: their making, their transpose, and 2×2 halving. Included by kernels_impl.h only.
#pragma once

#include "core/nn/cpu/shifted_rows_impl.h"

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

/// Copies rows of a width that is known when compiled (0: known when run), so that a row of 8 is one instruction.
template <class T, int fixedWidth>
PARETOSCOPE_INLINE void copyRows(const T* __restrict from, int fromPitch, int rows, int width, T* __restrict to) {
    constexpr int lanes = Simd<T>::lanes;
    for (int row = 0; row < rows; ++row) {
        if constexpr (fixedWidth >= lanes) {
#pragma GCC unroll 16
            for (int column = 0; column < fixedWidth; column += lanes) {
                store<T>(to + column, load(from + column));
            }
        } else if constexpr (fixedWidth > 0) {
            __builtin_memcpy(to, from, fixedWidth * sizeof(T));
        } else {
            for (int column = 0; column < width; ++column) {
                to[column] = from[column];
            }
        }
        from += fromPitch;
        to += fixedWidth > 0 ? fixedWidth : width;
    }
}

template <class T>
PARETOSCOPE_INLINE void copyRowsOf(const T* from, int fromPitch, int rows, int width, T* to) {
    switch (width) {
    case 4:
        return copyRows<T, 4>(from, fromPitch, rows, width, to);
    case 8:
        return copyRows<T, 8>(from, fromPitch, rows, width, to);
    case 16:
        return copyRows<T, 16>(from, fromPitch, rows, width, to);
    case 32:
        return copyRows<T, 32>(from, fromPitch, rows, width, to);
    default:
        return copyRows<T, 0>(from, fromPitch, rows, width, to);
    }
}

template <class T, bool rectify>
PARETOSCOPE_INLINE T transformed(T value, T scale, T shift) {
    if constexpr (rectify) {
        const T affine = scale * value + shift;
        return affine > 0 ? affine : T(0);
    } else {
        return value;
    }
}

template <class T, bool rectify, int fixedWidth>
PARETOSCOPE_INLINE void padRows(const PlaneShape& shape, const T* __restrict x, T scale, T shift, T* __restrict rows) {
    const int width = fixedWidth > 0 ? fixedWidth : shape.width;
    for (int row = 0; row < shape.height; ++row) {
        T* __restrict to = rows + row * shape.rowPitch + shape.side;
        for (int column = 0; column < width; ++column) {
            to[column] = transformed<T, rectify>(x[column], scale, shift);
        }
        x += width;
    }
}

/// Rows in two phases, even and odd columns; `side` is even, so content begins at side / 2 of each.
template <class T, bool rectify>
PARETOSCOPE_INLINE void padPhases(
    const PlaneShape& shape, const T* __restrict x, T scale, T shift, T* __restrict rows) {
    const int phasePitch = shape.height * shape.rowPitch;
    const int pairs = shape.width / 2;
    for (int row = 0; row < shape.height; ++row) {
        T* __restrict even = rows + row * shape.rowPitch + shape.side / 2;
        T* __restrict odd = even + phasePitch;
        for (int pair = 0; pair < pairs; ++pair) {
            even[pair] = transformed<T, rectify>(x[2 * pair], scale, shift);
            odd[pair] = transformed<T, rectify>(x[2 * pair + 1], scale, shift);
        }
        if (shape.width % 2 != 0) {
            even[pairs] = transformed<T, rectify>(x[shape.width - 1], scale, shift);
        }
        x += shape.width;
    }
}

PARETOSCOPE_INLINE int contentRows(const PlaneShape& shape, int plane) {
    return (shape.height - shape.parity[plane] + shape.stride - 1) / shape.stride;
}

template <class T, bool rectify>
PARETOSCOPE_INLINE void makePlanes(
    const PlaneShape& shape, const T* x, T scale, T shift, T border, T* rows, T* planes) {
    if (makePlanesInRegisters<T, rectify>(shape, x, scale, shift, border, planes)) {
        return;
    }
    if (shape.stride == 1) {
        switch (shape.width) {
        case 8:
            padRows<T, rectify, 8>(shape, x, scale, shift, rows);
            break;
        case 16:
            padRows<T, rectify, 16>(shape, x, scale, shift, rows);
            break;
        case 32:
            padRows<T, rectify, 32>(shape, x, scale, shift, rows);
            break;
        default:
            padRows<T, rectify, 0>(shape, x, scale, shift, rows);
        }
    } else {
        padPhases<T, rectify>(shape, x, scale, shift, rows);
    }
    for (int plane = 0; plane < shape.planes; ++plane) {
        const int shifted = shape.side + shape.column[plane];
        const int phase = shifted % shape.stride;
        const T* from = rows + (phase * shape.height + shape.parity[plane]) * shape.rowPitch + shifted / shape.stride;
        T* to = planes + plane * shape.planePitch + shape.above * shape.outWidth;
        copyRowsOf(from, shape.stride * shape.rowPitch, contentRows(shape, plane), shape.outWidth, to);
    }
}

template <class T>
void rectifiedPlanes(const PlaneShape& shape, const T* x, T scale, T shift, T* rows, T* planes) {
    makePlanes<T, true>(shape, x, scale, shift, T(0), rows, planes);
}

template <class T>
void plainPlanes(const PlaneShape& shape, const T* x, T border, T* rows, T* planes) {
    makePlanes<T, false>(shape, x, T(1), T(0), border, rows, planes);
}

/// out[i] := (or +=) Σ_j from_j[i], columns that wrapped masked away; `count` copies known when compiled.
template <class T, int count>
PARETOSCOPE_INLINE void foldCopies(
    const T* const* copies, const T* const* masks, int maskPeriod, T* __restrict out, int n, bool add) {
    constexpr int lanes = Simd<T>::lanes;
    using Mask = typename Simd<T>::Mask;
    const T* from[count];
    const T* mask[count];
    for (int j = 0; j < count; ++j) {
        from[j] = copies[j];
        mask[j] = masks[j];
    }
    int inPeriod = 0;
    for (int i = 0; i < n; i += lanes) {
        Vector<T> total{};
#pragma GCC unroll 16
        for (int j = 0; j < count; ++j) {
            total += reinterpret_cast<Vector<T>>(
                reinterpret_cast<Mask>(load(from[j] + i)) & reinterpret_cast<Mask>(load(mask[j] + inPeriod)));
        }
        inPeriod += lanes;
        inPeriod = inPeriod == maskPeriod ? 0 : inPeriod;
        if (i + lanes <= n) {
            store<T>(out + i, add ? load(out + i) + total : total);
        } else {
            for (int lane = 0; lane < n - i; ++lane) {
                out[i + lane] = total[lane] + (add ? out[i + lane] : T(0));
            }
        }
    }
}

/// One phase of the transpose: out[i] := (or +=) Σ_j planes_j[i - shift_j].
template <class T>
PARETOSCOPE_INLINE void foldPhase(const PlaneShape& shape, const T* planes, const T* masks, int maskPeriod, int parity,
    int phase, T* out, int n, bool add) {
    const T* from[5];
    const T* mask[5];
    int count = 0;
    for (int plane = 0; plane < shape.planes; ++plane) {
        const int shifted = shape.side + shape.column[plane];
        if (shape.parity[plane] == parity && shifted % shape.stride == phase) {
            from[count] = planes + plane * shape.planePitch - (shifted - phase - shape.side) / shape.stride;
            mask[count] = masks + plane * maskPeriod;
            ++count;
        }
    }
    switch (count) {
    case 1:
        return foldCopies<T, 1>(from, mask, maskPeriod, out, n, add);
    case 2:
        return foldCopies<T, 2>(from, mask, maskPeriod, out, n, add);
    case 3:
        return foldCopies<T, 3>(from, mask, maskPeriod, out, n, add);
    case 4:
        return foldCopies<T, 4>(from, mask, maskPeriod, out, n, add);
    case 5:
        return foldCopies<T, 5>(from, mask, maskPeriod, out, n, add);
    default: // no tap reads these pixels
        for (int i = 0; i < n; ++i) {
            out[i] = add ? out[i] : T(0);
        }
    }
}

template <class T>
void foldPlanes(const PlaneShape& shape, const T* planes, const T* masks, int maskPeriod, T* spare, T* x, bool add) {
    if (shiftsInRegisters<T>(shape)) {
        inRowBlocks<T>(
            shape, [&]<int vectors, int perRow>(int i) __attribute__((always_inline)) {
                foldBlock<T, vectors, perRow>(shape, planes, i, x, add);
            });
        return;
    }
    if (shape.stride == 1) {
        foldPhase(shape, planes, masks, maskPeriod, 0, 0, x, shape.height * shape.width, add);
        return;
    }
    for (int parity = 0; parity < 2; ++parity) {
        for (int phase = 0; phase < 2; ++phase) {
            const int rows = (shape.height - parity + 1) / 2;
            const int columns = (shape.width - phase + 1) / 2;
            foldPhase(shape, planes, masks, maskPeriod, parity, phase, spare, rows * shape.outWidth, false);
            for (int row = 0; row < rows; ++row) {
                T* __restrict to = x + (2 * row + parity) * shape.width + phase;
                const T* __restrict from = spare + row * shape.outWidth;
                for (int column = 0; column < columns; ++column) {
                    to[2 * column] = from[column] + (add ? to[2 * column] : T(0));
                }
            }
        }
    }
}

template <class T>
void halve(const T* x, int height, int width, T* out) {
    for (int row = 0; row + 1 < height; row += 2) {
        const T* __restrict upper = x + row * width;
        const T* __restrict lower = upper + width;
        for (int column = 0; column < width / 2; ++column) {
            const T top = upper[2 * column] < upper[2 * column + 1] ? upper[2 * column + 1] : upper[2 * column];
            const T bottom = lower[2 * column] < lower[2 * column + 1] ? lower[2 * column + 1] : lower[2 * column];
            out[column] = top < bottom ? bottom : top;
        }
        out += width / 2;
    }
}

template <class T>
void halveGradient(const T* x, const T* d, int height, int width, T* dx) {
    for (int row = 0; row + 1 < height; row += 2) {
        for (int column = 0; column + 1 < width; column += 2) {
            const int corner = row * width + column;
            int best = corner;
            best = x[corner + 1] > x[best] ? corner + 1 : best;
            best = x[corner + width] > x[best] ? corner + width : best;
            best = x[corner + width + 1] > x[best] ? corner + width + 1 : best;
            dx[best] += *d++;
        }
    }
}

}

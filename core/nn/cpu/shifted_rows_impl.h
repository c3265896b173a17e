// SPDX-License-Identifier: Apache-2.0
// Shifts of whole rows inside registers, for planes whose rows are a whole number of vectors or the other way round: no
// copy through memory, so nothing waits for a store to come back at another alignment. Included by planes_impl.h only.
#pragma once

#include "core/nn/cpu/vectors.h"

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

/// Whether the planes of a window with stride 1 can be shifted in registers: two-source shuffles exist (AVX2 and up),
/// shifts are no longer than a vector, and no vector is cut.
template <class T>
PARETOSCOPE_INLINE bool shiftsInRegisters(const PlaneShape& shape) {
    constexpr int lanes = Simd<T>::lanes;
    const bool whole = lanes % shape.width == 0 || shape.width == 2 * lanes || shape.width == 4 * lanes;
    return PARETOSCOPE_VECTOR_BYTES >= 32 && shape.stride == 1 && whole && shape.height * shape.width % lanes == 0;
}

/// Moves a plane's columns: lane l of the result is the pixel `columns` to the right of that of lane l, or the border.
template <class T>
struct RowShift {
    using Mask = typename Simd<T>::Mask;
    Mask index;
    bool leftwards; ///< rows of several vectors: reads the vector before rather than the one after
};

template <class T>
PARETOSCOPE_INLINE RowShift<T> rowShift(int columns, int width) {
    using Integer = typename Simd<T>::Integer;
    constexpr int lanes = Simd<T>::lanes;
    typename Simd<T>::Mask iota;
    for (int lane = 0; lane < lanes; ++lane) {
        iota[lane] = lane;
    }
    RowShift<T> shift;
    shift.leftwards = columns < 0;
    const auto by = static_cast<Integer>(columns);
    if (width <= lanes) { // from (vector, border)
        const auto column = (iota & static_cast<Integer>(width - 1)) + by;
        const auto inside = (column >= 0) & (column < static_cast<Integer>(width));
        shift.index = inside ? iota + by : iota + static_cast<Integer>(lanes);
    } else { // from (vector, next) or (previous, vector)
        shift.index = iota + (columns < 0 ? by + static_cast<Integer>(lanes) : by);
    }
    return shift;
}

/// The shifted vector; `before` and `after` are its neighbours in the row or borders, of rows of several vectors only.
template <class T, int perRow>
PARETOSCOPE_INLINE Vector<T> shifted(
    RowShift<T> shift, Vector<T> before, Vector<T> here, Vector<T> after, Vector<T> border) {
    if constexpr (perRow == 1) {
        return __builtin_shuffle(here, border, shift.index);
    } else {
        return shift.leftwards ? __builtin_shuffle(before, here, shift.index)
                               : __builtin_shuffle(here, after, shift.index);
    }
}

template <class T, bool rectify>
PARETOSCOPE_INLINE Vector<T> transformedVector(const T* x, T scale, T shift) {
    const Vector<T> value = load(x);
    if constexpr (rectify) {
        const Vector<T> affine = scale * value + shift;
        return affine > 0 ? affine : Vector<T>{};
    } else {
        return value;
    }
}

/// A shift that is known when compiled, of rows that are whole vectors: two cheap instructions where AVX2 needs five
/// for any other.
template <class T, int perRow, int columns>
struct KnownShift { };

template <class T, int perRow, int columns>
PARETOSCOPE_INLINE Vector<T> shifted(
    KnownShift<T, perRow, columns> /*shift*/, Vector<T> before, Vector<T> here, Vector<T> after, Vector<T> border) {
    constexpr int lanes = Simd<T>::lanes;
    typename Simd<T>::Mask index;
    for (int lane = 0; lane < lanes; ++lane) {
        const int from = lane + columns;
        if constexpr (perRow == 1) {
            index[lane] = from >= 0 && from < lanes ? from : lanes + lane; // from (vector, border)
        } else {
            index[lane] = columns < 0 ? from + lanes : from; // from (previous, vector) or (vector, next)
        }
    }
    if constexpr (columns == 0) {
        return here;
    } else if constexpr (perRow == 1) {
        return __builtin_shuffle(here, border, index);
    } else if constexpr (columns < 0) {
        return __builtin_shuffle(before, here, index);
    } else {
        return __builtin_shuffle(here, after, index);
    }
}

/// Calls `store(row, outside, to)` for each row of a plane: its vectors, one of the border's value, and where the first
/// copy's row lies.
template <class T, bool rectify, int perRow, class Store>
PARETOSCOPE_INLINE void forRows(
    const PlaneShape& shape, const T* x, T scale, T offset, T border, T* planes, Store store) {
    constexpr int lanes = Simd<T>::lanes;
    const Vector<T> outside = Vector<T>{} + border;
    const int n = shape.height * shape.width;
    T* content = planes + shape.above * shape.width;
    for (int i = 0; i < n; i += perRow * lanes) {
        Vector<T> row[perRow];
#pragma GCC unroll 4
        for (int v = 0; v < perRow; ++v) {
            row[v] = transformedVector<T, rectify>(x + i + v * lanes, scale, offset);
        }
        store(row, outside, content + i);
    }
}

/// One shifted copy of a row.
template <class T, int perRow, class Shift>
PARETOSCOPE_INLINE void storeShifted(Shift shift, const Vector<T>* row, Vector<T> outside, T* to) {
    constexpr int lanes = Simd<T>::lanes;
#pragma GCC unroll 4
    for (int v = 0; v < perRow; ++v) {
        const Vector<T> before = v > 0 ? row[v - 1] : outside;
        const Vector<T> after = v + 1 < perRow ? row[v + 1] : outside;
        store<T>(to + v * lanes, shifted<T, perRow>(shift, before, row[v], after, outside));
    }
}

/// All copies of a plane, row by row; `copies` known when compiled.
template <class T, bool rectify, int perRow, int copies>
PARETOSCOPE_INLINE void shiftRows(const PlaneShape& shape, const T* x, T scale, T offset, T border, T* planes) {
    RowShift<T> shifts[copies];
    for (int copy = 0; copy < copies; ++copy) {
        shifts[copy] = rowShift<T>(shape.column[copy], shape.width);
    }
    forRows<T, rectify, perRow>(
        shape, x, scale, offset, border,
        planes, [&](const Vector<T>* row, Vector<T> outside, T* to) __attribute__((always_inline)) {
#pragma GCC unroll 5
            for (int copy = 0; copy < copies; ++copy) {
                storeShifted<T, perRow>(shifts[copy], row, outside, to + copy * shape.planePitch);
            }
        });
}

/// The same where the plane's columns are these, known when compiled; else false.
template <class T, bool rectify, int perRow, int... columns>
PARETOSCOPE_INLINE bool shiftRowsBy(const PlaneShape& shape, const T* x, T scale, T offset, T border, T* planes) {
    int copy = 0;
    if (shape.planes != static_cast<int>(sizeof...(columns)) || !((shape.column[copy++] == columns) && ...)) {
        return false;
    }
    forRows<T, rectify, perRow>(
        shape, x, scale, offset, border,
        planes, [&](const Vector<T>* row, Vector<T> outside, T* to) __attribute__((always_inline)) {
            ((storeShifted<T, perRow>(KnownShift<T, perRow, columns>{}, row, outside, to), to += shape.planePitch),
                ...);
        });
    return true;
}

/// The windows that cells have: 3×3, 5×5, both, each with dilation 1 and 2.
template <class T, bool rectify, int perRow>
PARETOSCOPE_INLINE bool shiftRowsByKnown(const PlaneShape& shape, const T* x, T scale, T offset, T border, T* planes) {
    if constexpr (Simd<T>::lanes >= 4) {
        return shape.width >= Simd<T>::lanes
            && (shiftRowsBy<T, rectify, perRow, -1, 0, 1>(shape, x, scale, offset, border, planes)
                || shiftRowsBy<T, rectify, perRow, -2, -1, 0, 1, 2>(shape, x, scale, offset, border, planes)
                || shiftRowsBy<T, rectify, perRow, -1, 0, 1, -2, 2>(shape, x, scale, offset, border, planes)
                || shiftRowsBy<T, rectify, perRow, -2, 0, 2>(shape, x, scale, offset, border, planes)
                || shiftRowsBy<T, rectify, perRow, -4, -2, 0, 2, 4>(shape, x, scale, offset, border, planes)
                || shiftRowsBy<T, rectify, perRow, -2, 0, 2, -4, 4>(shape, x, scale, offset, border, planes));
    } else {
        return false;
    }
}

template <class T, bool rectify, int perRow>
PARETOSCOPE_INLINE bool shiftRowsOf(const PlaneShape& shape, const T* x, T scale, T offset, T border, T* planes) {
    if (shiftRowsByKnown<T, rectify, perRow>(shape, x, scale, offset, border, planes)) {
        return true;
    }
    switch (shape.planes) {
    case 1:
        shiftRows<T, rectify, perRow, 1>(shape, x, scale, offset, border, planes);
        return true;
    case 3:
        shiftRows<T, rectify, perRow, 3>(shape, x, scale, offset, border, planes);
        return true;
    case 5:
        shiftRows<T, rectify, perRow, 5>(shape, x, scale, offset, border, planes);
        return true;
    default:
        return false;
    }
}

template <class T, bool rectify>
PARETOSCOPE_INLINE bool makePlanesInRegisters(
    const PlaneShape& shape, const T* x, T scale, T offset, T border, T* planes) {
    constexpr int lanes = Simd<T>::lanes;
    if (!shiftsInRegisters<T>(shape)) {
        return false;
    }
    if (shape.width <= lanes) {
        return shiftRowsOf<T, rectify, 1>(shape, x, scale, offset, border, planes);
    }
    return shape.width == 2 * lanes ? shiftRowsOf<T, rectify, 2>(shape, x, scale, offset, border, planes)
                                    : shiftRowsOf<T, rectify, 4>(shape, x, scale, offset, border, planes);
}

/// total += the vectors of whole rows, shifted.
template <class T, int vectors, int perRow, class Shift>
PARETOSCOPE_INLINE void addShifted(Shift shift, const Vector<T>* rows, Vector<T>* total) {
    const Vector<T> zero{};
#pragma GCC unroll 8
    for (int v = 0; v < vectors; ++v) {
        const Vector<T> before = v % perRow > 0 ? rows[v - 1] : zero;
        const Vector<T> after = v % perRow + 1 < perRow ? rows[v + 1 < vectors ? v + 1 : v] : zero;
        total[v] += shifted<T, perRow>(shift, before, rows[v], after, zero);
    }
}

/// total += the vectors of whole rows, their columns moved back by `column`.
template <class T, int vectors, int perRow>
PARETOSCOPE_INLINE void addShiftedBack(const Vector<T>* rows, int column, int width, Vector<T>* total) {
    constexpr int lanes = Simd<T>::lanes;
    if (column == 0) {
        return addShifted<T, vectors, perRow>(KnownShift<T, perRow, 0>{}, rows, total);
    }
    if constexpr (lanes >= 4) {
        if (width >= lanes) {
            switch (column) { // of windows with dilation 1 and 2
            case -4:
                return addShifted<T, vectors, perRow>(KnownShift<T, perRow, 4>{}, rows, total);
            case -2:
                return addShifted<T, vectors, perRow>(KnownShift<T, perRow, 2>{}, rows, total);
            case -1:
                return addShifted<T, vectors, perRow>(KnownShift<T, perRow, 1>{}, rows, total);
            case 1:
                return addShifted<T, vectors, perRow>(KnownShift<T, perRow, -1>{}, rows, total);
            case 2:
                return addShifted<T, vectors, perRow>(KnownShift<T, perRow, -2>{}, rows, total);
            case 4:
                return addShifted<T, vectors, perRow>(KnownShift<T, perRow, -4>{}, rows, total);
            default:
                break;
            }
        }
    }
    addShifted<T, vectors, perRow>(rowShift<T>(-column, width), rows, total);
}

template <class T, int vectors, int perRow>
PARETOSCOPE_INLINE void foldBlock(const PlaneShape& shape, const T* planes, int i, T* x, bool add) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> total[vectors];
    clear<T, vectors>(total);
    for (int plane = 0; plane < shape.planes; ++plane) {
        const T* from = opaque(planes + plane * shape.planePitch + i);
        Vector<T> rows[vectors];
#pragma GCC unroll 8
        for (int v = 0; v < vectors; ++v) {
            rows[v] = load(from + v * lanes);
        }
        addShiftedBack<T, vectors, perRow>(rows, shape.column[plane], shape.width, total);
    }
#pragma GCC unroll 8
    for (int v = 0; v < vectors; ++v) {
        T* to = x + i + v * lanes;
        store<T>(to, add ? load(to) + total[v] : total[v]);
    }
}

/// A block of the transposed depthwise convolution: all taps, summed and shifted without a copy through memory. Eight
/// sums at a time keep the adders busy; with 16 registers the totals wait in memory meanwhile.
template <class T, int vectors, int perRow>
PARETOSCOPE_INLINE void transposedBlock(
    const PlaneShape& shape, const TransposedTap<T>* taps, const int* ends, int i, T* x, bool add) {
    constexpr int lanes = Simd<T>::lanes;
    Vector<T> total[vectors];
    clear<T, vectors>(total);
    int tap = 0;
    for (int plane = 0; plane < shape.planes; ++plane) {
        if (tap == ends[plane]) {
            continue;
        }
        Vector<T> rows[vectors];
        clear<T, vectors>(rows);
        for (; tap < ends[plane]; ++tap) {
            const T* from = opaque(taps[tap].d + i);
            const T weight = taps[tap].weight;
#pragma GCC unroll 8
            for (int v = 0; v < vectors; ++v) {
                rows[v] += weight * load(from + v * lanes);
            }
        }
        addShiftedBack<T, vectors, perRow>(rows, shape.column[plane], shape.width, total);
    }
#pragma GCC unroll 8
    for (int v = 0; v < vectors; ++v) {
        T* to = x + i + v * lanes;
        store<T>(to, add ? load(to) + total[v] : total[v]);
    }
}

/// Walks a plane in blocks of whole rows: `block(vectors, i)` with the widest blocks first.
template <class T, int perRow, class Block>
PARETOSCOPE_INLINE void inBlocks(int n, Block block) {
    constexpr int lanes = Simd<T>::lanes;
    int i = 0;
    for (; i + 8 * lanes <= n; i += 8 * lanes) {
        block.template operator()<8, perRow>(i);
    }
    if (i + 4 * lanes <= n) {
        block.template operator()<4, perRow>(i);
        i += 4 * lanes;
    }
    for (; i < n; i += perRow * lanes) {
        block.template operator()<perRow, perRow>(i);
    }
}

template <class T, class Block>
PARETOSCOPE_INLINE void inRowBlocks(const PlaneShape& shape, Block block) {
    constexpr int lanes = Simd<T>::lanes;
    const int n = shape.height * shape.width;
    if (shape.width <= lanes) {
        inBlocks<T, 1>(n, block);
    } else if (shape.width == 2 * lanes) {
        inBlocks<T, 2>(n, block);
    } else {
        inBlocks<T, 4>(n, block);
    }
}

template <class T>
bool transposesDirectly(const PlaneShape& shape) {
    return shiftsInRegisters<T>(shape);
}

template <class T>
void depthwiseTransposed(const PlaneShape& shape, const TransposedTap<T>* taps, const int* ends, T* x, bool add) {
    inRowBlocks<T>(
        shape, [&]<int vectors, int perRow>(int i) __attribute__((always_inline)) {
            transposedBlock<T, vectors, perRow>(shape, taps, ends, i, x, add);
        });
}

}

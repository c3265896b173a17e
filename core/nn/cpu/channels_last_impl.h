// SPDX-License-Identifier: Apache-2.0
// Gradients of a depthwise convolution whose pixels hold their channels side by side. Included by kernels_impl.h only.
#pragma once

#include "core/nn/cpu/vectors.h"

namespace paretoscope::nn::cpu::PARETOSCOPE_ISA {

/// The output positions along one axis whose tap lies inside the input: [first, end).
struct TapRange {
    int first;
    int end;
};

PARETOSCOPE_INLINE TapRange insideRange(int size, int outSize, int stride, int offset) {
    TapRange range{0, outSize};
    while (range.first < outSize && range.first * stride + offset < 0) {
        ++range.first;
    }
    while (range.end > range.first && (range.end - 1) * stride + offset >= size) {
        --range.end;
    }
    return range;
}

template <class T>
PARETOSCOPE_INLINE void addProducts(const T* a, const T* b, int n, T* __restrict to) {
    for (int i = 0; i < n; ++i) {
        to[i] += a[i] * b[i];
    }
}

template <class T>
void channelsLastDepthwiseGradients(
    const ChannelsLastShape& shape, const T* x, const T* d, const T* weights, T* dx, T* sums) {
    const int c = shape.channels;
    for (int tap = 0; tap < shape.kernel * shape.kernel; ++tap) {
        const int rowOffset = tap / shape.kernel * shape.dilation - shape.padding;
        const int columnOffset = tap % shape.kernel * shape.dilation - shape.padding;
        const TapRange rows = insideRange(shape.height, shape.outHeight, shape.stride, rowOffset);
        const TapRange columns = insideRange(shape.width, shape.outWidth, shape.stride, columnOffset);
        const int count = columns.end - columns.first;
        const T* w = weights + tap * shape.outWidth * c;
        T* s = sums == nullptr ? nullptr : sums + tap * shape.outWidth * c;
        for (int row = rows.first; row < rows.end; ++row) {
            const T* from = d + (row * shape.outWidth + columns.first) * c;
            const int at =
                ((row * shape.stride + rowOffset) * shape.width + columns.first * shape.stride + columnOffset) * c;
            // Without stride a whole row is one run; else each pixel is.
            const int runs = shape.stride == 1 ? 1 : count;
            const int length = shape.stride == 1 ? count * c : c;
            for (int run = 0; run < runs; ++run) {
                if (dx != nullptr) {
                    addProducts(from + run * c, w, length, dx + at + run * shape.stride * c);
                }
                if (s != nullptr) {
                    addProducts(from + run * c, x + at + run * shape.stride * c, length, s);
                }
            }
        }
    }
}

}

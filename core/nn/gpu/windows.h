// SPDX-License-Identifier: Apache-2.0
// Depthwise convolutions of a tile out of shared memory. A thread computes `stripRows` pixels below each other, so that
// neighbours read neighbouring words and each word that a thread reads serves several taps.
#pragma once

#include "core/nn/gpu/cell_access.h"

namespace paretoscope::nn::gpu {

constexpr int stripRows = 4;
/// Numbers of shared memory for the padded tiles of as many channels as fit; one channel's must.
constexpr int windowNumbers = 5120;
constexpr int mostTaps = 25;

PARETOSCOPE_KERNEL int stripsOf(int rows) {
    return (rows + stripRows - 1) / stripRows;
}

/// A tile's source pixels with all that its windows reach, for whole strips.
struct PaddedTile {
    int rows; ///< of one image
    int columns;
    int row; ///< of the source; may be negative
    int column;
};
PARETOSCOPE_KERNEL PaddedTile paddedTile(const WindowShape& window, int row, int rows, int column, int columns) {
    const int reach = window.dilation * (window.kernel - 1) + 1;
    return {window.stride * (stripsOf(rows) * stripRows - 1) + reach, window.stride * (columns - 1) + reach,
        row * window.stride + window.firstRow, column * window.stride + window.firstColumn};
}

/// Four outputs below each other; `x` is the first one's first tap, `weights` in reading order or from the end.
template <int Kernel, int Dilation, int Stride>
PARETOSCOPE_KERNEL void convolveStrip(
    const float* x, int pitch, const float* weights, bool fromTheEnd, float (&out)[stripRows]) {
    constexpr int rows = Stride * (stripRows - 1) + Dilation * (Kernel - 1) + 1;
    PARETOSCOPE_UNROLL
    for (int j = 0; j < Kernel; ++j) {
        float column[rows];
        PARETOSCOPE_UNROLL
        for (int row = 0; row < rows; ++row) {
            column[row] = x[row * pitch + j * Dilation];
        }
        PARETOSCOPE_UNROLL
        for (int i = 0; i < Kernel; ++i) {
            const int tap = i * Kernel + j;
            const float weight = weights[fromTheEnd ? Kernel * Kernel - 1 - tap : tap];
            PARETOSCOPE_UNROLL
            for (int k = 0; k < stripRows; ++k) {
                out[k] += weight * column[k * Stride + i * Dilation];
            }
        }
    }
}
/// Kernels 3 and 5, dilations and strides 1 and 2.
PARETOSCOPE_KERNEL void convolveStrip(const WindowShape& window, const float* x, int pitch, const float* weights,
    bool fromTheEnd, float (&out)[stripRows]) {
    const bool dilated = window.dilation == 2;
    if (window.kernel == 3 && window.stride == 1) {
        dilated ? convolveStrip<3, 2, 1>(x, pitch, weights, fromTheEnd, out)
                : convolveStrip<3, 1, 1>(x, pitch, weights, fromTheEnd, out);
    } else if (window.kernel == 3) {
        dilated ? convolveStrip<3, 2, 2>(x, pitch, weights, fromTheEnd, out)
                : convolveStrip<3, 1, 2>(x, pitch, weights, fromTheEnd, out);
    } else if (window.stride == 1) {
        dilated ? convolveStrip<5, 2, 1>(x, pitch, weights, fromTheEnd, out)
                : convolveStrip<5, 1, 1>(x, pitch, weights, fromTheEnd, out);
    } else {
        dilated ? convolveStrip<5, 2, 2>(x, pitch, weights, fromTheEnd, out)
                : convolveStrip<5, 1, 2>(x, pitch, weights, fromTheEnd, out);
    }
}

/// Loads the normalised, rectified source pixels of some channels, zero beyond the map. Part of a phase.
template <class Storage>
PARETOSCOPE_KERNEL void loadWindows(const CellArguments& a, const ProductJob& job, const Tile& tile,
    const PaddedTile& padded, int firstChannel, int channels, float* window, int t) {
    const int lines = channels * tile.images * padded.rows;
    for (int line = t / warpThreads; line < lines; line += blockWarps) {
        const int plane = line / padded.rows;
        const int row = padded.row + line % padded.rows;
        const int channel = firstChannel + plane / tile.images;
        const Affine normal = normalisationOf(a, job.sourceNorm, channel);
        const Storage* from = planeOf<Storage>(a, job.source, tile.image + plane % tile.images, channel)
            + std::int64_t{row} * job.in.width;
        for (int i = t % warpThreads; i < padded.columns; i += warpThreads) {
            const int column = padded.column + i;
            const bool inside = row >= 0 && row < job.in.height && column >= 0 && column < job.in.width;
            window[line * padded.columns + i] =
                inside ? rectified(normal.scale * toFloat(from[column]) + normal.shift) : 0.0F;
        }
    }
}

/// Which channels' padded tiles fit into shared memory together.
PARETOSCOPE_KERNEL int channelsTogether(const Tile& tile, const PaddedTile& padded) {
    return windowNumbers / (tile.images * padded.rows * padded.columns);
}

/// to[channel · pitch + pixel of the tile] := the depthwise convolution of channels firstChannel + (0 ... count - 1).
/// `window`: windowNumbers, then mostTaps for each of `count` channels. Whole phases.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void depthwiseTile(const Block& block, const CellArguments& a, const ProductJob& job,
    const Tile& tile, int firstChannel, int count, float* to, int pitch, float* window) {
    const PaddedTile padded = paddedTile(job.window, tile.row, tile.rows, tile.column, tile.columns);
    const int together = channelsTogether(tile, padded);
    const int taps = job.window.kernel * job.window.kernel;
    const int strips = stripsOf(tile.rows);
    float* const weights = window + windowNumbers;
    for (int begin = 0; begin < count; begin += together) {
        const int channels = smaller(together, count - begin);
        block.phase([&](int t) {
            loadWindows<Storage>(a, job, tile, padded, firstChannel + begin, channels, window, t);
            for (int i = t; i < channels * taps; i += blockThreads) {
                weights[i] = a.parameters[job.depthwise][(firstChannel + begin) * taps + i];
            }
        });
        block.phase([&](int t) {
            const int items = channels * tile.images * strips * tile.columns;
            for (int item = t; item < items; item += blockThreads) {
                const int column = item % tile.columns;
                const int strip = item / tile.columns % strips;
                const int plane = item / (tile.columns * strips);
                float out[stripRows] = {};
                convolveStrip(job.window,
                    window + (plane * padded.rows + strip * stripRows * job.window.stride) * padded.columns
                        + column * job.window.stride,
                    padded.columns, weights + plane / tile.images * taps, false, out);
                float* into = to + (begin + plane / tile.images) * pitch
                    + (plane % tile.images * tile.rows + strip * stripRows) * tile.columns + column;
                PARETOSCOPE_UNROLL
                for (int k = 0; k < stripRows; ++k) {
                    if (strip * stripRows + k < tile.rows) {
                        into[k * tile.columns] = out[k];
                    }
                }
            }
        });
    }
}

}

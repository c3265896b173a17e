// SPDX-License-Identifier: Apache-2.0
// Backward kernels for weights. The batch's tiles are divided among `partials` blocks, whose sums are added up in one
// order: the same bits every time.
#pragma once

#include "core/nn/gpu/product_kernels.h"

namespace paretoscope::nn::gpu {

constexpr int weightBlock = 16; ///< rows and columns of a block of weights
constexpr int weightLanes = 128; ///< at least the pixels of a tile
constexpr int weightPitch = weightLanes + 1; ///< columns of a product fall into different banks
/// Numbers of shared memory.
constexpr int weightShared = (2 * weightBlock * weightPitch + 3) / 4 * 4 + windowNumbers + weightBlock * mostTaps;

/// Σ dL/dy · z (or · x): a thread a weight. Grid: partial sums, jobs, blocks of rows and columns.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void productWeightsKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ProductJob& job = a.products[step.first + block.y];
    const int across = (job.columns + weightBlock - 1) / weightBlock;
    const int firstRow = block.z / across * weightBlock;
    const int firstColumn = block.z % across * weightBlock;
    const int rows = smaller(weightBlock, job.rows - firstRow);
    const int columns = smaller(weightBlock, job.columns - firstColumn);
    if (rows <= 0) {
        return;
    }
    float* const before = block.shared();
    float* const source = before + weightBlock * weightPitch;
    float* const window = before + (2 * weightBlock * weightPitch + 3) / 4 * 4;
    typename Block::template PerThread<float> sums;
    block.phase([&](int t) { sums[t] = 0.0F; });
    const int tiles = tilesOf(step.tile, a.batch, job.out);
    for (int index = block.x; index < tiles; index += step.partials) {
        const Tile tile = tileAt(step.tile, index, a.batch, job.out);
        if (job.depthwise >= 0) {
            depthwiseTile<Storage>(block, a, job, tile, firstColumn, columns, source, weightPitch, window);
        }
        block.phase([&](int t) {
            loadBeforeNorm<Storage>(a, job, tile, firstRow, rows, before, weightPitch, weightLanes, t);
            if (job.depthwise < 0) {
                loadDense<Storage>(a, job, tile, firstColumn, columns, source, weightPitch, weightLanes, t);
            }
        });
        block.phase([&](int t) {
            const float* left = before + t / weightBlock * weightPitch;
            const float* right = source + t % weightBlock * weightPitch;
            float sum = 0.0F;
            if (t / weightBlock < rows && t % weightBlock < columns) {
                for (int pixel = 0; pixel < tile.pixels(); ++pixel) {
                    sum += left[pixel] * right[pixel];
                }
            }
            sums[t] += sum;
        });
    }
    block.phase([&](int t) {
        const int row = t / weightBlock;
        const int column = t % weightBlock;
        if (row < rows && column < columns) {
            a.weightPartials[std::int64_t{block.x} * a.parameterCount + a.parameterUses[job.weights].offset
                + (firstRow + row) * job.columns + firstColumn + column] = sums[t];
        }
    });
}

template <int Kernel>
struct TapSums {
    float of[Kernel * Kernel];
};

template <class Storage, int Kernel, class Block>
PARETOSCOPE_KERNEL void depthwiseWeights(
    const Block& block, const CellArguments& a, const Step& step, const ProductJob& job) {
    constexpr int taps = Kernel * Kernel;
    const int channel = block.z;
    float* const window = block.shared();
    float* const parts = window + windowNumbers; // [warps][taps]
    typename Block::template PerThread<TapSums<Kernel>> sums;
    block.phase([&](int t) { sums[t] = TapSums<Kernel>{}; });
    const int tiles = tilesOf(step.tile, a.batch, job.out);
    for (int index = block.x; index < tiles; index += step.partials) {
        const Tile tile = tileAt(step.tile, index, a.batch, job.out);
        const PaddedTile padded = paddedTile(job.window, tile.row, tile.rows, tile.column, tile.columns);
        block.phase([&](int t) { loadWindows<Storage>(a, job, tile, padded, channel, 1, window, t); });
        block.phase([&](int t) {
            for (int i = t; i < tile.pixels(); i += blockThreads) {
                const Pixel pixel = pixelOf(tile, i, job.out.width);
                const float gradient = toFloat(planeOf<Storage>(a, job.work, pixel.image, channel)[pixel.at]);
                const int line = i / tile.columns;
                const float* x = window
                    + (line / tile.rows * padded.rows + line % tile.rows * job.window.stride) * padded.columns
                    + i % tile.columns * job.window.stride;
                PARETOSCOPE_UNROLL
                for (int tap = 0; tap < taps; ++tap) {
                    sums[t].of[tap] +=
                        gradient * x[(tap / Kernel * padded.columns + tap % Kernel) * job.window.dilation];
                }
            }
        });
    }
    PARETOSCOPE_UNROLL
    for (int tap = 0; tap < taps; ++tap) {
        typename Block::template PerThread<float> sum;
        block.phase([&](int t) { sum[t] = sums[t].of[tap]; });
        block.warpSum(sum);
        block.phase([&](int t) {
            if (t % warpThreads == 0) {
                parts[t / warpThreads * taps + tap] = sum[t];
            }
        });
    }
    block.phase([&](int t) {
        if (t < taps) {
            float total = 0.0F;
            for (int warp = 0; warp < blockWarps; ++warp) {
                total += parts[warp * taps + t];
            }
            a.weightPartials[std::int64_t{block.x} * a.parameterCount + a.parameterUses[job.depthwise].offset
                + channel * taps + t] = total;
        }
    });
}

/// Grid: partial sums, jobs, channels.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void depthwiseWeightsKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ProductJob& job = a.products[step.first + block.y];
    if (job.window.kernel == 3) {
        depthwiseWeights<Storage, 3>(block, a, step, job);
    } else {
        depthwiseWeights<Storage, 5>(block, a, step, job);
    }
}

/// Grid: blocks of numbers, parameters.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void foldWeightsKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ParameterEntry& parameter = a.parameterUses[step.first + block.y];
    if (parameter.use == ParameterUse::Normalisation) {
        return;
    }
    block.phase([&](int t) {
        const int i = block.x * blockThreads + t;
        if (i >= parameter.size) {
            return;
        }
        float total = 0.0F;
        for (int part = 0; part < step.partials && parameter.use == ParameterUse::Summed; ++part) {
            total += a.weightPartials[std::int64_t{part} * a.parameterCount + parameter.offset + i];
        }
        a.parameterGradients[parameter.offset + i] = total;
    });
}

}

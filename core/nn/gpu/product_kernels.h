// SPDX-License-Identifier: Apache-2.0
// Products at each pixel of a tile: a convolution's last part (y, with its normalisation's moments), and back. A block
// computes `together` outputs at 4096 / together pixels, a thread 8 outputs at 2 pixels, in steps of `together`
// columns.
#pragma once

#include "core/nn/gpu/windows.h"

namespace paretoscope::nn::gpu {

constexpr int productNumbers = 4096; ///< outputs of a block: pixels · outputs
constexpr int outputsOfThread = 8;

/// Numbers of shared memory of a product of `together` outputs.
constexpr int productShared(int together, bool depthwise) {
    return productNumbers + together * together + (depthwise ? windowNumbers + together * mostTaps : 0);
}

/// Where a thread's outputs lie.
struct ThreadOutputs {
    int pixels; ///< from one to the next of its two pixels
    int pixel; ///< the first
    int output; ///< the first
    PARETOSCOPE_KERNEL ThreadOutputs(int together, int t)
        : pixels(productNumbers / 2 / together)
        , pixel(t % pixels)
        , output(t / pixels * outputsOfThread) { }
};
struct Sums {
    float of[2 * outputsOfThread];
};

/// f(pixel of the map, its index in the tile, output, its sum) for each of a thread's outputs below `outputs` that lies
/// in the tile. Part of a phase.
template <class F>
PARETOSCOPE_KERNEL void eachOutput(
    const Tile& tile, int width, int together, int outputs, const Sums& sums, int t, const F& f) {
    const ThreadOutputs mine(together, t);
    for (int half = 0; half < 2; ++half) {
        const int index = mine.pixel + half * mine.pixels;
        if (index >= tile.pixels()) {
            continue;
        }
        const Pixel pixel = pixelOf(tile, index, width);
        PARETOSCOPE_UNROLL
        for (int i = 0; i < outputsOfThread; ++i) {
            if (mine.output + i < outputs) {
                f(pixel, index, mine.output + i, sums.of[half * outputsOfThread + i]);
            }
        }
    }
}

/// sums += Σ left[k][pixel] · right[k][output] over `depth` columns k. One phase.
template <class Block>
PARETOSCOPE_KERNEL void multiplyTile(const Block& block, const float* left, const float* right, int depth, int together,
    typename Block::template PerThread<Sums>& sums) {
    block.phase([&](int t) {
        const ThreadOutputs mine(together, t);
        Sums& sum = sums[t];
        const int pitch = 2 * mine.pixels;
        for (int k = 0; k < depth; ++k) {
            const float first = left[k * pitch + mine.pixel];
            const float second = left[k * pitch + mine.pixel + mine.pixels];
            const float* factors = right + k * together + mine.output;
            PARETOSCOPE_UNROLL
            for (int i = 0; i < outputsOfThread; ++i) {
                sum.of[i] += first * factors[i];
                sum.of[outputsOfThread + i] += second * factors[i];
            }
        }
    });
}

/// to[row · pitch + pixel of the tile] := dL/dy of output channels job.firstRow + firstRow + (0 ... rows - 1). `lanes`:
/// at least the tile's pixels, a divisor of blockThreads. Part of a phase.
template <class Storage>
PARETOSCOPE_KERNEL void loadBeforeNorm(const CellArguments& a, const ProductJob& job, const Tile& tile, int firstRow,
    int rows, float* to, int pitch, int lanes, int t) {
    const int index = t % lanes;
    if (index >= tile.pixels()) {
        return;
    }
    const BeforeNorm& before = job.before;
    const Pixel pixel = pixelOf(tile, index, job.out.width);
    const float scale = pathScaleOf(a, before.edge, pixel.image);
    for (int row = t / lanes; row < rows; row += blockThreads / lanes) {
        const int channel = job.firstRow + firstRow + row;
        const float* c = coefficientsOf(a, before.slot, channel);
        const int from = before.shuffled != 0 ? shuffledChannel(a, channel) : channel;
        const float g = toFloat(planeOf<Storage>(a, before.gradient, pixel.image, from)[pixel.at]);
        const float y = toFloat(planeOf<Storage>(a, before.output, pixel.image, channel)[pixel.at]);
        to[row * pitch + index] = scale * c[0] * g + c[1] * y + c[2];
    }
}

/// to[column · pitch + pixel of the tile] := the rectified source pixel of a dense convolution's column. Part of a
/// phase.
template <class Storage>
PARETOSCOPE_KERNEL void loadDense(const CellArguments& a, const ProductJob& job, const Tile& tile, int firstColumn,
    int columns, float* to, int pitch, int lanes, int t) {
    const int index = t % lanes;
    if (index >= tile.pixels()) {
        return;
    }
    const WindowShape& window = job.window;
    const Pixel pixel = pixelOf(tile, index, job.out.width);
    const int taps = window.kernel * window.kernel;
    for (int k = t / lanes; k < columns; k += blockThreads / lanes) {
        const int tap = (firstColumn + k) % taps;
        const int row =
            pixel.at / job.out.width * window.stride + window.firstRow + tap / window.kernel * window.dilation;
        const int column =
            pixel.at % job.out.width * window.stride + window.firstColumn + tap % window.kernel * window.dilation;
        float value = 0.0F;
        if (row >= 0 && row < job.in.height && column >= 0 && column < job.in.width) {
            const int channel = (firstColumn + k) / taps;
            value = rectified(toFloat(
                planeOf<Storage>(a, job.source, pixel.image, channel)[std::int64_t{row} * job.in.width + column]));
        }
        to[k * pitch + index] = value;
    }
}

/// Count, mean and squared deviations of a tile's outputs, whose rounded values `values` holds (Chan et al. 1979 add
/// them up). Whole phases.
template <class Block>
PARETOSCOPE_KERNEL void measureTile(const Block& block, const CellArguments& a, const NormEntry& norm, int firstChannel,
    int channels, int pixels, const float* values, int pitch) {
    typename Block::template PerThread<float> sum;
    typename Block::template PerThread<float> squares;
    for (int begin = 0; begin < channels; begin += blockWarps) {
        block.phase([&](int t) {
            const int channel = begin + t / warpThreads;
            float total = 0.0F;
            for (int i = t % warpThreads; i < pixels && channel < channels; i += warpThreads) {
                total += values[channel * pitch + i];
            }
            sum[t] = total;
        });
        block.warpSum(sum);
        block.phase([&](int t) {
            const int channel = begin + t / warpThreads;
            const float mean = sum[t] / static_cast<float>(pixels);
            float total = 0.0F;
            for (int i = t % warpThreads; i < pixels && channel < channels; i += warpThreads) {
                const float apart = values[channel * pitch + i] - mean;
                total += apart * apart;
            }
            squares[t] = total;
        });
        block.warpSum(squares);
        block.phase([&](int t) {
            const int channel = begin + t / warpThreads;
            if (t % warpThreads == 0 && channel < channels) {
                float* to =
                    a.numbers + norm.moments + 3 * (std::int64_t{firstChannel + channel} * norm.partials + block.x);
                to[0] = static_cast<float>(pixels);
                to[1] = sum[t] / static_cast<float>(pixels);
                to[2] = squares[t];
            }
        });
    }
}

/// Grid: tiles, jobs, blocks of outputs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void productKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ProductJob& job = a.products[step.first + block.y];
    const int together = step.together;
    const int firstRow = block.z * together;
    const int rows = smaller(together, job.rows - firstRow);
    if (rows <= 0) { // of a job with fewer outputs than others of the launch
        return;
    }
    const int lanes = productNumbers / together;
    float* const left = block.shared();
    float* const right = left + productNumbers;
    float* const window = right + together * together;
    const Tile tile = tileAt(step.tile, block.x, a.batch, job.out);
    typename Block::template PerThread<Sums> sums;
    block.phase([&](int t) { sums[t] = Sums{}; });
    for (int begin = 0; begin < job.columns; begin += together) {
        const int depth = smaller(together, job.columns - begin);
        if (job.depthwise >= 0) {
            depthwiseTile<Storage>(block, a, job, tile, begin, depth, left, lanes, window);
        }
        block.phase([&](int t) {
            if (job.depthwise < 0) {
                loadDense<Storage>(a, job, tile, begin, depth, left, lanes, lanes, t);
            }
            for (int i = t; i < together * depth; i += blockThreads) {
                const int row = i / depth;
                right[i % depth * together + row] = row < rows
                    ? a.parameters[job.weights][std::int64_t{firstRow + row} * job.columns + begin + i % depth]
                    : 0.0F;
            }
        });
        multiplyTile(block, left, right, depth, together, sums);
    }
    block.phase([&](int t) {
        eachOutput(
            tile, job.out.width, together, rows, sums[t], t, [&](const Pixel& pixel, int index, int row, float sum) {
                const auto value = stored<Storage>(sum);
                planeOf<Storage>(a, job.before.output, pixel.image, job.firstRow + firstRow + row)[pixel.at] = value;
                left[row * lanes + index] = toFloat(value);
            });
    });
    if (job.norm >= 0 && a.batchStatistics != 0) {
        measureTile(block, a, a.norms[job.norm], job.firstRow + firstRow, rows, tile.pixels(), left, lanes);
    }
}

/// work := weightsᵀ · dL/dy. Grid: tiles, jobs, blocks of columns.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void transposedProductKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ProductJob& job = a.products[step.first + block.y];
    const int together = step.together;
    const int firstColumn = block.z * together;
    const int columns = smaller(together, job.columns - firstColumn);
    if (columns <= 0) {
        return;
    }
    const int lanes = productNumbers / together;
    float* const left = block.shared();
    float* const right = left + productNumbers;
    const Tile tile = tileAt(step.tile, block.x, a.batch, job.out);
    typename Block::template PerThread<Sums> sums;
    block.phase([&](int t) { sums[t] = Sums{}; });
    for (int begin = 0; begin < job.rows; begin += together) {
        const int depth = smaller(together, job.rows - begin);
        block.phase([&](int t) {
            loadBeforeNorm<Storage>(a, job, tile, begin, depth, left, lanes, lanes, t);
            for (int i = t; i < together * depth; i += blockThreads) {
                const int column = i % together;
                right[i] = column < columns
                    ? a.parameters[job.weights][std::int64_t{begin + i / together} * job.columns + firstColumn + column]
                    : 0.0F;
            }
        });
        multiplyTile(block, left, right, depth, together, sums);
    }
    block.phase([&](int t) {
        eachOutput(tile, job.out.width, together, columns, sums[t], t,
            [&](const Pixel& pixel, int /*index*/, int column, float sum) {
                planeOf<Storage>(a, job.work, pixel.image, firstColumn + column)[pixel.at] = stored<Storage>(sum);
            });
    });
}

}

// SPDX-License-Identifier: Apache-2.0
// Backward kernels that put the gradient of a feature map together from what reads it. A block works on some rows and
// columns of `together` planes (image, channel); a thread on one strip (windows.h) of one of them.
#pragma once

#include "core/nn/gpu/node_kernels.h"
#include "core/nn/gpu/windows.h"

namespace paretoscope::nn::gpu {

/// Numbers of shared memory: tiles of gradients, and weights of as many planes.
constexpr int assembleShared = windowNumbers + blockThreads * 2 + mostPlanes * mostTaps;

struct Strip {
    float of[stripRows];
};

/// A thread's place in a tile whose `images` are planes.
struct StripPlace {
    int plane; ///< in the tile; -1: none
    int strip; ///< first row in the tile, over stripRows
    int column; ///< in the tile
    PARETOSCOPE_KERNEL StripPlace(const Tile& tile, int t)
        : plane(t / (stripsOf(tile.rows) * tile.columns))
        , strip(t / tile.columns % stripsOf(tile.rows))
        , column(t % tile.columns) {
        plane = plane < tile.images ? plane : -1;
    }
};

PARETOSCOPE_KERNEL int floorDivide(int a, int b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

/// Outputs of a convolution whose windows reach into a tile of its source.
struct ReachedTile {
    int row;
    int rows;
    int column;
    int columns;
    PARETOSCOPE_KERNEL ReachedTile(const Tile& tile, const WindowShape& window) {
        const int reach = window.dilation * (window.kernel - 1);
        row = floorDivide(tile.row - window.firstRow - reach, window.stride);
        rows = floorDivide(tile.row + stripsOf(tile.rows) * stripRows - 1 - window.firstRow, window.stride) - row + 1;
        column = floorDivide(tile.column - window.firstColumn - reach, window.stride);
        columns = floorDivide(tile.column + tile.columns - 1 - window.firstColumn, window.stride) - column + 1;
    }
};

/// tile[plane][row][column] := value(image, channel, row, column) of a map of size `out`, zero beyond it. Part of a
/// phase.
template <class Value>
PARETOSCOPE_KERNEL void loadReached(
    const Tile& tile, const ReachedTile& reached, const Size& out, int channels, float* to, int t, const Value& value) {
    for (int line = t / warpThreads; line < tile.images * reached.rows; line += blockWarps) {
        const int plane = tile.image + line / reached.rows;
        const int row = reached.row + line % reached.rows;
        for (int i = t % warpThreads; i < reached.columns; i += warpThreads) {
            const int column = reached.column + i;
            const bool inside = row >= 0 && row < out.height && column >= 0 && column < out.width;
            to[line * reached.columns + i] =
                inside ? value(plane / channels, plane % channels, row * out.width + column) : 0.0F;
        }
    }
}

/// Adds what one convolution gives back. Whole phases; `window`: windowNumbers, then weights.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void readConvolution(const Block& block, const CellArguments& a, const ReaderEntry& reader,
    const Tile& tile, int channels, float* window, typename Block::template PerThread<Strip>& sums) {
    const WindowShape& shape = reader.window;
    const int taps = shape.kernel * shape.kernel;
    const ReachedTile reached(tile, shape);
    float* const weights = window + windowNumbers;
    block.phase([&](int t) {
        loadReached(tile, reached, reader.out, channels, window, t, [&](int image, int channel, int pixel) {
            const int plane = channel * reader.channelStride + reader.firstPlane;
            return toFloat(planeOf<Storage>(a, reader.work, image, plane)[pixel]);
        });
        for (int i = t; i < tile.images * taps; i += blockThreads) {
            const int channel = (tile.image + i / taps) % channels;
            weights[i] = reader.weights < 0 ? 1.0F : a.parameters[reader.weights][channel * taps + i % taps];
        }
    });
    block.phase([&](int t) {
        const StripPlace place(tile, t);
        if (place.plane < 0) {
            return;
        }
        const float* from = window + place.plane * reached.rows * reached.columns;
        const float* factors = weights + place.plane * taps;
        float(&sum)[stripRows] = sums[t].of;
        if (shape.stride == 1 && shape.kernel > 1) {
            convolveStrip(shape, from + place.strip * stripRows * reached.columns + place.column, reached.columns,
                factors, true, sum);
            return;
        }
        for (int tap = 0; tap < taps; ++tap) {
            const int column = tile.column + place.column - shape.firstColumn - tap % shape.kernel * shape.dilation;
            if (column % shape.stride != 0) {
                continue;
            }
            PARETOSCOPE_UNROLL
            for (int k = 0; k < stripRows; ++k) {
                const int row =
                    tile.row + place.strip * stripRows + k - shape.firstRow - tap / shape.kernel * shape.dilation;
                if (row % shape.stride == 0) {
                    sum[k] += factors[tap]
                        * from[(row / shape.stride - reached.row) * reached.columns + column / shape.stride
                            - reached.column];
                }
            }
        }
    });
}

/// Adds the gradients of some targets, each times p of its slot and the path's scale.
template <class Storage>
PARETOSCOPE_KERNEL float gatherTargets(
    const CellArguments& a, int first, int count, int image, int channel, int pixel) {
    float sum = 0.0F;
    for (int k = 0; k < count; ++k) {
        const TargetEntry& target = a.targets[first + k];
        const float p = coefficientsOf(a, target.slot, channel)[0] * pathScaleOf(a, target.edge, image);
        sum += p * toFloat(planeOf<Storage>(a, target.gradient, image, shuffledChannel(a, channel))[pixel]);
    }
    return sum;
}

/// Adds what one of the pools gives back. Whole phases.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void readPool(const Block& block, const CellArguments& a, const PoolJob& pool, bool maximum,
    int firstTarget, int targets, const Tile& tile, float* window, typename Block::template PerThread<Strip>& sums) {
    const WindowShape shape{3, 1, pool.stride, -1, -1};
    const ReachedTile reached(tile, shape);
    block.phase([&](int t) {
        loadReached(tile, reached, pool.out, a.mixedChannels, window, t, [&](int image, int channel, int pixel) {
            float value = gatherTargets<Storage>(a, firstTarget, targets, image, channel, pixel);
            if ((maximum ? pool.maximumNorm : pool.averageNorm) >= 0) {
                float q = 0.0F;
                float r = 0.0F;
                for (int k = 0; k < targets; ++k) { // the pool is shared: every edge adds its part
                    q += coefficientsOf(a, a.targets[firstTarget + k].slot, channel)[1];
                    r += coefficientsOf(a, a.targets[firstTarget + k].slot, channel)[2];
                }
                const Map& map = maximum ? pool.maximum : pool.average;
                value += q * toFloat(planeOf<Storage>(a, map, image, channel)[pixel]) + r;
            }
            if (!maximum) {
                const int row = pixel / pool.out.width * pool.stride;
                const int column = pixel % pool.out.width * pool.stride;
                const int rows = smaller(row + 2, pool.in.height) - (row > 0 ? row - 1 : 0);
                const int columns = smaller(column + 2, pool.in.width) - (column > 0 ? column - 1 : 0);
                value /= static_cast<float>(rows * columns);
            }
            return value;
        });
    });
    block.phase([&](int t) {
        const StripPlace place(tile, t);
        if (place.plane < 0) {
            return;
        }
        const float* from = window + place.plane * reached.rows * reached.columns;
        const std::uint8_t* arguments =
            a.arguments + pool.arguments + std::int64_t{tile.image + place.plane} * pool.out.height * pool.out.width;
        PARETOSCOPE_UNROLL
        for (int k = 0; k < stripRows; ++k) {
            for (int tap = 0; tap < 9; ++tap) {
                const int row = tile.row + place.strip * stripRows + k + 1 - tap / 3;
                const int column = tile.column + place.column + 1 - tap % 3;
                const int outRow = row / pool.stride;
                const int outColumn = column / pool.stride;
                if (row < 0 || column < 0 || row % pool.stride != 0 || column % pool.stride != 0
                    || outRow >= pool.out.height || outColumn >= pool.out.width) {
                    continue;
                }
                if (!maximum || arguments[outRow * pool.out.width + outColumn] == tap) {
                    sums[t].of[k] += from[(outRow - reached.row) * reached.columns + outColumn - reached.column];
                }
            }
        }
    });
}

/// The gradient of a state's channels that operations read, or of an input before its preprocessing. Grid: tiles, jobs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void assembleKernel(const Block& block, const CellArguments& a, const Step& step) {
    const AssembleJob& job = a.assemblies[step.first + block.y];
    const Tile tile = tileAt(step.tile, block.x, a.batch * job.channels, job.size);
    float* const window = block.shared();
    typename Block::template PerThread<Strip> sums;
    block.phase([&](int t) { sums[t] = Strip{}; });
    for (int k = 0; k < job.readers; ++k) {
        readConvolution<Storage>(block, a, a.readers[job.firstReader + k], tile, job.channels, window, sums);
    }
    const auto eachPixel = [&](int t, const auto& f) {
        const StripPlace place(tile, t);
        PARETOSCOPE_UNROLL
        for (int k = 0; k < stripRows; ++k) {
            const int row = place.strip * stripRows + k;
            if (place.plane >= 0 && row < tile.rows) {
                const int plane = tile.image + place.plane;
                f(plane / job.channels, plane % job.channels,
                    (tile.row + row) * job.size.width + tile.column + place.column, sums[t].of[k]);
            }
        }
    };
    block.phase([&](int t) {
        eachPixel(t, [&](int image, int channel, int pixel, float& sum) {
            sum = toFloat(planeOf<Storage>(a, job.state, image, channel)[pixel]) > 0.0F ? sum : 0.0F;
        });
    });
    if (job.maxima > 0) {
        readPool<Storage>(block, a, a.pools[job.pool], true, job.firstMaximum, job.maxima, tile, window, sums);
    }
    if (job.averages > 0) {
        readPool<Storage>(block, a, a.pools[job.pool], false, job.firstAverage, job.averages, tile, window, sums);
    }
    block.phase([&](int t) {
        eachPixel(t, [&](int image, int channel, int pixel, float sum) {
            sum += gatherTargets<Storage>(a, job.firstSkip, job.skips, image, channel, pixel);
            if (job.isOutput != 0) {
                sum += toFloat(planeOf<Storage>(a, job.outputGradient, image, channel)[pixel]);
            }
            planeOf<Storage>(a, job.gradient, image, channel)[pixel] = stored<Storage>(sum);
        });
    });
}

/// The gradient of a state's channels that pass operations by. Grid: planes, jobs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void assembleBypassKernel(const Block& block, const CellArguments& a, const Step& step) {
    const AssembleJob& job = a.assemblies[step.first + block.y];
    const int bypassing = a.channels - a.mixedChannels;
    const int image = block.x / bypassing;
    const int channel = a.mixedChannels + block.x % bypassing;
    const int stride = job.bypassStride;
    const int outWidth = (job.size.width + stride - 1) / stride;
    const Storage* x = planeOf<Storage>(a, job.state, image, channel);
    block.phase([&](int t) {
        for (int pixel = t; pixel < job.size.height * job.size.width; pixel += blockThreads) {
            const int from = pixel / job.size.width / stride * outWidth + pixel % job.size.width / stride;
            float sum = 0.0F;
            for (int k = 0; k < job.bypasses && largestOf(x, job.size, from, outWidth, stride) == pixel; ++k) {
                const TargetEntry& target = a.targets[job.firstBypass + k];
                sum += edgeWeightOf(a, target.edge)
                    * toFloat(planeOf<Storage>(a, target.gradient, image, shuffledChannel(a, channel))[from]);
            }
            if (job.isOutput != 0) {
                sum += toFloat(planeOf<Storage>(a, job.outputGradient, image, channel)[pixel]);
            }
            planeOf<Storage>(a, job.gradient, image, channel)[pixel] = stored<Storage>(sum);
        }
    });
}

/// Through the depthwise convolution and the rectifier of second halves, with the sums that the first halves'
/// normalisations need. Grid: tiles, jobs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void secondKernel(const Block& block, const CellArguments& a, const Step& step) {
    const SecondJob& job = a.seconds[step.first + block.y];
    const Size size = job.reader.out;
    const Tile tile = tileAt(step.tile, block.x, a.batch * a.mixedChannels, size);
    float* const window = block.shared();
    float* const plain = window + windowNumbers + mostPlanes * mostTaps;
    float* const centred = plain + blockThreads;
    typename Block::template PerThread<Strip> sums;
    block.phase([&](int t) { sums[t] = Strip{}; });
    readConvolution<Storage>(block, a, job.reader, tile, a.mixedChannels, window, sums);
    block.phase([&](int t) {
        const StripPlace place(tile, t);
        plain[t] = 0.0F;
        centred[t] = 0.0F;
        if (place.plane < 0) {
            return;
        }
        const int image = (tile.image + place.plane) / a.mixedChannels;
        const int channel = (tile.image + place.plane) % a.mixedChannels;
        const Affine normal = normalisationOf(a, job.norm, channel);
        const float mean = meansOf(a)[a.norms[job.norm].offset + channel];
        PARETOSCOPE_UNROLL
        for (int k = 0; k < stripRows; ++k) {
            if (place.strip * stripRows + k >= tile.rows) {
                continue;
            }
            const int pixel = (tile.row + place.strip * stripRows + k) * size.width + tile.column + place.column;
            const float y = toFloat(planeOf<Storage>(a, job.first, image, channel)[pixel]);
            const auto gradient = stored<Storage>(normal.scale * y + normal.shift > 0.0F ? sums[t].of[k] : 0.0F);
            planeOf<Storage>(a, job.gradient, image, channel)[pixel] = gradient;
            plain[t] += toFloat(gradient);
            centred[t] += toFloat(gradient) * (y - mean);
        }
    });
    typename Block::template PerThread<float> sum;
    typename Block::template PerThread<float> product;
    const int items = stripsOf(tile.rows) * tile.columns;
    for (int begin = 0; begin < tile.images; begin += blockWarps) {
        block.phase([&](int t) {
            const int plane = begin + t / warpThreads;
            sum[t] = 0.0F;
            product[t] = 0.0F;
            for (int i = t % warpThreads; i < items && plane < tile.images; i += warpThreads) {
                sum[t] += plain[plane * items + i];
                product[t] += centred[plane * items + i];
            }
        });
        block.warpSum(sum);
        block.warpSum(product);
        block.phase([&](int t) {
            const int plane = tile.image + begin + t / warpThreads;
            if (t % warpThreads == 0 && plane < tile.image + tile.images) {
                const std::int64_t at =
                    (std::int64_t{plane % a.mixedChannels} * a.batch + plane / a.mixedChannels) * step.partials
                    + block.x % step.partials;
                a.numbers[job.sums + at] = sum[t];
                a.numbers[job.products + at] = product[t];
            }
        });
    }
}

}

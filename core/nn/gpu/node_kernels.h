// SPDX-License-Identifier: Apache-2.0
// Forward kernels beside the products: normalisations' statistics, sums of nodes, pools.
#pragma once

#include "core/nn/gpu/cell_access.h"

namespace paretoscope::nn::gpu {

constexpr int mostTerms = 64; ///< of a node
constexpr int mostPlanes = 16; ///< that a block mixes

PARETOSCOPE_KERNEL void updateRunning(const CellArguments& a, float& running, double value) {
    const double momentum = static_cast<double>(a.momentum);
    running = static_cast<float>((1.0 - momentum) * static_cast<double>(running) + momentum * value);
}

/// Mean and 1 / √(variance + ε) of each channel from the tiles' moments (Chan et al. 1979), or from the running
/// statistics, which it updates. A warp a channel. Grid: normalisations, channels / blockWarps.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void foldMomentsKernel(const Block& block, const CellArguments& a, const Step& step) {
    const int index = a.normLists[step.first + block.x];
    const NormEntry& norm = a.norms[index];
    typename Block::template PerThread<double> count;
    typename Block::template PerThread<double> sum;
    typename Block::template PerThread<double> squares;
    const auto channelOf = [&](int t) { return block.y * blockWarps + t / warpThreads; };
    const auto moments = [&](int t) {
        return a.numbers + norm.moments + 3 * std::int64_t{channelOf(t)} * norm.partials;
    };
    const bool measured = a.batchStatistics != 0;
    block.phase([&](int t) {
        double n = 0.0;
        double total = 0.0;
        for (int i = t % warpThreads; i < norm.partials && measured && channelOf(t) < norm.channels; i += warpThreads) {
            const float* part = moments(t) + 3 * i;
            n += static_cast<double>(part[0]);
            total += static_cast<double>(part[0]) * static_cast<double>(part[1]);
        }
        count[t] = n;
        sum[t] = total;
    });
    block.warpSum(count);
    block.warpSum(sum);
    block.phase([&](int t) {
        double total = 0.0;
        for (int i = t % warpThreads; i < norm.partials && measured && channelOf(t) < norm.channels; i += warpThreads) {
            const float* part = moments(t) + 3 * i;
            const double apart = static_cast<double>(part[1]) - sum[t] / count[t];
            total += static_cast<double>(part[2]) + static_cast<double>(part[0]) * apart * apart;
        }
        squares[t] = total;
    });
    block.warpSum(squares);
    block.phase([&](int t) {
        const int channel = channelOf(t);
        if (t % warpThreads != 0 || channel >= norm.channels) {
            return;
        }
        const double epsilon = static_cast<double>(a.epsilon);
        if (!measured) {
            meansOf(a)[norm.offset + channel] = a.runningMeans[index][channel];
            inversesOf(a)[norm.offset + channel] =
                static_cast<float>(1.0 / squareRoot(static_cast<double>(a.runningVariances[index][channel]) + epsilon));
            return;
        }
        meansOf(a)[norm.offset + channel] = static_cast<float>(sum[t] / count[t]);
        inversesOf(a)[norm.offset + channel] = static_cast<float>(1.0 / squareRoot(squares[t] / count[t] + epsilon));
        if (a.updateRunning != 0) {
            updateRunning(a, a.runningMeans[index][channel], sum[t] / count[t]);
            updateRunning(a, a.runningVariances[index][channel], squares[t] / (count[t] - 1.0));
        }
    });
}

/// A node's sum, normalisations and weights folded into one coefficient a term. Grid: groups of `together` planes.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void mixKernel(const Block& block, const CellArguments& a, const Step& step) {
    const MixJob& job = a.mixes[step.first + block.y];
    const int first = block.x * step.together;
    const int planes = smaller(step.together, a.batch * job.channels - first);
    if (planes <= 0) {
        return;
    }
    float* const scales = block.shared(); // [planes][terms]
    float* const shifts = scales + mostPlanes * mostTerms;
    float* const constants = shifts + mostPlanes * mostTerms;
    block.phase([&](int t) {
        for (int i = t; i < planes * job.terms; i += blockThreads) {
            const int plane = first + i / job.terms;
            const TermEntry& term = a.terms[job.firstTerm + i % job.terms];
            const Affine normal = normalisationOf(a, term.norm, plane % job.channels);
            const float weight = weightOf(a, term.weight) * pathScaleOf(a, term.edge, plane / job.channels);
            scales[i] = weight * normal.scale;
            shifts[i] = weight * normal.shift;
        }
    });
    block.phase([&](int t) {
        if (t < planes) {
            float sum = 0.0F;
            for (int k = 0; k < job.terms; ++k) {
                sum += shifts[t * job.terms + k];
            }
            constants[t] = sum;
        }
    });
    block.phase([&](int t) {
        for (int i = t; i < planes * job.state.pixels; i += blockThreads) {
            const int plane = i / job.state.pixels;
            const int pixel = i % job.state.pixels;
            const int image = (first + plane) / job.channels;
            const int channel = (first + plane) % job.channels;
            float sum = constants[plane];
            for (int k = 0; k < job.terms; ++k) {
                const Map& map = a.terms[job.firstTerm + k].plane;
                sum += scales[plane * job.terms + k] * toFloat(planeOf<Storage>(a, map, image, channel)[pixel]);
            }
            const int to = job.channels == a.channels ? channel : shuffledChannel(a, channel);
            planeOf<Storage>(a, job.state, image, to)[pixel] = stored<Storage>(sum);
        }
    });
}

/// The pixel of a state that passes an edge by: itself, or with stride 2 the first largest of 2×2.
PARETOSCOPE_KERNEL int bypassingPixel(const Size& in, int pixel, int outWidth, int stride, int tap) {
    const int row = pixel / outWidth * stride + tap / 2;
    const int column = pixel % outWidth * stride + tap % 2;
    return row < in.height && column < in.width ? row * in.width + column : -1;
}
template <class Storage>
PARETOSCOPE_KERNEL int largestOf(const Storage* x, const Size& in, int pixel, int outWidth, int stride) {
    int best = bypassingPixel(in, pixel, outWidth, stride, 0);
    for (int tap = 1; tap < (stride == 2 ? 4 : 1); ++tap) {
        const int other = bypassingPixel(in, pixel, outWidth, stride, tap);
        best = other >= 0 && toFloat(x[other]) > toFloat(x[best]) ? other : best;
    }
    return best;
}

/// The channels that bypass the operations of PC-DARTS (Xu et al. 2020). Grid: planes.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void mixBypassKernel(const Block& block, const CellArguments& a, const Step& step) {
    const MixJob& job = a.mixes[step.first + block.y];
    const int bypassing = a.channels - a.mixedChannels;
    const int image = block.x / bypassing;
    const int channel = a.mixedChannels + block.x % bypassing;
    block.phase([&](int t) {
        for (int pixel = t; pixel < job.state.pixels; pixel += blockThreads) {
            float sum = 0.0F;
            for (int k = 0; k < job.bypasses; ++k) {
                const BypassEntry& entry = a.bypasses[job.firstBypass + k];
                const Storage* x = planeOf<Storage>(a, entry.source, image, channel);
                const int from = largestOf(x, entry.in, pixel, job.size.width, entry.stride);
                sum += edgeWeightOf(a, entry.edge) * toFloat(x[from]);
            }
            planeOf<Storage>(a, job.state, image, shuffledChannel(a, channel))[pixel] = stored<Storage>(sum);
        }
    });
}

/// The mean and squared deviations over a plane of what each thread put there. Whole phases.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void measurePlane(
    const Block& block, const CellArguments& a, int norm, int image, int channel, const Storage* plane, int pixels) {
    if (norm < 0 || a.batchStatistics == 0) {
        return;
    }
    float* const parts = block.shared();
    typename Block::template PerThread<float> sum;
    float* const to = a.numbers + a.norms[norm].moments + 3 * (std::int64_t{channel} * a.norms[norm].partials + image);
    for (int moment = 1; moment <= 2; ++moment) {
        block.phase([&](int t) {
            float mean = 0.0F;
            for (int warp = 0; warp < blockWarps && moment == 2; ++warp) {
                mean += parts[warp];
            }
            mean /= static_cast<float>(pixels);
            float total = 0.0F;
            for (int pixel = t; pixel < pixels; pixel += blockThreads) { // its own: written by this very thread
                const float apart = toFloat(plane[pixel]) - mean;
                total += moment == 1 ? apart : apart * apart;
            }
            sum[t] = total;
        });
        block.warpSum(sum);
        block.phase([&](int t) {
            if (t % warpThreads == 0) {
                parts[t / warpThreads] = sum[t];
            }
        });
        block.phase([&](int t) {
            if (t == 0) {
                float total = 0.0F;
                for (int warp = 0; warp < blockWarps; ++warp) {
                    total += parts[warp];
                }
                to[0] = static_cast<float>(pixels);
                to[moment] = moment == 1 ? total / static_cast<float>(pixels) : total;
            }
        });
    }
}

/// Both 3×3 pools of a state; of equal pixels the first in reading order is the largest. Grid: planes, states.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void poolKernel(const Block& block, const CellArguments& a, const Step& step) {
    const PoolJob& job = a.pools[step.first + block.y];
    const int image = block.x / a.mixedChannels;
    const int channel = block.x % a.mixedChannels;
    const int pixels = job.out.height * job.out.width;
    const Storage* x = planeOf<Storage>(a, job.source, image, channel);
    std::uint8_t* arguments = a.arguments + job.arguments + std::int64_t{block.x} * pixels;
    Storage* maximum = job.hasMaximum != 0 ? planeOf<Storage>(a, job.maximum, image, channel) : nullptr;
    Storage* average = job.hasAverage != 0 ? planeOf<Storage>(a, job.average, image, channel) : nullptr;
    block.phase([&](int t) {
        for (int pixel = t; pixel < pixels; pixel += blockThreads) {
            float sum = 0.0F;
            float largest = 0.0F;
            int count = 0;
            int argument = -1;
            for (int tap = 0; tap < 9; ++tap) {
                const int row = pixel / job.out.width * job.stride - 1 + tap / 3;
                const int column = pixel % job.out.width * job.stride - 1 + tap % 3;
                if (row >= 0 && row < job.in.height && column >= 0 && column < job.in.width) {
                    const float value = toFloat(x[row * job.in.width + column]);
                    sum += value;
                    ++count;
                    if (argument < 0 || value > largest) {
                        largest = value;
                        argument = tap;
                    }
                }
            }
            if (maximum != nullptr) {
                maximum[pixel] = stored<Storage>(largest);
                arguments[pixel] = static_cast<std::uint8_t>(argument);
            }
            if (average != nullptr) {
                average[pixel] = stored<Storage>(sum / static_cast<float>(count));
            }
        }
    });
    if (maximum != nullptr) {
        measurePlane(block, a, job.maximumNorm, image, channel, maximum, pixels);
    }
    if (average != nullptr) {
        measurePlane(block, a, job.averageNorm, image, channel, average, pixels);
    }
}

}

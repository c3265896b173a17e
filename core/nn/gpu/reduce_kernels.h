// SPDX-License-Identifier: Apache-2.0
// Backward kernels: sums of gradients over pixels, and how normalisations and weights of operations follow from them
// (the formulas: core/nn/cpu/cell_backward.cpp).
#pragma once

#include "core/nn/gpu/node_kernels.h"

namespace paretoscope::nn::gpu {

/// Gradients of all operations' and edges' weights := 0, for what no other kernel writes.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void clearKernel(const Block& block, const CellArguments& a, const Step&) {
    block.phase([&](int t) {
        for (int i = t; i < a.edges * a.operations && a.operationGradients != nullptr; i += blockThreads) {
            a.operationGradients[i] = 0.0F;
        }
        for (int i = t; i < a.edges && a.edgeGradients != nullptr; i += blockThreads) {
            a.edgeGradients[i] = 0.0F;
        }
    });
}

/// Σ g and Σ g · (y - mean) of each channel and image; a warp a term. Grid: planes, jobs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void reduceKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ReduceJob& job = a.reductions[step.first + block.y];
    const int image = block.x / job.channels;
    const int channel = block.x % job.channels;
    const int pixels = job.gradient.pixels;
    const Storage* g =
        planeOf<Storage>(a, job.gradient, image, job.shuffled != 0 ? shuffledChannel(a, channel) : channel);
    typename Block::template PerThread<float> sum;
    for (int begin = 0; begin <= job.terms; begin += blockWarps) { // the one after the last term: g alone
        block.phase([&](int t) {
            const int k = begin + t / warpThreads;
            float total = 0.0F;
            if (k < job.terms) {
                const TermEntry& term = a.terms[job.firstTerm + k];
                const Storage* y = planeOf<Storage>(a, term.plane, image, channel);
                const float mean = term.norm < 0 ? 0.0F : meansOf(a)[a.norms[term.norm].offset + channel];
                for (int pixel = t % warpThreads; pixel < pixels; pixel += warpThreads) {
                    total += toFloat(g[pixel]) * (toFloat(y[pixel]) - mean);
                }
            } else if (k == job.terms) {
                for (int pixel = t % warpThreads; pixel < pixels; pixel += warpThreads) {
                    total += toFloat(g[pixel]);
                }
            }
            sum[t] = total;
        });
        block.warpSum(sum);
        block.phase([&](int t) {
            const int k = begin + t / warpThreads;
            if (t % warpThreads == 0 && k < job.terms) {
                a.numbers[job.products + (std::int64_t{k} * job.channels + channel) * a.batch + image] = sum[t];
            } else if (t % warpThreads == 0 && k == job.terms) {
                a.numbers[job.sums + std::int64_t{channel} * a.batch + image] = sum[t];
            }
        });
    }
}

/// Σ g · x of the channels that bypass a node; a warp an edge. Grid: planes, jobs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void reduceBypassKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ReduceJob& job = a.reductions[step.first + block.y];
    const int bypassing = a.channels - a.mixedChannels;
    const int image = block.x / bypassing;
    const int channel = block.x % bypassing;
    const Storage* g = planeOf<Storage>(a, job.gradient, image, shuffledChannel(a, a.mixedChannels + channel));
    typename Block::template PerThread<float> sum;
    for (int begin = 0; begin < job.bypasses; begin += blockWarps) {
        block.phase([&](int t) {
            const int k = begin + t / warpThreads;
            float total = 0.0F;
            if (k < job.bypasses) {
                const BypassEntry& entry = a.bypasses[job.firstBypass + k];
                const Storage* x = planeOf<Storage>(a, entry.source, image, a.mixedChannels + channel);
                const int outWidth = (entry.in.width + entry.stride - 1) / entry.stride;
                for (int pixel = t % warpThreads; pixel < job.gradient.pixels; pixel += warpThreads) {
                    total += toFloat(g[pixel]) * toFloat(x[largestOf(x, entry.in, pixel, outWidth, entry.stride)]);
                }
            }
            sum[t] = total;
        });
        block.warpSum(sum);
        block.phase([&](int t) {
            const int k = begin + t / warpThreads;
            if (t % warpThreads == 0 && k < job.bypasses) {
                const std::int64_t products = a.bypasses[job.firstBypass + k].products;
                a.numbers[products + std::int64_t{channel} * a.batch + image] = sum[t];
            }
        });
    }
}

/// Gradients of edges' weights from those sums; a warp an edge. One block a job.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void foldBypassKernel(const Block& block, const CellArguments& a, const Step& step) {
    const ReduceJob& job = a.reductions[step.first + block.y];
    const int count = (a.channels - a.mixedChannels) * a.batch;
    typename Block::template PerThread<double> sum;
    for (int begin = 0; begin < job.bypasses; begin += blockWarps) {
        block.phase([&](int t) {
            const int k = begin + t / warpThreads;
            double total = 0.0;
            for (int i = t % warpThreads; i < count && k < job.bypasses; i += warpThreads) {
                total += static_cast<double>(a.numbers[a.bypasses[job.firstBypass + k].products + i]);
            }
            sum[t] = total;
        });
        block.warpSum(sum);
        block.phase([&](int t) {
            const int k = begin + t / warpThreads;
            if (t % warpThreads == 0 && k < job.bypasses) {
                a.edgeGradients[a.bypasses[job.firstBypass + k].edge] = static_cast<float>(sum[t]);
            }
        });
    }
}

/// p, q and r of one channel, and what it adds to the gradient of its operation's weight; γ's and β's gradients.
PARETOSCOPE_KERNEL float foldChannel(
    const CellArguments& a, const FoldJob& job, int channel, double meanSum, double meanProduct) {
    float* const c = coefficientsOf(a, job.slot, channel);
    const double weight = static_cast<double>(weightOf(a, job.weight));
    const double n = static_cast<double>(a.batch) * job.pixels;
    if (job.norm < 0) {
        c[0] = static_cast<float>(weight);
        c[1] = 0.0F;
        c[2] = 0.0F;
        return static_cast<float>(n * meanProduct);
    }
    const NormEntry& norm = a.norms[job.norm];
    const double gamma = static_cast<double>(gammaOf(a, norm, channel));
    const double trueInverse = static_cast<double>(inversesOf(a)[norm.offset + channel]);
    // What was normalised where it lay has mean 0 and deviation 1.
    const double inverse = job.centred != 0 ? trueInverse : 1.0;
    const double mean = job.centred != 0 ? static_cast<double>(meansOf(a)[norm.offset + channel]) : 0.0;
    const double p = weight * gamma * trueInverse;
    const double q = a.batchStatistics != 0 ? -p * inverse * inverse * meanProduct : 0.0;
    c[0] = static_cast<float>(p);
    c[1] = static_cast<float>(q);
    c[2] = static_cast<float>(a.batchStatistics != 0 ? -p * meanSum - q * mean : 0.0);
    if (norm.scale >= 0 && a.parameterGradients != nullptr) {
        a.parameterGradients[a.parameterUses[norm.scale].offset + channel] =
            static_cast<float>(weight * n * meanProduct * inverse);
        a.parameterGradients[a.parameterUses[norm.shift].offset + channel] = static_cast<float>(weight * n * meanSum);
    }
    return static_cast<float>(
        n * (meanProduct * inverse * gamma + meanSum * static_cast<double>(betaOf(a, norm, channel))));
}

/// A warp a channel. Grid: jobs.
template <class Storage, class Block>
PARETOSCOPE_KERNEL void foldGradientsKernel(const Block& block, const CellArguments& a, const Step& step) {
    const FoldJob& job = a.folds[step.first + block.x];
    float* const alphas = block.shared(); // by channel
    typename Block::template PerThread<double> sum;
    typename Block::template PerThread<double> product;
    for (int begin = 0; begin < job.channels; begin += blockWarps) {
        block.phase([&](int t) {
            const int channel = begin + t / warpThreads;
            double sums = 0.0;
            double products = 0.0;
            for (int i = t % warpThreads; i < job.partials && channel < job.channels; i += warpThreads) {
                const std::int64_t at = std::int64_t{channel} * job.partials + i;
                const auto kept = static_cast<double>(pathScaleOf(a, job.edge, i / (job.partials / a.batch)));
                sums += kept * static_cast<double>(a.numbers[job.sums + at]);
                products += kept * static_cast<double>(a.numbers[job.products + at]);
            }
            sum[t] = sums;
            product[t] = products;
        });
        block.warpSum(sum);
        block.warpSum(product);
        block.phase([&](int t) {
            const int channel = begin + t / warpThreads;
            if (t % warpThreads == 0 && channel < job.channels) {
                const double n = static_cast<double>(a.batch) * job.pixels;
                alphas[channel] = foldChannel(a, job, channel, sum[t] / n, product[t] / n);
            }
        });
    }
    if (job.weight < 0 || a.operationGradients == nullptr) {
        return;
    }
    block.phase([&](int t) {
        double total = 0.0;
        for (int channel = 0; channel < job.channels && t == 0; ++channel) {
            total += static_cast<double>(alphas[channel]);
        }
        if (t == 0) {
            a.operationGradients[job.weight] = static_cast<float>(total);
        }
    });
}

}

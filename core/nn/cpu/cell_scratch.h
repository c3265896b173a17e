// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/nn/cpu/cell_layout.h"

namespace paretoscope::nn::cpu {

/// Scratch of one thread for one plan. The borders of shifted copies and of gradient planes are written when it is made
/// and never again.
template <class T>
struct PlanScratch {
    AlignedArray<T> rows;
    AlignedArray<T> planes; ///< of one channel, or of `copiedChannels` (dense)
    AlignedArray<T> lowRows; ///< pools: the same with border -∞
    AlignedArray<T> lowPlanes;
    AlignedArray<T> gradients; ///< [gradientPlanes][gradientPitch], content at gradientStart
    AlignedArray<T> received; ///< what shifted copies receive, `slack` elements before it
};

/// One tap of a depthwise convolution in all channels: where those of channel 0 lie.
template <class T>
struct ChannelTap {
    const T* d; ///< into the first of the channels' gradient planes
    const T* weights;
    int weightStride; ///< from one channel to the next
};

template <class T>
struct ThreadScratch {
    std::vector<PlanScratch<T>> plans;
    AlignedArray<T> products; ///< z: depthwise outputs
    AlignedArray<T> before; ///< dy: gradients before normalisation
    AlignedArray<T> folded; ///< dx of the convolutions, [channels][pixels]
    AlignedArray<T> spare; ///< one plane and more
    std::vector<AlignedArray<T>> halved; ///< by input state: one halved bypass plane
    AlignedArray<T> parameterGradients;
    std::vector<ChannelTap<T>> channelTaps; ///< of a group's transposed convolutions
    std::vector<TransposedTap<T>> taps; ///< the same for one channel
    std::vector<int> ends; ///< of both, by shifted copy
};

/// Scratch of all threads for cells of one layout, kept between passes.
template <class T>
class CellScratch {
public:
    /// `threads`: how many work on a pass; the layout must outlive this.
    CellScratch(const CellLayout& layout, int threads);
    /// The calling OpenMP thread's.
    [[nodiscard]] ThreadScratch<T>& mine();
    [[nodiscard]] std::size_t threads() const { return threads_.size(); }
    [[nodiscard]] ThreadScratch<T>& of(std::size_t thread) { return *threads_[thread]; }

    /// Depthwise units that are worked on together, so that what they write stays in a core's cache.
    [[nodiscard]] int unitsTogether(int plan, bool withWeights) const;

private:
    const CellLayout& layout_;
    std::vector<std::unique_ptr<ThreadScratch<T>>> threads_;
};

}

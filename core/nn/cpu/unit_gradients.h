// SPDX-License-Identifier: Apache-2.0
// The gradients of one image's convolutions: batch normalisation's backward pass formed on the fly, the transposed
// products, and the weights' gradients where they are wanted.
#pragma once

#include <algorithm>

#include "core/nn/cpu/cell_walk.h"

namespace paretoscope::nn::cpu {

/// dL/dy = p·g + q·y + r, by channel of all normalisations.
template <class T>
struct NormGradients {
    std::vector<T> p;
    std::vector<T> q;
    std::vector<T> r;
    explicit NormGradients(std::size_t channels) : p(channels), q(channels), r(channels) { }
};

/// The weights of all dense units of a group as the transposed product reads them, by shifted copy.
template <class T>
struct DenseTranspose {
    struct Copy {
        AlignedArray<T> weights; ///< [rows of offsets][input channels]
        std::vector<int> offsets; ///< into the group's gradient planes
    };
    std::vector<Copy> copies;
};

template <class T>
class UnitGradients : protected CellWalk<T> {
public:
    UnitGradients(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
        CellActivations<T>& activations, CellScratch<T>& scratch, bool withWeights)
        : CellWalk<T>(layout, kernels, tensors, activations, scratch)
        , withWeights_(withWeights)
        , norms_(static_cast<std::size_t>(layout.normChannels)) { }

protected:
    using Base = CellWalk<T>;
    using Base::activations_, Base::idx, Base::kernels_, Base::layout_, Base::mixed, Base::norm, Base::scratch_,
        Base::tensors_, Base::unit, Base::unitOutput;

    T* parameterGradient(int parameter) {
        return scratch_.mine().parameterGradients.data() + layout_.parameterOffsets[idx(parameter)];
    }
    static T* content(PlanScratch<T>& place, const ShiftPlan& plan, int plane) {
        return place.gradients.data() + plane * plan.gradientPitch() + plan.gradientStart();
    }
    static T* copyReceived(PlanScratch<T>& place, const ShiftPlan& plan, int copy) {
        return place.received.data() + slack + copy * plan.shape().planePitch;
    }
    /// Gradient of a unit's convolution output into dst; g: of its normalised output, or of the node that sums it.
    void beforeNorm(const UnitLayout& each, int channel, const T* g, int image, T* dst) {
        const auto at = idx(norm(each.norm).offset + channel);
        const T p = each.final ? norms_.p[at] * Base::pathScale(each.edge, image) : norms_.p[at];
        kernels_.normGradient(g, unitOutput(each).at(image, channel), p, norms_.q[at], norms_.r[at], each.pixels, dst);
    }

    /// One second half: leaves the gradient of the first half's normalised output where this half's output was, and its
    /// sums (plain, times the centred output) in `sums`, two a channel.
    template <class Gradient>
    void secondHalf(int index, const Gradient& gradient, int image, T* sums) {
        const UnitLayout& each = unit(index);
        const UnitGroup alone{each.plan, false, {index}};
        const ShiftPlan& plan = layout_.plan(each.plan);
        ThreadScratch<T>& mine = scratch_.mine();
        PlanScratch<T>& place = mine.plans[idx(each.plan)];
        const UnitLayout& first = unit(each.previous);
        const int pitch = plan.gradientPitch();
        const int n = each.pixels;
        const std::vector<int> offsets = Base::channelOffsets(mixed(), pitch);
        for (int channel = 0; channel < mixed(); ++channel) {
            beforeNorm(each, channel, gradient(channel), image, mine.before.data() + channel * pitch);
        }
        kernels_.multiply(tensors_.parameters[idx(each.pointwise)], mixed(), mixed(), mixed(), mine.before.data(),
            offsets.data(), n, content(place, plan, 0), pitch);
        prepareTranspose(alone, plan, place);
        for (int channel = 0; channel < mixed(); ++channel) {
            const T* y = unitOutput(first).at(image, channel);
            const auto at = idx(norm(first.norm).offset + channel);
            const auto normalised = Base::normalisation(norm(first.norm), channel);
            const T scale = static_cast<T>(normalised.first);
            const T shift = static_cast<T>(normalised.second);
            if (withWeights_) {
                kernels_.rectifiedPlanes(plan.shape(), y, scale, shift, place.rows.data(), place.planes.data());
                depthwiseWeights(each, plan, place, channel, channel);
            }
            transposeChannel(alone, plan, place, channel, mine.spare.data(), false);
            kernels_.gateWithSums(mine.spare.data(), y, scale, shift, static_cast<T>(activations_.mean[at]), n,
                unitOutput(each).at(image, channel), sums + 2 * channel);
        }
        if (withWeights_) {
            kernels_.multiplyWeights(mine.before.data(), pitch, mixed(), mine.products.data(), offsets.data(), mixed(),
                n, parameterGradient(each.pointwise), mixed());
        }
    }

    /// Depthwise units of one source: adds to (or writes) the gradient of its rectified pixels in `folded`.
    template <class Source, class Gradient>
    void depthwiseGroup(
        const UnitGroup& group, const Source& source, const Gradient& gradient, int image, bool wantsInput, bool add) {
        const ShiftPlan& plan = layout_.plan(group.plan);
        ThreadScratch<T>& mine = scratch_.mine();
        PlanScratch<T>& place = mine.plans[idx(group.plan)];
        const int pitch = plan.gradientPitch();
        const int count = static_cast<int>(group.units.size());
        const std::vector<int> offsets = Base::channelOffsets(mixed(), pitch);
        for (int k = 0; k < count; ++k) {
            const UnitLayout& each = unit(group.units[idx(k)]);
            T* before = mine.before.data() + (withWeights_ ? k * mixed() * pitch : 0);
            for (int channel = 0; channel < mixed(); ++channel) {
                beforeNorm(each, channel, gradient(group.units[idx(k)], channel), image, before + channel * pitch);
            }
            kernels_.multiply(tensors_.parameters[idx(each.pointwise)], mixed(), mixed(), mixed(), before,
                offsets.data(), each.pixels, content(place, plan, k * mixed()), pitch);
        }
        if (wantsInput) {
            prepareTranspose(group, plan, place);
        }
        for (int channel = 0; channel < mixed(); ++channel) {
            if (withWeights_) {
                kernels_.rectifiedPlanes(
                    plan.shape(), source.at(image, channel), T(1), T(0), place.rows.data(), place.planes.data());
                for (int k = 0; k < count; ++k) {
                    depthwiseWeights(unit(group.units[idx(k)]), plan, place, channel, k * mixed() + channel);
                }
            }
            if (wantsInput) {
                transposeChannel(group, plan, place, channel, mine.folded.data() + channel * plan.inputPixels(), add);
            }
        }
        for (int k = 0; k < count && withWeights_; ++k) {
            const std::ptrdiff_t begin = std::ptrdiff_t{k} * mixed() * pitch;
            kernels_.multiplyWeights(mine.before.data() + begin, pitch, mixed(), mine.products.data() + begin,
                offsets.data(), mixed(), plan.outputPixels(), parameterGradient(unit(group.units[idx(k)]).pointwise),
                mixed());
        }
    }

    /// Dense units that read the same copies; otherwise as depthwiseGroup.
    template <class Source, class Gradient>
    void denseGroup(const UnitGroup& group, const DenseTranspose<T>& transpose, const Source& source,
        const Gradient& gradient, int image, bool wantsInput, bool add) {
        const ShiftPlan& plan = layout_.plan(group.plan);
        ThreadScratch<T>& mine = scratch_.mine();
        PlanScratch<T>& place = mine.plans[idx(group.plan)];
        const UnitLayout& any = unit(group.units.front());
        int plane = 0;
        for (const int index : group.units) {
            for (int channel = 0; channel < unit(index).outChannels; ++channel) {
                beforeNorm(unit(index), channel, gradient(index, channel), image, content(place, plan, plane++));
            }
        }
        if (withWeights_) {
            for (int channel = 0; channel < any.inChannels; ++channel) {
                kernels_.rectifiedPlanes(plan.shape(), source.at(image, channel), T(1), T(0), place.rows.data(),
                    place.planes.data() + channel * plan.planesSize());
            }
            plane = 0;
            for (const int index : group.units) {
                for (const DensePart& part : unit(index).parts) {
                    const int columns = static_cast<int>(part.offsets.size());
                    kernels_.multiplyWeights(content(place, plan, plane + part.firstRow), plan.gradientPitch(),
                        part.rows, place.planes.data(), part.offsets.data(), columns, plan.outputPixels(),
                        parameterGradient(part.parameter), columns);
                }
                plane += unit(index).outChannels;
            }
        }
        if (!wantsInput) {
            return;
        }
        unsigned touched = 0;
        for (std::size_t copy = 0; copy < transpose.copies.size(); ++copy) {
            const auto& entry = transpose.copies[copy];
            if (!entry.offsets.empty()) {
                kernels_.multiply(entry.weights.data(), any.inChannels, any.inChannels,
                    static_cast<int>(entry.offsets.size()), content(place, plan, 0), entry.offsets.data(),
                    plan.outputPixels(), copyReceived(place, plan, static_cast<int>(copy)), plan.planesSize());
                touched |= 1U << copy;
            }
        }
        for (int channel = 0; channel < any.inChannels; ++channel) {
            foldReceived(plan, place, touched, channel * plan.planesSize(),
                mine.folded.data() + channel * plan.inputPixels(), add);
        }
    }

    [[nodiscard]] DenseTranspose<T> transposeOf(const UnitGroup& group) const {
        const ShiftPlan& plan = layout_.plan(group.plan);
        DenseTranspose<T> result;
        result.copies.resize(idx(plan.shape().planes));
        std::vector<std::vector<T>> weights(result.copies.size());
        int firstPlane = 0;
        for (const int index : group.units) {
            const UnitLayout& each = unit(index);
            for (const DensePart& part : each.parts) {
                const T* w = tensors_.parameters[idx(part.parameter)];
                const std::size_t columns = part.offsets.size();
                const std::size_t taps = columns / idx(each.inChannels);
                for (const ShiftPlan::PlaneTaps& entry : plan.window(part.window).byPlane) {
                    for (std::size_t tap = 0; tap < entry.offsets.size(); ++tap) {
                        for (int row = 0; row < part.rows; ++row) {
                            result.copies[idx(entry.plane)].offsets.push_back(
                                (firstPlane + part.firstRow + row) * plan.gradientPitch() + entry.offsets[tap]);
                            for (int channel = 0; channel < each.inChannels; ++channel) {
                                weights[idx(entry.plane)].push_back(
                                    w[idx(row) * columns + idx(channel) * taps + idx(entry.which[tap])]);
                            }
                        }
                    }
                }
            }
            firstPlane += each.outChannels;
        }
        for (std::size_t copy = 0; copy < weights.size(); ++copy) {
            result.copies[copy].weights = AlignedArray<T>(weights[copy].size() + slack, T(0));
            std::copy(weights[copy].begin(), weights[copy].end(), result.copies[copy].weights.data());
        }
        return result;
    }

    void foldReceived(const ShiftPlan& plan, PlanScratch<T>& place, unsigned touched, int begin, T* dst, bool add) {
        for (int copy = 0; copy < plan.shape().planes; ++copy) {
            if ((touched >> copy & 1U) == 0) {
                std::fill_n(copyReceived(place, plan, copy) + begin, plan.outputPixels(), T(0));
            }
        }
        kernels_.foldPlanes(plan.shape(), place.received.data() + slack + begin, plan.template masks<T>(),
            plan.maskPeriod(), scratch_.mine().halved[0].data(), dst, add);
    }

    bool withWeights_;
    NormGradients<T> norms_;

private:
    /// Notes where the taps of a group's transposed convolutions lie, before transposeChannel() for each channel.
    void prepareTranspose(const UnitGroup& group, const ShiftPlan& plan, PlanScratch<T>& place) {
        if (!kernels_.transposesDirectly(plan.shape())) {
            return;
        }
        ThreadScratch<T>& mine = scratch_.mine();
        mine.channelTaps.clear();
        mine.ends.clear();
        for (int copy = 0; copy < plan.shape().planes; ++copy) {
            for (std::size_t k = 0; k < group.units.size(); ++k) {
                const UnitLayout& each = unit(group.units[k]);
                const T* d = content(place, plan, static_cast<int>(k) * mixed());
                const T* weights = tensors_.parameters[idx(each.depthwise)];
                for (const ShiftPlan::PlaneTaps& entry : plan.window(each.window).byPlane) {
                    for (std::size_t tap = 0; tap < entry.which.size() && entry.plane == copy; ++tap) {
                        mine.channelTaps.push_back({d + entry.offsets[tap], weights + entry.which[tap], each.taps});
                    }
                }
            }
            mine.ends.push_back(static_cast<int>(mine.channelTaps.size()));
        }
        mine.taps.resize(mine.channelTaps.size());
    }
    /// dst := (or +=) what the depthwise convolutions of a group's units give back to one channel.
    void transposeChannel(
        const UnitGroup& group, const ShiftPlan& plan, PlanScratch<T>& place, int channel, T* dst, bool add) {
        if (kernels_.transposesDirectly(plan.shape())) {
            transposeDirectly(plan, channel, dst, add);
            return;
        }
        unsigned touched = 0;
        for (std::size_t k = 0; k < group.units.size(); ++k) {
            const UnitLayout& each = unit(group.units[k]);
            for (const ShiftPlan::PlaneTaps& entry : plan.window(each.window).byPlane) {
                const unsigned bit = 1U << entry.plane;
                kernels_.depthwiseGradient(content(place, plan, static_cast<int>(k) * mixed() + channel),
                    entry.offsets.data(), entry.which.data(),
                    tensors_.parameters[idx(each.depthwise)] + channel * each.taps,
                    static_cast<int>(entry.which.size()), plan.outputPixels(), copyReceived(place, plan, entry.plane),
                    (touched & bit) != 0);
                touched |= bit;
            }
        }
        foldReceived(plan, place, touched, 0, dst, add);
    }
    void transposeDirectly(const ShiftPlan& plan, int channel, T* dst, bool add) {
        ThreadScratch<T>& mine = scratch_.mine();
        const std::ptrdiff_t plane = std::ptrdiff_t{channel} * plan.gradientPitch();
        for (std::size_t tap = 0; tap < mine.taps.size(); ++tap) {
            const ChannelTap<T>& each = mine.channelTaps[tap];
            mine.taps[tap] = {each.d + plane, each.weights[channel * each.weightStride]};
        }
        kernels_.depthwiseTransposed(plan.shape(), mine.taps.data(), mine.ends.data(), dst, add);
    }
    /// The depthwise weights' gradient, and z again for the pointwise ones'; the channel's copies must be there.
    void depthwiseWeights(
        const UnitLayout& each, const ShiftPlan& plan, PlanScratch<T>& place, int channel, int plane) {
        const int* offsets = plan.window(each.window).offsets.data();
        kernels_.depthwise(place.planes.data(), offsets, tensors_.parameters[idx(each.depthwise)] + channel * each.taps,
            each.taps, each.pixels, scratch_.mine().products.data() + plane * plan.gradientPitch());
        kernels_.depthwiseWeights(content(place, plan, plane), place.planes.data(), offsets, each.taps, each.pixels,
            parameterGradient(each.depthwise) + channel * each.taps);
    }
};

}

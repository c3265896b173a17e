// SPDX-License-Identifier: Apache-2.0
// The gradient of one state of a cell in one image: what its convolutions, pools, skips, the bypass and the cell's own
// output give back, added up.
#pragma once

#include "core/nn/cpu/unit_gradients.h"

namespace paretoscope::nn::cpu {

template <class T>
class StateGradients : protected UnitGradients<T> {
public:
    StateGradients(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
        CellActivations<T>& activations, const CellGradients<T>& gradients, CellScratch<T>& scratch)
        : UnitGradients<T>(layout, kernels, tensors, activations, scratch, !gradients.parameters.empty())
        , gradients_(gradients)
        , poolQ_(idx(layout.normChannels))
        , poolR_(poolQ_.size()) {
        reserveStates();
    }

protected:
    using Base = UnitGradients<T>;
    using Walk = CellWalk<T>;
    using Walk::activations_, Walk::active, Walk::batch, Walk::edgeActive, Walk::edgeWeight, Walk::idx, Walk::inOutput,
        Walk::isOutput, Walk::kernels_, Walk::layout_, Walk::mixed, Walk::norm, Walk::pathScale, Walk::pooled,
        Walk::poolUsed, Walk::scratch_, Walk::state, Walk::weight;

    /// The gradient of a state, once all that reads it has been visited.
    [[nodiscard]] const T* gradient(int state, int image, int channel) const {
        return state == layout_.lastState() ? inOutput(gradients_.output, state).at(image, channel)
                                            : states_[idx(state)].at(image, channel);
    }
    [[nodiscard]] const T* mixedGradient(int target, int image, int channel) const {
        return gradient(target, image, layout_.shuffled(channel));
    }

    /// Adds up the gradient of a state: convolutions, pools, skips, bypass, and the cell's own output.
    void assemble(int source, bool convolved, int image) {
        const FeatureMap<T>& into = states_[idx(source)];
        const int n = layout_.states[idx(source)].pixels();
        const bool maximum = poolUsed(source, TermKind::Maximum);
        const bool average = poolUsed(source, TermKind::Average);
        for (int channel = 0; channel < mixed(); ++channel) {
            T* dst = into.at(image, channel);
            if (convolved) {
                kernels_.gate(
                    scratch_.mine().folded.data() + channel * n, state(source).at(image, channel), n, dst, false);
            } else {
                std::fill_n(dst, n, T(0));
            }
            if (maximum || average) {
                pools(source, maximum, average, channel, image, dst);
            }
            addDirect(source, channel, image, n, dst);
        }
        for (int channel = mixed(); channel < layout_.spec.channels; ++channel) {
            bypass(source, channel, image, into.at(image, channel));
        }
    }

    const CellGradients<T>& gradients_;
    std::vector<FeatureMap<T>> states_;
    std::vector<double> poolQ_; // of the pools' normalisations, all edges that read them together
    std::vector<double> poolR_;

private:
    void reserveStates() {
        std::size_t total = 0;
        std::vector<std::size_t> begins;
        for (const StateLayout& shape : layout_.states) {
            begins.push_back(total);
            total += idx(batch()) * idx(shape.channels) * idx(shape.pixels()) + 64;
        }
        memory_ = RawBuffer(total * sizeof(T));
        for (std::size_t index = 0; index < begins.size(); ++index) {
            const StateLayout& shape = layout_.states[index];
            T* data = reinterpret_cast<T*>(memory_.data()) + begins[index];
            states_.push_back({data, idx(shape.channels) * idx(shape.pixels()), idx(shape.pixels())});
        }
    }
    /// Planes that go into a gradient, each times a factor: no more than a state has edges, its own output and a pool.
    struct Parts {
        const T* planes[16];
        T factors[16];
        int count = 0;

        void add(const T* plane, T factor) {
            planes[count] = plane;
            factors[count++] = factor;
        }
    };
    /// What the targets of all edges give back to one kind of term of a state.
    void addTargets(int source, TermKind kind, double scale, int channel, int image, Parts& parts) const {
        for (const auto& node : layout_.terms) {
            for (const TermLayout& term : node) {
                if (term.source == source && term.kind == kind && active(term)) {
                    parts.add(mixedGradient(layout_.space.edges[idx(term.edge)].target, image, channel),
                        static_cast<T>(weight(term) * scale) * pathScale(term.edge, image));
                }
            }
        }
    }
    /// Targets' gradients that reach a state unchanged but for a factor.
    void addDirect(int source, int channel, int image, int n, T* dst) {
        Parts parts;
        addTargets(source, TermKind::Skip, 1.0, channel, image, parts);
        if (isOutput(source)) {
            parts.add(inOutput(gradients_.output, source).at(image, channel), T(1));
        }
        if (parts.count > 0) {
            kernels_.combine(parts.planes, parts.factors, parts.count, T(0), n, dst, true);
        }
    }
    void bypass(int source, int channel, int image, T* dst) {
        Parts parts;
        int target = source;
        for (int later = source + 1; later <= layout_.lastState(); ++later) {
            const int edge = layout_.space.edgeIndex(source, later);
            if (edge >= 0 && edgeActive(edge)) {
                target = later;
                parts.add(mixedGradient(later, image, channel), edgeWeight(edge));
            }
        }
        const StateLayout& shape = layout_.states[idx(source)];
        if (layout_.stride(source) == 1) {
            if (isOutput(source)) {
                parts.add(inOutput(gradients_.output, source).at(image, channel), T(1));
            }
            kernels_.combine(parts.planes, parts.factors, parts.count, T(0), shape.pixels(), dst, false);
            return;
        }
        T* halved = scratch_.mine().spare.data();
        kernels_.combine(
            parts.planes, parts.factors, parts.count, T(0), layout_.states[idx(target)].pixels(), halved, false);
        std::fill_n(dst, shape.pixels(), T(0));
        if (parts.count > 0) {
            kernels_.halveGradient(state(source).at(image, channel), halved, shape.height, shape.width, dst);
        }
    }

    /// The gradient of one pooled plane before its normalisation.
    void poolGradient(int source, TermKind kind, int normIndex, int channel, int image, T* dst) {
        Parts parts;
        T constant = 0;
        if (normIndex < 0) {
            addTargets(source, kind, 1.0, channel, image, parts);
        } else {
            const auto at = idx(norm(normIndex).offset + channel);
            addTargets(source, kind, activations_.inverse[at], channel, image, parts);
            parts.add(pooled(source, kind).at(image, channel), static_cast<T>(poolQ_[at]));
            constant = static_cast<T>(poolR_[at]);
        }
        kernels_.combine(
            parts.planes, parts.factors, parts.count, constant, layout_.pools[idx(source)].pixels, dst, false);
    }
    void pools(int source, bool maximum, bool average, int channel, int image, T* dst) {
        const PoolLayout& pool = layout_.pools[idx(source)];
        const ShiftPlan& plan = layout_.plan(pool.plan);
        ThreadScratch<T>& mine = scratch_.mine();
        PlanScratch<T>& place = mine.plans[idx(pool.plan)];
        const std::uint8_t* argument = nullptr;
        if (maximum) {
            poolGradient(source, TermKind::Maximum, pool.maximumNorm, channel, image, Base::content(place, plan, 0));
            argument = activations_.argument(pool.arguments + idx(image * mixed() + channel) * idx(pool.pixels));
        }
        if (average) {
            poolGradient(source, TermKind::Average, pool.averageNorm, channel, image, mine.spare.data());
            kernels_.scaleBy(
                mine.spare.data(), plan.template inverseCounts<T>(), pool.pixels, Base::content(place, plan, 1));
        }
        for (const ShiftPlan::PlaneTaps& entry : plan.window(0).byPlane) {
            kernels_.poolGradient(maximum ? Base::content(place, plan, 0) : nullptr, argument,
                average ? Base::content(place, plan, 1) : nullptr, entry.offsets.data(), entry.which.data(),
                static_cast<int>(entry.which.size()), pool.pixels, Base::copyReceived(place, plan, entry.plane));
        }
        Base::foldReceived(plan, place, ~0U, 0, dst, true);
    }

    RawBuffer memory_;
};

}

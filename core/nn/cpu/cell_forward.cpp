// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include "core/nn/cpu/cell_walk.h"

namespace paretoscope::nn::cpu {

template <class T>
CellActivations<T>::CellActivations(const CellLayout& layout)
    : numbers((layout.activationCount + 64) * sizeof(T))
    , arguments(layout.argumentCount + 64)
    , mean(static_cast<std::size_t>(layout.normChannels))
    , inverse(mean.size()) { }

namespace {

template <class T>
class ForwardPass : CellWalk<T> {
public:
    ForwardPass(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
        const NormalisationRule& rule, CellActivations<T>& activations, CellScratch<T>& scratch)
        : CellWalk<T>(layout, kernels, tensors, activations, scratch)
        , rule_(rule)
        , means_(idx(batch()) * idx(layout.normChannels))
        , squares_(means_.size()) { }

    void run() {
        activations_.batchStatistics = rule_.batchStatistics;
        transposeWeights();
        preprocess();
        for (int state = 0; state <= layout_.lastState(); ++state) {
            visit(state);
        }
    }

private:
    using Base = CellWalk<T>;
    using Base::active, Base::activeTerms, Base::activations_, Base::batch, Base::edgeActive, Base::edgeWeight,
        Base::idx, Base::input, Base::kernels_, Base::layout_, Base::mixed, Base::norm, Base::pathScale, Base::pooled,
        Base::poolUsed, Base::scratch_, Base::state, Base::tensors_, Base::termPlane, Base::threads, Base::unit,
        Base::unitOutput, Base::weight, Base::writableState;

    /// [outputs][inputs] → [inputs][outputs], as the products read them.
    void transposeWeights() {
        transposed_ = AlignedArray<T>(idx(layout_.parameterCount) + slack, T(0));
        for (const UnitLayout& each : layout_.units) {
            if (!each.dense()) {
                transpose(each.pointwise, each.outChannels, each.inChannels);
            }
            for (const DensePart& part : each.parts) {
                transpose(part.parameter, part.rows, static_cast<int>(part.offsets.size()));
            }
        }
    }
    void transpose(int parameter, int rows, int columns) {
        const T* from = tensors_.parameters[idx(parameter)];
        T* to = transposed_.data() + layout_.parameterOffsets[idx(parameter)];
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
    }
    [[nodiscard]] const T* transposedWeight(int parameter) const {
        return transposed_.data() + layout_.parameterOffsets[idx(parameter)];
    }

    void preprocess() {
        std::vector<int> units;
        for (std::size_t index = 0; index < layout_.units.size(); ++index) {
            if (layout_.units[index].preprocesses) {
                units.push_back(static_cast<int>(index));
            }
        }
        if (units.empty()) {
            return;
        }
#pragma omp parallel for schedule(static) num_threads(threads())
        for (int image = 0; image < batch(); ++image) {
            for (const int index : units) {
                denseUnits({unit(index).plan, true, {index}}, input(unit(index).state), unit(index).inChannels, image);
            }
        }
        for (const int index : units) {
            finishNorm(unit(index).norm);
        }
    }

    void visit(int source) {
        const std::vector<UnitGroup> groups = Base::firstUnits(source, false);
        const std::vector<int> second = Base::secondUnits(source);
        const bool maximum = poolUsed(source, TermKind::Maximum);
        const bool average = poolUsed(source, TermKind::Average);
        const Mixture mixture = mixtureOf(source);
#pragma omp parallel for schedule(static) num_threads(threads())
        for (int image = 0; image < batch(); ++image) {
            prepare(source, mixture, image);
            for (const UnitGroup& group : groups) {
                if (group.dense) {
                    denseUnits(group, state(source), mixed(), image);
                } else {
                    depthwiseUnits(group, state(source), image);
                }
            }
            if (maximum || average) {
                pools(source, maximum, average, image);
            }
        }
        for (const UnitGroup& group : groups) {
            for (const int index : group.units) {
                finishNorm(unit(index).norm);
            }
        }
        if (maximum) {
            finishNorm(layout_.pools[idx(source)].maximumNorm);
        }
        if (average) {
            finishNorm(layout_.pools[idx(source)].averageNorm);
        }
        if (second.empty()) {
            return;
        }
#pragma omp parallel for schedule(static) num_threads(threads())
        for (int image = 0; image < batch(); ++image) {
            for (const int index : second) {
                depthwiseUnits({unit(index).plan, false, {index}}, unitOutput(unit(unit(index).previous)), image);
            }
        }
        for (const int index : second) {
            finishNorm(unit(index).norm);
        }
    }

    /// Scale and shift of batch normalisation for one channel.
    [[nodiscard]] std::pair<T, T> affine(int normIndex, int channel) const {
        if (normIndex < 0) {
            return {T(1), T(0)};
        }
        const auto [scale, shift] = Base::normalisation(norm(normIndex), channel);
        return {static_cast<T>(scale), static_cast<T>(shift)};
    }

    template <class Map>
    void depthwiseUnits(const UnitGroup& group, const Map& source, int image) {
        const ShiftPlan& plan = layout_.plan(group.plan);
        ThreadScratch<T>& mine = scratch_.mine();
        PlanScratch<T>& place = mine.plans[idx(group.plan)];
        const int pitch = plan.gradientPitch();
        const int n = plan.outputPixels();
        const int previous = unit(group.units.front()).previous;
        for (int channel = 0; channel < mixed(); ++channel) {
            const auto [scale, shift] = affine(previous < 0 ? -1 : unit(previous).norm, channel);
            kernels_.rectifiedPlanes(
                plan.shape(), source.at(image, channel), scale, shift, place.rows.data(), place.planes.data());
            for (std::size_t k = 0; k < group.units.size(); ++k) {
                const UnitLayout& each = unit(group.units[k]);
                kernels_.depthwise(place.planes.data(), plan.window(each.window).offsets.data(),
                    tensors_.parameters[idx(each.depthwise)] + channel * each.taps, each.taps, n,
                    mine.products.data() + (k * idx(mixed()) + idx(channel)) * idx(pitch));
            }
        }
        const std::vector<int> offsets = Base::channelOffsets(mixed(), pitch);
        for (std::size_t k = 0; k < group.units.size(); ++k) {
            const UnitLayout& each = unit(group.units[k]);
            T* out = unitOutput(each).at(image, 0);
            kernels_.multiply(transposedWeight(each.pointwise), mixed(), mixed(), mixed(),
                mine.products.data() + k * idx(mixed()) * idx(pitch), offsets.data(), n, out, n);
            measure(each.norm, out, image);
        }
    }

    template <class Map>
    void denseUnits(const UnitGroup& group, const Map& source, int channels, int image) {
        const ShiftPlan& plan = layout_.plan(group.plan);
        PlanScratch<T>& place = scratch_.mine().plans[idx(group.plan)];
        for (int channel = 0; channel < channels; ++channel) {
            kernels_.rectifiedPlanes(plan.shape(), source.at(image, channel), T(1), T(0), place.rows.data(),
                place.planes.data() + channel * plan.planesSize());
        }
        for (const int index : group.units) {
            const UnitLayout& each = unit(index);
            T* out = unitOutput(each).at(image, 0);
            for (const DensePart& part : each.parts) {
                kernels_.multiply(transposedWeight(part.parameter), part.rows, part.rows,
                    static_cast<int>(part.offsets.size()), place.planes.data(), part.offsets.data(), each.pixels,
                    out + part.firstRow * each.pixels, each.pixels);
            }
            measure(each.norm, out, image);
        }
    }

    void pools(int source, bool maximum, bool average, int image) {
        const PoolLayout& pool = layout_.pools[idx(source)];
        const ShiftPlan& plan = layout_.plan(pool.plan);
        PlanScratch<T>& place = scratch_.mine().plans[idx(pool.plan)];
        for (int channel = 0; channel < mixed(); ++channel) {
            const T* x = state(source).at(image, channel);
            T* largest = nullptr;
            std::uint8_t* argument = nullptr;
            T* middle = nullptr;
            if (maximum) {
                kernels_.plainPlanes(
                    plan.shape(), x, -std::numeric_limits<T>::infinity(), place.lowRows.data(), place.lowPlanes.data());
                largest = pooled(source, TermKind::Maximum).at(image, channel);
                argument = activations_.argument(pool.arguments + idx(image * mixed() + channel) * idx(pool.pixels));
            }
            if (average) {
                kernels_.plainPlanes(plan.shape(), x, T(0), place.rows.data(), place.planes.data());
                middle = pooled(source, TermKind::Average).at(image, channel);
            }
            kernels_.pool(maximum ? place.lowPlanes.data() : nullptr, average ? place.planes.data() : nullptr,
                plan.window(0).offsets.data(), plan.template inverseCounts<T>(), pool.pixels, largest, argument,
                middle);
        }
        if (maximum) {
            measure(pool.maximumNorm, pooled(source, TermKind::Maximum).at(image, 0), image);
        }
        if (average) {
            measure(pool.averageNorm, pooled(source, TermKind::Average).at(image, 0), image);
        }
    }

    /// Mean and squared deviations of one image, for each channel.
    void measure(int normIndex, const T* planes, int image) {
        if (!rule_.batchStatistics || normIndex < 0) {
            return;
        }
        const NormLayout& each = norm(normIndex);
        const std::size_t begin = idx(image) * idx(layout_.normChannels) + idx(each.offset);
        for (int channel = 0; channel < each.channels; ++channel) {
            kernels_.moments(planes + channel * each.pixels, each.pixels, &means_[begin + idx(channel)],
                &squares_[begin + idx(channel)]);
        }
    }

    /// Combines the images' moments (Chan et al. 1979: exact where Σx² - n·mean² cancels).
    void finishNorm(int normIndex) {
        if (normIndex < 0) {
            return;
        }
        const NormLayout& each = norm(normIndex);
        for (int channel = 0; channel < each.channels; ++channel) {
            const auto at = idx(each.offset + channel);
            const RunningStatistics<T>& running = tensors_.running[idx(normIndex)];
            if (!rule_.batchStatistics) {
                activations_.mean[at] = static_cast<double>(running.mean[channel]);
                activations_.inverse[at] =
                    1.0 / std::sqrt(static_cast<double>(running.variance[channel]) + rule_.epsilon);
                continue;
            }
            double mean = 0.0;
            double squares = 0.0;
            for (int image = 0; image < batch(); ++image) {
                const std::size_t from = idx(image) * idx(layout_.normChannels) + at;
                mean += static_cast<double>(means_[from]) / batch();
                squares += static_cast<double>(squares_[from]);
            }
            for (int image = 0; image < batch(); ++image) {
                const std::size_t from = idx(image) * idx(layout_.normChannels) + at;
                const double apart = static_cast<double>(means_[from]) - mean;
                squares += each.pixels * apart * apart;
            }
            const double count = static_cast<double>(batch()) * each.pixels;
            activations_.mean[at] = mean;
            activations_.inverse[at] = 1.0 / std::sqrt(squares / count + rule_.epsilon);
            if (rule_.updateRunning) {
                update(running.mean[channel], mean);
                update(running.variance[channel], squares / (count - 1.0));
            }
        }
    }
    void update(T& running, double value) const {
        running = static_cast<T>((1.0 - rule_.momentum) * static_cast<double>(running) + rule_.momentum * value);
    }

    /// A node's sum: one coefficient and one constant a term and channel, normalisation folded in.
    struct Mixture {
        std::vector<TermLayout> terms;
        std::vector<double> coefficients; // [channel][term]
        std::vector<double> constants; // [channel][term]
        std::vector<int> bypassed; // sources
        std::vector<T> bypassWeights;
    };

    [[nodiscard]] Mixture mixtureOf(int target) const {
        Mixture mixture;
        mixture.terms = activeTerms(target);
        for (int channel = 0; channel < mixed() && target >= layout_.space.inputs; ++channel) {
            for (const TermLayout& term : mixture.terms) {
                const auto [scale, shift] =
                    term.norm < 0 ? std::pair(1.0, 0.0) : Base::normalisation(norm(term.norm), channel);
                mixture.coefficients.push_back(weight(term) * scale);
                mixture.constants.push_back(weight(term) * shift);
            }
        }
        for (int source = 0; source < target; ++source) {
            const int edge = layout_.space.edgeIndex(source, target);
            if (edge >= 0 && edgeActive(edge)) {
                mixture.bypassed.push_back(source);
                mixture.bypassWeights.push_back(edgeWeight(edge));
            }
        }
        return mixture;
    }

    /// Normalises a preprocessed input, or sums a node.
    void prepare(int target, const Mixture& mixture, int image) {
        if (target < layout_.space.inputs) {
            if (layout_.space.preprocessesInputs) {
                normalise(target, image);
            }
            return;
        }
        const FeatureMap<T> out = writableState(target);
        const int n = static_cast<int>(out.pixels);
        const std::size_t count = mixture.terms.size();
        std::vector<const T*> planes(count);
        std::vector<T> coefficients(count);
        for (int channel = 0; channel < mixed(); ++channel) {
            double constant = 0.0;
            for (std::size_t k = 0; k < count; ++k) {
                planes[k] = termPlane(mixture.terms[k], image, channel);
                const auto kept = static_cast<double>(pathScale(mixture.terms[k].edge, image));
                coefficients[k] = static_cast<T>(kept * mixture.coefficients[idx(channel) * count + k]);
                constant += kept * mixture.constants[idx(channel) * count + k];
            }
            kernels_.combine(planes.data(), coefficients.data(), static_cast<int>(count), static_cast<T>(constant), n,
                out.at(image, layout_.shuffled(channel)), false);
        }
        planes.resize(mixture.bypassed.size());
        for (int channel = mixed(); channel < layout_.spec.channels; ++channel) {
            for (std::size_t k = 0; k < planes.size(); ++k) {
                planes[k] = bypassPlane(mixture.bypassed[k], image, channel);
            }
            kernels_.combine(planes.data(), mixture.bypassWeights.data(), static_cast<int>(planes.size()), T(0), n,
                out.at(image, layout_.shuffled(channel)), false);
        }
    }

    const T* bypassPlane(int source, int image, int channel) {
        const T* x = state(source).at(image, channel);
        if (layout_.stride(source) == 1) {
            return x;
        }
        T* halved = scratch_.mine().halved[idx(source)].data();
        const StateLayout& shape = layout_.states[idx(source)];
        kernels_.halve(x, shape.height, shape.width, halved);
        return halved;
    }

    void normalise(int inputState, int image) {
        const FeatureMap<T> map = writableState(inputState);
        for (const UnitLayout& each : layout_.units) {
            if (each.preprocesses && each.state == inputState) {
                for (int channel = 0; channel < each.outChannels; ++channel) {
                    const auto [scale, shift] = affine(each.norm, channel);
                    const T* const planes[] = {unitOutput(each).at(image, channel)};
                    kernels_.combine(planes, &scale, 1, shift, each.pixels, map.at(image, channel), false);
                }
            }
        }
    }

    NormalisationRule rule_;
    std::vector<T> means_; // [image][channel of all normalisations]
    std::vector<T> squares_;
    AlignedArray<T> transposed_;
};

}

template <class T>
void forwardCell(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
    const NormalisationRule& rule, CellActivations<T>& activations, CellScratch<T>& scratch) {
    ForwardPass<T>(layout, kernels, tensors, rule, activations, scratch).run();
}

template struct CellActivations<float>;
template struct CellActivations<double>;
template void forwardCell(const CellLayout&, const Kernels<float>&, const CellTensors<float>&, const NormalisationRule&,
    CellActivations<float>&, CellScratch<float>&);
template void forwardCell(const CellLayout&, const Kernels<double>&, const CellTensors<double>&,
    const NormalisationRule&, CellActivations<double>&, CellScratch<double>&);

}

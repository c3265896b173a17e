// SPDX-License-Identifier: Apache-2.0
// The gradients of a cell, state by state from the last to the first.
//
// Let g be the gradient of a node and y what a convolution or pool put out, one channel over the batch's n pixels, with
// mean m and s = 1 / √(variance + ε). The node adds up terms w·(γ·s·(y − m) + β), w being the operation's weight (γ = 1
// and β = 0 without affine parameters). Two sums over the pixels, G = Σ g and P = Σ g·(y − m), give the gradients of
// the numbers,
//     dL/dw = γ·s·P + β·G,   dL/dγ = w·s·P,   dL/dβ = w·G,
// and, because m and s depend on y as well, that of the pixels (Ioffe & Szegedy 2015, section 3):
//     dL/dy = w·γ·s·(g − G/n − s²·(y − m)·P/n) = p·g + q·y + r
//     with p = w·γ·s,  q = −p·s²·P/n,  r = −p·G/n − q·m;  q = r = 0 with running statistics.
// So a node's gradient is read once for G and P (reduceImage, finish), and dL/dy is never stored: beforeNorm() forms it
// while a transposed convolution reads it. The normalisation of a first half or of a preprocessed input is no term of a
// node (w = 1); its G and P are summed where its gradient is made (finishFirst). All edges share a state's pools, so
// their q and r are added up.
#include "core/nn/cpu/state_gradients.h"

namespace paretoscope::nn::cpu {

namespace {

template <class T>
class BackwardPass : StateGradients<T> {
public:
    BackwardPass(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
        CellActivations<T>& activations, const CellGradients<T>& gradients, CellScratch<T>& scratch)
        : StateGradients<T>(layout, kernels, tensors, activations, gradients, scratch)
        , firstSums_(2 * idx(layout.extent.batch) * idx(layout.normChannels))
        , alpha_(idx(layout.space.edgeCount() * layout.space.operationCount()))
        , beta_(idx(layout.space.edgeCount()))
        , normScales_(idx(layout.normChannels))
        , normShifts_(normScales_.size()) { }

    void run() {
        clearWeights();
        reduceLastState();
        for (int state = layout_.lastState() - 1; state >= 0; --state) {
            if (needed(state)) {
                visit(state);
            }
        }
        preprocessing();
        collectWeights();
        write(gradients_.operationWeights, alpha_);
        write(gradients_.edgeWeights, beta_);
    }

private:
    using Walk = CellWalk<T>;
    using Units = UnitGradients<T>;
    using Base = StateGradients<T>;
    using Base::gradient, Base::gradients_, Base::mixedGradient, Base::poolQ_, Base::poolR_, Base::states_;
    using Units::norms_, Units::withWeights_;
    using Walk::activations_, Walk::activeTerms, Walk::batch, Walk::edgeActive, Walk::idx, Walk::input, Walk::kernels_,
        Walk::layout_, Walk::mixed, Walk::norm, Walk::pathScale, Walk::scratch_, Walk::state, Walk::termPlane,
        Walk::threads, Walk::unit, Walk::unitOutput, Walk::weight;

    /// Sums over pixels of one node's gradient, by image.
    struct Reduction {
        std::vector<TermLayout> terms;
        std::vector<int> bypassed; // sources
        std::vector<T> products; // [image][channel][term]: Σ g · (y - mean)
        std::vector<T> sums; // [image][channel]
        std::vector<double> bypassProducts; // [image][bypassed]
    };

    [[nodiscard]] bool needed(int state) const {
        return state >= layout_.space.inputs || withWeights_ || gradients_.inputs[idx(state)] != nullptr;
    }
    [[nodiscard]] double count(int pixels) const { return static_cast<double>(batch()) * pixels; }

    void clearWeights() {
        for (std::size_t thread = 0; thread < scratch_.threads() && withWeights_; ++thread) {
            std::fill_n(scratch_.of(thread).parameterGradients.data(), idx(layout_.parameterCount), T(0));
        }
    }
    void collectWeights() {
        for (std::size_t index = 0; index < gradients_.parameters.size(); ++index) {
            T* to = gradients_.parameters[index];
            const auto begin = idx(layout_.parameterOffsets[index]);
            for (int i = 0; i < layout_.parameters[index].size; ++i) {
                T total = 0;
                for (std::size_t thread = 0; thread < scratch_.threads(); ++thread) {
                    total += scratch_.of(thread).parameterGradients[begin + idx(i)];
                }
                to[i] = total;
            }
        }
        for (const NormLayout& each : layout_.norms) {
            for (int channel = 0; channel < each.channels && each.scale >= 0 && withWeights_; ++channel) {
                const auto at = idx(each.offset + channel);
                gradients_.parameters[idx(each.scale)][channel] = static_cast<T>(normScales_[at]);
                gradients_.parameters[idx(each.shift)][channel] = static_cast<T>(normShifts_[at]);
            }
        }
    }
    static void write(T* to, const std::vector<double>& values) {
        for (std::size_t i = 0; i < values.size() && to != nullptr; ++i) {
            to[i] = static_cast<T>(values[i]);
        }
    }

    void reduceLastState() {
        Reduction reduction = reductionOf(layout_.lastState());
#pragma omp parallel for schedule(static) num_threads(threads())
        for (int image = 0; image < batch(); ++image) {
            reduceImage(layout_.lastState(), reduction, image);
        }
        finish(layout_.lastState(), reduction);
    }

    [[nodiscard]] Reduction reductionOf(int target) const {
        Reduction reduction;
        reduction.terms = activeTerms(target);
        for (int source = 0; source < target && gradients_.edgeWeights != nullptr; ++source) {
            const int edge = layout_.space.edgeIndex(source, target);
            if (edge >= 0 && edgeActive(edge) && mixed() < layout_.spec.channels) {
                reduction.bypassed.push_back(source);
            }
        }
        reduction.sums.resize(idx(batch()) * idx(mixed()));
        reduction.products.resize(reduction.sums.size() * reduction.terms.size());
        reduction.bypassProducts.resize(idx(batch()) * reduction.bypassed.size());
        return reduction;
    }

    void reduceImage(int target, Reduction& reduction, int image) {
        const std::size_t count = reduction.terms.size();
        std::vector<const T*> planes(count);
        std::vector<T> means(count);
        const int n = layout_.states[idx(target)].pixels();
        for (int channel = 0; channel < mixed(); ++channel) {
            for (std::size_t k = 0; k < count; ++k) {
                const TermLayout& term = reduction.terms[k];
                planes[k] = termPlane(term, image, channel);
                means[k] =
                    term.norm < 0 ? T(0) : static_cast<T>(activations_.mean[idx(norm(term.norm).offset + channel)]);
            }
            const std::size_t at = idx(image * mixed() + channel);
            reduction.sums[at] = kernels_.centredDots(mixedGradient(target, image, channel), planes.data(),
                means.data(), static_cast<int>(count), n, reduction.products.data() + at * count);
        }
        for (std::size_t k = 0; k < reduction.bypassed.size(); ++k) {
            double total = 0.0;
            for (int channel = mixed(); channel < layout_.spec.channels; ++channel) {
                const T* const plane = bypassPlane(reduction.bypassed[k], image, channel);
                const T zero = 0;
                T product = 0;
                kernels_.centredDots(mixedGradient(target, image, channel), &plane, &zero, 1, n, &product);
                total += static_cast<double>(product);
            }
            reduction.bypassProducts[idx(image) * reduction.bypassed.size() + k] = total;
        }
    }
    const T* bypassPlane(int source, int image, int channel) {
        const T* x = state(source).at(image, channel);
        if (layout_.stride(source) == 1) {
            return x;
        }
        T* halved = scratch_.mine().halved[idx(source)].data();
        kernels_.halve(x, layout_.states[idx(source)].height, layout_.states[idx(source)].width, halved);
        return halved;
    }

    /// From a node's sums: the gradients of its terms' weights, and how the terms' normalisations pass gradients on.
    void finish(int target, const Reduction& reduction) {
        const double n = count(layout_.states[idx(target)].pixels());
        const std::size_t terms = reduction.terms.size();
        for (int channel = 0; channel < mixed(); ++channel) {
            for (std::size_t k = 0; k < terms; ++k) {
                double sum = 0.0;
                double product = 0.0;
                for (int image = 0; image < batch(); ++image) {
                    const auto kept = static_cast<double>(pathScale(reduction.terms[k].edge, image));
                    const std::size_t at = idx(image * mixed() + channel);
                    sum += kept * static_cast<double>(reduction.sums[at]);
                    product += kept * static_cast<double>(reduction.products[at * terms + k]);
                }
                finishTerm(reduction.terms[k], channel, sum / n, product / n, n);
            }
        }
        for (std::size_t k = 0; k < reduction.bypassed.size(); ++k) {
            for (int image = 0; image < batch(); ++image) {
                beta_[idx(layout_.space.edgeIndex(reduction.bypassed[k], target))] +=
                    reduction.bypassProducts[idx(image) * reduction.bypassed.size() + k];
            }
        }
    }
    void finishTerm(const TermLayout& term, int channel, double meanSum, double meanProduct, double n) {
        double& alpha = alpha_[idx(term.edge * layout_.space.operationCount() + term.operation)];
        if (term.norm < 0) {
            alpha += n * meanProduct;
            return;
        }
        const auto at = idx(norm(term.norm).offset + channel);
        const double inverse = activations_.inverse[at];
        const double gamma = Walk::gamma(norm(term.norm), channel);
        alpha += n * (meanProduct * inverse * gamma + meanSum * Walk::beta(norm(term.norm), channel));
        normScales_[at] = weight(term) * n * meanProduct * inverse;
        normShifts_[at] = weight(term) * n * meanSum;
        const auto [p, q, r] = throughNorm(at, weight(term) * gamma * inverse, meanSum, meanProduct);
        if (term.kind == TermKind::Unit) {
            norms_.p[at] = static_cast<T>(p);
            norms_.q[at] = static_cast<T>(q);
            norms_.r[at] = static_cast<T>(r);
        } else { // a pool is shared: every edge adds its part
            poolQ_[at] += q;
            poolR_[at] += r;
        }
    }
    struct Affine {
        double p;
        double q;
        double r;
    };
    [[nodiscard]] Affine throughNorm(std::size_t at, double p, double meanSum, double meanProduct) const {
        if (!activations_.batchStatistics) {
            return {p, 0.0, 0.0};
        }
        const double inverse = activations_.inverse[at];
        const double q = -p * inverse * inverse * meanProduct;
        return {p, q, -p * meanSum - q * activations_.mean[at]};
    }

    void visit(int source) {
        const std::vector<int> second = Walk::secondUnits(source);
        const std::vector<UnitGroup> groups = Walk::firstUnits(source, withWeights_);
        secondHalves(second);
        std::vector<DenseTranspose<T>> transposes;
        for (const UnitGroup& group : groups) {
            transposes.push_back(group.dense ? Base::transposeOf(group) : DenseTranspose<T>());
        }
        Reduction reduction = reductionOf(source);
#pragma omp parallel for schedule(static) num_threads(threads())
        for (int image = 0; image < batch(); ++image) {
            const auto unitGradient = [&](int index, int channel) {
                return unit(index).final ? mixedGradient(unit(index).target, image, channel)
                                         : unitOutput(unit(index + 1)).at(image, channel);
            };
            for (std::size_t k = 0; k < groups.size(); ++k) {
                if (groups[k].dense) {
                    Base::denseGroup(groups[k], transposes[k], state(source), unitGradient, image, true, k > 0);
                } else {
                    Base::depthwiseGroup(groups[k], state(source), unitGradient, image, true, k > 0);
                }
            }
            Base::assemble(source, !groups.empty(), image);
            if (source >= layout_.space.inputs) {
                reduceImage(source, reduction, image);
            } else if (layout_.space.preprocessesInputs) {
                reduceInput(source, image);
            }
        }
        if (source >= layout_.space.inputs) {
            finish(source, reduction);
        } else if (layout_.space.preprocessesInputs) {
            finishFirst(preprocessingOf(source));
        }
    }

    void secondHalves(const std::vector<int>& second) {
        if (second.empty()) {
            return;
        }
#pragma omp parallel for schedule(static) num_threads(threads())
        for (int image = 0; image < batch(); ++image) {
            for (const int index : second) {
                const UnitLayout& each = unit(index);
                T* sums = firstSums(unit(each.previous).norm, image);
                std::fill_n(sums, 2 * mixed(), T(0));
                Base::secondHalf(
                    index, [&](int channel) { return mixedGradient(each.target, image, channel); }, image, sums);
            }
        }
        for (const int index : second) {
            finishFirst(unit(unit(index).previous));
        }
    }
    [[nodiscard]] T* firstSums(int normIndex, int image) {
        return firstSums_.data() + 2 * (idx(image) * idx(layout_.normChannels) + idx(norm(normIndex).offset));
    }
    /// Whether what a unit put out was overwritten with its normalised self, of mean 0 and deviation 1.
    [[nodiscard]] bool normalisedInPlace(const UnitLayout& each) const {
        return each.preprocesses && !layout_.spec.discrete();
    }
    /// How a normalisation that is no term of a node passes gradients on.
    void finishFirst(const UnitLayout& each) {
        for (int channel = 0; channel < each.outChannels; ++channel) {
            const auto at = idx(norm(each.norm).offset + channel);
            if (normalisedInPlace(each)) {
                finishFirst(each, channel, 0.0, 1.0);
            } else {
                finishFirst(each, channel, activations_.mean[at], activations_.inverse[at]);
            }
        }
    }
    void finishFirst(const UnitLayout& each, int channel, double mean, double inverse) {
        const auto at = idx(norm(each.norm).offset + channel);
        double sum = 0.0;
        double product = 0.0;
        for (int image = 0; image < batch(); ++image) {
            sum += static_cast<double>(firstSums(each.norm, image)[2 * channel]);
            product += static_cast<double>(firstSums(each.norm, image)[2 * channel + 1]);
        }
        const double n = count(each.pixels);
        normScales_[at] = product * inverse;
        normShifts_[at] = sum;
        const double p = Walk::gamma(norm(each.norm), channel) * activations_.inverse[at];
        const double q = activations_.batchStatistics ? -p * inverse * inverse * product / n : 0.0;
        const double r = activations_.batchStatistics ? -p * sum / n - q * mean : 0.0;
        norms_.p[at] = static_cast<T>(p);
        norms_.q[at] = static_cast<T>(q);
        norms_.r[at] = static_cast<T>(r);
    }

    [[nodiscard]] const UnitLayout& preprocessingOf(int inputState) const {
        for (const UnitLayout& each : layout_.units) {
            if (each.preprocesses && each.state == inputState) {
                return each;
            }
        }
        return layout_.units.front();
    }
    void reduceInput(int inputState, int image) {
        const UnitLayout& each = preprocessingOf(inputState);
        T* sums = firstSums(each.norm, image);
        for (int channel = 0; channel < each.outChannels; ++channel) {
            const auto at = idx(norm(each.norm).offset + channel);
            const T mean = normalisedInPlace(each) ? T(0) : static_cast<T>(activations_.mean[at]);
            const T* const plane = unitOutput(each).at(image, channel);
            sums[2 * channel] = kernels_.centredDots(
                gradient(inputState, image, channel), &plane, &mean, 1, each.pixels, &sums[2 * channel + 1]);
        }
    }
    void preprocessing() {
        for (std::size_t index = 0; index < layout_.units.size(); ++index) {
            const UnitLayout& each = layout_.units[index];
            if (!each.preprocesses || !needed(each.state)) {
                continue;
            }
            const UnitGroup group{each.plan, true, {static_cast<int>(index)}};
            T* to = gradients_.inputs[idx(each.state)];
            const DenseTranspose<T> transpose = to == nullptr ? DenseTranspose<T>() : Base::transposeOf(group);
            const int n = layout_.inputs[idx(each.state)].pixels();
#pragma omp parallel for schedule(static) num_threads(threads())
            for (int image = 0; image < batch(); ++image) {
                const auto stateGradient = [&](int, int channel) { return gradient(each.state, image, channel); };
                Base::denseGroup(group, transpose, input(each.state), stateGradient, image, to != nullptr, false);
                for (int channel = 0; channel < each.inChannels && to != nullptr; ++channel) {
                    kernels_.gate(scratch_.mine().folded.data() + channel * n, input(each.state).at(image, channel), n,
                        to + (idx(image) * idx(each.inChannels) + idx(channel)) * idx(n), false);
                }
            }
        }
        for (int input = 0; input < layout_.space.inputs && !layout_.space.preprocessesInputs; ++input) {
            if (gradients_.inputs[idx(input)] != nullptr) {
                const FeatureMap<T>& from = states_[idx(input)];
                std::copy_n(from.data, idx(batch()) * from.imageStride, gradients_.inputs[idx(input)]);
            }
        }
    }

    std::vector<T> firstSums_; // [image][channel of all normalisations][plain, centred]
    std::vector<double> alpha_;
    std::vector<double> beta_;
    std::vector<double> normScales_; // gradients of γ and β, by channel of all normalisations
    std::vector<double> normShifts_;
};

}

template <class T>
void backwardCell(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
    CellActivations<T>& activations, const CellGradients<T>& gradients, CellScratch<T>& scratch) {
    BackwardPass<T>(layout, kernels, tensors, activations, gradients, scratch).run();
}

template void backwardCell(const CellLayout&, const Kernels<float>&, const CellTensors<float>&, CellActivations<float>&,
    const CellGradients<float>&, CellScratch<float>&);
template void backwardCell(const CellLayout&, const Kernels<double>&, const CellTensors<double>&,
    CellActivations<double>&, const CellGradients<double>&, CellScratch<double>&);

}

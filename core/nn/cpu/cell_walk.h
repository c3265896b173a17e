// SPDX-License-Identifier: Apache-2.0
// What the forward and the backward pass over a cell have in common: where planes lie and which units go together.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "core/nn/cpu/cell_pass.h"

namespace paretoscope::nn::cpu {

/// A feature map [batch, channels, pixels] or some channels of one.
template <class T>
struct FeatureMap {
    T* data = nullptr;
    std::size_t imageStride = 0;
    std::size_t pixels = 0;
    [[nodiscard]] T* at(int image, int channel) const {
        return data + static_cast<std::size_t>(image) * imageStride + static_cast<std::size_t>(channel) * pixels;
    }
};

/// Units of one source that read the same shifted copies.
struct UnitGroup {
    int plan;
    bool dense;
    std::vector<int> units;
};

template <class T>
class CellWalk {
public:
    CellWalk(const CellLayout& layout, const Kernels<T>& kernels, const CellTensors<T>& tensors,
        CellActivations<T>& activations, CellScratch<T>& scratch)
        : layout_(layout)
        , kernels_(kernels)
        , tensors_(tensors)
        , activations_(activations)
        , scratch_(scratch) { }

protected:
    static std::size_t idx(int index) { return static_cast<std::size_t>(index); }
    [[nodiscard]] const UnitLayout& unit(int index) const { return layout_.units[idx(index)]; }
    [[nodiscard]] const NormLayout& norm(int index) const { return layout_.norms[idx(index)]; }
    [[nodiscard]] int batch() const { return layout_.extent.batch; }
    [[nodiscard]] int mixed() const { return layout_.mixedChannels; }
    [[nodiscard]] int threads() const { return static_cast<int>(scratch_.threads()); }

    [[nodiscard]] bool active(int edge, int operation) const {
        return tensors_.active[idx(edge * layout_.space.operationCount() + operation)] != 0;
    }
    [[nodiscard]] bool active(const TermLayout& term) const { return active(term.edge, term.operation); }
    [[nodiscard]] bool edgeActive(int edge) const {
        for (int operation = 0; operation < layout_.space.operationCount(); ++operation) {
            if (active(edge, operation) && layout_.space.operations[idx(operation)] != space::Operation::None) {
                return true;
            }
        }
        return false;
    }
    [[nodiscard]] double weight(const TermLayout& term) const {
        return static_cast<double>(
            tensors_.operationWeights[idx(term.edge * layout_.space.operationCount() + term.operation)]);
    }
    /// What drop-path leaves of an edge's path for one image.
    [[nodiscard]] T pathScale(int edge, int image) const {
        return tensors_.pathScales == nullptr ? T(1) : tensors_.pathScales[idx(edge * batch() + image)];
    }
    /// γ and β of one channel of a normalisation.
    [[nodiscard]] double gamma(const NormLayout& norm, int channel) const {
        return norm.scale < 0 ? 1.0 : static_cast<double>(tensors_.parameters[idx(norm.scale)][channel]);
    }
    [[nodiscard]] double beta(const NormLayout& norm, int channel) const {
        return norm.shift < 0 ? 0.0 : static_cast<double>(tensors_.parameters[idx(norm.shift)][channel]);
    }
    /// Scale and shift that normalise one channel, γ and β included.
    [[nodiscard]] std::pair<double, double> normalisation(const NormLayout& norm, int channel) const {
        const auto at = idx(norm.offset + channel);
        const double scale = gamma(norm, channel) * activations_.inverse[at];
        return {scale, beta(norm, channel) - scale * activations_.mean[at]};
    }
    [[nodiscard]] T edgeWeight(int edge) const {
        return tensors_.edgeWeights == nullptr ? T(1) : tensors_.edgeWeights[idx(edge)];
    }
    [[nodiscard]] bool poolUsed(int state, TermKind kind) const {
        for (const auto& terms : layout_.terms) {
            for (const TermLayout& term : terms) {
                if (term.source == state && term.kind == kind && active(term)) {
                    return true;
                }
            }
        }
        return false;
    }

    [[nodiscard]] FeatureMap<T> kept(std::size_t offset, int channels, int pixels) const {
        return {activations_.at(offset), idx(channels) * idx(pixels), idx(pixels)};
    }
    [[nodiscard]] FeatureMap<T> unitOutput(const UnitLayout& unit) const {
        return kept(unit.output, unit.outChannels, unit.pixels);
    }
    [[nodiscard]] FeatureMap<T> pooled(int state, TermKind kind) const {
        const PoolLayout& pool = layout_.pools[idx(state)];
        return kept(kind == TermKind::Maximum ? pool.maximum : pool.average, mixed(), pool.pixels);
    }
    [[nodiscard]] FeatureMap<const T> input(int index) const {
        const StateLayout& shape = layout_.inputs[idx(index)];
        return {tensors_.inputs[idx(index)], idx(shape.channels) * idx(shape.pixels()), idx(shape.pixels())};
    }
    /// `output` laid out as the cell's output is: the channels of one state in it.
    template <class Number>
    [[nodiscard]] FeatureMap<Number> inOutput(Number* output, int state) const {
        const StateLayout& shape = layout_.states[idx(state)];
        const std::size_t image = idx(shape.channels) * idx(shape.pixels());
        const int first = layout_.space.output == space::CellOutput::LastNode ? state : layout_.space.inputs;
        return {output + idx(state - first) * image, idx(layout_.space.outputNodes()) * image, idx(shape.pixels())};
    }
    [[nodiscard]] bool isOutput(int state) const { return layout_.space.isOutput(state); }
    [[nodiscard]] FeatureMap<const T> state(int index) const {
        if (!layout_.space.preprocessesInputs && index < layout_.space.inputs) {
            return input(index);
        }
        const FeatureMap<T> map = writableState(index);
        return {map.data, map.imageStride, map.pixels};
    }
    [[nodiscard]] FeatureMap<T> writableState(int index) const {
        const StateLayout& shape = layout_.states[idx(index)];
        return isOutput(index) ? inOutput(tensors_.output, index) : kept(shape.storage, shape.channels, shape.pixels());
    }
    [[nodiscard]] const T* termPlane(const TermLayout& term, int image, int channel) const {
        switch (term.kind) {
        case TermKind::Unit:
            return unitOutput(unit(term.unit)).at(image, channel);
        case TermKind::Maximum:
        case TermKind::Average:
            return pooled(term.source, term.kind).at(image, channel);
        case TermKind::Skip:
            return state(term.source).at(image, channel);
        }
        return nullptr;
    }

    /// Active units that read a state directly, by plan, in bunches that fit a core's cache.
    [[nodiscard]] std::vector<UnitGroup> firstUnits(int source, bool withWeights) const {
        std::vector<UnitGroup> groups;
        for (std::size_t index = 0; index < layout_.units.size(); ++index) {
            const UnitLayout& candidate = layout_.units[index];
            if (candidate.preprocesses || candidate.previous >= 0 || candidate.state != source
                || !active(candidate.edge, candidate.operation)) {
                continue;
            }
            const std::size_t limit =
                candidate.dense() ? layout_.units.size() : idx(scratch_.unitsTogether(candidate.plan, withWeights));
            UnitGroup* group = nullptr;
            for (UnitGroup& known : groups) {
                if (known.plan == candidate.plan && known.units.size() < limit) {
                    group = &known;
                }
            }
            if (group == nullptr) {
                group = &groups.emplace_back(UnitGroup{candidate.plan, candidate.dense(), {}});
            }
            group->units.push_back(static_cast<int>(index));
        }
        return groups;
    }
    /// Active second halves of the operations that leave a state.
    [[nodiscard]] std::vector<int> secondUnits(int source) const {
        std::vector<int> units;
        for (std::size_t index = 0; index < layout_.units.size(); ++index) {
            const UnitLayout& candidate = layout_.units[index];
            if (candidate.previous >= 0 && candidate.state == source && active(candidate.edge, candidate.operation)) {
                units.push_back(static_cast<int>(index));
            }
        }
        return units;
    }
    /// Active terms of a node.
    [[nodiscard]] std::vector<TermLayout> activeTerms(int target) const {
        std::vector<TermLayout> terms;
        for (const TermLayout& term : layout_.terms[idx(target)]) {
            if (active(term)) {
                terms.push_back(term);
            }
        }
        return terms;
    }
    /// Where z or dy of each channel of a unit lies in scratch.
    [[nodiscard]] static std::vector<int> channelOffsets(int channels, int pitch, int begin = 0) {
        std::vector<int> offsets;
        for (int channel = 0; channel < channels; ++channel) {
            offsets.push_back(begin + channel * pitch);
        }
        return offsets;
    }

    const CellLayout& layout_;
    const Kernels<T>& kernels_;
    const CellTensors<T>& tensors_;
    CellActivations<T>& activations_;
    CellScratch<T>& scratch_;
};

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/cell_layout.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace paretoscope::nn::cpu {

using space::Operation;
using space::SpaceId;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Kernel and dilation of a depthwise operation, and how many halves it has.
struct DepthwiseRecipe {
    int kernel;
    int dilation;
    int halves;
};

DepthwiseRecipe recipeOf(Operation operation) {
    switch (operation) {
    case Operation::SepConv3x3:
        return {3, 1, 2};
    case Operation::SepConv5x5:
        return {5, 1, 2};
    case Operation::DilConv3x3:
        return {3, 2, 1};
    default:
        return {5, 2, 1};
    }
}

}

std::vector<Tap> poolTaps() {
    return windowTaps(3, 1);
}

CellLayout::CellLayout(const CellDescription& wanted, const CellExtent& size)
    : description(wanted)
    , extent(size)
    , space(space::searchSpace(wanted.space))
    , mixedChannels(wanted.channels / wanted.partialChannels) {
    for (int input = 0; input < space.inputs; ++input) {
        const int factor = input == 0 && description.afterReduction ? 2 : 1;
        inputs.push_back({factor * size.height, factor * size.width, description.inputChannels[at(input)], 0});
    }
    const int shrink = description.reduction ? 2 : 1;
    for (int state = 0; state < space.states(); ++state) {
        const int divisor = state < space.inputs ? 1 : shrink;
        states.push_back(
            {(size.height + divisor - 1) / divisor, (size.width + divisor - 1) / divisor, description.channels, 0});
        const bool kept = preprocesses() ? state < space.inputs : state >= space.inputs && state < lastState();
        if (kept) {
            states.back().storage = reserve(description.channels, states.back().pixels());
        }
    }
    pools.resize(states.size());
    terms.resize(states.size());
    for (int input = 0; preprocesses() && input < space.inputs; ++input) {
        addPreprocessing(input);
    }
    for (int state = 0; state < lastState(); ++state) {
        addPools(state);
    }
    for (int edge = 0; edge < space.edgeCount(); ++edge) {
        addEdge(edge);
    }
}

int CellLayout::planFor(const StateLayout& state, int stride, PlanKind kind) {
    const PlanKey key{state.height, state.width, stride, kind};
    const auto known = std::find(planKeys_.begin(), planKeys_.end(), key);
    if (known != planKeys_.end()) {
        return static_cast<int>(known - planKeys_.begin());
    }
    std::vector<std::vector<Tap>> windows;
    switch (kind) {
    case PlanKind::Separable:
        windows = {windowTaps(3, 1), windowTaps(5, 1)};
        break;
    case PlanKind::Dilated:
        windows = {windowTaps(3, 2), windowTaps(5, 2)};
        break;
    case PlanKind::Single3:
    case PlanKind::Pool:
        windows = {windowTaps(3, 1)};
        break;
    case PlanKind::Single5:
        windows = {windowTaps(5, 1)};
        break;
    case PlanKind::Reduce:
        windows = {{{0, 0}}, {{1, 1}}};
        break;
    case PlanKind::Dense:
        windows = {{{0, 0}}, windowTaps(3, 1)};
        break;
    case PlanKind::Point:
        windows = {{{0, 0}}};
        break;
    }
    planKeys_.push_back(key);
    plans.push_back(std::make_unique<ShiftPlan>(state.height, state.width, stride, windows));
    return static_cast<int>(plans.size()) - 1;
}

int CellLayout::addParameter(const std::string& name, int size) {
    parameters.push_back({name, size});
    parameterOffsets.push_back(parameterCount);
    parameterCount += roundedUp(size, 16); // each begins on a cache line of its own
    return static_cast<int>(parameters.size()) - 1;
}

int CellLayout::addNorm(const std::string& name, int channels, int pixels) {
    norms.push_back({name, channels, normChannels, pixels});
    if (description.discrete()) {
        norms.back().scale = addParameter(name + ".weight", channels);
        norms.back().shift = addParameter(name + ".bias", channels);
    }
    normChannels += channels;
    return static_cast<int>(norms.size()) - 1;
}

std::size_t CellLayout::reserve(int channels, int pixels) {
    const std::size_t begin = activationCount;
    const std::size_t count = at(extent.batch) * at(channels) * at(pixels);
    activationCount += (count + 63) / 64 * 64;
    return begin;
}

void CellLayout::finish(UnitLayout unit, const std::string& normName) {
    unit.pixels = plan(unit.plan).outputPixels();
    unit.norm = addNorm(normName, unit.outChannels, unit.pixels);
    // A preprocessed input is normalised where it lies and becomes the state itself, unless γ could lose what it was.
    const bool inPlace = unit.preprocesses && !description.discrete();
    unit.output = inPlace ? states[at(unit.state)].storage : reserve(unit.outChannels, unit.pixels);
    units.push_back(std::move(unit));
}

void CellLayout::addPart(UnitLayout& unit, const std::string& name, int window, int firstRow, int rows) {
    const ShiftPlan& shifts = plan(unit.plan);
    const std::vector<int>& tapOffsets = shifts.window(window).offsets;
    DensePart part{
        addParameter(name, rows * unit.inChannels * static_cast<int>(tapOffsets.size())), window, firstRow, rows, {}};
    if (unit.inChannels > std::numeric_limits<int>::max() / shifts.planesSize()) {
        throw std::length_error("a cell of " + std::to_string(unit.inChannels) + " channels and "
            + std::to_string(shifts.inputPixels()) + " pixels is beyond the reach of the kernels' offsets");
    }
    for (int channel = 0; channel < unit.inChannels; ++channel) {
        for (const int offset : tapOffsets) {
            part.offsets.push_back(channel * shifts.planesSize() + offset);
        }
    }
    if (rows > 0) {
        unit.parts.push_back(std::move(part));
    }
}

void CellLayout::addReduction(UnitLayout& unit, const std::string& prefix) {
    const int even = unit.outChannels / 2;
    addPart(unit, prefix + ".even.weight", 0, 0, even);
    addPart(unit, prefix + ".odd.weight", 1, even, unit.outChannels - even);
    finish(std::move(unit), prefix + ".bn");
}

void CellLayout::addPreprocessing(int input) {
    const std::string prefix = "preprocess" + std::to_string(input);
    const bool reduces = input == 0 && description.afterReduction;
    UnitLayout unit;
    unit.plan = planFor(inputs[at(input)], reduces ? 2 : 1, reduces ? PlanKind::Reduce : PlanKind::Point);
    unit.state = input;
    unit.preprocesses = true;
    unit.final = false;
    unit.inChannels = description.inputChannels[at(input)];
    unit.outChannels = description.channels;
    if (reduces) {
        addReduction(unit, prefix);
    } else {
        addPart(unit, prefix + ".weight", 0, 0, unit.outChannels);
        finish(std::move(unit), prefix + ".bn");
    }
}

bool CellLayout::readsPool(int state, Operation operation) const {
    for (int edge = 0; edge < space.edgeCount(); ++edge) {
        if (space.edges[at(edge)].source == state && has(edge, operation)) {
            return space.operationIndex(operation) >= 0;
        }
    }
    return false;
}

void CellLayout::addPools(int state) {
    const bool maximum = readsPool(state, Operation::MaxPool3x3);
    const bool average = readsPool(state, Operation::AvgPool3x3);
    if (!maximum && !average) {
        return;
    }
    PoolLayout& pool = pools[at(state)];
    pool.plan = planFor(states[at(state)], stride(state), PlanKind::Pool);
    pool.pixels = plan(pool.plan).outputPixels();
    if (average) {
        pool.average = reserve(mixedChannels, pool.pixels);
    }
    const std::string prefix = "state" + std::to_string(state) + ".";
    if (maximum) {
        pool.maximum = reserve(mixedChannels, pool.pixels);
        // The transposed pool reads a row before and after a plane, whose gradients are zero.
        const std::size_t margin = at(2 * states[at(state)].width + 4 * slack);
        pool.arguments = argumentCount + margin;
        argumentCount += 2 * margin + at(extent.batch) * at(mixedChannels) * at(pool.pixels);
    }
    // NAS-Bench-201, which has no maximum, normalises no pool either.
    if (maximum && !description.discrete()) {
        pool.maximumNorm =
            addNorm(prefix + std::string(space::operationName(Operation::MaxPool3x3)), mixedChannels, pool.pixels);
        pool.averageNorm =
            addNorm(prefix + std::string(space::operationName(Operation::AvgPool3x3)), mixedChannels, pool.pixels);
    }
}

void CellLayout::addConvolution(int edge, int operation, const std::string& prefix) {
    const DepthwiseRecipe recipe = recipeOf(space.operations[at(operation)]);
    const auto [source, target] = space.edges[at(edge)];
    for (int half = 0; half < recipe.halves; ++half) {
        UnitLayout unit;
        unit.edge = edge;
        unit.operation = operation;
        unit.target = target;
        unit.state = source;
        unit.inChannels = mixedChannels;
        unit.outChannels = mixedChannels;
        unit.final = half + 1 == recipe.halves;
        unit.taps = recipe.kernel * recipe.kernel;
        if (half == 0) {
            unit.plan = planFor(
                states[at(source)], stride(source), recipe.dilation == 1 ? PlanKind::Separable : PlanKind::Dilated);
            unit.window = recipe.kernel == 3 ? 0 : 1;
        } else {
            unit.previous = static_cast<int>(units.size()) - 1;
            unit.plan = planFor(states[at(target)], 1, recipe.kernel == 3 ? PlanKind::Single3 : PlanKind::Single5);
        }
        const std::string number = std::to_string(half + 1);
        unit.depthwise = addParameter(prefix + ".dw" + number + ".weight", mixedChannels * unit.taps);
        unit.pointwise = addParameter(prefix + ".pw" + number + ".weight", mixedChannels * mixedChannels);
        finish(std::move(unit), prefix + ".pw" + number + ".bn");
    }
}

void CellLayout::addDense(int edge, int operation, const std::string& prefix) {
    const auto [source, target] = space.edges[at(edge)];
    UnitLayout unit;
    unit.edge = edge;
    unit.operation = operation;
    unit.target = target;
    unit.state = source;
    unit.inChannels = mixedChannels;
    unit.outChannels = mixedChannels;
    if (space.operations[at(operation)] == Operation::SkipConnect) {
        unit.plan = planFor(states[at(source)], 2, PlanKind::Reduce);
        addReduction(unit, prefix);
        return;
    }
    unit.plan = planFor(states[at(source)], stride(source), PlanKind::Dense);
    const int window = space.operations[at(operation)] == Operation::NorConv1x1 ? 0 : 1;
    addPart(unit, prefix + ".conv1.weight", window, 0, unit.outChannels);
    finish(std::move(unit), prefix + ".conv1.bn");
}

void CellLayout::addEdge(int edge) {
    const auto [source, target] = space.edges[at(edge)];
    for (int index = 0; index < space.operationCount(); ++index) {
        const Operation operation = space.operations[at(index)];
        const std::string prefix = "edge" + std::to_string(edge) + "." + std::string(space::operationName(operation));
        const PoolLayout& pool = pools[at(source)];
        if (!has(edge, operation)) {
            continue;
        }
        TermLayout term{TermKind::Unit, edge, index, source, -1, -1};
        switch (operation) {
        case Operation::None:
            continue;
        case Operation::MaxPool3x3:
            term.kind = TermKind::Maximum;
            term.norm = pool.maximumNorm;
            break;
        case Operation::AvgPool3x3:
            term.kind = TermKind::Average;
            term.norm = pool.averageNorm;
            break;
        case Operation::SkipConnect:
            if (stride(source) == 1) {
                term.kind = TermKind::Skip;
                break;
            }
            [[fallthrough]];
        case Operation::NorConv1x1:
        case Operation::NorConv3x3:
            addDense(edge, index, prefix);
            break;
        default:
            addConvolution(edge, index, prefix);
        }
        if (term.kind == TermKind::Unit) {
            term.unit = static_cast<int>(units.size()) - 1;
            term.norm = units.back().norm;
        }
        terms[at(target)].push_back(term);
    }
}

}

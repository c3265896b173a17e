// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/cell_layout.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "core/base/error.h"

namespace paretoscope::nn::cpu {

using space::Operation;
using space::OperationKind;
using space::OperationSpec;
using space::operationSpec;

namespace {

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

}

void requireKernels(const OperationSpec& operation) {
    bool known = true;
    if (operation.pools()) {
        known = operation.kernel == 3;
    } else if (operation.kind == OperationKind::Dense) {
        known = operation.dilation == 1 && operation.repetitions == 1;
    } else if (operation.kind == OperationKind::Depthwise) {
        known = operation.repetitions == 1 || (operation.repetitions == 2 && operation.dilation == 1);
    }
    if (!known) {
        throw Error(ErrorCode::InvalidValue,
            "The fused kernels do not compute the operation " + std::string(operation.name)
                + "; use LibTorch's (CellKernels::Stock).",
            {{"field", "operation"}, {"value", std::string(operation.name)}});
    }
}

std::vector<Tap> poolTaps() {
    return windowTaps(3, 1);
}

CellLayout::CellLayout(const CellSpec& wanted, const CellExtent& size)
    : spec(wanted)
    , extent(size)
    , space(space::searchSpace(wanted.space))
    , mixedChannels(wanted.channels / wanted.partialChannels) {
    for (const Operation operation : space.operations) {
        requireKernels(operationSpec(operation));
    }
    for (int input = 0; input < space.inputs; ++input) {
        const int factor = input == 0 && spec.afterReduction ? 2 : 1;
        inputs.push_back({factor * size.height, factor * size.width, spec.inputChannels[at(input)], 0});
    }
    const int shrink = spec.reduction ? 2 : 1;
    for (int state = 0; state < space.states(); ++state) {
        const int divisor = state < space.inputs ? 1 : shrink;
        states.push_back(
            {(size.height + divisor - 1) / divisor, (size.width + divisor - 1) / divisor, spec.channels, 0});
        const bool kept = state < space.inputs ? space.preprocessesInputs : !space.isOutput(state);
        if (kept) {
            states.back().storage = reserve(spec.channels, states.back().pixels());
        }
    }
    pools.resize(states.size());
    terms.resize(states.size());
    for (int input = 0; space.preprocessesInputs && input < space.inputs; ++input) {
        addPreprocessing(input);
    }
    for (int state = 0; state < lastState(); ++state) {
        addPools(state);
    }
    for (int edge = 0; edge < space.edgeCount(); ++edge) {
        addEdge(edge);
    }
}

int CellLayout::planFor(const StateLayout& state, int stride, PlanUse use) {
    const PlanKey key{state.height, state.width, stride, use};
    const auto known = std::find(planKeys_.begin(), planKeys_.end(), key);
    if (known != planKeys_.end()) {
        return static_cast<int>(known - planKeys_.begin());
    }
    planKeys_.push_back(key);
    plans.push_back(std::make_unique<ShiftPlan>(state.height, state.width, stride, windowsFor(use)));
    return static_cast<int>(plans.size()) - 1;
}

std::vector<std::vector<Tap>> CellLayout::windowsFor(PlanUse use) const {
    std::vector<std::vector<Tap>> windows;
    switch (use.kind) {
    case PlanKind::Depthwise:
        for (const int kernel : kernelsOf(OperationKind::Depthwise, use.size)) {
            windows.push_back(windowTaps(kernel, use.size));
        }
        break;
    case PlanKind::Dense:
        for (const int kernel : kernelsOf(OperationKind::Dense, 1)) {
            windows.push_back(windowTaps(kernel, 1));
        }
        break;
    case PlanKind::Single:
        windows = {windowTaps(use.size, 1)};
        break;
    case PlanKind::Pool:
        windows = {poolTaps()};
        break;
    case PlanKind::Reduce:
        windows = {{{0, 0}}, {{1, 1}}};
        break;
    case PlanKind::Point:
        windows = {{{0, 0}}};
        break;
    }
    return windows;
}

std::vector<int> CellLayout::kernelsOf(OperationKind kind, int dilation) const {
    std::vector<int> kernels;
    for (const Operation operation : space.operations) {
        const OperationSpec& each = operationSpec(operation);
        if (each.kind == kind && each.dilation == dilation
            && std::find(kernels.begin(), kernels.end(), each.kernel) == kernels.end()) {
            kernels.push_back(each.kernel);
        }
    }
    return kernels;
}

int CellLayout::windowOf(const OperationSpec& operation) const {
    const std::vector<int> kernels = kernelsOf(operation.kind, operation.dilation);
    return static_cast<int>(std::find(kernels.begin(), kernels.end(), operation.kernel) - kernels.begin());
}

int CellLayout::addParameter(const std::string& name, int size) {
    parameters.push_back({name, size});
    parameterOffsets.push_back(parameterCount);
    parameterCount += roundedUp(size, 16); // each begins on a cache line of its own
    return static_cast<int>(parameters.size()) - 1;
}

int CellLayout::addNorm(const std::string& name, int channels, int pixels) {
    norms.push_back({name, channels, normChannels, pixels});
    if (spec.discrete()) {
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
    const bool inPlace = unit.preprocesses && !spec.discrete();
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
    const bool reduces = input == 0 && spec.afterReduction;
    UnitLayout unit;
    unit.plan = planFor(inputs[at(input)], reduces ? 2 : 1, {reduces ? PlanKind::Reduce : PlanKind::Point});
    unit.state = input;
    unit.preprocesses = true;
    unit.final = false;
    unit.inChannels = spec.inputChannels[at(input)];
    unit.outChannels = spec.channels;
    if (reduces) {
        addReduction(unit, prefix);
    } else {
        addPart(unit, prefix + ".weight", 0, 0, unit.outChannels);
        finish(std::move(unit), prefix + ".bn");
    }
}

bool CellLayout::readsPool(int state, OperationKind kind) const {
    for (int edge = 0; edge < space.edgeCount(); ++edge) {
        for (const Operation operation : space.operations) {
            if (space.edges[at(edge)].source == state && operationSpec(operation).kind == kind
                && has(edge, operation)) {
                return true;
            }
        }
    }
    return false;
}

void CellLayout::addPools(int state) {
    const bool maximum = readsPool(state, OperationKind::MaxPool);
    const bool average = readsPool(state, OperationKind::AvgPool);
    if (!maximum && !average) {
        return;
    }
    PoolLayout& pool = pools[at(state)];
    pool.plan = planFor(states[at(state)], stride(state), {PlanKind::Pool});
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
    if (!space.normalisesPools || spec.discrete()) {
        return;
    }
    for (const Operation operation : space.operations) {
        const std::string name = prefix + std::string(space::operationName(operation));
        if (operationSpec(operation).kind == OperationKind::MaxPool) {
            pool.maximumNorm = addNorm(name, mixedChannels, pool.pixels);
        } else if (operationSpec(operation).kind == OperationKind::AvgPool) {
            pool.averageNorm = addNorm(name, mixedChannels, pool.pixels);
        }
    }
}

void CellLayout::addConvolution(int edge, int operation, const std::string& prefix) {
    const OperationSpec& recipe = operationSpec(space.operations[at(operation)]);
    const auto [source, target] = space.edges[at(edge)];
    for (int half = 0; half < recipe.repetitions; ++half) {
        UnitLayout unit;
        unit.edge = edge;
        unit.operation = operation;
        unit.target = target;
        unit.state = source;
        unit.inChannels = mixedChannels;
        unit.outChannels = mixedChannels;
        unit.final = half + 1 == recipe.repetitions;
        unit.taps = recipe.kernel * recipe.kernel;
        if (half == 0) {
            unit.plan = planFor(states[at(source)], stride(source), {PlanKind::Depthwise, recipe.dilation});
            unit.window = windowOf(recipe);
        } else {
            unit.previous = static_cast<int>(units.size()) - 1;
            unit.plan = planFor(states[at(target)], 1, {PlanKind::Single, recipe.kernel});
        }
        const std::string number = std::to_string(half + 1);
        unit.depthwise = addParameter(prefix + ".dw" + number + ".weight", mixedChannels * unit.taps);
        unit.pointwise = addParameter(prefix + ".pw" + number + ".weight", mixedChannels * mixedChannels);
        finish(std::move(unit), prefix + ".pw" + number + ".bn");
    }
}

void CellLayout::addDense(int edge, int operation, const std::string& prefix) {
    const OperationSpec& recipe = operationSpec(space.operations[at(operation)]);
    const auto [source, target] = space.edges[at(edge)];
    UnitLayout unit;
    unit.edge = edge;
    unit.operation = operation;
    unit.target = target;
    unit.state = source;
    unit.inChannels = mixedChannels;
    unit.outChannels = mixedChannels;
    if (recipe.kind == OperationKind::Skip) {
        unit.plan = planFor(states[at(source)], 2, {PlanKind::Reduce});
        addReduction(unit, prefix);
        return;
    }
    unit.plan = planFor(states[at(source)], stride(source), {PlanKind::Dense});
    addPart(unit, prefix + ".conv1.weight", windowOf(recipe), 0, unit.outChannels);
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
        switch (operationSpec(operation).kind) {
        case OperationKind::None:
            continue;
        case OperationKind::MaxPool:
            term.kind = TermKind::Maximum;
            term.norm = pool.maximumNorm;
            break;
        case OperationKind::AvgPool:
            term.kind = TermKind::Average;
            term.norm = pool.averageNorm;
            break;
        case OperationKind::Skip:
            if (stride(source) == 1) {
                term.kind = TermKind::Skip;
                break;
            }
            [[fallthrough]];
        case OperationKind::Dense:
            addDense(edge, index, prefix);
            break;
        case OperationKind::Depthwise:
            addConvolution(edge, index, prefix);
            break;
        }
        if (term.kind == TermKind::Unit) {
            term.unit = static_cast<int>(units.size()) - 1;
            term.norm = units.back().norm;
        }
        terms[at(target)].push_back(term);
    }
}

}

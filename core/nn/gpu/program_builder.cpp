// SPDX-License-Identifier: Apache-2.0
#include "core/nn/gpu/program_builder.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "core/base/error.h"
#include "core/nn/gpu/node_kernels.h"

namespace paretoscope::nn::gpu {

using cpu::PoolLayout;
using cpu::StateLayout;
using cpu::TermKind;
using cpu::TermLayout;
using cpu::UnitLayout;
using space::OperationKind;
using space::OperationSpec;
using space::operationSpec;

namespace {

/// The taps of a square window centred on the pixel.
WindowShape centred(int kernel, int dilation, int stride) {
    const int first = -dilation * (kernel - 1) / 2;
    return {kernel, dilation, stride, first, first};
}

}

void requireGpuKernels(const OperationSpec& operation) {
    const bool depthwise = operation.kind == OperationKind::Depthwise;
    if (depthwise && ((operation.kernel != 3 && operation.kernel != 5) || operation.dilation > 2)) {
        throw Error(ErrorCode::InvalidValue,
            "The GPU kernels do not compute the operation " + std::string(operation.name) + ".",
            {{"field", "operation"}, {"value", std::string(operation.name)}});
    }
}

ProgramBuilder::ProgramBuilder(
    CellProgram& program, const cpu::CellLayout& layout, const std::vector<std::uint8_t>& active)
    : p_(program)
    , layout_(layout)
    , active_(active) { }

void ProgramBuilder::build() {
    for (const space::Operation operation : layout_.space.operations) {
        requireGpuKernels(operationSpec(operation));
    }
    p_.batch_ = layout_.extent.batch;
    p_.channels_ = layout_.spec.channels;
    p_.mixedChannels_ = layout_.mixedChannels;
    p_.edges_ = layout_.space.edgeCount();
    p_.operations_ = layout_.space.operationCount();
    p_.parameterCount_ = layout_.parameterCount;
    p_.normChannels_ = layout_.normChannels;
    p_.inputs_ = layout_.space.inputs;
    p_.preprocesses_ = layout_.space.preprocessesInputs;
    std::size_t stateGradients = 0;
    for (const StateLayout& state : layout_.states) {
        gradientOffsets_.push_back(static_cast<std::int64_t>(stateGradients));
        stateGradients += at(p_.batch_) * at(state.channels) * at(state.pixels());
    }
    addNorms();
    addSlots();
    const int states = layout_.space.states();
    p_.sources_.resize(at(states));
    p_.preprocessing_.resize(at(p_.inputs_));
    for (int state = 0; state < states; ++state) {
        p_.sources_[at(state)].size = sizeOf(state);
        if (state >= p_.inputs_) {
            addTerms(state);
            addReduction(state);
        } else {
            addPreprocessedInput(state);
        }
    }
    for (int state = 0; state < states; ++state) {
        addProducts(state);
        addPool(state);
        addNormLists(state);
    }
    for (int state = 0; state < states; ++state) {
        addAssembly(state);
    }
    for (int input = 0; input < p_.inputs_ && p_.preprocesses_; ++input) {
        addInputAssembly(input);
    }
    addParameters();
    p_.sizes_.activations = layout_.activationCount;
    p_.sizes_.poolArguments = layout_.argumentCount;
    p_.sizes_.stateGradients = stateGradients;
    p_.sizes_.numbers = static_cast<std::size_t>(numbers_);
}

bool ProgramBuilder::active(int edge, int operation) const {
    return active_[at(edge * layout_.space.operationCount() + operation)] != 0;
}

bool ProgramBuilder::edgeActive(int edge) const {
    for (int operation = 0; operation < layout_.space.operationCount(); ++operation) {
        if (active(edge, operation) && layout_.space.operations[at(operation)] != space::Operation::None) {
            return true;
        }
    }
    return false;
}

Map ProgramBuilder::kept(std::size_t offset, int channels, int pixels) const {
    return {static_cast<std::int64_t>(offset), std::int64_t{channels} * pixels, pixels, Base::Activations};
}

/// The channels of one state in what is laid out as the cell's output is.
Map ProgramBuilder::inOutput(Base base, int state) const {
    const StateLayout& shape = layout_.states[at(state)];
    const std::int64_t image = std::int64_t{shape.channels} * shape.pixels();
    const int first = layout_.space.output == space::CellOutput::LastNode ? state : layout_.space.inputs;
    return {(state - first) * image, layout_.space.outputNodes() * image, shape.pixels(), base};
}

Map ProgramBuilder::inputMap(int input, Base first) const {
    const StateLayout& shape = layout_.inputs[at(input)];
    return {0, std::int64_t{shape.channels} * shape.pixels(), shape.pixels(),
        static_cast<Base>(static_cast<int>(first) + input)};
}

Map ProgramBuilder::stateMap(int state) const {
    if (!layout_.space.preprocessesInputs && state < layout_.space.inputs) {
        return inputMap(state, Base::Input0);
    }
    const StateLayout& shape = layout_.states[at(state)];
    return layout_.space.isOutput(state) ? inOutput(Base::Output, state)
                                         : kept(shape.storage, shape.channels, shape.pixels());
}

/// The gradient of a state once all that reads it has been visited.
Map ProgramBuilder::gradientMap(int state) const {
    if (state == layout_.lastState()) {
        return inOutput(Base::OutputGradient, state);
    }
    if (!layout_.space.preprocessesInputs && state < layout_.space.inputs) {
        return inputMap(state, Base::InputGradient0);
    }
    const StateLayout& shape = layout_.states[at(state)];
    return {gradientOffsets_[at(state)], std::int64_t{shape.channels} * shape.pixels(), shape.pixels(),
        Base::StateGradients};
}

Map ProgramBuilder::unitOutput(const UnitLayout& unit) const {
    return kept(unit.output, unit.outChannels, unit.pixels);
}

Map ProgramBuilder::termPlane(const TermLayout& term) const {
    const PoolLayout& pool = layout_.pools[at(term.source)];
    switch (term.kind) {
    case TermKind::Unit:
        return unitOutput(unit(term.unit));
    case TermKind::Maximum:
        return kept(pool.maximum, layout_.mixedChannels, pool.pixels);
    case TermKind::Average:
        return kept(pool.average, layout_.mixedChannels, pool.pixels);
    case TermKind::Skip:
        break;
    }
    return stateMap(term.source);
}

Size ProgramBuilder::sizeOf(int state) const {
    const StateLayout& shape = layout_.states[at(state)];
    return {shape.height, shape.width};
}

std::int64_t ProgramBuilder::takeNumbers(std::int64_t count) {
    const std::int64_t begin = numbers_;
    numbers_ += count;
    return begin;
}

Map ProgramBuilder::takeWork(int planes, int pixels) {
    const std::int64_t begin = work_;
    work_ += std::int64_t{p_.batch_} * planes * pixels;
    p_.sizes_.work = std::max(p_.sizes_.work, static_cast<std::size_t>(work_));
    return {begin, std::int64_t{planes} * pixels, pixels, Base::Work};
}

void ProgramBuilder::addNorms() {
    for (const cpu::NormLayout& norm : layout_.norms) {
        p_.norms_.push_back({0, 0, norm.offset, norm.channels, norm.scale, norm.shift});
    }
    takeNumbers(2 * std::int64_t{layout_.normChannels});
}

void ProgramBuilder::addSlots() {
    int slots = 0;
    for (std::size_t index = 0; index < layout_.units.size(); ++index) {
        unitSlots_.push_back(slots++);
    }
    for (const auto& terms : layout_.terms) {
        std::vector<int>& mine = termSlots_.emplace_back();
        for (const TermLayout& term : terms) {
            mine.push_back(term.kind == TermKind::Unit ? unitSlots_[at(term.unit)] : slots++);
        }
    }
    takeNumbers(3 * std::int64_t{slots} * layout_.spec.channels);
}

void ProgramBuilder::addTerms(int target) {
    MixJob job{.state = stateMap(target),
        .size = sizeOf(target),
        .channels = layout_.mixedChannels,
        .firstTerm = static_cast<std::int32_t>(p_.terms_.size()),
        .terms = 0,
        .firstBypass = 0,
        .bypasses = 0};
    const auto& terms = layout_.terms[at(target)];
    for (std::size_t k = 0; k < terms.size(); ++k) {
        const TermLayout& term = terms[k];
        if (!active(term.edge, term.operation)) {
            continue;
        }
        p_.terms_.push_back({termPlane(term), term.norm, term.edge * p_.operations_ + term.operation, term.edge,
            termSlots_[at(target)][k]});
        ++job.terms;
    }
    if (job.terms > mostTerms) {
        throw std::length_error("a node of " + std::to_string(job.terms) + " terms is beyond the GPU kernels");
    }
    p_.mixes_.push_back(job);
    addBypasses(target);
}

void ProgramBuilder::addBypasses(int target) {
    MixJob& job = p_.mixes_.back();
    job.firstBypass = static_cast<std::int32_t>(p_.bypasses_.size());
    const int bypassing = p_.channels_ - p_.mixedChannels_;
    for (int source = 0; source < target && bypassing > 0; ++source) {
        const int edge = layout_.space.edgeIndex(source, target);
        if (edge >= 0 && edgeActive(edge)) {
            p_.bypasses_.push_back({stateMap(source), sizeOf(source), layout_.stride(source), edge,
                takeNumbers(std::int64_t{bypassing} * p_.batch_)});
            ++job.bypasses;
        }
    }
    p_.sources_[at(target)].bypasses = job.bypasses;
}

void ProgramBuilder::addPreprocessedInput(int input) {
    MixJob mix{stateMap(input), sizeOf(input), p_.channels_, static_cast<std::int32_t>(p_.terms_.size()), 0, 0, 0};
    ReduceJob reduction{gradientMap(input), 0, p_.channels_, 0, 0, 0, 0, 0, 0};
    CellProgram::Source& source = p_.sources_[at(input)];
    for (std::size_t index = 0; index < layout_.units.size(); ++index) {
        const UnitLayout& each = layout_.units[index];
        if (!each.preprocesses || each.state != input) {
            continue;
        }
        // Normalised where it lies, or not (CellLayout): its gradient is then that of mean 0 and deviation 1.
        const bool inPlace = !layout_.spec.discrete();
        p_.terms_.push_back({unitOutput(each), each.norm, -1, -1, unitSlots_[index]});
        mix.terms = 1;
        reduction.firstTerm = static_cast<std::int32_t>(p_.terms_.size());
        p_.terms_.push_back({unitOutput(each), inPlace ? -1 : each.norm, -1, -1, unitSlots_[index]});
        reduction.terms = 1;
        reduction.sums = takeNumbers(std::int64_t{p_.channels_} * p_.batch_);
        reduction.products = takeNumbers(std::int64_t{p_.channels_} * p_.batch_);
        source.firstFold = static_cast<int>(p_.folds_.size());
        source.folds = 1;
        p_.folds_.push_back({.sums = reduction.sums,
            .products = reduction.products,
            .partials = p_.batch_,
            .channels = p_.channels_,
            .norm = each.norm,
            .centred = inPlace ? 0 : 1,
            .weight = -1,
            .edge = -1,
            .slot = unitSlots_[index],
            .pixels = each.pixels});
        work_ = 0;
        Stage& stage = p_.preprocessing_[at(input)];
        addDense(each, stage);
        finishStage(stage);
        if (p_.allPreprocessing_.count == 0) {
            p_.allPreprocessing_ = stage;
            p_.preprocessingNorms_ = static_cast<int>(p_.normLists_.size());
        } else {
            p_.allPreprocessing_.count += stage.count;
            p_.allPreprocessing_.mostRows = std::max(p_.allPreprocessing_.mostRows, stage.mostRows);
            p_.allPreprocessing_.mostColumns = std::max(p_.allPreprocessing_.mostColumns, stage.mostColumns);
        }
        p_.normLists_.push_back(each.norm);
    }
    p_.mixes_.push_back(mix);
    p_.reductions_.push_back(reduction);
}

ProductJob& ProgramBuilder::append(Stage& stage, const UnitLayout& unit, const Size& in, const Size& out) {
    if (stage.count == 0) {
        stage.first = static_cast<int>(p_.products_.size());
        stage.out = out;
    }
    const int index = static_cast<int>(&unit - layout_.units.data());
    ProductJob job{};
    job.before.output = unitOutput(unit);
    job.before.slot = unitSlots_[at(index)];
    job.before.edge = unit.final ? unit.edge : -1;
    job.before.shuffled = unit.final ? 1 : 0;
    job.in = in;
    job.out = out;
    job.channels = unit.inChannels;
    job.sourceNorm = -1;
    job.depthwise = -1;
    job.norm = unit.norm;
    if (unit.preprocesses) {
        job.source = inputMap(unit.state, Base::Input0);
        job.before.gradient = gradientMap(unit.state);
    } else {
        job.source = unit.previous < 0 ? stateMap(unit.state) : unitOutput(this->unit(unit.previous));
        // The second half's output is overwritten with the gradient of the first half's normalised output.
        job.before.gradient = unit.final ? gradientMap(unit.target) : unitOutput(this->unit(index + 1));
    }
    jobUnits_.push_back(index);
    p_.products_.push_back(job);
    ++stage.count;
    return p_.products_.back();
}

void ProgramBuilder::addDepthwise(const UnitLayout& unit, Stage& stage) {
    const OperationSpec& recipe = operationSpec(layout_.space.operations[at(unit.operation)]);
    const int stride = unit.previous < 0 ? layout_.stride(unit.state) : 1;
    const Size out = sizeOf(unit.target);
    ProductJob& job = append(stage, unit, unit.previous < 0 ? sizeOf(unit.state) : out, out);
    job.sourceNorm = unit.previous < 0 ? -1 : this->unit(unit.previous).norm;
    job.window = centred(recipe.kernel, recipe.dilation, stride);
    job.columns = unit.inChannels;
    job.rows = unit.outChannels;
    job.depthwise = unit.depthwise;
    job.weights = unit.pointwise;
    job.work = takeWork(job.columns, unit.pixels);
    stage.depthwise = true;
    stage.stride = stride;
    stage.reach = std::max(stage.reach, recipe.dilation * (recipe.kernel - 1));
    stage.mostRows = std::max(stage.mostRows, job.rows);
    stage.mostColumns = std::max(stage.mostColumns, job.columns);
}

void ProgramBuilder::addDense(const UnitLayout& unit, Stage& stage) {
    const StateLayout& shape = unit.preprocesses ? layout_.inputs[at(unit.state)] : layout_.states[at(unit.state)];
    const Size out = unit.preprocesses ? sizeOf(unit.state) : sizeOf(unit.target);
    const int stride = layout_.plan(unit.plan).shape().stride;
    const bool reduces = unit.preprocesses
        ? stride == 2
        : operationSpec(layout_.space.operations[at(unit.operation)]).kind == OperationKind::Skip;
    for (const cpu::DensePart& part : unit.parts) {
        ProductJob& job = append(stage, unit, {shape.height, shape.width}, out);
        job.columns = static_cast<std::int32_t>(part.offsets.size());
        const int taps = job.columns / unit.inChannels;
        job.rows = part.rows;
        job.firstRow = part.firstRow;
        job.weights = part.parameter;
        const int kernel = taps == 1 ? 1 : operationSpec(layout_.space.operations[at(unit.operation)]).kernel;
        job.window = centred(kernel, 1, stride);
        if (reduces) { // FactorizedReduce: its parts read the pixels at even and at odd positions
            job.window.firstRow = job.window.firstColumn = part.window;
        }
        job.work = takeWork(job.columns, unit.pixels);
        stage.stride = stride;
        stage.mostRows = std::max(stage.mostRows, job.rows);
        stage.mostColumns = std::max(stage.mostColumns, job.columns);
    }
}

/// Says into how many partial moments a launch divides the batch.
void ProgramBuilder::finishStage(const Stage& stage) {
    if (stage.count == 0) {
        return;
    }
    const Step step = p_.product(Kernel::Product, stage);
    for (int k = 0; k < stage.count; ++k) {
        NormEntry& norm = p_.norms_[at(p_.products_[at(stage.first + k)].norm)];
        if (norm.partials == 0) { // a unit of two parts has one normalisation
            norm.partials = step.grid[0];
            norm.moments = takeNumbers(3 * std::int64_t{norm.channels} * norm.partials);
        }
    }
}

void ProgramBuilder::addProducts(int source) {
    CellProgram::Source& s = p_.sources_[at(source)];
    work_ = 0;
    for (const UnitLayout& each : layout_.units) {
        if (!each.preprocesses && each.state == source && each.previous < 0 && active(each) && !each.dense()) {
            addDepthwise(each, s.depthwise);
        }
    }
    finishStage(s.depthwise);
    for (const UnitLayout& each : layout_.units) { // beside the former: both are read when the gradient is assembled
        if (!each.preprocesses && each.state == source && active(each) && each.dense()) {
            addDense(each, s.dense);
        }
    }
    finishStage(s.dense);
    work_ = 0;
    for (const UnitLayout& each : layout_.units) {
        if (!each.preprocesses && each.state == source && each.previous >= 0 && active(each)) {
            addDepthwise(each, s.second);
        }
    }
    finishStage(s.second);
    addSecondJobs(source);
}

void ProgramBuilder::addPool(int source) {
    const PoolLayout& pool = layout_.pools[at(source)];
    PoolJob job{};
    for (const auto& terms : layout_.terms) {
        for (const TermLayout& term : terms) {
            if (term.source == source && active(term.edge, term.operation)) {
                job.hasMaximum |= term.kind == TermKind::Maximum ? 1 : 0;
                job.hasAverage |= term.kind == TermKind::Average ? 1 : 0;
            }
        }
    }
    if (job.hasMaximum == 0 && job.hasAverage == 0) {
        return;
    }
    const int stride = layout_.stride(source);
    job.source = stateMap(source);
    job.maximum = kept(pool.maximum, p_.mixedChannels_, pool.pixels);
    job.average = kept(pool.average, p_.mixedChannels_, pool.pixels);
    job.arguments = static_cast<std::int64_t>(pool.arguments);
    job.in = sizeOf(source);
    job.out = {ceilOf(job.in.height, stride), ceilOf(job.in.width, stride)};
    job.stride = stride;
    job.maximumNorm = pool.maximumNorm;
    job.averageNorm = pool.averageNorm;
    for (const int norm : {pool.maximumNorm, pool.averageNorm}) {
        if (norm >= 0) {
            p_.norms_[at(norm)].partials = p_.batch_;
            p_.norms_[at(norm)].moments = takeNumbers(3 * std::int64_t{p_.mixedChannels_} * p_.batch_);
        }
    }
    p_.sources_[at(source)].pool = static_cast<int>(p_.pools_.size());
    p_.pools_.push_back(job);
}

void ProgramBuilder::addNormLists(int source) {
    CellProgram::Source& s = p_.sources_[at(source)];
    const auto add = [&](const Stage& stage, bool halves) {
        for (int k = 0; k < stage.count; ++k) {
            const ProductJob& job = p_.products_[at(stage.first + k)];
            const bool half = !unit(jobUnits_[at(stage.first + k)]).final;
            if (half == halves && job.firstRow == 0) { // once for a unit of two parts
                p_.normLists_.push_back(job.norm);
            }
        }
    };
    s.firstNorms = static_cast<int>(p_.normLists_.size());
    add(s.depthwise, true);
    s.finalNorms = static_cast<int>(p_.normLists_.size());
    s.firstHalves = s.finalNorms - s.firstNorms;
    add(s.depthwise, false);
    add(s.dense, false);
    add(s.second, false);
    if (s.pool >= 0) {
        const PoolJob& pool = p_.pools_[at(s.pool)];
        if (pool.hasMaximum != 0 && pool.maximumNorm >= 0) {
            p_.normLists_.push_back(pool.maximumNorm);
        }
        if (pool.hasAverage != 0 && pool.averageNorm >= 0) {
            p_.normLists_.push_back(pool.averageNorm);
        }
    }
    s.finals = static_cast<int>(p_.normLists_.size()) - s.finalNorms;
}

}

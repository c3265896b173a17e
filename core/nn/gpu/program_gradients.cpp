// SPDX-License-Identifier: Apache-2.0
// The tables of the backward pass.
#include <algorithm>

#include "core/nn/gpu/cell_access.h"
#include "core/nn/gpu/program_builder.h"

namespace paretoscope::nn::gpu {

using cpu::StateLayout;
using cpu::TermKind;

void ProgramBuilder::addReduction(int target) {
    const MixJob& mix = p_.mixes_.back();
    const std::int64_t planes = std::int64_t{mix.channels} * p_.batch_;
    const ReduceJob job{.gradient = gradientMap(target),
        .shuffled = 1,
        .channels = mix.channels,
        .firstTerm = mix.firstTerm,
        .terms = mix.terms,
        .sums = takeNumbers(planes),
        .products = takeNumbers(planes * mix.terms),
        .firstBypass = mix.firstBypass,
        .bypasses = mix.bypasses};
    CellProgram::Source& source = p_.sources_[at(target)];
    source.firstFold = static_cast<int>(p_.folds_.size());
    source.folds = job.terms;
    for (int k = 0; k < job.terms; ++k) {
        const TermEntry& term = p_.terms_[at(job.firstTerm + k)];
        p_.folds_.push_back({.sums = job.sums,
            .products = job.products + k * planes,
            .partials = p_.batch_,
            .channels = job.channels,
            .norm = term.norm,
            .centred = 1,
            .weight = term.weight,
            .edge = term.edge,
            .slot = term.slot,
            .pixels = layout_.states[at(target)].pixels()});
    }
    p_.reductions_.push_back(job);
}

void ProgramBuilder::addSecondJobs(int source) {
    CellProgram::Source& s = p_.sources_[at(source)];
    s.firstSecond = static_cast<int>(p_.seconds_.size());
    s.halfFolds = static_cast<int>(p_.folds_.size());
    if (s.second.count == 0) {
        return;
    }
    const TileShape tile = p_.planeTile(s.second.out, p_.batch_ * p_.mixedChannels_);
    const int partials = tilesOf(tile, 1, s.second.out);
    for (int k = 0; k < s.second.count; ++k) {
        const ProductJob& job = p_.products_[at(s.second.first + k)];
        const int firstHalf = unit(jobUnits_[at(s.second.first + k)]).previous;
        const std::int64_t count = std::int64_t{p_.mixedChannels_} * p_.batch_ * partials;
        const SecondJob second{.reader = {.work = job.work,
                                   .out = job.out,
                                   .window = job.window,
                                   .channelStride = 1,
                                   .firstPlane = 0,
                                   .weights = job.depthwise},
            .first = job.source,
            .gradient = job.before.output,
            .norm = job.sourceNorm,
            .sums = takeNumbers(count),
            .products = takeNumbers(count)};
        p_.seconds_.push_back(second);
        p_.folds_.push_back({.sums = second.sums,
            .products = second.products,
            .partials = p_.batch_ * partials,
            .channels = p_.mixedChannels_,
            .norm = second.norm,
            .centred = 1,
            .weight = -1,
            .edge = -1,
            .slot = unitSlots_[at(firstHalf)],
            .pixels = job.out.height * job.out.width});
    }
}

void ProgramBuilder::addReaders(const Stage& stage) {
    for (int k = 0; k < stage.count; ++k) {
        const ProductJob& job = p_.products_[at(stage.first + k)];
        if (job.depthwise >= 0) {
            p_.readers_.push_back({job.work, job.out, job.window, 1, 0, job.depthwise});
            continue;
        }
        const int kernel = job.window.kernel;
        for (int tap = 0; tap < kernel * kernel; ++tap) { // each on planes of its own
            const WindowShape window{
                1, 1, job.window.stride, job.window.firstRow + tap / kernel, job.window.firstColumn + tap % kernel};
            p_.readers_.push_back({job.work, job.out, window, kernel * kernel, tap, -1});
        }
    }
}

void ProgramBuilder::addTargets(int source, TermKind kind, std::int32_t& first, std::int32_t& count) {
    first = static_cast<std::int32_t>(p_.targets_.size());
    for (int target = 0; target < layout_.space.states(); ++target) {
        const auto& terms = layout_.terms[at(target)];
        for (std::size_t k = 0; k < terms.size(); ++k) {
            if (terms[k].source == source && terms[k].kind == kind && active(terms[k].edge, terms[k].operation)) {
                p_.targets_.push_back({gradientMap(target), termSlots_[at(target)][k], terms[k].edge});
            }
        }
    }
    count = static_cast<std::int32_t>(p_.targets_.size()) - first;
}

void ProgramBuilder::addBypassTargets(int source, AssembleJob& job) {
    job.bypassStride = layout_.stride(source);
    job.firstBypass = static_cast<std::int32_t>(p_.targets_.size());
    for (int later = source + 1; later <= layout_.lastState(); ++later) {
        const int edge = layout_.space.edgeIndex(source, later);
        if (edge >= 0 && edgeActive(edge)) {
            p_.targets_.push_back({gradientMap(later), 0, edge});
            ++job.bypasses;
        }
    }
}

void ProgramBuilder::addAssembly(int source) {
    const CellProgram::Source& s = p_.sources_[at(source)];
    AssembleJob job{};
    job.state = stateMap(source);
    job.gradient = gradientMap(source);
    job.size = s.size;
    job.channels = p_.mixedChannels_;
    job.pool = s.pool;
    if (layout_.space.isOutput(source)) {
        job.isOutput = 1;
        job.outputGradient = inOutput(Base::OutputGradient, source);
    }
    job.firstReader = static_cast<std::int32_t>(p_.readers_.size());
    addReaders(s.depthwise);
    addReaders(s.dense);
    job.readers = static_cast<std::int32_t>(p_.readers_.size()) - job.firstReader;
    addTargets(source, TermKind::Maximum, job.firstMaximum, job.maxima);
    addTargets(source, TermKind::Average, job.firstAverage, job.averages);
    addTargets(source, TermKind::Skip, job.firstSkip, job.skips);
    if (p_.mixedChannels_ < p_.channels_) {
        addBypassTargets(source, job);
    }
    p_.assemblies_.push_back(job);
}

void ProgramBuilder::addInputAssembly(int input) {
    const StateLayout& shape = layout_.inputs[at(input)];
    AssembleJob job{};
    job.state = inputMap(input, Base::Input0);
    job.gradient = inputMap(input, Base::InputGradient0);
    job.size = {shape.height, shape.width};
    job.channels = shape.channels;
    job.pool = -1;
    job.firstReader = static_cast<std::int32_t>(p_.readers_.size());
    addReaders(p_.preprocessing_[at(input)]);
    job.readers = static_cast<std::int32_t>(p_.readers_.size()) - job.firstReader;
    p_.assemblies_.push_back(job);
}

void ProgramBuilder::addParameters() {
    for (std::size_t index = 0; index < layout_.parameters.size(); ++index) {
        p_.parameterUses_.push_back(
            {layout_.parameterOffsets[index], layout_.parameters[index].size, ParameterUse::Unused});
    }
    for (const ProductJob& job : p_.products_) {
        p_.parameterUses_[at(job.weights)].use = ParameterUse::Summed;
        if (job.depthwise >= 0) {
            p_.parameterUses_[at(job.depthwise)].use = ParameterUse::Summed;
        }
    }
    for (const FoldJob& fold : p_.folds_) {
        if (fold.norm >= 0 && p_.norms_[at(fold.norm)].scale >= 0) {
            p_.parameterUses_[at(p_.norms_[at(fold.norm)].scale)].use = ParameterUse::Normalisation;
            p_.parameterUses_[at(p_.norms_[at(fold.norm)].shift)].use = ParameterUse::Normalisation;
        }
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/gpu/cell_program.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "core/nn/gpu/assemble_kernels.h"
#include "core/nn/gpu/product_kernels.h"
#include "core/nn/gpu/program_builder.h"
#include "core/nn/gpu/weight_kernels.h"

namespace paretoscope::nn::gpu {

namespace {

/// Partial sums of a weight's gradient: enough blocks to fill a GPU, few enough that adding them up costs nothing.
constexpr int mostWeightPartials = 32;
/// Pixels of a group of small planes that one block mixes.
constexpr int mixedPixels = 1024;
constexpr std::size_t tableAlignment = 16;

std::int32_t bytes(int numbers) {
    return numbers * static_cast<std::int32_t>(sizeof(float));
}

/// Outputs of a block: more of them share what is loaded, fewer leave more pixels to each.
int together(int outputs) {
    return outputs <= 16 ? 16 : 32;
}

}

CellProgram::CellProgram(const cpu::CellLayout& layout, const std::vector<std::uint8_t>& active) {
    ProgramBuilder(*this, layout, active).build();
    sizes_.weightPartials =
        static_cast<std::size_t>(std::min(mostWeightPartials, batch_)) * static_cast<std::size_t>(parameterCount_);
    const auto normBlocks = [&](int count) {
        int most = 0;
        for (const NormEntry& norm : norms_) {
            most = std::max(most, norm.channels);
        }
        return Step{Kernel::FoldMoments, 0, {count, ceilOf(most, blockWarps), 1}, {}, 0, 0, 0};
    };
    if (allPreprocessing_.count > 0) {
        forward_.push_back(product(Kernel::Product, allPreprocessing_));
        forward_.push_back(normBlocks(inputs_));
        forward_.back().first = preprocessingNorms_;
        for (int input = 0; input < inputs_; ++input) {
            forward_.push_back(planes(Kernel::Mix, input, channels_));
        }
    }
    for (int state = 0; state < static_cast<int>(sources_.size()); ++state) {
        const Source& source = sources_[static_cast<std::size_t>(state)];
        addForward(forward_, state);
        if (source.firstHalves > 0) {
            forward_.push_back(normBlocks(source.firstHalves));
            forward_.back().first = source.firstNorms;
            forward_.push_back(product(Kernel::Product, source.second));
        }
        if (source.finals > 0) {
            forward_.push_back(normBlocks(source.finals));
            forward_.back().first = source.finalNorms;
        }
    }
    CellArguments unused{};
    eachTable(unused, [&](const auto& table, auto& /*pointer*/) {
        const std::size_t begin = (tables_.size() + tableAlignment - 1) / tableAlignment * tableAlignment;
        const std::size_t size = table.size() * sizeof table[0];
        tables_.resize(begin + size);
        if (size > 0) {
            std::memcpy(tables_.data() + begin, table.data(), size);
        }
    });
}

template <class F>
void CellProgram::eachTable(CellArguments& arguments, const F& f) const {
    f(products_, arguments.products);
    f(norms_, arguments.norms);
    f(normLists_, arguments.normLists);
    f(terms_, arguments.terms);
    f(bypasses_, arguments.bypasses);
    f(mixes_, arguments.mixes);
    f(pools_, arguments.pools);
    f(reductions_, arguments.reductions);
    f(folds_, arguments.folds);
    f(readers_, arguments.readers);
    f(targets_, arguments.targets);
    f(assemblies_, arguments.assemblies);
    f(seconds_, arguments.seconds);
    f(parameterUses_, arguments.parameterUses);
}

void CellProgram::describe(CellArguments& arguments, const std::byte* tables) const {
    std::size_t end = 0;
    eachTable(arguments, [&](const auto& table, auto& pointer) {
        const std::size_t begin = (end + tableAlignment - 1) / tableAlignment * tableAlignment;
        end = begin + table.size() * sizeof table[0];
        pointer = reinterpret_cast<std::remove_reference_t<decltype(pointer)>>(tables + begin);
    });
    arguments.batch = batch_;
    arguments.channels = channels_;
    arguments.mixedChannels = mixedChannels_;
    arguments.edges = edges_;
    arguments.operations = operations_;
    arguments.parameterCount = parameterCount_;
    arguments.normChannels = normChannels_;
}

/// Tiles of at most that many pixels, whose padded source fits into shared memory.
TileShape CellProgram::productTile(const ProductStage& stage, int pixels) const {
    TileShape tile{1, 1, std::min(stage.out.width, pixels)};
    tile.rows = std::min(stage.out.height, pixels / tile.columns);
    if (tile.rows == stage.out.height && tile.columns == stage.out.width) {
        tile.images = std::min(batch_, pixels / (tile.rows * tile.columns));
    }
    const auto fits = [&] {
        const int rows = stage.stride * (stripsOf(tile.rows) * stripRows - 1) + 1 + stage.reach;
        const int columns = stage.stride * (tile.columns - 1) + 1 + stage.reach;
        return tile.images * rows * columns <= windowNumbers;
    };
    while (stage.depthwise && !fits()) {
        std::int32_t& largest = tile.images > 1 ? tile.images : tile.rows > stripRows ? tile.rows : tile.columns;
        largest = (largest + 1) / 2;
    }
    return tile;
}

/// Tiles whose `images` are planes, one strip a thread.
TileShape CellProgram::planeTile(const Size& size, int planes) const {
    constexpr int halo = 2 * (5 - 1); // of the largest window
    TileShape tile{1, 1, std::min(size.width, blockThreads)};
    tile.rows = std::min(size.height, blockThreads / tile.columns * stripRows);
    const auto padded = [&] { return (stripsOf(tile.rows) * stripRows + halo) * (tile.columns + halo); };
    while (padded() > windowNumbers) {
        std::int32_t& largest = tile.rows > stripRows ? tile.rows : tile.columns;
        largest = (largest + 1) / 2;
    }
    if (tile.rows == size.height && tile.columns == size.width) {
        const int items = stripsOf(tile.rows) * tile.columns;
        tile.images = std::max(1, std::min({mostPlanes, planes, blockThreads / items, windowNumbers / padded()}));
    }
    return tile;
}

Step CellProgram::product(Kernel kernel, const ProductStage& stage) const {
    Step step{kernel, stage.first, {0, stage.count, 1}, {}, 0, 0, 0};
    switch (kernel) {
    case Kernel::ProductWeights:
        step.tile = productTile(stage, weightLanes);
        step.partials = std::min(mostWeightPartials, batch_);
        step.grid[0] = step.partials;
        step.grid[2] = ceilOf(stage.mostRows, weightBlock) * ceilOf(stage.mostColumns, weightBlock);
        step.sharedBytes = bytes(weightShared);
        return step;
    case Kernel::DepthwiseWeights:
        step.tile = productTile(stage, blockThreads);
        step.partials = std::min(mostWeightPartials, batch_);
        step.grid[0] = step.partials;
        step.grid[2] = stage.mostColumns;
        step.sharedBytes = bytes(windowNumbers + blockWarps * mostTaps);
        return step;
    default:
        break;
    }
    const int outputs = kernel == Kernel::Product ? stage.mostRows : stage.mostColumns;
    step.together = together(outputs);
    step.tile = productTile(stage, productNumbers / step.together);
    step.grid[0] = tilesOf(step.tile, batch_, stage.out);
    step.grid[2] = ceilOf(outputs, step.together);
    step.sharedBytes = bytes(productShared(step.together, kernel == Kernel::Product && stage.depthwise));
    return step;
}

Step CellProgram::planes(Kernel kernel, int job, int channels) const {
    Step step{kernel, job, {batch_ * channels, 1, 1}, {}, 1, 1, 0};
    switch (kernel) {
    case Kernel::Mix: {
        const MixJob& mix = mixes_[static_cast<std::size_t>(job)];
        step.together = std::clamp(mixedPixels / mix.state.pixels, 1, mostPlanes);
        step.grid[0] = ceilOf(batch_ * channels, step.together);
        step.sharedBytes = bytes(mostPlanes * (2 * mostTerms + 1));
        break;
    }
    case Kernel::Assemble: {
        const AssembleJob& assembly = assemblies_[static_cast<std::size_t>(job)];
        step.tile = planeTile(assembly.size, batch_ * channels);
        step.grid[0] = tilesOf(step.tile, batch_ * channels, assembly.size);
        step.sharedBytes = bytes(assembleShared);
        break;
    }
    case Kernel::Pool:
        step.sharedBytes = bytes(blockWarps);
        break;
    default:
        break;
    }
    return step;
}

/// The state itself, and all that reads it directly.
void CellProgram::addForward(std::vector<Step>& steps, int state) const {
    const Source& source = sources_[static_cast<std::size_t>(state)];
    if (state >= inputs_) {
        steps.push_back(planes(Kernel::Mix, state, mixedChannels_));
        if (mixedChannels_ < channels_) {
            steps.push_back(planes(Kernel::MixBypass, state, channels_ - mixedChannels_));
        }
    }
    for (const ProductStage* stage : {&source.depthwise, &source.dense}) {
        if (stage->count > 0) {
            steps.push_back(product(Kernel::Product, *stage));
        }
    }
    if (source.pool >= 0) {
        steps.push_back(planes(Kernel::Pool, source.pool, mixedChannels_));
    }
}

std::vector<Step> CellProgram::backward(const GradientsWanted& wanted) const {
    std::vector<Step> steps{{Kernel::Clear, 0, {1, 1, 1}, {}, 0, 0, 0}};
    const int last = static_cast<int>(sources_.size()) - 1;
    addReduction(steps, last, wanted.edges);
    for (int state = last - 1; state >= 0; --state) {
        if (state >= inputs_ || wanted.weights || wanted.inputs[static_cast<std::size_t>(state)]) {
            addSource(steps, state, wanted);
        }
    }
    for (int input = 0; input < inputs_ && preprocesses_; ++input) {
        addInput(steps, input, wanted);
    }
    if (wanted.weights) {
        int most = 1;
        for (const ParameterEntry& parameter : parameterUses_) {
            most = std::max(most, parameter.size);
        }
        steps.push_back(
            {Kernel::FoldWeights, 0, {ceilOf(most, blockThreads), static_cast<std::int32_t>(parameterUses_.size()), 1},
                {}, 0, std::min(mostWeightPartials, batch_), 0});
    }
    return steps;
}

void CellProgram::addReduction(std::vector<Step>& steps, int state, bool edges) const {
    const Source& source = sources_[static_cast<std::size_t>(state)];
    const ReduceJob& job = reductions_[static_cast<std::size_t>(state)];
    if (source.folds > 0) {
        steps.push_back(planes(Kernel::Reduce, state, job.channels));
        steps.push_back({Kernel::FoldGradients, source.firstFold, {source.folds, 1, 1}, {}, 0, 0, bytes(job.channels)});
    }
    if (edges && source.bypasses > 0) {
        steps.push_back(planes(Kernel::ReduceBypass, state, channels_ - mixedChannels_));
        steps.push_back({Kernel::FoldBypass, state, {1, 1, 1}, {}, 0, 0, 0});
    }
}

void CellProgram::addProducts(std::vector<Step>& steps, const ProductStage& stage, bool weights) const {
    if (stage.count == 0) {
        return;
    }
    steps.push_back(product(Kernel::TransposedProduct, stage));
    if (weights) {
        steps.push_back(product(Kernel::ProductWeights, stage));
    }
    if (weights && stage.depthwise) {
        steps.push_back(product(Kernel::DepthwiseWeights, stage));
    }
}

/// From the gradients of what reads a state to its own.
void CellProgram::addSource(std::vector<Step>& steps, int state, const GradientsWanted& wanted) const {
    const Source& source = sources_[static_cast<std::size_t>(state)];
    if (source.second.count > 0) {
        addProducts(steps, source.second, wanted.weights);
        const TileShape tile = planeTile(source.second.out, batch_ * mixedChannels_);
        steps.push_back({Kernel::Second, source.firstSecond,
            {tilesOf(tile, batch_ * mixedChannels_, source.second.out), source.second.count, 1}, tile, 0,
            tilesOf(tile, 1, source.second.out), bytes(assembleShared)});
        steps.push_back(
            {Kernel::FoldGradients, source.halfFolds, {source.second.count, 1, 1}, {}, 0, 0, bytes(mixedChannels_)});
    }
    addProducts(steps, source.depthwise, wanted.weights);
    addProducts(steps, source.dense, wanted.weights);
    if (state < inputs_ && !preprocesses_ && !wanted.inputs[static_cast<std::size_t>(state)]) {
        return; // only weights read this input
    }
    steps.push_back(planes(Kernel::Assemble, state, mixedChannels_));
    if (mixedChannels_ < channels_) {
        steps.push_back(planes(Kernel::AssembleBypass, state, channels_ - mixedChannels_));
    }
    if (state >= inputs_ || preprocesses_) {
        addReduction(steps, state, wanted.edges);
    }
}

/// An input's preprocessing, its weights' gradients and its own.
void CellProgram::addInput(std::vector<Step>& steps, int input, const GradientsWanted& wanted) const {
    const ProductStage& stage = preprocessing_[static_cast<std::size_t>(input)];
    const bool inputWanted = wanted.inputs[static_cast<std::size_t>(input)];
    if (wanted.weights) {
        steps.push_back(product(Kernel::ProductWeights, stage));
    }
    if (inputWanted) {
        const int assembly = static_cast<int>(sources_.size()) + input;
        steps.push_back(product(Kernel::TransposedProduct, stage));
        steps.push_back(planes(Kernel::Assemble, assembly, assemblies_[static_cast<std::size_t>(assembly)].channels));
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/vta/validity.h"

#include "core/base/error.h"

namespace paretoscope::vta {

namespace {

struct Entry {
    std::string_view name;
    std::string_view sentence;
    FailureClass kind;
};

constexpr std::array<Entry, reasonCount> entries{{
    {"valid", "It compiles and runs.", FailureClass::None},
    {"tail", "A tile size does not divide its extent, and the template has no code for the rest.",
        FailureClass::CompileTime},
    {"vthread", "The virtual threads do not divide the outer loop evenly, or both axes are threaded.",
        FailureClass::CompileTime},
    {"dma2d", "The input tile cannot be fetched by a two-dimensional copy.", FailureClass::CompileTime},
    {"inp", "The input tiles of all virtual threads exceed the input buffer.", FailureClass::CompileTime},
    {"wgt", "The weight tiles of all virtual threads exceed the weight buffer.", FailureClass::CompileTime},
    {"acc", "The output tiles of all virtual threads exceed the accumulator buffer.", FailureClass::CompileTime},
    {"uop", "One kernel has more micro-ops than their buffer holds, or a loop longer than 14 bits count.",
        FailureClass::CompileTime},
    {"dep", "An accumulator would be written again before the previous write has left the pipeline.",
        FailureClass::CompileTime},
    {"field", "A field of an instruction overflows, so the hardware would compute something else.",
        FailureClass::RunTime},
    {"hazard", "A reduction folded into the loop counters is shorter than the pipeline: wrong numbers.",
        FailureClass::RunTime},
    {"timeout", "It runs longer than the time limit.", FailureClass::RunTime},
}};

constexpr std::int64_t loopLimit = 1 << 14; // iter_in, iter_out: 14 bits
constexpr std::int64_t dmaLimit = 1 << 16; // x_size, y_size, x_stride: 16 bits
constexpr int padLimit = 15; // 4 bits
constexpr std::int64_t pipelineDepth = 4;

}

std::string_view reasonName(Reason reason) {
    return entries[static_cast<std::size_t>(reason)].name;
}

std::string_view describe(Reason reason) {
    return entries[static_cast<std::size_t>(reason)].sentence;
}

FailureClass failureClass(Reason reason) {
    return entries[static_cast<std::size_t>(reason)].kind;
}

Reason reasonFromName(std::string_view name) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].name == name) {
            return static_cast<Reason>(i);
        }
    }
    throw Error(ErrorCode::UnknownName, "\"" + std::string(name) + "\" is no reason of the VTA.",
        {{"name", std::string(name)}});
}

ValidityChecker::ValidityChecker(const Accelerator& a, const PackedWorkload& workload, const ValidityRules& rules)
    : workload_(workload)
    , rules_(rules)
    , inputDepth_(a.inputDepth())
    , weightDepth_(a.weightDepth())
    , accumulatorDepth_(a.accumulatorDepth())
    , microOpDepth_(a.microOpDepth())
    , dependenceDistance_(a.dependenceDistance) { }

/// TVM's order of the tensorised loops, outer to inner: b, ci, w, kw, kh, co, h. Loops of one round vanish; the two
/// outermost of the rest become the instruction's counters, the others are unrolled into micro-ops.
ValidityChecker::Kernel ValidityChecker::kernel(const Schedule& s) const noexcept {
    struct Loop {
        std::int64_t extent;
        bool reduction;
    };
    const std::array<Loop, 7> loops{{{s.tileBatch, false}, {s.tileIn, true}, {s.tileWidth, false},
        {workload_.kernelWidth, true}, {workload_.kernelHeight, true}, {s.tileOut, false}, {s.tileHeight, false}}};
    Kernel result{1, 1, 1, false, 1, false};
    int folded = 0;
    for (const Loop& loop : loops) {
        if (loop.extent == 1) {
            continue;
        }
        if (folded < 2) {
            (folded == 0 ? result.iterOuter : result.iterInner) = loop.extent;
            result.reductionFolded = result.reductionFolded || loop.reduction;
            ++folded;
            continue;
        }
        result.microOps *= loop.extent;
        if (loop.reduction) {
            result.reductionLeft = true;
            result.insideReduction = 1;
        } else {
            result.insideReduction *= loop.extent;
        }
    }
    return result;
}

BufferUse ValidityChecker::bufferUse(const Schedule& s) const noexcept {
    const Tiling t = tile(workload_, s);
    const std::int64_t threads = s.threads();
    return {std::int64_t{s.tileBatch} * t.inputBlocks * t.inputHeight * t.inputWidth * threads,
        std::int64_t{s.tileOut} * s.tileIn * workload_.kernelHeight * workload_.kernelWidth * threads,
        std::int64_t{s.tileBatch} * s.tileOut * s.tileHeight * s.tileWidth * threads, kernel(s).microOps};
}

bool ValidityChecker::fieldsFit(const Schedule& s, const Tiling& t) const noexcept {
    const PackedWorkload& w = workload_;
    const std::int64_t kernelElements = std::int64_t{w.kernelHeight} * w.kernelWidth;
    const std::int64_t weightRow = std::int64_t{w.inBlocks} * kernelElements;
    const bool fullWidth = s.tileWidth == w.outWidth;
    const std::int64_t storeRow = fullWidth ? std::int64_t{s.tileHeight} * s.tileWidth : s.tileWidth;
    return w.padding <= padLimit && w.width < dmaLimit && t.inputHeight < dmaLimit && t.inputWidth < dmaLimit
        && weightRow < dmaLimit && s.tileIn * kernelElements < dmaLimit && storeRow < dmaLimit && w.outWidth < dmaLimit;
}

Reason ValidityChecker::check(const Schedule& s) const noexcept {
    const PackedWorkload& w = workload_;
    if (w.batch % s.tileBatch != 0 || w.outHeight % s.tileHeight != 0 || w.outWidth % s.tileWidth != 0
        || w.inBlocks % s.tileIn != 0 || w.outBlocks % s.tileOut != 0) {
        return Reason::Tail;
    }
    const bool both = s.outThreads > 1 && s.heightThreads > 1;
    if ((w.outBlocks / s.tileOut) % s.outThreads != 0 || (w.outHeight / s.tileHeight) % s.heightThreads != 0
        || (both && !rules_.bothThreads)) {
        return Reason::VirtualThread;
    }
    const Tiling t = tile(w, s);
    const bool foldsAnyway = w.padding == 0 && (t.inputHeight == 1 || t.inputWidth == w.width);
    if ((t.inputBlocks > 1 && !foldsAnyway) || (t.groupsTouched > 1 && t.steps > 1)) {
        return Reason::Dma2d;
    }
    const BufferUse use = bufferUse(s);
    if (use.input > inputDepth_) {
        return Reason::InputBuffer;
    }
    if (use.weight > weightDepth_) {
        return Reason::WeightBuffer;
    }
    if (use.accumulator > accumulatorDepth_) {
        return Reason::AccumulatorBuffer;
    }
    const Kernel k = kernel(s);
    if (k.microOps > microOpDepth_ || k.iterOuter >= loopLimit || k.iterInner >= loopLimit) {
        return Reason::MicroOpBuffer;
    }
    if (k.reductionLeft && k.insideReduction < dependenceDistance_) {
        return Reason::AccumulatorHazard;
    }
    if (!fieldsFit(s, t)) {
        return Reason::FieldWidth;
    }
    if (rules_.hardwareHazard && k.reductionFolded && k.microOps < pipelineDepth) {
        return Reason::HardwareHazard;
    }
    return Reason::Valid;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/vta/schedule_features.h"

#include <algorithm>
#include <cmath>

#include "core/vta/cost_guess.h"

namespace paretoscope::vta {

namespace {

double busBytes(const Accelerator& a) {
    return a.busBits / 8.0;
}

float logRatio(double value, double base) {
    return static_cast<float>(std::log2(std::max(value, 1e-9) / std::max(base, 1e-9)));
}

}

std::array<float, knobFeatureCount> knobFeatures(const PackedWorkload& w, const Schedule& s) {
    const Tiling t = tile(w, s);
    const auto f = [](int number) { return static_cast<float>(number); };
    return {f(t.batchTiles), f(s.tileBatch), f(t.heightTiles), f(s.tileHeight), f(t.widthTiles), f(s.tileWidth),
        f(t.steps), f(s.tileIn), f(t.outTiles), f(s.tileOut), f(s.outThreads), f(s.heightThreads)};
}

std::array<float, streamFeatureCount> streamFeatures(const Accelerator& a, const PackedWorkload& w, const Schedule& s) {
    const StreamCounts r = countStream(a, w, s);
    const Tiling t = tile(w, s);
    const ValidityChecker checker(a, w);
    const BufferUse use = checker.bufferUse(s);
    const double least =
        1.0 * w.batch * w.outBlocks * w.outHeight * w.outWidth * w.inBlocks * w.kernelHeight * w.kernelWidth;
    const double load = (r.inputBytes + r.weightBytes) / busBytes(a) + startCost * (r.inputRows + r.weightCopies);
    const double compute = r.gemm + (1 + aluPasses) * r.outputs + startCost * r.kernels;
    const double store = r.storeBytes / busBytes(a) + startCost * r.storeRows;
    const auto flag = [](bool value) { return value ? 1.0F : 0.0F; };
    const bool tail = w.outHeight % s.tileHeight != 0 || w.outWidth % s.tileWidth != 0 || w.inBlocks % s.tileIn != 0
        || w.outBlocks % s.tileOut != 0;
    return {logRatio(r.gemm, least), logRatio(r.inputBytes, least), logRatio(r.weightBytes, least),
        logRatio(r.storeBytes, least), logRatio(r.inputRows, least), logRatio(r.weightCopies, least),
        logRatio(r.storeRows, least), logRatio(r.kernels, least), logRatio(load, compute), logRatio(store, compute),
        logRatio(r.groups, 1), logRatio(t.steps, 1), static_cast<float>(s.outThreads),
        static_cast<float>(s.heightThreads), logRatio(s.tileHeight, 1), logRatio(s.tileWidth, 1),
        logRatio(s.tileOut, 1), logRatio(s.tileIn, 1), logRatio(static_cast<double>(use.input), a.inputDepth()),
        logRatio(static_cast<double>(use.weight), a.weightDepth()),
        logRatio(static_cast<double>(use.accumulator), a.accumulatorDepth()),
        logRatio(static_cast<double>(use.microOps), 1), flag(tail),
        flag(t.outTiles % s.outThreads != 0 || t.heightTiles % s.heightThreads != 0), flag(t.inputHeight == 1),
        flag(t.inputWidth == w.width), flag(w.padding > 0)};
}

double leastCycles(const Accelerator& a, const PackedWorkload& w, const Schedule& s) {
    const StreamCounts r = countStream(a, w, s);
    const Tiling t = tile(w, s);
    // Border tiles are clipped and tiles overlap; each output pixel needs at least one input pixel of its own.
    const double inputBytes = t.steps * 1.0 * s.tileBatch * t.batchTiles * t.outTiles * t.inputBlocks
        * std::min(w.height, w.outHeight) * std::min(w.width, w.outWidth) * a.inputElementBytes();
    return std::max(r.gemm + (1 + aluPasses) * r.outputs, (inputBytes + r.weightBytes) / busBytes(a));
}

}

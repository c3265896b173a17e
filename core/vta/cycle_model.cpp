// SPDX-License-Identifier: Apache-2.0
#include "core/vta/cycle_model.h"

#include <algorithm>
#include <array>

namespace paretoscope::vta {

namespace {

constexpr std::int64_t one = 256; // fixed point: a cycle

constexpr std::int64_t fixed(double cycles) {
    return static_cast<std::int64_t>(cycles * one + 0.5);
}

// Bytes a cycle on a 64-bit bus, times 100.
constexpr std::int64_t inputRate = 579;
constexpr std::int64_t weightRate = 365;
constexpr std::int64_t storeRate = 336;
constexpr std::int64_t rowLatency = fixed(22.4); ///< one row of a copy
constexpr std::int64_t instruction = fixed(5); ///< one DMA instruction
constexpr std::int64_t kernelLatency = fixed(30.1); ///< one GEMM or ALU instruction
constexpr std::int64_t aluInterval = fixed(1.14); ///< one vector of one ALU pass
constexpr std::int64_t simulatedAluPasses = 3;
constexpr std::int64_t padRate = 8; ///< bytes a cycle written as padding
constexpr std::int64_t convolutionStart = 15970; ///< cycles at 100 MHz
constexpr std::int64_t denseStart = 5000;

constexpr std::int64_t transfer(std::int64_t bytes, std::int64_t rate, std::int64_t bus) {
    return bytes * one * 100 / (rate * bus);
}

/// Rows (or columns) of the real image that all tiles of one axis fetch together.
std::int64_t realExtent(int tiles, int tileOut, int tileIn, int stride, int padding, int extent) {
    std::int64_t sum = 0;
    for (int tile = 0; tile < tiles; ++tile) {
        const std::int64_t begin = std::int64_t{tile} * tileOut * stride - padding;
        const std::int64_t last = std::min<std::int64_t>(begin + tileIn, extent);
        sum += std::max<std::int64_t>(0, last - std::max<std::int64_t>(begin, 0));
    }
    return sum;
}

std::int64_t simulate(const PieceCosts& c, int threads, std::int64_t groups, std::int64_t steps) {
    std::array<std::int64_t, 4> loadDone{}, gemmDone{}, storeDone{};
    std::int64_t load = 0;
    std::int64_t compute = 0;
    std::int64_t store = 0;
    const auto count = static_cast<std::size_t>(threads);
    for (std::int64_t group = 0; group < groups; ++group) {
        for (std::size_t t = 0; t < count; ++t) {
            compute = std::max(compute, storeDone[t]) + c.reset;
        }
        for (std::int64_t step = 0; step < steps; ++step) {
            for (std::size_t t = 0; t < count; ++t) {
                load = std::max(load, gemmDone[t]) + c.load;
                loadDone[t] = load;
            }
            for (std::size_t t = 0; t < count; ++t) {
                compute = std::max(compute, loadDone[t]) + c.gemm;
                gemmDone[t] = compute;
            }
        }
        for (std::size_t t = 0; t < count; ++t) {
            compute += c.alu;
            store = std::max(store, compute) + c.store;
            storeDone[t] = store;
        }
    }
    return std::max({load, compute, store});
}

// The pipeline settles within a few rounds; beyond, time grows by the same amount each round.
constexpr std::int64_t settledGroups = 6;
constexpr std::int64_t settledSteps = 8;

std::int64_t simulateSteps(const PieceCosts& c, int threads, std::int64_t groups, std::int64_t steps) {
    if (steps <= settledSteps) {
        return simulate(c, threads, groups, steps);
    }
    const std::int64_t settled = simulate(c, threads, groups, settledSteps);
    return settled + (steps - settledSteps) * (settled - simulate(c, threads, groups, settledSteps - 1));
}

std::int64_t simulateLong(const PieceCosts& c, int threads, std::int64_t groups, std::int64_t steps) {
    if (groups <= settledGroups) {
        return simulateSteps(c, threads, groups, steps);
    }
    const std::int64_t settled = simulateSteps(c, threads, settledGroups, steps);
    return settled + (groups - settledGroups) * (settled - simulateSteps(c, threads, settledGroups - 1, steps));
}

std::int64_t groupsOf(const Tiling& t, int threads) {
    const std::int64_t tiles = std::int64_t{t.batchTiles} * t.heightTiles * t.widthTiles * t.outTiles;
    return (tiles + threads - 1) / threads;
}

}

CycleModel::CycleModel(const Accelerator& accelerator, const PackedWorkload& workload)
    : accelerator_(accelerator)
    , workload_(workload)
    , buffers_(accelerator, workload)
    , bus_(std::max(1, accelerator.busBits / 64))
    , start_((workload.dense ? denseStart : convolutionStart) * accelerator.megahertz / 100) { }

/// Averaged over all tiles: tiles at the border fetch fewer rows and write more padding.
std::int64_t CycleModel::inputLoad(const Schedule& s, const Tiling& t) const noexcept {
    const PackedWorkload& w = workload_;
    const std::int64_t rows = realExtent(t.heightTiles, s.tileHeight, t.inputHeight, w.stride, w.padding, w.height);
    const std::int64_t columns = realExtent(t.widthTiles, s.tileWidth, t.inputWidth, w.stride, w.padding, w.width);
    const std::int64_t blocks = std::int64_t{s.tileBatch} * t.inputBlocks;
    const std::int64_t tiles = std::int64_t{t.heightTiles} * t.widthTiles;
    const std::int64_t elementBytes = accelerator_.inputElementBytes();
    const std::int64_t realBytes = blocks * rows * columns * elementBytes;
    const std::int64_t allBytes = blocks * t.inputHeight * t.inputWidth * tiles * elementBytes;
    return instruction + blocks * rows * rowLatency / t.heightTiles
        + (transfer(realBytes, inputRate, bus_) + (allBytes - realBytes) * one / (padRate * bus_)) / tiles;
}

PieceCosts CycleModel::pieceCosts(const Schedule& s) const noexcept {
    const PackedWorkload& w = workload_;
    const Tiling t = tile(w, s);
    const std::int64_t outputs = std::int64_t{s.tileBatch} * s.tileOut * s.tileHeight * s.tileWidth;
    const std::int64_t kernel = std::int64_t{s.tileIn} * w.kernelHeight * w.kernelWidth;
    const std::int64_t weightBytes = s.tileOut * kernel * accelerator_.weightElementBytes();
    const std::int64_t stores = std::int64_t{s.tileBatch} * s.tileOut;
    const std::int64_t storeRows = stores * (s.tileWidth == w.outWidth ? 1 : s.tileHeight);
    PieceCosts c{};
    c.load = inputLoad(s, t) + s.tileOut * (instruction + rowLatency) + transfer(weightBytes, weightRate, bus_);
    c.gemm = outputs * kernel * one + kernelLatency;
    const std::int64_t microOps = buffers_.bufferUse(s).microOps;
    if (microOps * s.threads() > accelerator_.microOpDepth()) { // the kernels evict each other and are loaded anew
        c.gemm += instruction + transfer(microOps << Accelerator::logMicroOpBytes, weightRate, bus_);
    }
    c.reset = outputs * one + kernelLatency;
    c.alu = simulatedAluPasses * (outputs * aluInterval + kernelLatency);
    c.store = stores * instruction + storeRows * rowLatency
        + transfer(outputs * accelerator_.outputElementBytes(), storeRate, bus_);
    return c;
}

Cycles CycleModel::cycles(const Schedule& s) const noexcept {
    const PieceCosts c = pieceCosts(s);
    const Tiling t = tile(workload_, s);
    const std::int64_t groups = groupsOf(t, s.threads());
    const std::int64_t pieces = groups * s.threads();
    return {simulateLong(c, s.threads(), groups, t.steps) / one + start_, pieces * t.steps * c.load / one,
        pieces * (t.steps * c.gemm + c.reset + c.alu) / one, pieces * c.store / one, start_};
}

std::int64_t CycleModel::simulateAll(const Schedule& s) const noexcept {
    const Tiling t = tile(workload_, s);
    return simulate(pieceCosts(s), s.threads(), groupsOf(t, s.threads()), t.steps) / one + start_;
}

}

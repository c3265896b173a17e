// SPDX-License-Identifier: Apache-2.0
#include "core/vta/cost_guess.h"

#include <algorithm>
#include <cmath>

namespace paretoscope::vta {

namespace {

enum Price : std::size_t { Row, InputByte, WeightByte, StoreByte, Copy, Kernel, Alu, Start };

constexpr double callCost = 1000;

/// Solves the symmetric positive definite system in place by Cholesky's method.
template <std::size_t N>
void solve(std::array<std::array<double, N>, N>& matrix, std::array<double, N>& right) {
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = matrix[i][j];
            for (std::size_t k = 0; k < j; ++k) {
                sum -= matrix[i][k] * matrix[j][k];
            }
            matrix[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / matrix[j][j];
        }
    }
    for (std::size_t i = 0; i < N; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            right[i] -= matrix[i][k] * right[k];
        }
        right[i] /= matrix[i][i];
    }
    for (std::size_t i = N; i-- > 0;) {
        for (std::size_t k = i + 1; k < N; ++k) {
            right[i] -= matrix[k][i] * right[k];
        }
        right[i] /= matrix[i][i];
    }
}

}

StreamCounts countStream(const Accelerator& a, const PackedWorkload& w, const Schedule& s) {
    const Tiling t = tile(w, s);
    const double tiles = 1.0 * t.batchTiles * t.heightTiles * t.widthTiles * t.outTiles;
    const double outputsOfTile = 1.0 * s.tileBatch * s.tileOut * s.tileHeight * s.tileWidth;
    const double kernel = 1.0 * s.tileIn * w.kernelHeight * w.kernelWidth;
    StreamCounts r{};
    r.pieces = tiles * t.steps;
    r.outputs = tiles * outputsOfTile;
    r.gemm = r.pieces * outputsOfTile * kernel;
    r.inputRows = r.pieces * s.tileBatch * t.inputBlocks * std::min(t.inputHeight, w.height);
    r.inputBytes = r.inputRows * std::min(t.inputWidth, w.width) * a.inputElementBytes();
    r.weightCopies = r.pieces * s.tileOut;
    r.weightBytes = r.weightCopies * kernel * a.weightElementBytes();
    r.storeRows = tiles * s.tileBatch * s.tileOut * (s.tileWidth == w.outWidth ? 1 : s.tileHeight);
    r.storeBytes = r.outputs * a.outputElementBytes();
    r.kernels = r.pieces + (1 + aluPasses) * tiles;
    r.threads = s.threads();
    r.groups = std::max(1.0, tiles / r.threads);
    return r;
}

CostGuess::CostGuess(const Accelerator& accelerator) : sheet_{}, prices_{} {
    const double byte = 8.0 / accelerator.busBits;
    sheet_ = {startCost, byte, byte, byte, startCost, startCost, 1, callCost};
    prices_ = sheet_;
}

double CostGuess::cycles(const StreamCounts& r, const Prices& price) {
    const double load = r.inputRows * price[Row] + r.inputBytes * price[InputByte] + r.weightBytes * price[WeightByte]
        + (r.weightCopies + r.pieces) * price[Copy];
    const double compute = r.gemm + r.outputs * (1 + aluPasses * price[Alu]) + r.kernels * price[Kernel];
    const double store = r.storeRows * (price[Row] + price[Copy]) + r.storeBytes * price[StoreByte];
    if (r.threads < 2) { // loads and computes in turn; a store hides behind the next tile's first load
        const double hidden = std::min(store, load * r.groups / r.pieces);
        return price[Start] + load + compute + store - hidden;
    }
    // The first load and the last store hide behind nothing.
    return price[Start] + std::max({load, compute, store}) + load / r.pieces + store / (r.groups * r.threads);
}

void CostGuess::fit(std::span<const StreamCounts> counts, std::span<const double> measuredCycles) {
    constexpr int steps = 6;
    constexpr double nudge = 0.02;
    // A price may be off by a factor e from the sheet as readily as a measurement by 10 % from the model.
    constexpr double stiffness = 0.01;
    std::array<double, priceCount> logs{};
    for (std::size_t k = 0; k < priceCount; ++k) {
        logs[k] = std::log(prices_[k]);
    }
    const auto pricesOf = [](const std::array<double, priceCount>& from) {
        Prices result{};
        std::transform(from.begin(), from.end(), result.begin(), [](double value) { return std::exp(value); });
        return result;
    };
    for (int step = 0; step < steps; ++step) {
        const Prices now = pricesOf(logs);
        std::array<Prices, priceCount> nudged;
        for (std::size_t k = 0; k < priceCount; ++k) {
            nudged[k] = now;
            nudged[k][k] *= std::exp(nudge);
        }
        std::array<std::array<double, priceCount>, priceCount> normal{};
        std::array<double, priceCount> gradient{};
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const double base = std::log(cycles(counts[i], now));
            const double residual = std::log(measuredCycles[i]) - base;
            std::array<double, priceCount> slope{};
            for (std::size_t k = 0; k < priceCount; ++k) {
                slope[k] = (std::log(cycles(counts[i], nudged[k])) - base) / nudge;
            }
            for (std::size_t k = 0; k < priceCount; ++k) {
                gradient[k] += slope[k] * residual;
                for (std::size_t j = 0; j < priceCount; ++j) {
                    normal[k][j] += slope[k] * slope[j];
                }
            }
        }
        for (std::size_t k = 0; k < priceCount; ++k) {
            normal[k][k] += stiffness;
            gradient[k] += stiffness * (std::log(sheet_[k]) - logs[k]);
        }
        solve(normal, gradient);
        for (std::size_t k = 0; k < priceCount; ++k) {
            constexpr double longest = 0.7;
            constexpr double widest = 4; // from the sheet, as a logarithm
            logs[k] += std::clamp(gradient[k], -longest, longest);
            logs[k] = std::clamp(logs[k], std::log(sheet_[k]) - widest, std::log(sheet_[k]) + widest);
        }
    }
    prices_ = pricesOf(logs);
}

}

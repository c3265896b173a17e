// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/shift_plan.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <numeric>

namespace paretoscope::nn::cpu {

namespace {

int parityOf(int row, int stride) {
    return (row % stride + stride) % stride;
}

}

std::vector<Tap> windowTaps(int kernel, int dilation) {
    const int reach = dilation * (kernel - 1) / 2;
    std::vector<Tap> taps;
    for (int row = 0; row < kernel; ++row) {
        for (int column = 0; column < kernel; ++column) {
            taps.push_back({row * dilation - reach, column * dilation - reach});
        }
    }
    return taps;
}

ShiftPlan::ShiftPlan(int height, int width, int stride, const std::vector<std::vector<Tap>>& windows) {
    shape_.height = height;
    shape_.width = width;
    shape_.stride = stride;
    shape_.outHeight = (height + stride - 1) / stride;
    shape_.outWidth = (width + stride - 1) / stride;
    addPlanes(windows);
    shape_.planes = static_cast<int>(columns_.size());
    shape_.column = columns_.data();
    shape_.parity = parities_.data();
    const int rows = shape_.above + shape_.outHeight + shape_.below;
    // An odd number of cache lines apart: planes a power of two apart would fight for the same cache sets.
    shape_.planePitch = roundedUp(rows * shape_.outWidth + slack, 32) + 16;
    shape_.rowPitch = roundedUp((width + 2 * shape_.side) / stride + slack, 16);
    gradientPitch_ = roundedUp(rows * shape_.outWidth + slack, 32) + 16;
    for (const std::vector<Tap>& taps : windows) {
        addWindow(taps);
    }
    makeMasks();
    makeCounts(windows.front());
}

void ShiftPlan::addPlanes(const std::vector<std::vector<Tap>>& windows) {
    for (const std::vector<Tap>& taps : windows) {
        for (const Tap& tap : taps) {
            const int parity = parityOf(tap.row, shape_.stride);
            const int row = (tap.row - parity) / shape_.stride;
            shape_.above = std::max(shape_.above, -row);
            shape_.below = std::max(shape_.below, row);
            shape_.side = std::max(shape_.side, roundedUp(std::abs(tap.column), shape_.stride));
            bool known = false;
            for (std::size_t plane = 0; plane < columns_.size(); ++plane) {
                known = known || (columns_[plane] == tap.column && parities_[plane] == parity);
            }
            if (!known) {
                columns_.push_back(tap.column);
                parities_.push_back(parity);
            }
        }
    }
}

ShiftPlan::Place ShiftPlan::place(Tap tap) const {
    const int parity = parityOf(tap.row, shape_.stride);
    int plane = 0;
    while (columns_[static_cast<std::size_t>(plane)] != tap.column
        || parities_[static_cast<std::size_t>(plane)] != parity) {
        ++plane;
    }
    return {plane, (tap.row - parity) / shape_.stride};
}

void ShiftPlan::addWindow(const std::vector<Tap>& taps) {
    Window window;
    for (std::size_t index = 0; index < taps.size(); ++index) {
        const auto [plane, row] = place(taps[index]);
        window.offsets.push_back(plane * shape_.planePitch + (shape_.above + row) * shape_.outWidth);
        auto entry = std::find_if(window.byPlane.begin(), window.byPlane.end(),
            [wanted = plane](const PlaneTaps& candidate) { return candidate.plane == wanted; });
        if (entry == window.byPlane.end()) {
            entry = window.byPlane.insert(entry, {plane, {}, {}});
        }
        entry->offsets.push_back(-row * shape_.outWidth);
        entry->which.push_back(static_cast<int>(index));
    }
    windows_.push_back(std::move(window));
}

void ShiftPlan::makeMasks() {
    maskPeriod_ = std::lcm(shape_.outWidth, slack);
    const auto period = static_cast<std::size_t>(maskPeriod_);
    const std::size_t count = period * columns_.size();
    floatMasks_ = AlignedArray<float>(count, 0.0F);
    doubleMasks_ = AlignedArray<double>(count, 0.0);
    for (std::size_t plane = 0; plane < columns_.size(); ++plane) {
        const int phase = parityOf(columns_[plane], shape_.stride);
        const int shift = (columns_[plane] - phase) / shape_.stride;
        for (std::size_t i = 0; i < period; ++i) {
            const int column = static_cast<int>(i) % shape_.outWidth - shift;
            if (column >= 0 && column < shape_.outWidth) {
                floatMasks_[plane * period + i] = std::bit_cast<float>(std::int32_t{-1});
                doubleMasks_[plane * period + i] = std::bit_cast<double>(std::int64_t{-1});
            }
        }
    }
}

template <>
const float* ShiftPlan::masks<float>() const {
    return floatMasks_.data();
}

template <>
const double* ShiftPlan::masks<double>() const {
    return doubleMasks_.data();
}

void ShiftPlan::makeCounts(const std::vector<Tap>& taps) {
    floatCounts_ = AlignedArray<float>(static_cast<std::size_t>(outputPixels()), 0.0F);
    doubleCounts_ = AlignedArray<double>(static_cast<std::size_t>(outputPixels()), 0.0);
    for (int pixel = 0; pixel < outputPixels(); ++pixel) {
        int count = 0;
        for (const Tap& tap : taps) {
            const int row = pixel / shape_.outWidth * shape_.stride + tap.row;
            const int column = pixel % shape_.outWidth * shape_.stride + tap.column;
            count += row >= 0 && row < shape_.height && column >= 0 && column < shape_.width ? 1 : 0;
        }
        floatCounts_[static_cast<std::size_t>(pixel)] = 1.0F / static_cast<float>(count);
        doubleCounts_[static_cast<std::size_t>(pixel)] = 1.0 / count;
    }
}

template <>
const float* ShiftPlan::inverseCounts<float>() const {
    return floatCounts_.data();
}

template <>
const double* ShiftPlan::inverseCounts<double>() const {
    return doubleCounts_.data();
}

}

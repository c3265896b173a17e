// SPDX-License-Identifier: Apache-2.0
#include "core/vta/schedule.h"

#include <algorithm>

#include "core/base/error.h"

namespace paretoscope::vta {

namespace {

int ceilDivide(int value, int divisor) {
    return (value + divisor - 1) / divisor;
}

std::vector<int> divisors(int extent) {
    std::vector<int> result;
    for (int candidate = 1; candidate <= extent; ++candidate) {
        if (extent % candidate == 0) {
            result.push_back(candidate);
        }
    }
    return result;
}

std::vector<int> sizes(int extent, SpaceFlavour flavour) {
    std::vector<int> result = divisors(extent);
    if (flavour == SpaceFlavour::Verbose) {
        for (int power = 1; power <= extent; power *= 2) {
            result.push_back(power);
        }
        std::sort(result.begin(), result.end());
        result.erase(std::unique(result.begin(), result.end()), result.end());
    }
    return result;
}

std::array<int, knobCount> asArray(const Schedule& s) {
    return {s.tileBatch, s.tileHeight, s.tileWidth, s.tileIn, s.tileOut, s.outThreads, s.heightThreads};
}

}

const std::array<const char*, knobCount>& knobNames() {
    static constexpr std::array<const char*, knobCount> names{
        "tile_b", "tile_h", "tile_w", "tile_ci", "tile_co", "oc_nthread", "h_nthread"};
    return names;
}

std::string toText(const Schedule& schedule) {
    std::string text;
    const auto values = asArray(schedule);
    for (std::size_t knob = 0; knob < values.size(); ++knob) {
        text += (knob > 0 ? " " : "") + std::string(knobNames()[knob]) + "=" + std::to_string(values[knob]);
    }
    return text;
}

Tiling tile(const PackedWorkload& w, const Schedule& s) {
    Tiling t{};
    t.batchTiles = ceilDivide(w.batch, s.tileBatch);
    t.heightTiles = ceilDivide(w.outHeight, s.tileHeight);
    t.widthTiles = ceilDivide(w.outWidth, s.tileWidth);
    t.outTiles = ceilDivide(w.outBlocks, s.tileOut);
    t.steps = ceilDivide(w.inBlocks, s.tileIn);
    t.inputHeight = (s.tileHeight - 1) * w.stride + w.kernelHeight;
    t.inputWidth = (s.tileWidth - 1) * w.stride + w.kernelWidth;
    const int blocksOfGroup = std::max(1, w.outBlocks / w.groups);
    t.groupsTouched = w.groups == 1 ? 1 : std::min(w.groups, ceilDivide(s.tileOut, blocksOfGroup));
    t.inputBlocks = s.tileIn * t.groupsTouched;
    return t;
}

ScheduleSpace::ScheduleSpace(const PackedWorkload& w, SpaceFlavour flavour) {
    const std::vector<int> one{1};
    const std::vector<int> threads{1, 2};
    values_ = {divisors(w.batch), w.dense ? one : sizes(w.outHeight, flavour),
        w.dense ? one : sizes(w.outWidth, flavour), sizes(w.inBlocks, flavour), sizes(w.outBlocks, flavour), threads,
        w.dense ? one : threads};
    std::uint64_t size = 1;
    for (std::size_t knob = 0; knob < knobCount; ++knob) {
        stride_[knob] = static_cast<std::uint32_t>(size);
        size *= values_[knob].size();
        if (size > (std::uint64_t{1} << 24U)) {
            throw Error(ErrorCode::InvalidShape,
                "The layer has more than 16 million schedules; no tuner could look through them.",
                {{"what", "schedules"}});
        }
    }
    size_ = static_cast<std::uint32_t>(size);
}

ScheduleSpace::Digits ScheduleSpace::digits(std::uint32_t index) const {
    Digits result{};
    for (std::size_t knob = 0; knob < knobCount; ++knob) {
        const auto radix = static_cast<std::uint32_t>(values_[knob].size());
        result[knob] = static_cast<std::uint8_t>(index % radix);
        index /= radix;
    }
    return result;
}

Schedule ScheduleSpace::at(std::uint32_t index) const {
    const Digits digit = digits(index);
    const auto value = [&](std::size_t knob) { return values_[knob][digit[knob]]; };
    return {value(0), value(1), value(2), value(3), value(4), value(5), value(6)};
}

std::uint32_t ScheduleSpace::index(const Digits& digits) const {
    std::uint32_t result = 0;
    for (std::size_t knob = 0; knob < knobCount; ++knob) {
        result += stride_[knob] * digits[knob];
    }
    return result;
}

std::uint32_t ScheduleSpace::index(const Schedule& schedule) const {
    const auto wanted = asArray(schedule);
    Digits result{};
    for (std::size_t knob = 0; knob < knobCount; ++knob) {
        const auto& known = values_[knob];
        const auto found = std::find(known.begin(), known.end(), wanted[knob]);
        if (found == known.end()) {
            throw Error(ErrorCode::InvalidValue,
                std::string(knobNames()[knob]) + "=" + std::to_string(wanted[knob])
                    + " is not in this layer's schedule space.",
                {{"name", knobNames()[knob]}, {"value", std::to_string(wanted[knob])}});
        }
        result[knob] = static_cast<std::uint8_t>(found - known.begin());
    }
    return index(result);
}

void ScheduleSpace::neighbours(std::uint32_t index, std::vector<std::uint32_t>& result) const {
    result.clear();
    const Digits digit = digits(index);
    for (std::size_t knob = 0; knob < knobCount; ++knob) {
        if (digit[knob] > 0) {
            result.push_back(index - stride_[knob]);
        }
        if (digit[knob] + 1U < values_[knob].size()) {
            result.push_back(index + stride_[knob]);
        }
    }
}

}

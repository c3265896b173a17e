// SPDX-License-Identifier: Apache-2.0
#include "core/data/resized_crop.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace paretoscope::data {

namespace {

constexpr int cropTries = 10;
constexpr int fractionBits = 24;

/// (4/3) / (3/4) to the powers 1/2, 1/4, .. Square roots and products are rounded alike on all machines; exp() is not,
/// and its last digit would now and then decide where a crop's side is rounded to.
std::array<double, fractionBits> rootsOfRatios() {
    std::array<double, fractionBits> roots{};
    double root = 16.0 / 9;
    for (double& each : roots) {
        root = std::sqrt(root);
        each = root;
    }
    return roots;
}

std::uint64_t fraction(CounterRandom& random) {
    return random.bits() >> (64 - fractionBits);
}

/// Width to height, uniform in its logarithm.
double randomRatio(CounterRandom& random) {
    static const std::array<double, fractionBits> roots = rootsOfRatios();
    const std::uint64_t exponent = fraction(random);
    double ratio = 3.0 / 4;
    for (int bit = 0; bit < fractionBits; ++bit) {
        if ((exponent >> (fractionBits - 1 - bit) & 1U) != 0) {
            ratio *= roots[static_cast<std::size_t>(bit)];
        }
    }
    return ratio;
}

/// 2/25 to 1 of the area. The sum is one of whole numbers, so that no fused multiplication rounds it otherwise.
double randomShare(CounterRandom& random) {
    const double one = 1U << fractionBits;
    return (2 * one + 23 * static_cast<double>(fraction(random))) / (25 * one);
}

}

CropBox randomCrop(CounterRandom& random, int side) {
    for (int i = 0; i < cropTries; ++i) {
        const double area = randomShare(random) * (static_cast<double>(side) * side);
        const double ratio = randomRatio(random);
        const auto width = static_cast<int>(std::lround(std::sqrt(area * ratio)));
        const auto height = static_cast<int>(std::lround(std::sqrt(area / ratio)));
        if (width > 0 && height > 0 && width <= side && height <= side) {
            const int top = random.below(side - height + 1);
            return {random.below(side - width + 1), top, width, height};
        }
    }
    return {0, 0, side, side};
}

void CropResampler::setBetween(std::vector<Between>& places, int length) const {
    places.resize(static_cast<std::size_t>(side_));
    const double scale = static_cast<double>(length) / side_;
    for (int i = 0; i < side_; ++i) {
        const double centre = std::clamp((i + 0.5) * scale - 0.5, 0.0, length - 1.0);
        const int first = static_cast<int>(centre);
        places[static_cast<std::size_t>(i)] = {first, static_cast<float>(centre - first)};
    }
}

void CropResampler::apply(const std::uint8_t* image, const CropBox& box, bool flip, float* target) {
    setBetween(columns_, box.width);
    setBetween(rows_, box.height);
    if (flip) {
        std::reverse(columns_.begin(), columns_.end());
    }
    blended_.resize(static_cast<std::size_t>(side_) + 1);
    for (int channel = 0; channel < 3; ++channel) {
        const std::uint8_t* corner =
            image + (static_cast<std::ptrdiff_t>(channel) * side_ + box.top) * side_ + box.left;
        for (const Between& row : rows_) {
            const std::uint8_t* upper = corner + static_cast<std::ptrdiff_t>(row.first) * side_;
            const std::uint8_t* lower = row.first + 1 < box.height ? upper + side_ : upper;
            const float low = row.weight / 255;
            const float high = 1.F / 255 - low;
            float* blended = blended_.data();
            for (int x = 0; x < box.width; ++x) {
                blended[x] = high * static_cast<float>(upper[x]) + low * static_cast<float>(lower[x]);
            }
            blended[box.width] = blended[box.width - 1];
            for (const Between& column : columns_) {
                const float left = blended[column.first];
                *target++ = left + column.weight * (blended[column.first + 1] - left);
            }
        }
    }
}

}

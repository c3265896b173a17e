// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/data/counter_random.h"

namespace paretoscope::data {

/// How far the colours of an image are changed at random, as torchvision's ColorJitter has it: factors from
/// max(0, 1 - x) to 1 + x for the first three, and a turn by -hue to hue of the circle. 0: not at all.
struct ColourJitter {
    float brightness = 0;
    float contrast = 0;
    float saturation = 0;
    float hue = 0; ///< at most 0.5
    bool operator==(const ColourJitter&) const = default;
    [[nodiscard]] bool any() const { return *this != ColourJitter(); }
};

enum class ColourStep : std::uint8_t { Brightness, Contrast, Saturation, Hue };

/// What is done to the colours of one image.
struct ColourChange {
    std::array<ColourStep, 4> order{
        ColourStep::Brightness, ColourStep::Contrast, ColourStep::Saturation, ColourStep::Hue};
    float brightness = 1; ///< times every value
    float contrast = 1; ///< times the distance from the image's mean grey
    float saturation = 1; ///< times the distance from the pixel's own grey
    float hue = 0; ///< turn of the hue, as a share of the circle, -0.5 to 0.5
};

/// In random order, as there. Depends on the generator's state alone.
ColourChange randomColours(const ColourJitter& jitter, CounterRandom& random);

/// `planes`: red, green and blue of `pixels` values each, fractions from 0 to 1, which they are clamped to after each
/// step. Grey is 0.299 red + 0.587 green + 0.114 blue; hues are those of HSV. Nothing is rounded to bytes in between.
/// Torch-free, one thread.
void changeColours(float* planes, std::ptrdiff_t pixels, const ColourChange& change);

}

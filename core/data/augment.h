// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <torch/types.h>

#include "core/data/counter_random.h"
#include "core/data/dataset.h"

namespace paretoscope::data {

/// Mean and standard deviation of each channel, as fractions of 255.
struct Normalisation {
    std::array<float, 3> mean{0.F, 0.F, 0.F};
    std::array<float, 3> deviation{1.F, 1.F, 1.F};
};

/// Of all pixels of these images (at most the first 10,000). Deterministic. A constant channel gets deviation 1.
Normalisation normalisationOf(const Dataset& dataset);

/// What is done to each training image, in this order: shift, flip, normalise, cutout.
struct Augmentation {
    int padding = 0; ///< random crop of the image padded with black by this many pixels (CIFAR: 4 at 32 pixels)
    bool flip = false; ///< left-right with probability 1/2
    int cutout =
        0; ///< side in pixels of a square of zeros after normalisation, centred anywhere (DeVries & Taylor 2017)
    Normalisation normalisation;
};

/// The usual augmentation of small images: padding of an eighth of the size, flip, no cutout.
Augmentation standardAugmentation(const Dataset& dataset);
/// Normalisation only: what evaluation wants.
Augmentation noAugmentation(const Dataset& dataset);

/// The random choices for one image.
struct Placement {
    int shiftX = 0; ///< source column = column + shiftX, black outside
    int shiftY = 0;
    bool flip = false;
    int cutoutX = 0; ///< centre of the square in the output image
    int cutoutY = 0;
};

/// Drawn from `key` alone (a counter-based generator): the same on any machine, thread count and after any resume.
Placement placementFor(const Augmentation& augmentation, int imageSize, std::uint64_t key);

/// Float batch [indices, 3, H, H] of those images; image i is placed by placementFor(.., mixKey(key, first + i)). `out`
/// is reused where it has the right shape. One thread, plain loops over rows that the compiler vectorises.
void augmentInto(torch::Tensor& out, const Dataset& dataset, std::span<const std::int64_t> indices,
    const Augmentation& augmentation, std::uint64_t key, std::int64_t first = 0);

}

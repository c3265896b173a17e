// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <torch/types.h>

#include "core/data/colour_jitter.h"
#include "core/data/counter_random.h"
#include "core/data/dataset.h"
#include "core/data/resized_crop.h"

namespace paretoscope::data {

/// Mean and standard deviation of each channel, as fractions of 255.
struct Normalisation {
    std::array<float, 3> mean{0.F, 0.F, 0.F};
    std::array<float, 3> deviation{1.F, 1.F, 1.F};
};

/// Of all pixels of these images (at most the first 10,000). Deterministic. A constant channel gets deviation 1.
Normalisation normalisationOf(const Dataset& dataset);

/// What is done to each training image, in this order: shift or resized crop, flip, colours, normalise, cutout.
struct Augmentation {
    int padding = 0; ///< random crop of the image padded with black by this many pixels (CIFAR: 4 at 32 pixels)
    bool resizedCrop = false; ///< randomCrop(), scaled to the size of the image, in place of the shift
    bool flip = false; ///< left-right with probability 1/2
    ColourJitter colours;
    int cutout =
        0; ///< side in pixels of a square of zeros after normalisation, centred anywhere (DeVries & Taylor 2017)
    Normalisation normalisation;
};

/// The usual augmentation of small images, CIFAR's: padding of an eighth of the size, flip, no cutout.
Augmentation smallImageAugmentation(const Dataset& dataset);
/// That of DARTS and PC-DARTS on ImageNet (their authors' train_imagenet.py): resized crop, flip, and colours changed
/// by up to 0.4 in brightness, contrast and saturation and 0.2 in hue.
Augmentation imageNetAugmentation(const Dataset& dataset);
/// Normalisation only: what evaluation wants.
Augmentation noAugmentation(const Dataset& dataset);

/// The random choices for one image.
struct Placement {
    int shiftX = 0; ///< source column = column + shiftX, black outside
    int shiftY = 0;
    bool flip = false;
    int cutoutX = 0; ///< centre of the square in the output image
    int cutoutY = 0;
    CropBox crop; ///< only where there are resized crops
    ColourChange colours; ///< only where they are changed
};

/// Drawn from `key` alone (a counter-based generator): the same on any machine, thread count and after any resume.
Placement placementFor(const Augmentation& augmentation, int imageSize, std::uint64_t key);

/// Float batch [indices, 3, H, H] of those images; image i is placed by placementFor(.., mixKey(key, first + i)). `out`
/// is reused where it has the right shape. One thread, plain loops over rows that the compiler vectorises.
void augmentInto(torch::Tensor& out, const Dataset& dataset, std::span<const std::int64_t> indices,
    const Augmentation& augmentation, std::uint64_t key, std::int64_t first = 0);

}

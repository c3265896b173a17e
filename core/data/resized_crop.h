// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/data/counter_random.h"

namespace paretoscope::data {

/// A part of an image, in pixels.
struct CropBox {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    bool operator==(const CropBox&) const = default;
};

/// A part with 8 to 100 % of the area and sides of 3:4 to 4:3, anywhere in a square image of `side` pixels (at least
/// 1): Szegedy et al. 2015, "Going deeper with convolutions", section 6, by the rules of torchvision's
/// RandomResizedCrop; where ten draws do not fit, the whole image. Depends on the generator's state alone, not on a
/// machine's exp() or rounding.
CropBox randomCrop(CounterRandom& random, int side);

/// Scales parts of square images to the size of the whole: bilinear interpolation between pixel centres, never beyond
/// the part. Since a part is never larger than the result, there is nothing that antialiasing would change. Torch-free;
/// keeps its working memory from image to image, so one thread at a time.
class CropResampler {
public:
    /// Of images of `side` × `side` pixels, at least 1.
    explicit CropResampler(int side) : side_(side) { }

    /// `image`: 3 planes of bytes; `box`: inside it; `target`: 3 planes of fractions (0 to 1), left-right mirrored with
    /// `flip`.
    void apply(const std::uint8_t* image, const CropBox& box, bool flip, float* target);

private:
    /// Between pixel `first` and the next one.
    struct Between {
        int first;
        float weight; ///< of the next one
    };
    void setBetween(std::vector<Between>& places, int length) const;

    int side_;
    std::vector<Between> columns_; ///< one for each column of the target
    std::vector<Between> rows_;
    std::vector<float> blended_; ///< a row of the part, between two of its rows
};

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace paretoscope::data {

/// Makes square images of `side` × `side` pixels from planes or interleaved rows. Shrinking averages the area under
/// each new pixel (2×2 means for a half), enlarging interpolates linearly. Torch-free; const members from any thread.
class Resizer {
public:
    /// From width × height, both at least 1. A rectangle is not cropped here: hand in the part to be used.
    Resizer(int width, int height, int side);

    /// `source`: pixel (x, y) at source[y * rowStride + x * pixelStride]; `target`: side × side bytes. Rounded to
    /// nearest.
    void apply(const std::uint8_t* source, int rowStride, int pixelStride, std::uint8_t* target) const;

private:
    /// Source pixels first .. first + weights.size() - 1 make one target pixel.
    struct Taps {
        int first;
        std::vector<float> weights;
    };
    static std::vector<Taps> tapsFor(int from, int to);

    int height_;
    int side_;
    std::vector<Taps> columns_;
    std::vector<Taps> rows_;
};

}

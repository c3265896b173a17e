// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace paretoscope::data {

/// Red, green, blue, interleaved, row by row.
struct RgbImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

/// Reads a JPEG or PNG file, told apart by its first bytes, whatever its name says. Grey becomes RGB, transparency is
/// laid on black. A JPEG is decoded at a fraction of its size where both sides still have `enough` pixels, which is
/// several times faster. Throws Error (InvalidData, FileUnreadable) saying what is wrong, also for images above 100
/// megapixels. Any thread.
RgbImage readImage(const std::filesystem::path& file, int enough);

/// The centred square of `image` at side × side, as three planes (red, green, blue) of side * side bytes.
void toSquarePlanes(const RgbImage& image, int side, std::uint8_t* planes);

}

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
    bool wasTransparent = false; ///< in part; laid on black
    bool wasTurned = false; ///< by the orientation that a camera wrote beside the picture
};

/// Reads a JPEG, PNG, WebP, BMP or GIF file (of several pictures the first), told apart by its first bytes, whatever
/// its name says. Grey, palettes and CMYK become RGB; of 16 bits the upper 8 are taken; stored gamma and colour
/// profiles are ignored, as most programs that feed networks do; transparency is laid on black; a picture that its
/// camera stored turned or mirrored is put upright. A JPEG is decoded at a fraction of its size where both sides still
/// have `enough` pixels, which is several times faster. Throws Error (InvalidData, FileUnreadable) with `reason` and
/// what to do, also for images above 100 megapixels. Any thread.
RgbImage readImage(const std::filesystem::path& file, int enough);

/// The centred square of `image` at side × side, as three planes (red, green, blue) of side * side bytes.
void toSquarePlanes(const RgbImage& image, int side, std::uint8_t* planes);

}

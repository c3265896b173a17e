// SPDX-License-Identifier: Apache-2.0
// The formats behind readImage(), one file each. Private to core/data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

#include "core/data/image_file.h"

namespace paretoscope::data {

/// Why a picture cannot be used, for people: "it is truncated". readImage() names the file.
struct UnusableImage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using ImageBytes = std::span<const std::uint8_t>;

// Each throws UnusableImage. The picture is as it is stored; `orientation` is 1 (upright) to 8 (EXIF).
RgbImage decodeJpeg(ImageBytes bytes, int enough, int& orientation);
RgbImage decodePng(ImageBytes bytes, int& orientation);
RgbImage decodeBmp(ImageBytes bytes);
RgbImage decodeGif(ImageBytes bytes);
RgbImage decodeWebp(ImageBytes bytes, int& orientation);

/// Throws UnusableImage for sides of 0 and above 100 megapixels.
void requireSize(std::uint64_t width, std::uint64_t height);

/// An empty picture of that size, black.
RgbImage blackImage(std::uint64_t width, std::uint64_t height);

/// The orientation in an EXIF block (a TIFF header and its first directory), 1 where there is none.
int exifOrientation(ImageBytes tiff);

/// Put upright.
RgbImage upright(RgbImage image, int orientation);

/// `value` of 255 with that much cover of 255, on black.
inline std::uint8_t onBlack(unsigned value, unsigned cover) {
    return static_cast<std::uint8_t>((value * cover + 127) / 255);
}

/// Little-endian numbers within bounds; what lies beyond the end throws UnusableImage.
class LittleEndian {
public:
    explicit LittleEndian(ImageBytes bytes) : bytes_(bytes) { }

    [[nodiscard]] std::uint32_t at(std::size_t position, std::size_t width) const {
        if (position > bytes_.size() || bytes_.size() - position < width) {
            throw UnusableImage("it is truncated");
        }
        std::uint32_t value = 0;
        for (std::size_t i = width; i > 0; --i) {
            value = value << 8 | bytes_[position + i - 1];
        }
        return value;
    }

private:
    ImageBytes bytes_;
};

}

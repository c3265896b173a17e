// SPDX-License-Identifier: Apache-2.0
// Where a camera says how it was held (CIPA DC-008, tag 274, within a TIFF header).
#include <algorithm>

#include "core/data/image_codecs.h"

namespace paretoscope::data {

namespace {

/// Numbers of either byte order; 0 beyond the end: a damaged block says nothing.
class TiffReader {
public:
    explicit TiffReader(ImageBytes bytes) : bytes_(bytes), bigEndian_(!bytes.empty() && bytes[0] == 'M') { }

    [[nodiscard]] std::uint32_t at(std::size_t position, std::size_t width) const {
        if (position > bytes_.size() || bytes_.size() - position < width) {
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            value = value << 8 | bytes_[position + (bigEndian_ ? i : width - 1 - i)];
        }
        return value;
    }

private:
    ImageBytes bytes_;
    bool bigEndian_;
};

/// The stored pixel that stands at (x, y) of the upright picture.
struct StoredPixel {
    int x;
    int y;
};

StoredPixel sourceOf(int x, int y, int orientation, int width, int height) {
    switch (orientation) {
    case 2: // mirrored
        return {width - 1 - x, y};
    case 3: // half a turn
        return {width - 1 - x, height - 1 - y};
    case 4:
        return {x, height - 1 - y};
    case 5: // along the diagonal
        return {y, x};
    case 6: // a quarter turn clockwise
        return {y, height - 1 - x};
    case 7:
        return {width - 1 - y, height - 1 - x};
    case 8:
        return {width - 1 - y, x};
    default:
        return {x, y};
    }
}

}

int exifOrientation(ImageBytes tiff) {
    const TiffReader reader(tiff);
    constexpr std::size_t entryBytes = 12;
    constexpr std::uint32_t orientationTag = 274;
    const std::size_t directory = reader.at(4, 4);
    const std::size_t entries = reader.at(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * entryBytes;
        if (reader.at(entry, 2) == orientationTag) {
            const std::uint32_t orientation = reader.at(entry + 8, 2);
            return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
        }
    }
    return 1;
}

RgbImage upright(RgbImage image, int orientation) {
    if (orientation <= 1 || orientation > 8) {
        return image;
    }
    const bool sideways = orientation >= 5;
    RgbImage turned = blackImage(static_cast<std::uint64_t>(sideways ? image.height : image.width),
        static_cast<std::uint64_t>(sideways ? image.width : image.height));
    turned.wasTransparent = image.wasTransparent;
    turned.wasTurned = true;
    std::uint8_t* target = turned.pixels.data();
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x) {
            const StoredPixel from = sourceOf(x, y, orientation, image.width, image.height);
            const std::uint8_t* pixel =
                image.pixels.data() + 3 * (static_cast<std::ptrdiff_t>(from.y) * image.width + from.x);
            target = std::copy_n(pixel, 3, target);
        }
    }
    return turned;
}

}

// SPDX-License-Identifier: Apache-2.0
// Windows bitmaps without compression: 1, 4 or 8 bits with a palette, 24 bits, 32 bits (whose fourth byte is ignored).
#include <cstdlib>

#include "core/data/image_codecs.h"

namespace paretoscope::data {

namespace {

constexpr std::size_t fileHeader = 14;
constexpr std::uint32_t smallestHeader = 40; // BITMAPINFOHEADER
constexpr std::uint32_t plain = 0; // BI_RGB
constexpr std::uint32_t bitFields = 3; // BI_BITFIELDS

struct Header {
    std::size_t pixels;
    std::size_t palette;
    std::uint32_t bits;
    std::uint32_t width;
    std::uint32_t height;
    bool fromAbove;
};

/// The usual order of bytes in 32 bits; other masks are rare.
bool hasUsualMasks(const LittleEndian& read) {
    const std::size_t masks = fileHeader + smallestHeader;
    return read.at(masks, 4) == 0xFF0000 && read.at(masks + 4, 4) == 0xFF00 && read.at(masks + 8, 4) == 0xFF;
}

Header headerIn(const LittleEndian& read) {
    const std::uint32_t headerBytes = read.at(fileHeader, 4);
    if (headerBytes < smallestHeader) {
        throw UnusableImage("it is a bitmap of OS/2, which is not read");
    }
    const auto height = static_cast<std::int32_t>(read.at(22, 4));
    const Header header{.pixels = read.at(10, 4),
        .palette = fileHeader + headerBytes,
        .bits = read.at(28, 2),
        .width = read.at(18, 4),
        .height = static_cast<std::uint32_t>(std::llabs(height)),
        .fromAbove = height < 0};
    const std::uint32_t compression = read.at(30, 4);
    const bool usual = compression == plain || (compression == bitFields && header.bits == 32 && hasUsualMasks(read));
    const bool knownBits =
        header.bits == 1 || header.bits == 4 || header.bits == 8 || header.bits == 24 || header.bits == 32;
    if (!usual || !knownBits) {
        throw UnusableImage("it is a bitmap of a kind that is not read (compressed, or of 16 bits)");
    }
    return header;
}

}

RgbImage decodeBmp(ImageBytes bytes) {
    const LittleEndian read(bytes);
    const Header header = headerIn(read);
    RgbImage image = blackImage(header.width, header.height);
    const std::size_t rowBytes = (std::size_t{header.width} * header.bits + 31) / 32 * 4;
    // Before the loop: a truncated file of a huge size is refused at once.
    static_cast<void>(read.at(header.pixels + rowBytes * header.height - 1, 1));
    std::uint8_t* target = image.pixels.data();
    for (std::size_t y = 0; y < header.height; ++y) {
        const std::size_t row = header.pixels + rowBytes * (header.fromAbove ? y : header.height - 1 - y);
        for (std::size_t x = 0; x < header.width; ++x) {
            std::size_t pixel = row + x * header.bits / 8;
            if (header.bits <= 8) {
                const std::size_t shift = 8 - header.bits - x * header.bits % 8;
                pixel = header.palette + 4 * (bytes[pixel] >> shift & ((1U << header.bits) - 1));
            }
            const std::uint32_t colour = read.at(pixel, 3); // blue first
            *target++ = static_cast<std::uint8_t>(colour >> 16);
            *target++ = static_cast<std::uint8_t>(colour >> 8);
            *target++ = static_cast<std::uint8_t>(colour);
        }
    }
    return image;
}

}

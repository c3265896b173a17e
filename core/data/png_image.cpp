// SPDX-License-Identifier: Apache-2.0
// By libpng's full interface: its simplified one takes 16-bit pictures for linear light and obeys gAMA, so that the
// same pixels would come out brighter.
#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <string_view>
#include <vector>

#include <png.h>

#include "core/data/image_codecs.h"

namespace paretoscope::data {

namespace {

struct PngInput {
    ImageBytes bytes;
    std::size_t position = 0;
    std::array<char, 256> message{};
};

void read(png_structp decoder, png_bytep target, std::size_t count) {
    auto& source = *static_cast<PngInput*>(png_get_io_ptr(decoder));
    if (source.bytes.size() - source.position < count) {
        png_error(decoder, "it is truncated");
    }
    std::copy_n(source.bytes.begin() + static_cast<std::ptrdiff_t>(source.position), count, target);
    source.position += count;
}

void jumpOut(png_structp decoder, png_const_charp message) {
    auto& source = *static_cast<PngInput*>(png_get_error_ptr(decoder));
    std::snprintf(source.message.data(), source.message.size(), "%s", message);
    png_longjmp(decoder, 1);
}

void ignoreWarning(png_structp, png_const_charp) { }

/// What outlives a jump: belongs to the caller.
struct PngPicture {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    int orientation = 1;
    std::vector<std::uint8_t> rgba;
    std::vector<png_bytep> rows;
};

/// Everything as eight bits of red, green, blue and cover.
void askForRgba(png_structp decoder) {
    png_set_expand(decoder); // palettes, few bits, transparency beside the pixels
    png_set_strip_16(decoder);
    png_set_gray_to_rgb(decoder);
    png_set_add_alpha(decoder, 0xFF, PNG_FILLER_AFTER);
    png_set_interlace_handling(decoder);
}

/// False on an error, which `source` then holds. Only plain data between setjmp and longjmp.
bool decode(png_structp decoder, png_infop info, PngPicture& picture) {
    if (setjmp(png_jmpbuf(decoder)) != 0) {
        return false;
    }
    png_set_user_limits(decoder, 1'000'000, 1'000'000);
    png_read_info(decoder, info);
    picture.width = png_get_image_width(decoder, info);
    picture.height = png_get_image_height(decoder, info);
    if (static_cast<std::uint64_t>(picture.width) * picture.height > 100'000'000) {
        png_error(decoder, "it has more than 100 megapixels");
    }
    askForRgba(decoder);
    png_read_update_info(decoder, info);
    picture.rgba.resize(std::size_t{4} * picture.width * picture.height);
    if (png_get_rowbytes(decoder, info) != std::size_t{4} * picture.width) {
        png_error(decoder, "its pixels have an unknown form");
    }
    for (std::uint32_t y = 0; y < picture.height; ++y) {
        picture.rows.push_back(picture.rgba.data() + std::size_t{4} * picture.width * y);
    }
    png_read_image(decoder, picture.rows.data());
    png_read_end(decoder, info);
    png_bytep exif = nullptr;
    png_uint_32 exifBytes = 0;
    if (png_get_eXIf_1(decoder, info, &exifBytes, &exif) != 0) {
        picture.orientation = exifOrientation({exif, exifBytes});
    }
    return true;
}

/// libpng takes memory for what a chunk claims to hold before it sees that the file ends there.
void requireWholeChunks(ImageBytes bytes) {
    constexpr std::size_t signature = 8;
    constexpr std::size_t around = 12; // length, kind and checksum
    for (std::size_t at = signature; at + around <= bytes.size();) {
        std::size_t length = 0;
        for (const std::uint8_t byte : bytes.subspan(at, 4)) {
            length = length << 8U | byte;
        }
        if (length > bytes.size() - at - around) {
            throw UnusableImage("it is truncated");
        }
        if (std::ranges::equal(bytes.subspan(at + 4, 4), std::string_view("IEND"))) {
            return; // what follows is no part of the picture
        }
        at += around + length;
    }
}

RgbImage withoutCover(const PngPicture& picture) {
    RgbImage image = blackImage(picture.width, picture.height);
    std::uint8_t* target = image.pixels.data();
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
        const unsigned cover = picture.rgba[i + 3];
        image.wasTransparent |= cover < 255;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            *target++ = onBlack(picture.rgba[i + channel], cover);
        }
    }
    return image;
}

}

RgbImage decodePng(ImageBytes bytes, int& orientation) {
    requireWholeChunks(bytes);
    PngInput source{.bytes = bytes};
    png_structp decoder = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, jumpOut, ignoreWarning);
    png_infop info = png_create_info_struct(decoder);
    png_set_read_fn(decoder, &source, read);
    PngPicture picture;
    const bool done = decode(decoder, info, picture);
    png_destroy_read_struct(&decoder, &info, nullptr);
    if (!done) {
        throw UnusableImage(source.message.data());
    }
    orientation = picture.orientation;
    return withoutCover(picture);
}

}

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include <jpeglib.h>

#include "core/data/image_codecs.h"

namespace paretoscope::data {

namespace {

constexpr int exifMarker = JPEG_APP0 + 1;

/// libjpeg reports errors by calling back and must not return: we jump out, then throw.
struct JpegErrors {
    jpeg_error_mgr base; // first member: libjpeg hands back its address
    std::jmp_buf escape;
    std::array<char, JMSG_LENGTH_MAX> message;
};

void jumpOut(j_common_ptr decoder) {
    auto& errors = *reinterpret_cast<JpegErrors*>(decoder->err);
    decoder->err->format_message(decoder, errors.message.data());
    std::longjmp(errors.escape, 1);
}

/// Warnings (a truncated or damaged stream) count as errors: half an image teaches the wrong thing.
void refuseWarning(j_common_ptr decoder, int level) {
    if (level < 0) {
        jumpOut(decoder);
    }
}

unsigned reductionFor(unsigned width, unsigned height, unsigned enough) {
    unsigned reduction = 1;
    while (reduction < 8 && std::min(width, height) / (reduction * 2) >= enough) {
        reduction *= 2;
    }
    return reduction;
}

int orientationIn(const jpeg_decompress_struct& decoder) {
    constexpr std::array<std::uint8_t, 6> begin{'E', 'x', 'i', 'f', 0, 0};
    for (jpeg_saved_marker_ptr marker = decoder.marker_list; marker != nullptr; marker = marker->next) {
        const ImageBytes data(marker->data, marker->data_length);
        if (marker->marker == exifMarker && data.size() > begin.size()
            && std::equal(begin.begin(), begin.end(), data.begin())) {
            return exifOrientation(data.subspan(begin.size()));
        }
    }
    return 1;
}

/// Four inks to three lights. Adobe's programs store the inks inverted, and everybody else's files say nothing.
void toRgb(const std::uint8_t* inks, std::uint8_t* rgb, unsigned width, bool inverted) {
    for (unsigned x = 0; x < width; ++x, inks += 4, rgb += 3) {
        for (int channel = 0; channel < 3; ++channel) {
            const unsigned light = inverted ? inks[channel] : 255U - inks[channel];
            rgb[channel] = onBlack(light, inverted ? inks[3] : 255U - inks[3]);
        }
    }
}

/// What outlives a jump: belongs to the caller.
struct JpegPicture {
    RgbImage image;
    int orientation = 1;
    std::vector<std::uint8_t> inks; ///< a row of CMYK
};

/// False on an error, which `errors` then holds. Only plain data between setjmp and longjmp.
bool decode(ImageBytes bytes, unsigned enough, JpegPicture& picture, JpegErrors& errors) {
    jpeg_decompress_struct decoder;
    decoder.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = jumpOut;
    errors.base.emit_message = refuseWarning;
    jpeg_create_decompress(&decoder);
    if (setjmp(errors.escape) != 0) {
        jpeg_destroy_decompress(&decoder);
        return false;
    }
    jpeg_save_markers(&decoder, exifMarker, 0xFFFF);
    jpeg_mem_src(&decoder, bytes.data(), bytes.size());
    jpeg_read_header(&decoder, TRUE);
    if (static_cast<std::uint64_t>(decoder.image_width) * decoder.image_height > 100'000'000) {
        std::snprintf(errors.message.data(), errors.message.size(), "it has more than 100 megapixels");
        jpeg_destroy_decompress(&decoder);
        return false;
    }
    const bool cmyk = decoder.num_components == 4;
    decoder.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
    decoder.scale_num = 1;
    decoder.scale_denom = reductionFor(decoder.image_width, decoder.image_height, enough);
    jpeg_start_decompress(&decoder);
    picture.orientation = orientationIn(decoder);
    picture.image.width = static_cast<int>(decoder.output_width);
    picture.image.height = static_cast<int>(decoder.output_height);
    picture.image.pixels.resize(std::size_t{3} * decoder.output_width * decoder.output_height);
    picture.inks.resize(cmyk ? std::size_t{4} * decoder.output_width : 0);
    while (decoder.output_scanline < decoder.output_height) {
        std::uint8_t* target =
            picture.image.pixels.data() + std::size_t{3} * decoder.output_width * decoder.output_scanline;
        JSAMPROW row = cmyk ? picture.inks.data() : target;
        jpeg_read_scanlines(&decoder, &row, 1);
        if (cmyk) {
            toRgb(picture.inks.data(), target, decoder.output_width, decoder.saw_Adobe_marker != 0);
        }
    }
    jpeg_finish_decompress(&decoder);
    jpeg_destroy_decompress(&decoder);
    return true;
}

}

RgbImage decodeJpeg(ImageBytes bytes, int enough, int& orientation) {
    JpegPicture picture;
    JpegErrors errors{};
    if (!decode(bytes, static_cast<unsigned>(enough), picture, errors)) {
        throw UnusableImage(errors.message.data());
    }
    orientation = picture.orientation;
    return std::move(picture.image);
}

}

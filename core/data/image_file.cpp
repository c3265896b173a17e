// SPDX-License-Identifier: Apache-2.0
#include "core/data/image_file.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <jpeglib.h>
#include <png.h>

#include "core/base/error.h"
#include "core/data/resize.h"

namespace paretoscope::data {

namespace {

constexpr std::uint64_t largestPixels = 100'000'000;

[[noreturn]] void unusable(const std::filesystem::path& file, const std::string& reason) {
    throw Error(ErrorCode::InvalidData,
        "The image " + file.string() + " cannot be used: " + reason + ". Convert it again or remove it.",
        {{"file", file.string()}, {"reason", reason}});
}

std::vector<std::uint8_t> readBytes(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        throw Error(ErrorCode::FileUnreadable, "Cannot open " + file.string() + "; check that you may read it.",
            {{"file", file.string()}});
    }
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// libjpeg reports errors by calling back and must not return: we jump out, then throw.
struct JpegErrors {
    jpeg_error_mgr base; // first member: libjpeg hands back its address
    std::jmp_buf escape;
    std::array<char, JMSG_LENGTH_MAX> message;
};

JpegErrors& errorsOf(j_common_ptr decoder) {
    return *reinterpret_cast<JpegErrors*>(decoder->err);
}

void jumpOut(j_common_ptr decoder) {
    JpegErrors& errors = errorsOf(decoder);
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

/// Plain data only between setjmp and longjmp: `image` and `tooLarge` belong to the caller. False on an error.
bool decodeJpeg(const std::vector<std::uint8_t>& bytes, unsigned enough, RgbImage& image, JpegErrors& errors) {
    jpeg_decompress_struct decoder;
    decoder.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = jumpOut;
    errors.base.emit_message = refuseWarning;
    jpeg_create_decompress(&decoder);
    if (setjmp(errors.escape) != 0) {
        jpeg_destroy_decompress(&decoder);
        return false;
    }
    jpeg_mem_src(&decoder, bytes.data(), bytes.size());
    jpeg_read_header(&decoder, TRUE);
    if (static_cast<std::uint64_t>(decoder.image_width) * decoder.image_height > largestPixels) {
        std::snprintf(errors.message.data(), errors.message.size(), "it has more than 100 megapixels");
        jpeg_destroy_decompress(&decoder);
        return false;
    }
    decoder.out_color_space = JCS_RGB;
    decoder.scale_num = 1;
    decoder.scale_denom = reductionFor(decoder.image_width, decoder.image_height, enough);
    jpeg_start_decompress(&decoder);
    image.width = static_cast<int>(decoder.output_width);
    image.height = static_cast<int>(decoder.output_height);
    image.pixels.resize(std::size_t{3} * decoder.output_width * decoder.output_height);
    while (decoder.output_scanline < decoder.output_height) {
        JSAMPROW row = image.pixels.data() + std::size_t{3} * decoder.output_width * decoder.output_scanline;
        jpeg_read_scanlines(&decoder, &row, 1);
    }
    jpeg_finish_decompress(&decoder);
    jpeg_destroy_decompress(&decoder);
    return true;
}

RgbImage readJpeg(const std::filesystem::path& file, const std::vector<std::uint8_t>& bytes, int enough) {
    RgbImage image;
    JpegErrors errors{};
    if (!decodeJpeg(bytes, static_cast<unsigned>(enough), image, errors)) {
        unusable(file, errors.message.data());
    }
    return image;
}

RgbImage readPng(const std::filesystem::path& file, const std::vector<std::uint8_t>& bytes) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()) == 0) {
        unusable(file, png.message);
    }
    if (static_cast<std::uint64_t>(png.width) * png.height > largestPixels) {
        png_image_free(&png);
        unusable(file, "it has more than 100 megapixels");
    }
    png.format = PNG_FORMAT_RGB;
    RgbImage image;
    image.width = static_cast<int>(png.width);
    image.height = static_cast<int>(png.height);
    image.pixels.resize(PNG_IMAGE_SIZE(png));
    const png_color black{0, 0, 0};
    if (png_image_finish_read(&png, &black, image.pixels.data(), 0, nullptr) == 0) {
        unusable(file, png.message);
    }
    return image;
}

}

RgbImage readImage(const std::filesystem::path& file, int enough) {
    const std::vector<std::uint8_t> bytes = readBytes(file);
    if (bytes.size() >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF) {
        return readJpeg(file, bytes, enough);
    }
    if (bytes.size() >= 8 && png_sig_cmp(bytes.data(), 0, 8) == 0) {
        return readPng(file, bytes);
    }
    unusable(file, bytes.empty() ? "it is empty" : "it is neither JPEG nor PNG");
}

void toSquarePlanes(const RgbImage& image, int side, std::uint8_t* planes) {
    const int square = std::min(image.width, image.height);
    const int left = (image.width - square) / 2;
    const int top = (image.height - square) / 2;
    const Resizer resizer(square, square, side);
    const std::uint8_t* corner = image.pixels.data() + 3 * (static_cast<std::ptrdiff_t>(top) * image.width + left);
    for (int channel = 0; channel < 3; ++channel) {
        resizer.apply(
            corner + channel, 3 * image.width, 3, planes + static_cast<std::ptrdiff_t>(channel) * side * side);
    }
}

}

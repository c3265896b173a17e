// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <webp/decode.h>

#include "core/data/image_codecs.h"

namespace {

using namespace paretoscope::data;

/// Pictures whose header promises many pixels only cost time: the limit is tested elsewhere.
bool isSmall(std::size_t width, std::size_t height) {
    constexpr std::size_t most = 1U << 18U;
    return width * height <= most;
}

bool isSmallJpeg(ImageBytes bytes) {
    for (std::size_t i = 0; i + 8 < bytes.size(); ++i) {
        const bool frame = bytes[i] == 0xFF && bytes[i + 1] >= 0xC0 && bytes[i + 1] <= 0xCF;
        const auto two = [&](std::size_t at) { return std::size_t{256} * bytes[i + at] + bytes[i + at + 1]; };
        if (frame && !isSmall(two(5), two(7))) {
            return false;
        }
    }
    return true;
}

std::size_t bigEndian(ImageBytes bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        value = value << 8U | (i < bytes.size() ? bytes[i] : 0U);
    }
    return value;
}

template <typename Decode>
void tryWith(Decode decode) {
    try {
        int orientation = 1;
        RgbImage image = decode(orientation);
        image = upright(std::move(image), orientation);
        std::vector<std::uint8_t> planes(3 * 8 * 8);
        toSquarePlanes(image, 8, planes.data());
    } catch (const UnusableImage&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ImageBytes bytes(data, size);
    if (isSmallJpeg(bytes)) {
        tryWith([&](int& orientation) { return decodeJpeg(bytes, 8, orientation); });
    }
    if (isSmall(bigEndian(bytes, 16), bigEndian(bytes, 20))) {
        tryWith([&](int& orientation) { return decodePng(bytes, orientation); });
    }
    const LittleEndian read(bytes);
    if (size > 26
        && isSmall(read.at(18, 4), static_cast<std::size_t>(std::llabs(static_cast<std::int32_t>(read.at(22, 4)))))) {
        tryWith([&](int&) { return decodeBmp(bytes); });
    }
    if (size > 10 && isSmall(read.at(6, 2), read.at(8, 2))) {
        tryWith([&](int&) { return decodeGif(bytes); });
    }
    int webpWidth = 0;
    int webpHeight = 0;
    if (WebPGetInfo(data, size, &webpWidth, &webpHeight) != 0
        && isSmall(static_cast<std::size_t>(webpWidth), static_cast<std::size_t>(webpHeight))) {
        tryWith([&](int& orientation) { return decodeWebp(bytes, orientation); });
    }
    (void)exifOrientation(bytes);
    return 0;
}

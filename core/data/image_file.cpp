// SPDX-License-Identifier: Apache-2.0
#include "core/data/image_file.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/image_codecs.h"
#include "core/data/resize.h"

namespace paretoscope::data {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t largestPixels = 100'000'000;
constexpr std::size_t largestFile = std::size_t{512} << 20U;

bool beginsWith(ImageBytes bytes, std::string_view text, std::size_t from = 0) {
    return bytes.size() >= from + text.size()
        && std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(from),
            [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool isText(ImageBytes bytes) {
    return std::all_of(bytes.begin(),
        bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(64, bytes.size())),
        [](std::uint8_t c) { return c >= 0x20 || c == '\t' || c == '\n' || c == '\r'; });
}

/// What a file is that is none of those that are read.
std::string otherKind(ImageBytes bytes) {
    if (bytes.empty()) {
        return "it is empty";
    }
    struct Kind {
        std::string_view begin;
        std::size_t from;
        const char* what;
    };
    constexpr std::array kinds{Kind{"II*\0"sv, 0, "a TIFF image"}, Kind{"MM\0*"sv, 0, "a TIFF image"},
        Kind{"ftypheic"sv, 4, "a HEIC image"}, Kind{"ftypheix"sv, 4, "a HEIC image"},
        Kind{"ftypmif1"sv, 4, "a HEIF image"}, Kind{"ftypavif"sv, 4, "an AVIF image"},
        Kind{"\xFF\x0A"sv, 0, "a JPEG XL image"}, Kind{"\0\0\0\x0CjP  "sv, 0, "a JPEG 2000 image"},
        Kind{"\0\0\1\0"sv, 0, "an icon"}, Kind{"%PDF"sv, 0, "a PDF document"}, Kind{"PK\3\4"sv, 0, "a ZIP archive"}};
    for (const Kind& kind : kinds) {
        if (beginsWith(bytes, kind.begin, kind.from)) {
            return "it is " + std::string(kind.what) + ", which is not read";
        }
    }
    if (isText(bytes)) {
        const bool page = beginsWith(bytes, "<!") || beginsWith(bytes, "<html") || beginsWith(bytes, "<HTML");
        return page ? "it is a web page, not an image" : "it is text, not an image";
    }
    return "it is neither JPEG, PNG, WebP, BMP nor GIF";
}

RgbImage decode(ImageBytes bytes, int enough) {
    int orientation = 1;
    if (beginsWith(bytes, "\xFF\xD8\xFF"sv)) {
        RgbImage image = decodeJpeg(bytes, enough, orientation);
        return upright(std::move(image), orientation);
    }
    if (beginsWith(bytes, "\x89PNG\r\n\x1A\n"sv)) {
        RgbImage image = decodePng(bytes, orientation);
        return upright(std::move(image), orientation);
    }
    if (beginsWith(bytes, "BM"sv) && !isText(bytes)) {
        return decodeBmp(bytes);
    }
    if (beginsWith(bytes, "GIF87a"sv) || beginsWith(bytes, "GIF89a"sv)) {
        return decodeGif(bytes);
    }
    if (beginsWith(bytes, "RIFF"sv) && beginsWith(bytes, "WEBP"sv, 8)) {
        RgbImage image = decodeWebp(bytes, orientation);
        return upright(std::move(image), orientation);
    }
    throw UnusableImage(otherKind(bytes));
}

}

void requireSize(std::uint64_t width, std::uint64_t height) {
    if (width == 0 || height == 0) {
        throw UnusableImage("it has no pixels");
    }
    if (width > largestPixels || height > largestPixels || width * height > largestPixels) {
        throw UnusableImage("it has more than 100 megapixels");
    }
}

RgbImage blackImage(std::uint64_t width, std::uint64_t height) {
    requireSize(width, height);
    RgbImage image;
    image.width = static_cast<int>(width);
    image.height = static_cast<int>(height);
    image.pixels.resize(3 * width * height);
    return image;
}

RgbImage readImage(const std::filesystem::path& file, int enough) {
    const std::string bytes = base::readFile(file, largestFile);
    try {
        return decode({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, enough);
    } catch (const UnusableImage& why) {
        throw Error(ErrorCode::InvalidData,
            "The image " + file.string() + " cannot be used: " + why.what() + ". Save it again as PNG or JPEG.",
            {{"file", file.string()}, {"reason", why.what()}});
    }
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

// SPDX-License-Identifier: Apache-2.0
// Pixels of every format, against what was drawn.
#include <cstdio>
#include <fstream>
#include <functional>

#include <gtest/gtest.h>
#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include "core/base/error.h"
#include "core/data/image_codecs.h"
#include "core/data/image_file.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::data {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::uint8_t>;

constexpr int width = 7;
constexpr int height = 5;

/// A ramp: every pixel another value.
std::uint8_t drawn(int x, int y, int channel) {
    return static_cast<std::uint8_t>(7 * (y * width + x) + 3 * channel);
}

void write(const fs::path& file, const Bytes& bytes) {
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// libpng's full interface, so that 16 bits, gamma and alpha are written as they are.
void writePng(const fs::path& file, int colourType, int bits, int channels, double gamma,
    const std::function<unsigned(int x, int y, int channel)>& value) {
    std::FILE* stream = std::fopen(file.c_str(), "wb");
    ASSERT_NE(stream, nullptr);
    png_structp encoder = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(encoder);
    png_init_io(encoder, stream);
    png_set_IHDR(encoder, info, width, height, bits, colourType, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    if (gamma > 0) {
        png_set_gAMA(encoder, info, gamma);
    }
    png_write_info(encoder, info);
    for (int y = 0; y < height; ++y) {
        Bytes row;
        for (int x = 0; x < width; ++x) {
            for (int channel = 0; channel < channels; ++channel) {
                if (bits == 16) {
                    row.push_back(static_cast<std::uint8_t>(value(x, y, channel) >> 8));
                }
                row.push_back(static_cast<std::uint8_t>(value(x, y, channel)));
            }
        }
        png_write_row(encoder, row.data());
    }
    png_write_end(encoder, info);
    png_destroy_write_struct(&encoder, &info);
    std::fclose(stream);
}

void expectDrawn(const RgbImage& image, const std::function<unsigned(int x, int y, int channel)>& value) {
    ASSERT_EQ(image.width, width);
    ASSERT_EQ(image.height, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                ASSERT_EQ(image.pixels[static_cast<std::size_t>((y * width + x) * 3 + channel)], value(x, y, channel))
                    << x << " " << y << " " << channel;
            }
        }
    }
}

class ImageFile : public testing::Test {
protected:
    [[nodiscard]] fs::path file(const std::string& name) const { return folder_.path() / name; }

    TestFolder folder_;
};

TEST_F(ImageFile, aPngHasTheSamePixelsInEightAndSixteenBitsAndWithGamma) {
    for (const double gamma : {0.0, 1.0, 0.45455}) {
        for (const int bits : {8, 16}) {
            for (const auto& [type, channels] : {std::pair{PNG_COLOR_TYPE_GRAY, 1}, {PNG_COLOR_TYPE_RGB, 3},
                     {PNG_COLOR_TYPE_GRAY_ALPHA, 2}, {PNG_COLOR_TYPE_RGB_ALPHA, 4}}) {
                const bool covered = channels % 2 == 0;
                writePng(file("a.png"), type, bits, channels, gamma, [&](int x, int y, int channel) -> unsigned {
                    const bool cover = covered && channel == channels - 1;
                    const unsigned value = cover ? 255U : drawn(x, y, channel);
                    return bits == 16 ? value * 257 : value;
                });
                const RgbImage image = readImage(file("a.png"), 1);
                const bool grey = channels < 3;
                expectDrawn(image, [&](int x, int y, int channel) { return drawn(x, y, grey ? 0 : channel); });
                EXPECT_FALSE(image.wasTransparent);
            }
        }
    }
}

TEST_F(ImageFile, transparencyIsLaidOnBlackAndTold) {
    for (const int bits : {8, 16}) {
        writePng(file("a.png"), PNG_COLOR_TYPE_RGB_ALPHA, bits, 4, 0, [&](int x, int, int channel) -> unsigned {
            const unsigned value = channel == 3 ? (x == 0 ? 0U : x == 1 ? 51U : 255U) : 200U;
            return bits == 16 ? value * 257 : value;
        });
        const RgbImage image = readImage(file("a.png"), 1);
        EXPECT_TRUE(image.wasTransparent);
        expectDrawn(image, [](int x, int, int) { return x == 0 ? 0U : x == 1 ? 40U : 200U; });
    }
}

TEST_F(ImageFile, aBitmapIsReadFromBelowAndFromAbove) {
    for (const int bits : {24, 32}) {
        for (const bool fromAbove : {false, true}) {
            Bytes bytes{'B', 'M'};
            const auto number = [&bytes](std::uint32_t value, int count) {
                for (int i = 0; i < count; ++i) {
                    bytes.push_back(static_cast<std::uint8_t>(i < 4 ? value >> (8 * i) : 0));
                }
            };
            number(0, 8), number(54, 4), number(40, 4), number(width, 4);
            number(static_cast<std::uint32_t>(fromAbove ? -height : height), 4);
            number(1, 2), number(static_cast<std::uint32_t>(bits), 2), number(0, 4), number(0, 20);
            for (int row = 0; row < height; ++row) {
                const int y = fromAbove ? row : height - 1 - row;
                for (int x = 0; x < width; ++x) {
                    for (const int channel : {2, 1, 0}) {
                        bytes.push_back(drawn(x, y, channel));
                    }
                    if (bits == 32) {
                        bytes.push_back(0);
                    }
                }
                while (bytes.size() % 4 != 54 % 4) {
                    bytes.push_back(0);
                }
            }
            write(file("a.bmp"), bytes);
            expectDrawn(readImage(file("a.bmp"), 1), drawn);
            for (std::size_t length = 2; length < bytes.size(); length += 3) {
                write(file("b.bmp"), Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)));
                EXPECT_THROW(readImage(file("b.bmp"), 1), Error) << length;
            }
        }
    }
}

/// A GIF whose codes stay at `bits` + 1 bits, because the table is cleared before it would grow.
Bytes gif(bool interlaced, int transparent) {
    Bytes bytes{'G', 'I', 'F', '8', '9', 'a', width, 0, height, 0, 0xF6, 0, 0};
    for (int colour = 0; colour < 128; ++colour) {
        bytes.insert(bytes.end(), {static_cast<std::uint8_t>(2 * colour), static_cast<std::uint8_t>(255 - colour), 9});
    }
    if (transparent >= 0) {
        bytes.insert(bytes.end(), {'!', 0xF9, 4, 1, 0, 0, static_cast<std::uint8_t>(transparent), 0});
    }
    bytes.insert(
        bytes.end(), {',', 0, 0, 0, 0, width, 0, height, 0, static_cast<std::uint8_t>(interlaced ? 0x40 : 0), 7});
    std::vector<int> rows;
    if (interlaced) {
        rows = {0, 4, 2, 1, 3};
    } else {
        rows = {0, 1, 2, 3, 4};
    }
    Bytes codes; // eight bits each: 128 clears, 129 ends
    for (const int y : rows) {
        codes.push_back(128);
        for (int x = 0; x < width; ++x) {
            codes.push_back(static_cast<std::uint8_t>(y * width + x));
        }
    }
    codes.push_back(129);
    bytes.push_back(static_cast<std::uint8_t>(codes.size()));
    bytes.insert(bytes.end(), codes.begin(), codes.end());
    bytes.insert(bytes.end(), {0, ';'});
    return bytes;
}

TEST_F(ImageFile, aWebpIsReadWithItsCoverAndTold) {
    for (const bool transparent : {false, true}) {
        Bytes rgba;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                for (int channel = 0; channel < 3; ++channel) {
                    rgba.push_back(transparent && x == 0 ? 200 : drawn(x, y, channel));
                }
                rgba.push_back(transparent && x == 0 ? 51 : 255);
            }
        }
        std::uint8_t* written = nullptr;
        const std::size_t size = WebPEncodeLosslessRGBA(rgba.data(), width, height, 4 * width, &written);
        const Bytes bytes(written, written + size);
        WebPFree(written);
        write(file("a.jpg"), bytes); // whatever its name says
        const RgbImage image = readImage(file("a.jpg"), 1);
        EXPECT_EQ(image.wasTransparent, transparent);
        expectDrawn(image, [transparent](int x, int y, int channel) -> unsigned {
            return transparent && x == 0 ? 40U : drawn(x, y, channel);
        });
        for (std::size_t length = 12; length < size; length += 3) {
            write(file("b.webp"), Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)));
            EXPECT_THROW(readImage(file("b.webp"), 1), Error) << length;
        }
    }
}

/// The lossless pictures in an extended file: an animation of one frame beside the corner of its canvas, or a still one
/// with an EXIF block.
Bytes extendedWebp(const Bytes& still, bool animated, int orientation) {
    Bytes body{'W', 'E', 'B', 'P'};
    const auto number = [](Bytes& bytes, std::uint32_t value, int count) {
        for (int i = 0; i < count; ++i) {
            bytes.push_back(static_cast<std::uint8_t>(i < 4 ? value >> (8 * i) : 0));
        }
    };
    const auto chunk = [&](const char* name, const Bytes& data) {
        body.insert(body.end(), name, name + 4);
        number(body, static_cast<std::uint32_t>(data.size()), 4);
        body.insert(body.end(), data.begin(), data.end());
        if (data.size() % 2 != 0) {
            body.push_back(0);
        }
    };
    const Bytes picture(still.begin() + 12, still.end()); // behind RIFF, its size and WEBP
    Bytes header{static_cast<std::uint8_t>(animated ? 0x02 : 0x08), 0, 0, 0};
    number(header, width + (animated ? 2 : 0) - 1, 3);
    number(header, height - 1, 3);
    chunk("VP8X", header);
    if (animated) {
        chunk("ANIM", Bytes(6));
        Bytes frame;
        number(frame, 1, 3); // times two: two pixels from the left
        number(frame, 0, 3);
        number(frame, width - 1, 3), number(frame, height - 1, 3);
        number(frame, 100, 3), number(frame, 0, 1);
        frame.insert(frame.end(), picture.begin(), picture.end());
        chunk("ANMF", frame);
    } else {
        body.insert(body.end(), picture.begin(), picture.end());
        chunk("EXIF",
            {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, static_cast<std::uint8_t>(orientation), 0,
                0, 0, 0, 0, 0});
    }
    Bytes bytes{'R', 'I', 'F', 'F'};
    number(bytes, static_cast<std::uint32_t>(body.size()), 4);
    bytes.insert(bytes.end(), body.begin(), body.end());
    return bytes;
}

TEST_F(ImageFile, anAnimatedWebpLiesOnItsCanvasAndAStillOneIsTurned) {
    Bytes rgb;
    for (int i = 0; i < width * height; ++i) {
        for (int channel = 0; channel < 3; ++channel) {
            rgb.push_back(drawn(i % width, i / width, channel));
        }
    }
    std::uint8_t* written = nullptr;
    const std::size_t size = WebPEncodeLosslessRGB(rgb.data(), width, height, 3 * width, &written);
    const Bytes still(written, written + size);
    WebPFree(written);
    write(file("a.webp"), extendedWebp(still, true, 1));
    const RgbImage animation = readImage(file("a.webp"), 1);
    ASSERT_EQ(animation.width, width + 2);
    EXPECT_TRUE(animation.wasTransparent);
    EXPECT_EQ(animation.pixels[3], 0);
    EXPECT_EQ(animation.pixels[6 + 1], drawn(0, 0, 1));
    write(file("b.webp"), extendedWebp(still, false, 3));
    const RgbImage turned = readImage(file("b.webp"), 1);
    EXPECT_TRUE(turned.wasTurned);
    EXPECT_EQ(turned.pixels[0], drawn(width - 1, height - 1, 0));
}

TEST_F(ImageFile, theFirstPictureOfAGifIsRead) {
    for (const bool interlaced : {false, true}) {
        for (const int transparent : {-1, 3}) {
            const Bytes bytes = gif(interlaced, transparent);
            write(file("a.gif"), bytes);
            const RgbImage image = readImage(file("a.gif"), 1);
            EXPECT_EQ(image.wasTransparent, transparent >= 0);
            expectDrawn(image, [transparent](int x, int y, int channel) -> unsigned {
                const int colour = y * width + x;
                const unsigned value = static_cast<unsigned>(channel == 0 ? 2 * colour
                        : channel == 1                                    ? 255 - colour
                                                                          : 9);
                return colour == transparent ? 0 : value;
            });
            for (std::size_t length = 6; length + 3 < bytes.size(); ++length) {
                write(file("b.gif"), Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)));
                EXPECT_THROW(readImage(file("b.gif"), 1), Error) << length;
            }
        }
    }
}

/// Of one colour, `components` channels of it, with an EXIF block where `orientation` is above 0.
void writeJpeg(const fs::path& file, J_COLOR_SPACE space, const Bytes& colour, bool adobe, int orientation = 0) {
    jpeg_compress_struct encoder;
    jpeg_error_mgr errors;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    std::FILE* stream = std::fopen(file.c_str(), "wb");
    ASSERT_NE(stream, nullptr);
    jpeg_stdio_dest(&encoder, stream);
    encoder.image_width = 16;
    encoder.image_height = 8;
    encoder.input_components = static_cast<int>(colour.size());
    encoder.in_color_space = space;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, 100, TRUE);
    encoder.write_Adobe_marker = adobe ? TRUE : FALSE;
    jpeg_start_compress(&encoder, TRUE);
    if (orientation > 0) {
        const Bytes exif{'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0,
            static_cast<std::uint8_t>(orientation), 0, 0, 0, 0, 0, 0};
        jpeg_write_marker(&encoder, JPEG_APP0 + 1, exif.data(), static_cast<unsigned>(exif.size()));
    }
    while (encoder.next_scanline < encoder.image_height) {
        Bytes row;
        for (int x = 0; x < 16; ++x) {
            // The left half is dark, so that a turn shows.
            for (const std::uint8_t value : colour) {
                row.push_back(x < 8 && orientation > 0 ? 0 : value);
            }
        }
        JSAMPROW rows = row.data();
        jpeg_write_scanlines(&encoder, &rows, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    std::fclose(stream);
}

TEST_F(ImageFile, fourInksBecomeThreeLights) {
    // 20 % cyan, 60 % magenta, no yellow, half black; Adobe's programs store the opposite.
    for (const bool adobe : {false, true}) {
        Bytes inks{51, 153, 0, 127};
        if (adobe) {
            for (std::uint8_t& ink : inks) {
                ink = static_cast<std::uint8_t>(255 - ink);
            }
        }
        writeJpeg(file("a.jpg"), JCS_CMYK, inks, adobe);
        const RgbImage image = readImage(file("a.jpg"), 16);
        EXPECT_NEAR(image.pixels[0], 102, 3) << adobe;
        EXPECT_NEAR(image.pixels[1], 51, 3) << adobe;
        EXPECT_NEAR(image.pixels[2], 128, 3) << adobe;
    }
}

TEST_F(ImageFile, aPictureStandsAsItsCameraWasHeld) {
    // Where the dark half goes: left, right, right, left, above, above, below, below.
    for (int orientation = 1; orientation <= 8; ++orientation) {
        writeJpeg(file("a.jpg"), JCS_GRAYSCALE, {200}, false, orientation);
        const RgbImage image = readImage(file("a.jpg"), 16);
        EXPECT_EQ(image.wasTurned, orientation > 1);
        ASSERT_EQ(image.width, orientation >= 5 ? 8 : 16);
        const auto at = [&image](
                            int x, int y) { return image.pixels[static_cast<std::size_t>(3 * (y * image.width + x))]; };
        const bool firstIsDark = at(0, 0) < 100;
        const bool lastIsDark = at(image.width - 1, image.height - 1) < 100;
        const bool expected = orientation == 1 || orientation == 4 || orientation == 5 || orientation == 6;
        EXPECT_EQ(firstIsDark, expected) << orientation;
        EXPECT_EQ(lastIsDark, !expected) << orientation;
    }
}

TEST_F(ImageFile, everyOrientationIsWhatItsNumberSays) {
    RgbImage stored = blackImage(3, 2); // 0 1 2 / 3 4 5
    for (std::size_t i = 0; i < 6; ++i) {
        stored.pixels[3 * i] = static_cast<std::uint8_t>(i);
    }
    const std::vector<std::vector<int>> expected{{0, 1, 2, 3, 4, 5}, {2, 1, 0, 5, 4, 3}, {5, 4, 3, 2, 1, 0},
        {3, 4, 5, 0, 1, 2}, {0, 3, 1, 4, 2, 5}, {3, 0, 4, 1, 5, 2}, {5, 2, 4, 1, 3, 0}, {2, 5, 1, 4, 0, 3}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const RgbImage image = upright(stored, orientation);
        std::vector<int> reds;
        for (std::size_t i = 0; i < 6; ++i) {
            reds.push_back(image.pixels[3 * i]);
        }
        EXPECT_EQ(reds, expected[static_cast<std::size_t>(orientation - 1)]) << orientation;
        EXPECT_EQ(image.width, orientation >= 5 ? 2 : 3);
    }
}

TEST_F(ImageFile, whatIsNoImageIsNamed) {
    const std::vector<std::pair<std::string, std::string>> cases{{"", "empty"}, {"<!DOCTYPE html><html>", "web page"},
        {"label,file", "text"}, {std::string("RIFF\1\1\1\1WEBPVP8 ", 16), "damaged WebP"},
        {std::string("II*\0\1\1", 6), "TIFF"},
        {std::string("\0\0\0\x18"
                     "ftypheic",
             12),
            "HEIC"},
        {std::string("\1\2\3\4\5"), "neither"}};
    for (const auto& [text, what] : cases) {
        std::ofstream(file("a.jpg"), std::ios::binary) << text;
        const Error error = errorOf([&] { readImage(file("a.jpg"), 16); });
        EXPECT_NE(std::string(error.what()).find(what), std::string::npos) << error.what();
    }
}

}
}

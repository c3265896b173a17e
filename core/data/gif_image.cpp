// SPDX-License-Identifier: Apache-2.0
// The first picture of a GIF (CompuServe 1990, GIF89a, with its appendix F on LZW).
#include <array>
#include <optional>

#include "core/data/image_codecs.h"

namespace paretoscope::data {

namespace {

/// The codes of a chain of blocks, each at most 255 bytes long.
class Codes {
public:
    Codes(const LittleEndian& read, std::size_t position) : read_(read), position_(position) { }

    /// Nothing after the last block.
    std::optional<unsigned> next(unsigned width) {
        while (count_ < width) {
            if (left_ == 0) {
                left_ = read_.at(position_++, 1);
                if (left_ == 0) {
                    return std::nullopt;
                }
            }
            bits_ |= read_.at(position_++, 1) << count_;
            count_ += 8;
            --left_;
        }
        const unsigned code = bits_ & ((1U << width) - 1);
        bits_ >>= width;
        count_ -= width;
        return code;
    }

private:
    const LittleEndian& read_;
    std::size_t position_;
    std::uint32_t bits_ = 0;
    unsigned count_ = 0;
    std::uint32_t left_ = 0; ///< bytes of this block
};

/// Appendix F: `pixels` palette indices from codes of `least` + 1 to 12 bits.
std::vector<std::uint8_t> unpacked(Codes codes, unsigned least, std::size_t pixels) {
    constexpr unsigned mostCodes = 4096;
    if (least < 1 || least > 8) {
        throw UnusableImage("its GIF data is damaged");
    }
    const unsigned clear = 1U << least;
    const unsigned end = clear + 1;
    std::array<std::uint16_t, mostCodes> prefix{};
    std::array<std::uint8_t, mostCodes> last{};
    std::vector<std::uint8_t> result;
    std::vector<std::uint8_t> word; // of one code, from behind
    unsigned width = least + 1;
    unsigned used = end + 1;
    std::optional<unsigned> before;
    while (result.size() < pixels) {
        const std::optional<unsigned> code = codes.next(width);
        if (!code || *code == end) {
            throw UnusableImage("it is truncated");
        }
        if (*code == clear) {
            width = least + 1;
            used = end + 1;
            before.reset();
            continue;
        }
        if (*code > used || (*code == used && !before) || (!before && *code >= clear)) {
            throw UnusableImage("its GIF data is damaged");
        }
        word.clear();
        for (unsigned at = *code == used ? *before : *code;; at = prefix[at]) {
            word.push_back(at < clear ? static_cast<std::uint8_t>(at) : last[at]);
            if (at < clear) {
                break;
            }
        }
        const std::uint8_t first = word.back();
        result.insert(result.end(), word.rbegin(), word.rend());
        if (*code == used) {
            result.push_back(first);
        }
        if (before && used < mostCodes) {
            prefix[used] = static_cast<std::uint16_t>(*before);
            last[used++] = first;
            width += used == 1U << width && width < 12 ? 1 : 0;
        }
        before = code;
    }
    result.resize(pixels);
    return result;
}

/// The rows of an interlaced picture in the order they are stored.
std::vector<std::uint32_t> rowOrder(std::uint32_t height, bool interlaced) {
    std::vector<std::uint32_t> rows;
    struct Pass {
        std::uint32_t first;
        std::uint32_t step;
    };
    constexpr std::array<Pass, 4> passes{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    for (const Pass& pass : passes) {
        for (std::uint32_t y = interlaced ? pass.first : 0; y < height; y += interlaced ? pass.step : 1) {
            rows.push_back(y);
        }
        if (!interlaced) {
            break;
        }
    }
    return rows;
}

struct Palette {
    std::size_t position = 0;
    unsigned colours = 0;
};

Palette paletteAt(std::size_t position, std::uint32_t flags) {
    return (flags & 0x80) != 0 ? Palette{position, 2U << (flags & 7)} : Palette{position, 0};
}

std::size_t behindBlocks(const LittleEndian& read, std::size_t position) {
    while (const std::uint32_t size = read.at(position, 1)) {
        position += 1 + size;
    }
    return position + 1;
}

class Decoder {
public:
    explicit Decoder(ImageBytes bytes) : read_(bytes) { }

    RgbImage run() {
        RgbImage image = blackImage(read_.at(6, 2), read_.at(8, 2));
        Palette palette = paletteAt(13, read_.at(10, 1));
        std::size_t position = palette.position + 3 * std::size_t{palette.colours};
        while (read_.at(position, 1) == '!') { // extensions; one may name the transparent colour
            if (read_.at(position + 1, 1) == 0xF9 && (read_.at(position + 3, 1) & 1) != 0) {
                transparent_ = read_.at(position + 6, 1);
            }
            position = behindBlocks(read_, position + 2);
        }
        if (read_.at(position, 1) != ',') {
            throw UnusableImage("it holds no picture");
        }
        draw(position, palette, image);
        return image;
    }

private:
    void draw(std::size_t position, Palette palette, RgbImage& image) const {
        const std::uint32_t left = read_.at(position + 1, 2);
        const std::uint32_t top = read_.at(position + 3, 2);
        const std::uint32_t width = read_.at(position + 5, 2);
        const std::uint32_t height = read_.at(position + 7, 2);
        const std::uint32_t flags = read_.at(position + 9, 1);
        requireSize(width, height);
        const Palette own = paletteAt(position + 10, flags);
        palette = own.colours > 0 ? own : palette;
        const std::size_t data = position + 10 + 3 * std::size_t{own.colours};
        const std::vector<std::uint8_t> indices =
            unpacked(Codes(read_, data + 1), read_.at(data, 1), std::size_t{width} * height);
        const auto canvasWidth = static_cast<std::uint32_t>(image.width);
        image.wasTransparent =
            left > 0 || top > 0 || width < canvasWidth || height < static_cast<std::uint32_t>(image.height);
        auto index = indices.begin();
        for (const std::uint32_t row : rowOrder(height, (flags & 0x40) != 0)) {
            for (std::uint32_t column = 0; column < width; ++column, ++index) {
                const std::size_t x = left + column;
                const std::size_t y = top + row;
                if (*index == transparent_) {
                    image.wasTransparent = true;
                } else if (x < canvasWidth && y < static_cast<std::size_t>(image.height) && *index < palette.colours) {
                    const std::uint32_t colour = read_.at(palette.position + 3 * std::size_t{*index}, 3);
                    std::uint8_t* pixel = image.pixels.data() + 3 * (y * canvasWidth + x);
                    for (int channel = 0; channel < 3; ++channel) {
                        pixel[channel] = static_cast<std::uint8_t>(colour >> (8 * channel));
                    }
                }
            }
        }
    }

    LittleEndian read_;
    std::optional<std::uint32_t> transparent_;
};

}

RgbImage decodeGif(ImageBytes bytes) {
    return Decoder(bytes).run();
}

}

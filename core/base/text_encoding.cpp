// SPDX-License-Identifier: Apache-2.0
#include "core/base/text_encoding.h"

#include <cstddef>
#include <cstdint>

#include "core/base/text.h"

namespace paretoscope::base {

namespace {

void appendUtf8(std::string& text, std::uint32_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    text += static_cast<char>((0xFF00 >> (more + 1) & 0xFF) | code >> (6 * more));
    for (int i = more - 1; i >= 0; --i) {
        text += static_cast<char>(0x80 | (code >> (6 * i) & 0x3F));
    }
}

/// From either order of bytes; halves of a pair that stand alone become a question mark.
std::string fromUtf16(std::string_view bytes, bool bigEndian) {
    const auto unit = [&](std::size_t i) -> std::uint32_t {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        return bigEndian ? first << 8 | second : second << 8 | first;
    };
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        std::uint32_t code = unit(i);
        if (code >= 0xD800 && code < 0xE000) {
            const std::uint32_t low = i + 3 < bytes.size() ? unit(i + 2) : 0;
            const bool pair = code < 0xDC00 && low >= 0xDC00 && low < 0xE000;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : '?';
            i += pair ? 2 : 0;
        }
        appendUtf8(text, code);
    }
    return text;
}

std::string fromLatin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        appendUtf8(text, static_cast<unsigned char>(c));
    }
    return text;
}

}

std::string utf8Text(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return fromUtf16(bytes.substr(2), bytes[0] == '\xFE');
    } else if (bytes.size() >= 4 && (bytes[0] == '\0') != (bytes[1] == '\0')
        && (bytes[2] == '\0') != (bytes[3] == '\0')) {
        return fromUtf16(bytes, bytes[0] == '\0');
    }
    return isUtf8(bytes) ? std::string(bytes) : fromLatin1(bytes);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iomanip>
#include <sstream>

namespace paretoscope::base {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

/// A character and the bytes it takes; 0 bytes where there is no valid one.
struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 0;
};

Character characterAt(std::string_view text, std::size_t position) {
    const auto byte = [&](std::size_t i) {
        return position + i < text.size() ? static_cast<unsigned char>(text[position + i]) : 0U;
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) {
        return {};
    }
    std::uint32_t code = first & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) {
            return {};
        }
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code > 0x10FFFF ? Character{} : Character{code, bytes};
}

bool isControl(std::uint32_t code) {
    return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0) || code == 0x061C
        || code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E)
        || (code >= 0x2066 && code <= 0x2069); // Unicode's Bidi_Control, and its ends of lines and paragraphs
}

template <typename Unwanted>
std::string replaced(std::string_view text, Unwanted unwanted) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const Character character = characterAt(text, position);
        const std::size_t bytes = std::max<std::size_t>(character.bytes, 1);
        result += character.bytes == 0 || unwanted(character.code) ? replacement : text.substr(position, bytes);
        position += bytes;
    }
    return result;
}

}

bool isUtf8(std::string_view text) {
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t bytes = characterAt(text, position).bytes;
        if (bytes == 0) {
            return false;
        }
        position += bytes;
    }
    return true;
}

std::string withoutControls(std::string_view text) {
    return replaced(text, isControl);
}

std::string shortLine(std::string_view text, std::size_t most) {
    const bool cut = text.size() > most;
    if (cut) {
        // Not within a character: what is left of one would be shown as damage.
        while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80) {
            --most;
        }
        text = text.substr(0, most);
    }
    std::string line = withoutControls(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return cut ? line + "…" : line;
}

std::string shellWord(std::string_view word) {
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./:,@%";
    if (!word.empty() && word.find_first_not_of(harmless) == std::string_view::npos) {
        return std::string(word);
    }
    std::string text = "'";
    for (const char c : word) {
        text += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return text + "'";
}

std::string fixedText(double value, int digits) {
    if (std::isnan(value)) {
        return "–";
    }
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

std::string shortText(double value, int digits) {
    std::ostringstream text;
    text << std::setprecision(digits) << value;
    return text.str();
}

std::string durationText(double seconds) {
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    const auto inUnits = [](double value, const char* unit) {
        const double tenths = value < 9.95 ? 10 : 1; // no more digits than an estimate has
        return shortText(std::round(value * tenths) / tenths, 6) + unit;
    };
    if (!std::isfinite(seconds)) {
        return "–";
    }
    if (seconds < 1.5 * minute) {
        return fixedText(seconds, 0) + " s";
    }
    if (seconds < 1.5 * hour) {
        return fixedText(seconds / minute, 0) + " min";
    }
    return seconds < 1.5 * day ? inUnits(seconds / hour, " hours") : inUnits(seconds / day, " days");
}

std::string memoryText(std::int64_t bytes) {
    constexpr double mebibyte = 1 << 20;
    const double mebibytes = static_cast<double>(bytes) / mebibyte;
    return mebibytes < 1000 ? fixedText(mebibytes, 0) + " MiB" : fixedText(mebibytes / 1024, 1) + " GiB";
}

}

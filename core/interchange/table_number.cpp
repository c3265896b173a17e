// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/table_number.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/interchange/csv.h"

namespace paretoscope::interchange {

namespace {

constexpr std::string_view numberCharacters = "0123456789.,+-eE";

bool isDecimalDigit(char c) {
    return c >= '0' && c <= '9';
}

/// How many digits stand behind this place.
std::size_t digitsFrom(std::string_view text, std::size_t i) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(std::min(i, text.size()));
    return static_cast<std::size_t>(std::find_if_not(begin, text.end(), isDecimalDigit) - begin);
}

/// With the usual minus, and without the blanks and apostrophes that some countries write between thousands.
std::string plainNumber(std::string_view text) {
    constexpr std::string_view minus = "\u2212";
    constexpr std::array<std::string_view, 6> between{" ", "'", "\u00A0", "\u2009", "\u202F", "\u2019"};
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const auto mark = std::ranges::find_if(between, [&](std::string_view each) { return rest.starts_with(each); });
        const bool afterDigit = !plain.empty() && isDecimalDigit(plain.back());
        if (rest.starts_with(minus)) {
            plain += '-';
            i += minus.size();
        } else if (mark != between.end() && afterDigit && digitsFrom(text, i + mark->size()) == 3) {
            i += mark->size();
        } else {
            plain += text[i++];
        }
    }
    return plain;
}

/// Digits in threes behind each of these marks, as in 1,234,567; a number that begins with 0 has no thousands.
bool groupsThousands(std::string_view text, char mark) {
    text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    const std::size_t first = digitsFrom(text, 0);
    if (first < 1 || first > 3 || text.front() == '0' || first == text.size()) {
        return false;
    }
    for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4)) {
        if (text.front() != mark || digitsFrom(text, 1) != 3) {
            return false;
        }
    }
    return true;
}

/// Without the marks between thousands, of which the last has three digits behind it and the others two (in India) or
/// three; any other mark stays, so that the text reads as no number.
std::string withoutThousands(std::string_view text, char mark) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != mark) {
            result += text[i];
            continue;
        }
        const std::size_t digits = digitsFrom(text, i + 1);
        const bool last = text.find(mark, i + 1) == std::string_view::npos;
        if (i == 0 || !isDecimalDigit(text[i - 1]) || (digits != 3 && (digits != 2 || last))) {
            result += mark;
        }
    }
    return result;
}

/// With a decimal point, without marks between thousands.
std::string withPoint(const std::string& text, NumberMarks marks) {
    if (marks == NumberMarks::ThousandsComma) {
        return withoutThousands(text, ',');
    }
    if (marks != NumberMarks::DecimalComma) {
        return text;
    }
    std::string result = withoutThousands(text, '.');
    if (result.find('.') == std::string::npos) { // a point that stayed makes it no number
        std::replace(result.begin(), result.end(), ',', '.');
    }
    return result;
}

}

bool saysMissing(std::string_view text) {
    constexpr std::array<std::string_view, 19> words{"", "-", "?", ".", "nan", "NaN", "NAN", "NA", "na", "N/A", "n/a",
        "<NA>", "#N/A", "NaT", "null", "NULL", "none", "None", "missing"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

NumberMarks marksIn(std::string_view cell) {
    const std::string plain = plainNumber(trimmed(cell));
    const std::string_view number = std::string_view(plain).substr(0, plain.find_first_not_of(numberCharacters));
    if (std::ranges::none_of(number, isDecimalDigit)) {
        return NumberMarks::None;
    }
    const std::size_t comma = number.find(',');
    const std::size_t point = number.find('.');
    const auto isAlone = [number](char mark) { return number.find(mark) == number.rfind(mark); };
    if (comma != std::string_view::npos && point != std::string_view::npos) {
        return comma < point ? NumberMarks::ThousandsComma : NumberMarks::ThousandsPoint;
    }
    if (comma != std::string_view::npos) {
        return !groupsThousands(number, ',') ? NumberMarks::DecimalComma
            : isAlone(',')                   ? NumberMarks::AnyComma
                                             : NumberMarks::ThousandsComma;
    }
    if (point != std::string_view::npos) {
        return !groupsThousands(number, '.') ? NumberMarks::DecimalPoint
            : isAlone('.')                   ? NumberMarks::AnyPoint
                                             : NumberMarks::ThousandsPoint;
    }
    return NumberMarks::None;
}

std::optional<NumberInCell> numberIn(std::string_view cell, NumberMarks marks) {
    const std::string plain = withPoint(plainNumber(trimmed(cell)), marks);
    std::string_view text = plain;
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    text = trimmed(text);
    NumberInCell number;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
    const std::string_view rest = trimmed(text.substr(static_cast<std::size_t>(end - text.data())));
    number.unit = costUnitNamed(rest);
    number.percent = rest == "%";
    const bool known = rest.empty() || number.percent || number.unit != nullptr;
    return error == std::errc() && known ? std::optional(number) : std::nullopt;
}

}

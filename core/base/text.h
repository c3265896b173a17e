// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

/// Numbers as text for people, and text that others wrote, made fit to be stored, sent and shown. Any thread.
namespace paretoscope::base {

/// Whether the bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
bool isUtf8(std::string_view text);

/// Valid UTF-8 in which nothing moves a cursor, changes colours or reorders what stands beside it: control characters
/// (C0 but line end and tab, DEL, C1) and Unicode's bidirectional controls become U+FFFD.
std::string withoutControls(std::string_view text);

/// The same in one line, for messages: line ends and tabs become spaces, what is longer than `most` bytes ends in "…".
std::string shortLine(std::string_view text, std::size_t most = 200);

/// "a, b, c": what `textOf` makes of each, for messages.
template <typename Range, typename TextOf = std::identity>
std::string listed(const Range& range, TextOf textOf = {}) {
    std::string list;
    for (const auto& each : range) {
        list.append(list.empty() ? "" : ", ").append(std::invoke(textOf, each));
    }
    return list;
}

/// The word as a POSIX shell reads it back: in single quotes, unless nothing in it means anything to a shell.
std::string shellWord(std::string_view word);

/// For people, with so many digits after the point: "3.10"; NaN is "–".
std::string fixedText(double value, int digits);
/// At most so many digits in all, none of them a needless zero: "0.02", "1e+06".
std::string shortText(double value, int digits);

/// For people, about: "40 s", "12 min", "3.5 hours", "9 days".
std::string durationText(double seconds);
/// "350 MiB", "1.2 GiB".
std::string memoryText(std::int64_t bytes);

}

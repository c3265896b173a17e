// SPDX-License-Identifier: Apache-2.0
#include "core/base/closest_word.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace paretoscope::base {

namespace {

constexpr std::size_t longestTyped = 100; ///< longer texts are no mistyped words
constexpr std::size_t lettersForAMistake = 3;
constexpr std::size_t shortestBeginning = 3;

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins(std::string_view typed, std::string_view word) {
    return typed.size() >= shortestBeginning && typed.size() <= word.size()
        && std::ranges::equal(typed, word.substr(0, typed.size()), {}, lowered, lowered);
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::vector<std::size_t>, 3> rows; // two back, one back, this one
    rows.fill(std::vector<std::size_t>(b.size() + 1));
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[1][j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        rows[2][0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lowered(a[i - 1]) == lowered(b[j - 1]);
            rows[2][j] = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, rows[1][j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lowered(a[i - 1]) == lowered(b[j - 2]) && lowered(a[i - 2]) == lowered(b[j - 1])) {
                rows[2][j] = std::min(rows[2][j], rows[0][j - 2] + 1);
            }
        }
        std::ranges::rotate(rows, rows.begin() + 1);
    }
    return rows[1].back();
}

}

std::optional<std::string> closestWord(std::string_view typed, std::span<const std::string> known) {
    if (typed.size() > longestTyped) {
        return std::nullopt;
    }
    const auto begun = std::ranges::find_if(known, [typed](const std::string& word) { return begins(typed, word); });
    if (begun != known.end()) {
        return *begun;
    }
    std::optional<std::string> closest;
    std::size_t least = std::max<std::size_t>(1, typed.size() / lettersForAMistake) + 1;
    for (const std::string& word : known) {
        if (const std::size_t mistakes = distance(typed, word.substr(0, 2 * longestTyped)); mistakes < least) {
            least = mistakes;
            closest = word;
        }
    }
    return closest;
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace paretoscope::base {

/// The word that a mistyped one most likely meant: the first that it begins, else the one that the fewest insertions,
/// deletions, replacements and swaps of neighbours lead to (the optimal string alignment distance, bytes), at most one
/// for every three letters; of those alike the first. Letters' case does not count. Nothing where none is near.
std::optional<std::string> closestWord(std::string_view typed, std::span<const std::string> known);

}

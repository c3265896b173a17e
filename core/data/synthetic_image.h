// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace paretoscope::data {

inline constexpr int syntheticSide = 32; ///< pixels
inline constexpr int syntheticClasses = 10;

/// Draws one image of the built-in set: three planes (red, green, blue) of 32 × 32 bytes. Everything but the class
/// (place, size, turn, colours, background, clutter, noise) comes from `key`. Torch-free, any thread.
void drawSynthetic(int label, std::uint64_t key, std::uint8_t* planes);

/// "striped ring" and the like.
const char* syntheticClassName(int label);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/interchange/weights.h"

namespace paretoscope::interchange {

using TextPairs = std::map<std::string, std::string>;

/// The bytes of a safetensors file (huggingface/safetensors, format 0.x): 8 bytes header length, a JSON header padded
/// to a multiple of 8, then the float32 numbers little-endian. Arrays stand in the order of their names; `metadata`
/// goes under "__metadata__". Any thread.
std::string safetensorsBytes(const Weights& weights, const TextPairs& metadata);

/// Reads what safetensorsBytes() wrote, and any file with float32 arrays only. Throws Error (InvalidData) saying what
/// is wrong: nothing in the bytes can do more harm.
Weights weightsFromSafetensors(std::string_view bytes);

/// Throws Error (InvalidData) naming `file` and the first array that differs.
void requireSame(const Weights& read, const Weights& expected, const std::filesystem::path& file);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace paretoscope::base {

inline constexpr std::uint64_t fnv1aStart = 0xcbf29ce484222325ULL;

/// FNV-1a, 64 bits: the same in every program version and standard library. For ids and for finding damage, not for
/// security.
inline std::uint64_t fnv1a(std::span<const std::byte> bytes, std::uint64_t hash = fnv1aStart) {
    for (const std::byte byte : bytes) {
        hash ^= static_cast<std::uint64_t>(byte);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

inline std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = fnv1aStart) {
    return fnv1a(std::as_bytes(std::span(text)), hash);
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
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

/// SHA-256 (FIPS 180-4), for checking that what was sent or stored is what arrived. Not for secrets. One thread at a
/// time.
class Sha256 {
public:
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
    /// 64 hexadecimal digits, lower case. Ends the sum: add nothing afterwards.
    std::string hexadecimal();

private:
    void compress(const std::byte* block);

    std::array<std::uint32_t, 8> state_{
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, 64> pending_{};
    std::size_t pendingBytes_ = 0;
    std::uint64_t totalBytes_ = 0;
};

/// Of one text. Any thread.
std::string sha256(std::string_view bytes);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace paretoscope::base {

/// MD5 (RFC 1321), for checking downloads whose publishers name no better sum. It finds damage, not malice: Sha256 is
/// for everything of this program's own. One thread at a time.
class Md5 {
public:
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
    /// 32 hexadecimal digits, lower case. Ends the sum: add nothing afterwards.
    std::string hexadecimal();

private:
    void compress(const std::byte* block);

    std::array<std::uint32_t, 4> state_{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    std::array<std::byte, 64> pending_{};
    std::size_t pendingBytes_ = 0;
    std::uint64_t totalBytes_ = 0;
};

}

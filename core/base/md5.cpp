// SPDX-License-Identifier: Apache-2.0
#include "core/base/md5.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace paretoscope::base {

namespace {

constexpr std::size_t md5BlockBytes = 64;
constexpr int md5Rounds = 64;

/// RFC 1321, section 3.4: the integer parts of 2^32 · |sin(i)|, i from 1 in radians.
std::array<std::uint32_t, md5Rounds> md5Sines() {
    std::array<std::uint32_t, md5Rounds> table{};
    for (int i = 0; i < md5Rounds; ++i) {
        table[static_cast<std::size_t>(i)] =
            static_cast<std::uint32_t>(std::floor(std::fabs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
    }
    return table;
}

constexpr std::array<std::array<int, 4>, 4> md5Shifts{
    {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

std::uint32_t md5Word(const std::byte* bytes) {
    return static_cast<std::uint32_t>(bytes[0]) | static_cast<std::uint32_t>(bytes[1]) << 8U
        | static_cast<std::uint32_t>(bytes[2]) << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
}

}

void Md5::compress(const std::byte* block) {
    static const std::array<std::uint32_t, md5Rounds> sines = md5Sines();
    auto [a, b, c, d] = state_;
    for (std::size_t i = 0; i < md5Rounds; ++i) {
        std::uint32_t mixed = 0;
        std::size_t word = 0;
        if (i < 16) {
            mixed = (b & c) | (~b & d);
            word = i;
        } else if (i < 32) {
            mixed = (d & b) | (~d & c);
            word = (5 * i + 1) % 16;
        } else if (i < 48) {
            mixed = b ^ c ^ d;
            word = (3 * i + 5) % 16;
        } else {
            mixed = c ^ (b | ~d);
            word = 7 * i % 16;
        }
        const std::uint32_t sum = a + mixed + sines[i] + md5Word(block + 4 * word);
        a = d;
        d = c;
        c = b;
        b += std::rotl(sum, md5Shifts[i / 16][i % 4]);
    }
    state_[0] += a;
    state_[1] += b;
    state_[2] += c;
    state_[3] += d;
}

void Md5::add(std::span<const std::byte> bytes) {
    totalBytes_ += bytes.size();
    while (!bytes.empty()) {
        const std::size_t taken = std::min(bytes.size(), md5BlockBytes - pendingBytes_);
        std::copy_n(bytes.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(pendingBytes_));
        pendingBytes_ += taken;
        bytes = bytes.subspan(taken);
        if (pendingBytes_ == md5BlockBytes) {
            compress(pending_.data());
            pendingBytes_ = 0;
        }
    }
}

std::string Md5::hexadecimal() {
    const std::uint64_t bits = totalBytes_ * 8;
    const std::array padding{std::byte{0x80}};
    const std::array zero{std::byte{0}};
    add(padding);
    while (pendingBytes_ != md5BlockBytes - 8) {
        add(zero);
    }
    std::array<std::byte, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i) {
        length[i] = static_cast<std::byte>(bits >> (8 * i) & 0xFFU);
    }
    add(length);
    std::string text;
    for (const std::uint32_t word : state_) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            constexpr std::string_view digits = "0123456789abcdef";
            text += digits[word >> (shift + 4) & 0xFU];
            text += digits[word >> shift & 0xFU];
        }
    }
    return text;
}

}

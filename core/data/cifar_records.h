// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Torch-free: what a CIFAR set's files hold, whoever wrote them.

namespace paretoscope::data {

/// Records of the binary version: labels, of which the last is the class, and a picture of three planes.
struct CifarRecords {
    static constexpr std::int64_t pixelBytes = 3 * 32 * 32;
    std::int64_t labelBytes = 1;
    int classes = 10;

    [[nodiscard]] std::int64_t recordBytes() const { return labelBytes + pixelBytes; }
    [[nodiscard]] std::int64_t countIn(std::string_view bytes) const {
        return static_cast<std::int64_t>(bytes.size()) / recordBytes();
    }

    /// Copies the pictures and classes of the whole records in `bytes`, for which both have room; returns the first
    /// record whose class there is not, at which it stops.
    std::optional<std::int64_t> unpack(
        std::string_view bytes, std::span<std::uint8_t> pixels, std::span<std::int64_t> labels) const;

    /// A name a line; numbered ones where the text does not name each class. Names are a comfort: numbers do without.
    [[nodiscard]] std::vector<std::string> classNames(const std::string& text) const;
};

}

// SPDX-License-Identifier: Apache-2.0
#include "core/base/array.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/base/error.h"

namespace paretoscope::base {
namespace {

TEST(NamedArray, GivesBackItsNumbers) {
    const std::vector<float> values{1.5F, -2.0F, 0.0F, 3.25F, 1e-30F, 7.0F};
    const NamedArray array = makeArray("weights", {2, 3}, values);
    EXPECT_EQ(floats(array), values);
    EXPECT_EQ(array.bytes.size(), 24U);
    const std::vector<std::int64_t> integersIn{-1, 2};
    EXPECT_EQ(integers(makeArray("steps", {2}, integersIn)), integersIn);
    const std::vector<std::uint8_t> octetsIn{0, 255};
    EXPECT_EQ(octets(makeArray("state", {2}, octetsIn)), octetsIn);
    const std::vector<double> one{0.25};
    EXPECT_EQ(doubles(makeArray("scalar", {}, one)), one);
}

TEST(NamedArray, IsStoredLittleEndian) {
    const std::vector<float> one{1.0F}; // 0x3f800000
    const NamedArray array = makeArray("a", {1}, one);
    EXPECT_EQ(array.bytes[0], std::byte{0x00});
    EXPECT_EQ(array.bytes[2], std::byte{0x80});
    EXPECT_EQ(array.bytes[3], std::byte{0x3f});
}

TEST(NamedArray, MayBeEmpty) {
    const NamedArray array = makeArray("none", {0, 4}, std::span<const float>{});
    EXPECT_TRUE(floats(array).empty());
}

TEST(NamedArray, RefusesAShapeThatDoesNotFit) {
    const std::vector<float> values{1, 2, 3};
    EXPECT_THROW(makeArray("a", {2}, values), Error);
    EXPECT_THROW(makeArray("a", {-3}, values), Error);
    const std::int64_t huge = std::numeric_limits<std::int64_t>::max() / 2;
    const std::vector<std::int64_t> overflowing{huge, huge};
    EXPECT_THROW(elementCount(overflowing), Error);
}

TEST(NamedArray, RefusesToBeReadAsAnotherType) {
    const std::vector<float> values{1, 2};
    EXPECT_THROW(doubles(makeArray("a", {2}, values)), Error);
}

TEST(ArrayChecksum, ChangesWithAnyBitNameShapeOrType) {
    const std::vector<float> values{1, 2, 3, 4};
    const NamedArray array = makeArray("a", {4}, values);
    for (std::size_t position = 0; position < array.bytes.size(); ++position) {
        NamedArray damaged = array;
        damaged.bytes[position] ^= std::byte{1};
        EXPECT_NE(checksum(damaged), checksum(array));
    }
    EXPECT_NE(checksum(makeArray("b", {4}, values)), checksum(array));
    EXPECT_NE(checksum(makeArray("a", {2, 2}, values)), checksum(array));
}

TEST(ArrayNamed, FindsOrSaysWhatIsMissing) {
    const std::vector<float> values{1};
    const std::vector<NamedArray> arrays{makeArray("first", {1}, values), makeArray("second", {1}, values)};
    EXPECT_EQ(&arrayNamed(arrays, "second"), &arrays[1]);
    EXPECT_THROW((void)arrayNamed(arrays, "third"), Error);
}

}
}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/enum_names.h"

namespace paretoscope::base {

enum class ArrayType : std::uint8_t { Float32, Float64, Int64, UInt8 };

inline std::array<Named<ArrayType>, 4> namesOf(ArrayType) {
    return {{{ArrayType::Float32, "f32"}, {ArrayType::Float64, "f64"}, {ArrayType::Int64, "i64"},
        {ArrayType::UInt8, "u8"}}};
}
ArrayType arrayTypeFromName(std::string_view name); ///< throws Error (UnknownName)
std::size_t elementBytes(ArrayType type);

/// A named block of numbers (weights, α, a predictor), raw little-endian, row-major. Never an executable format.
struct NamedArray {
    std::string name;
    ArrayType dtype = ArrayType::Float32;
    std::vector<std::int64_t> shape; ///< empty for a single number
    std::vector<std::byte> bytes; ///< elementCount(shape) × elementBytes(dtype)

    bool operator==(const NamedArray&) const = default;
};

/// Product of the dimensions; throws Error (InvalidShape) on a negative one or an overflow.
std::int64_t elementCount(std::span<const std::int64_t> shape);

/// Throws Error (InvalidShape) where the bytes do not fit shape and type.
void validate(const NamedArray& array);

/// Hash over name, type, shape and bytes; changes when any of them is damaged.
std::uint64_t checksum(const NamedArray& array);

/// Arrays from numbers; throw Error (InvalidShape) where the shape does not hold that many.
NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const float> values);
NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const double> values);
NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const std::int64_t> values);
NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const std::uint8_t> values);

/// The numbers of an array; throw Error (InvalidData) where it has another type or damaged size.
std::vector<float> floats(const NamedArray& array);
std::vector<double> doubles(const NamedArray& array);
std::vector<std::int64_t> integers(const NamedArray& array);
std::vector<std::uint8_t> octets(const NamedArray& array);

/// The array of that name; throws Error (NotFound).
const NamedArray& arrayNamed(std::span<const NamedArray> arrays, std::string_view name);

}

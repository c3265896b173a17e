// SPDX-License-Identifier: Apache-2.0
#include "core/base/array.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "core/base/hash.h"

namespace paretoscope::base {

static_assert(std::endian::native == std::endian::little, "arrays are stored little-endian and read without swapping");

namespace {

template <typename Number>
NamedArray pack(std::string name, ArrayType type, std::vector<std::int64_t> shape, std::span<const Number> values) {
    NamedArray array{std::move(name), type, std::move(shape), std::vector<std::byte>(values.size_bytes())};
    if (!values.empty()) {
        std::memcpy(array.bytes.data(), values.data(), values.size_bytes());
    }
    validate(array);
    return array;
}

template <typename Number>
std::vector<Number> unpack(const NamedArray& array, ArrayType type) {
    if (array.dtype != type || array.bytes.size() % sizeof(Number) != 0) {
        throw Error(ErrorCode::InvalidData,
            "Array '" + array.name + "' holds " + std::string(textOf(array.dtype)) + " numbers where "
                + std::string(textOf(type)) + " ones were expected; fit or search again to replace it.",
            {{"array", array.name}});
    }
    std::vector<Number> values(array.bytes.size() / sizeof(Number));
    if (!values.empty()) {
        std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
    }
    return values;
}

}

ArrayType arrayTypeFromName(std::string_view name) {
    return valueOf<ArrayType>(name, "array type");
}

std::size_t elementBytes(ArrayType type) {
    switch (type) {
    case ArrayType::Float32:
        return 4;
    case ArrayType::Float64:
    case ArrayType::Int64:
        return 8;
    case ArrayType::UInt8:
        return 1;
    }
    return 1;
}

std::int64_t elementCount(std::span<const std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t dimension : shape) {
        const bool tooLarge = dimension > 0
            && count > std::numeric_limits<std::int64_t>::max() / 8 / std::max<std::int64_t>(dimension, 1);
        if (dimension < 0 || tooLarge) {
            throw Error(ErrorCode::InvalidShape,
                "An array has a dimension of " + std::to_string(dimension) + ", which no array can have.");
        }
        count *= dimension;
    }
    return count;
}

void validate(const NamedArray& array) {
    const std::size_t expected = static_cast<std::size_t>(elementCount(array.shape)) * elementBytes(array.dtype);
    if (array.bytes.size() != expected) {
        throw Error(ErrorCode::InvalidShape,
            "Array '" + array.name + "' holds " + std::to_string(array.bytes.size()) + " bytes where its shape needs "
                + std::to_string(expected) + ".",
            {{"array", array.name}});
    }
}

std::uint64_t checksum(const NamedArray& array) {
    std::uint64_t hash = fnv1a(array.name);
    hash = fnv1a(textOf(array.dtype), hash);
    hash = fnv1a(std::as_bytes(std::span(array.shape)), hash);
    return fnv1a(array.bytes, hash);
}

NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const float> values) {
    return pack(std::move(name), ArrayType::Float32, std::move(shape), values);
}

NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const double> values) {
    return pack(std::move(name), ArrayType::Float64, std::move(shape), values);
}

NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const std::int64_t> values) {
    return pack(std::move(name), ArrayType::Int64, std::move(shape), values);
}

NamedArray makeArray(std::string name, std::vector<std::int64_t> shape, std::span<const std::uint8_t> values) {
    return pack(std::move(name), ArrayType::UInt8, std::move(shape), values);
}

std::vector<float> floats(const NamedArray& array) {
    return unpack<float>(array, ArrayType::Float32);
}

std::vector<double> doubles(const NamedArray& array) {
    return unpack<double>(array, ArrayType::Float64);
}

std::vector<std::int64_t> integers(const NamedArray& array) {
    return unpack<std::int64_t>(array, ArrayType::Int64);
}

std::vector<std::uint8_t> octets(const NamedArray& array) {
    return unpack<std::uint8_t>(array, ArrayType::UInt8);
}

const NamedArray& arrayNamed(std::span<const NamedArray> arrays, std::string_view name) {
    for (const NamedArray& array : arrays) {
        if (array.name == name) {
            return array;
        }
    }
    throw Error(
        ErrorCode::NotFound, "There is no array named '" + std::string(name) + "'.", {{"array", std::string(name)}});
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/store/arrays.h"

#include <sstream>

#include "core/base/error.h"

namespace paretoscope::store {

namespace {

std::string shapeText(std::span<const std::int64_t> shape) {
    std::string text;
    for (const std::int64_t dimension : shape) {
        text += (text.empty() ? "" : " ") + std::to_string(dimension);
    }
    return text;
}

std::vector<std::int64_t> parseShape(const std::string& text) {
    std::vector<std::int64_t> shape;
    std::istringstream stream(text);
    for (std::int64_t dimension = 0; stream >> dimension;) {
        shape.push_back(dimension);
    }
    return shape;
}

/// Throws Error where type or shape make no sense.
base::NamedArray readArray(Query& row) {
    base::NamedArray array;
    array.name = row.text();
    array.dtype = base::arrayTypeFromName(row.text());
    array.shape = parseShape(row.text());
    const std::uint64_t expected = row.bits();
    const std::span<const std::byte> bytes = row.blob();
    array.bytes.assign(bytes.begin(), bytes.end());
    validate(array);
    if (checksum(array) != expected) {
        throw Error(ErrorCode::ProjectDamaged, "The checksum of array '" + array.name + "' is wrong.");
    }
    return array;
}

}

void insertArrays(Query& insert, std::int64_t owner, std::span<const base::NamedArray> arrays) {
    int position = 0;
    for (const base::NamedArray& array : arrays) {
        validate(array);
        const std::string shape = shapeText(array.shape);
        insert.bind(owner, position++, array.name, base::textOf(array.dtype), shape, checksum(array));
        insert.bindBlob(array.bytes.data(), array.bytes.size()).run();
    }
}

std::optional<std::vector<base::NamedArray>> readArrays(Query& select, std::int64_t owner) {
    std::vector<base::NamedArray> arrays;
    select.bind(owner);
    try {
        while (select.step()) {
            arrays.push_back(readArray(select));
        }
    } catch (const Error&) {
        return std::nullopt;
    }
    return arrays;
}

}

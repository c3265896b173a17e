// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/safetensors.h"

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"

namespace paretoscope::interchange {

namespace {

using Json = nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little, "safetensors are little-endian");

constexpr std::size_t lengthBytes = 8;
constexpr std::size_t alignment = 8;
constexpr std::size_t largestHeader = 100'000'000; // the format's own limit
constexpr std::uint64_t largestSize = 1ULL << 40;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::InvalidData, "The safetensors file " + what + ".", {{"reason", what}});
}

/// The array that an entry of the header describes.
FloatArray arrayOf(const std::string& name, const nlohmann::json& entry, std::string_view data) {
    const bool complete = entry.is_object() && entry.contains("dtype") && entry.contains("shape")
        && entry.contains("data_offsets") && entry["shape"].is_array() && entry["data_offsets"].is_array()
        && entry["data_offsets"].size() == 2;
    if (!complete || entry["dtype"] != "F32") {
        refuse("holds '" + name + "', which is no float32 array");
    }
    FloatArray array;
    std::size_t elements = 1;
    for (const nlohmann::json& size : entry["shape"]) {
        // Beside a size of 0 the others may be any, also in a file without a byte of data.
        const auto count = base::wholeIn<std::size_t>(size);
        if (!count || *count > largestSize || __builtin_mul_overflow(elements, *count, &elements)) {
            refuse("gives '" + name + "' a shape that it cannot have");
        }
        array.shape.push_back(static_cast<std::int64_t>(*count));
    }
    if (elements > data.size() / sizeof(float)) {
        refuse("is too short for '" + name + "'");
    }
    const nlohmann::json& offsets = entry["data_offsets"];
    const auto begin = base::wholeIn<std::size_t>(offsets[0]);
    const auto end = base::wholeIn<std::size_t>(offsets[1]);
    if (!begin || !end) {
        refuse("places '" + name + "' nowhere");
    }
    if (*begin > *end || *end > data.size() || *end - *begin != elements * sizeof(float)) {
        refuse("places '" + name + "' outside of its data");
    }
    array.values.resize(elements);
    if (elements > 0) { // an empty array has no address to copy to
        std::memcpy(array.values.data(), data.data() + *begin, *end - *begin);
    }
    return array;
}

}

std::string safetensorsBytes(const Weights& weights, const TextPairs& metadata) {
    Json header = Json::object();
    header["__metadata__"] = metadata;
    std::size_t offset = 0;
    for (const auto& [name, array] : weights) {
        const std::size_t end = offset + array.values.size() * sizeof(float);
        header[name] = {{"dtype", "F32"}, {"shape", array.shape}, {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = base::textOf(header);
    text.resize((text.size() + alignment - 1) / alignment * alignment, ' ');
    const auto length = static_cast<std::uint64_t>(text.size());
    std::string bytes(lengthBytes, '\0');
    std::memcpy(bytes.data(), &length, lengthBytes);
    bytes.reserve(lengthBytes + text.size() + offset);
    bytes += text;
    for (const auto& [name, array] : weights) {
        bytes.append(reinterpret_cast<const char*>(array.values.data()), array.values.size() * sizeof(float));
    }
    return bytes;
}

Weights weightsFromSafetensors(std::string_view bytes) {
    std::uint64_t length = 0;
    if (bytes.size() < lengthBytes) {
        refuse("is too short");
    }
    std::memcpy(&length, bytes.data(), lengthBytes);
    if (length > largestHeader || length > bytes.size() - lengthBytes) {
        refuse("is cut off within its header");
    }
    const std::string_view text = bytes.substr(lengthBytes, length);
    const nlohmann::json header = base::parseSortedJson(text, {.what = "the header of the safetensors file"});
    if (!header.is_object()) {
        refuse("has a header that is no JSON object");
    }
    const std::string_view data = bytes.substr(lengthBytes + length);
    Weights weights;
    for (const auto& [name, entry] : header.items()) {
        if (name != "__metadata__") {
            weights[name] = arrayOf(name, entry, data);
        }
    }
    return weights;
}

void requireSame(const Weights& read, const Weights& expected, const std::filesystem::path& file) {
    for (const auto& [name, array] : expected) {
        const auto found = read.find(name);
        const bool same = found != read.end() && found->second.shape == array.shape
            && found->second.values.size() == array.values.size()
            && (array.values.empty()
                || std::memcmp(found->second.values.data(), array.values.data(), array.values.size() * sizeof(float))
                    == 0);
        if (!same) {
            throw Error(ErrorCode::InvalidData,
                "The file " + file.string() + " was written, but '" + name
                    + "' does not read back as it was. Check the disk, and export again.",
                {{"file", file.string()}, {"name", name}});
        }
    }
}

}

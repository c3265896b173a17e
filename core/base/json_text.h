// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/text.h"

/// The program's one way from text to JSON and back. Whatever the text comes from (a project, a profile, a runner, a
/// message, a file that somebody sent), it is bounded before anything is allocated for it, and no JSON value aborts the
/// program when it is written. Any thread.
namespace paretoscope::base {

/// What a text is, for messages, and how much it may hold.
struct JsonSource {
    std::string what; ///< "the search checkpoint"
    ErrorCode error = ErrorCode::InvalidData;
    std::size_t mostBytes = std::size_t{256} << 20U;
    std::size_t mostValues = 5'000'000;
    bool comments = false; ///< as in C: files that people write
    bool ownNames = false; ///< refuses two fields of one name in the outermost object, of which a parser keeps either
};

/// Nothing that is read here is deeper than a handful of levels; what works through JSON may recurse to this depth.
inline constexpr int mostJsonLevels = 64;

/// Throws Error with the source's code that says what is wrong and where: too many bytes, values or levels, no JSON
/// (RFC 8259), no UTF-8, or a number that no double holds.
nlohmann::ordered_json parseJson(std::string_view text, const JsonSource& source);
/// The same with the names of an object in their own order.
nlohmann::json parseSortedJson(std::string_view text, const JsonSource& source);

/// For texts that are only shown or looked into: nothing where parseJson() would throw.
std::optional<nlohmann::ordered_json> jsonIn(std::string_view text);

/// On one line; what is no UTF-8 becomes replacement characters.
std::string textOf(const nlohmann::ordered_json& json);
std::string textOf(const nlohmann::json& json);

/// Nothing where it is no whole number or `Value` does not hold it: JSON's own conversion would turn it into another
/// number.
template <std::integral Value, typename Json>
std::optional<Value> wholeIn(const Json& json) {
    if (json.is_number_unsigned()) {
        const auto number = json.template get<std::uint64_t>();
        return std::in_range<Value>(number) ? std::optional(static_cast<Value>(number)) : std::nullopt;
    }
    if (json.is_number_integer()) {
        const auto number = json.template get<std::int64_t>();
        return std::in_range<Value>(number) ? std::optional(static_cast<Value>(number)) : std::nullopt;
    }
    return std::nullopt;
}

/// Throws Error (InvalidData) that shows the value where wholeIn() is nothing.
template <std::integral Value, typename Json>
Value wholeNumber(const Json& json) {
    if (const auto number = wholeIn<Value>(json)) {
        return *number;
    }
    throw Error(ErrorCode::InvalidData,
        "A whole number from " + std::to_string(std::numeric_limits<Value>::min()) + " to "
            + std::to_string(std::numeric_limits<Value>::max()) + " was expected, not " + shortLine(textOf(json))
            + ".");
}

/// Of an array. Throws as wholeNumber() does.
template <std::integral Value, typename Json>
std::vector<Value> wholeNumbers(const Json& json) {
    std::vector<Value> numbers;
    if (!json.is_array()) {
        throw Error(
            ErrorCode::InvalidData, "A list of whole numbers was expected, not " + shortLine(textOf(json)) + ".");
    }
    for (const Json& number : json) {
        numbers.push_back(wholeNumber<Value>(number));
    }
    return numbers;
}

/// A whole number from `low` to `high` in a field of an object. Throws Error (InvalidData) that names the field.
template <typename Json>
std::int64_t integerAt(const Json& object, const char* name, std::int64_t low, std::int64_t high) {
    if (const auto found = object.find(name); found != object.end()) {
        if (const auto value = wholeIn<std::int64_t>(*found); value && *value >= low && *value <= high) {
            return *value;
        }
    }
    throw Error(ErrorCode::InvalidData,
        "The field '" + std::string(name) + "' is not a whole number from " + std::to_string(low) + " to "
            + std::to_string(high) + ".",
        {{"field", name}});
}

}

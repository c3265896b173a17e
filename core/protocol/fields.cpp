// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/fields.h"

#include <cmath>
#include <limits>

#include "core/protocol/messages.h"

namespace paretoscope::protocol {

using nlohmann::json;

namespace {

/// Nothing that travels here is deeper than a handful; the limit keeps the recursion of dump() harmless.
constexpr int maxDepth = 64;

std::string shortened(std::string_view text) {
    constexpr std::size_t shown = 80;
    return std::string(text.substr(0, shown)) + (text.size() > shown ? "…" : "");
}

}

Error violation(const std::string& what) {
    return {ErrorCode::ProtocolViolation,
        "A message between window and worker is wrong: " + what
            + ". Both must come from the same installation; restart the program.",
        {{"what", what}}};
}

json parseObject(std::string_view text, const std::string& what) {
    if (text.size() > maxLineBytes) {
        throw violation(what + " is longer than " + std::to_string(maxLineBytes) + " bytes");
    }
    const auto limitDepth = [&](int depth, json::parse_event_t, json&) {
        if (depth > maxDepth) {
            throw violation(what + " is nested deeper than " + std::to_string(maxDepth) + " levels");
        }
        return true;
    };
    try {
        json object = json::parse(text, limitDepth);
        if (!object.is_object()) {
            throw violation(what + " is no JSON object: " + shortened(text));
        }
        return object;
    } catch (const json::parse_error& error) {
        throw violation(what + " is no JSON (" + error.what() + ")");
    }
}

std::string dumpLine(const json& object) {
    std::string line = object.dump(-1, ' ', false, json::error_handler_t::replace);
    if (line.size() > maxLineBytes) {
        throw violation("it would be longer than " + std::to_string(maxLineBytes)
            + " bytes; what is that large belongs into the project file");
    }
    return line;
}

json numberToJson(double value) {
    if (std::isnan(value)) {
        return nullptr;
    }
    if (std::isinf(value)) {
        return value > 0 ? "inf" : "-inf";
    }
    return value;
}

double numberFromJson(const json& value, const std::string& field) {
    if (value.is_null()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (value == "inf" || value == "-inf") {
        return value == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    }
    if (!value.is_number()) {
        throw violation(field + " is no number");
    }
    return value.get<double>();
}

Error Fields::wrong(const char* field, const std::string& what) const {
    return violation("field '" + std::string(field) + "' of '" + message_ + "': " + what);
}

const json* Fields::find(const char* field) const {
    const auto found = object_.find(field);
    return found == object_.end() ? nullptr : &*found;
}

const json& Fields::required(const char* field) const {
    const json* value = find(field);
    if (value == nullptr) {
        throw wrong(field, "it is missing");
    }
    return *value;
}

std::int64_t Fields::integer(const char* field) const {
    const json& value = required(field);
    const bool tooLarge = value.is_number_unsigned()
        && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (!value.is_number_integer() || tooLarge) {
        throw wrong(field, "it is no whole number of 64 bits");
    }
    return value.get<std::int64_t>();
}

int Fields::smallInteger(const char* field) const {
    const std::int64_t value = integer(field);
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
        throw wrong(field, "it is out of range");
    }
    return static_cast<int>(value);
}

bool Fields::flag(const char* field) const {
    const json& value = required(field);
    if (!value.is_boolean()) {
        throw wrong(field, "it is neither true nor false");
    }
    return value.get<bool>();
}

double Fields::number(const char* field) const {
    return numberFromJson(required(field), "field '" + std::string(field) + "' of '" + message_ + "'");
}

std::optional<double> Fields::optionalNumber(const char* field) const {
    return find(field) == nullptr ? std::nullopt : std::optional(number(field));
}

std::string Fields::text(const char* field) const {
    const json& value = required(field);
    if (!value.is_string()) {
        throw wrong(field, "it is no text");
    }
    return value.get<std::string>();
}

std::string Fields::optionalText(const char* field) const {
    return find(field) == nullptr ? std::string{} : text(field);
}

std::vector<std::int64_t> Fields::integers(const char* field) const {
    std::vector<std::int64_t> numbers;
    for (const json& value : array(field)) {
        const json entry{{field, value}};
        numbers.push_back(Fields(entry, message_).integer(field));
    }
    return numbers;
}

std::string Fields::embedded(const char* field, bool isRequired) const {
    const json* value = find(field);
    if (value == nullptr && !isRequired) {
        return {};
    }
    if (!required(field).is_object()) {
        throw wrong(field, "it is no JSON object");
    }
    return value->dump(-1, ' ', false, json::error_handler_t::replace);
}

const json& Fields::array(const char* field) const {
    const json& value = required(field);
    if (!value.is_array()) {
        throw wrong(field, "it is no list");
    }
    return value;
}

void embed(json& message, const char* field, const std::string& text, bool required) {
    if (!text.empty() || required) {
        message[field] = parseObject(text, "field '" + std::string(field) + "'");
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_fields.h"

#include <cmath>
#include <limits>

namespace paretoscope::base {

namespace {

/// Nothing that is read here is deeper than a handful; the limit keeps the recursion of reading and dump() harmless.
constexpr int maxDepth = 64;

std::string shortened(const std::string& text) {
    constexpr std::size_t shown = 80;
    return text.substr(0, shown) + (text.size() > shown ? "…" : "");
}

}

Json numberToJson(double value) {
    if (std::isnan(value)) {
        return nullptr;
    }
    if (std::isinf(value)) {
        return value > 0 ? "inf" : "-inf";
    }
    return value;
}

double numberFromJson(const Json& value) {
    if (value.is_null()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (value == "inf" || value == "-inf") {
        return value == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    }
    if (!value.is_number()) {
        throw Error(ErrorCode::InvalidData, "The value " + shortened(textOf(value)) + " is no number.");
    }
    return value.get<double>();
}

std::string textOf(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void JsonReader::finish() const {
    if (!rules_.refuseUnknown) {
        return;
    }
    for (const auto& [name, value] : json_.items()) {
        if (!known_.contains(name)) {
            std::string allowed;
            for (const std::string& candidate : known_) {
                allowed += (allowed.empty() ? "" : ", ") + candidate;
            }
            fail(name, "there is no such field; allowed are: " + allowed);
        }
    }
}

void JsonReader::expect(bool holds, const std::string& field, const Json& json) const {
    if (!holds) {
        fail(field, "the value " + shortened(textOf(json)) + " has the wrong type or is out of range");
    }
}

void JsonReader::fail(const std::string& field, const std::string& reason) const {
    const std::string path = path_ + field;
    throw Error(rules_.error, "In " + rules_.what + ", field '" + path + "': " + reason + ".",
        {{"field", path}, {"reason", reason}});
}

Json parseJsonObject(std::string_view text, const JsonRules& rules) {
    const auto refuse = [&rules](const std::string& reason) {
        throw Error(rules.error, "In " + rules.what + ": " + reason + ".", {{"reason", reason}});
    };
    const auto limitDepth = [&](int depth, Json::parse_event_t, Json&) {
        if (depth > maxDepth) {
            refuse("it is nested deeper than " + std::to_string(maxDepth) + " levels");
        }
        return true;
    };
    Json json;
    try {
        json = Json::parse(text, limitDepth);
    } catch (const Json::parse_error& error) {
        refuse(std::string("it is no JSON (") + error.what() + ")");
    }
    if (!json.is_object()) {
        refuse("a JSON object is expected instead of " + shortened(std::string(text)));
    }
    return json;
}

}

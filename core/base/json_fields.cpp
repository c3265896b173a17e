// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_fields.h"

#include <cmath>
#include <limits>

#include "core/base/json_text.h"
#include "core/base/text.h"

namespace paretoscope::base {

namespace {

constexpr std::size_t shown = 80;

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
        throw Error(ErrorCode::InvalidData, "The value " + shortLine(textOf(value), shown) + " is no number.");
    }
    return value.get<double>();
}

void JsonReader::finish() const {
    if (!rules_.refuseUnknown) {
        return;
    }
    for (const auto& [name, value] : json_.items()) {
        if (!known_.contains(name)) {
            fail(name, "there is no such field; allowed are: " + listed(known_));
        }
    }
}

void JsonReader::expect(bool holds, const std::string& field, const Json& json) const {
    if (!holds) {
        fail(field, "the value " + shortLine(textOf(json), shown) + " has the wrong type or is out of range");
    }
}

void JsonReader::fail(const std::string& field, const std::string& reason) const {
    const std::string path = path_ + field;
    throw Error(rules_.error, "In " + rules_.what + ", field '" + path + "': " + reason + ".",
        {{"field", path}, {"reason", reason}});
}

Json parseJsonObject(std::string_view text, const JsonRules& rules) {
    Json json = parseJson(text, {.what = rules.what, .error = rules.error});
    if (!json.is_object()) {
        const std::string reason = "a JSON object is expected instead of " + shortLine(text, shown);
        throw Error(rules.error, "In " + rules.what + ": " + reason + ".", {{"reason", reason}});
    }
    return json;
}

}

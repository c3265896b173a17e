// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/base/json_text.h"

/// The program's one mapping between structs and JSON. A struct is described once by
///
///     template <typename Fields> void describe(Fields& fields, Struct& value) { fields("name", value.member); ... }
///
/// or, where the names follow from those of the members, by PARETOSCOPE_FIELDS (core/base/member_fields.h).
///
/// Members may be numbers, texts, flags, enumerations (base::NamedEnum), structs that are described
/// themselves, and std::optional, std::vector and std::map<std::string, ...> of these. JSON has no NaN and no
/// infinities: NaN and an empty optional are null, infinities "inf" and "-inf". What has another form has functions of
/// its own beside it: `Json writeJson(const Value&)` and `void readJson(const Json&, Value&)`, which throws Error.
namespace paretoscope::base {

using Json = nlohmann::ordered_json;

inline const char* nameOf(const char* field) {
    return field;
}

Json numberToJson(double value);
/// Throws Error (InvalidData) where it is neither a number nor one of the words above.
double numberFromJson(const Json& value);

class JsonWriter {
public:
    template <typename Name, typename Value>
    void operator()(const Name& name, const Value& value) {
        json_[nameOf(name)] = toJson(value);
    }

    template <typename Value>
    static Json toJson(const Value& value) {
        if constexpr (std::is_same_v<Value, Json>) {
            return value;
        } else if constexpr (requires { writeJson(value); }) {
            return writeJson(value);
        } else if constexpr (NamedEnum<Value>) {
            return textOf(value);
        } else if constexpr (requires(JsonWriter & writer, Value & member) { describe(writer, member); }) {
            JsonWriter inner;
            describe(inner, const_cast<Value&>(value)); // describe() is shared with the reader
            return std::move(inner.json_);
        } else if constexpr (std::is_floating_point_v<Value>) {
            return numberToJson(value);
        } else {
            return listOrPlain(value);
        }
    }

private:
    template <typename Value>
    static Json listOrPlain(const Value& value) {
        return value;
    }
    template <typename Value>
    static Json listOrPlain(const std::optional<Value>& value) {
        return value ? toJson(*value) : Json(nullptr);
    }
    template <typename Value>
    static Json listOrPlain(const std::vector<Value>& values) {
        Json list = Json::array();
        for (const auto& value : values) {
            list.push_back(toJson<Value>(value));
        }
        return list;
    }
    template <typename Value>
    static Json listOrPlain(const std::map<std::string, Value>& values) {
        Json object = Json::object();
        for (const auto& [name, value] : values) {
            object[name] = toJson(value);
        }
        return object;
    }

    Json json_ = Json::object();
};

/// How strictly a JSON object is read, and what an error says.
struct JsonRules {
    ErrorCode error = ErrorCode::InvalidData;
    std::string what; ///< "the job configuration"
    bool refuseUnknown = false; ///< a field that no member has is an error
    bool refuseMissing = false; ///< a field that is left out is an error; else the member keeps its value
};

class JsonReader {
public:
    /// Throws Error where `json` is no object.
    JsonReader(const Json& json, const JsonRules& rules, std::string path = {})
        : json_(json)
        , rules_(rules)
        , path_(std::move(path)) {
        if (!json.is_object()) {
            fail("", "an object is expected");
        }
    }

    JsonReader(const Json& json, JsonRules&& rules, std::string path = {}) = delete; // they must outlive it

    /// Throws Error with the rules' code that names the field.
    template <typename Name, typename Value>
    void operator()(const Name& name, Value& value) {
        const char* field = nameOf(name);
        known_.insert(field);
        const auto found = json_.find(field);
        if (found == json_.end()) {
            if (rules_.refuseMissing && !isOptional(value)) {
                fail(field, "it is missing");
            }
            return;
        }
        read(field, *found, value);
    }

    /// Refuses what no member has, where the rules say so.
    void finish() const;

    template <typename Value>
    void read(const std::string& field, const Json& json, Value& value) {
        if constexpr (std::is_same_v<Value, Json>) {
            value = json;
        } else if constexpr (requires { readJson(json, value); }) {
            try {
                readJson(json, value);
            } catch (const Error& error) {
                fail(field, error.what());
            }
        } else if constexpr (NamedEnum<Value>) {
            expect(json.is_string(), field, json);
            try {
                value = valueOf<Value>(json.get_ref<const std::string&>(), field);
            } catch (const Error& error) {
                fail(field, error.what());
            }
        } else if constexpr (requires(JsonReader & reader) { describe(reader, value); }) {
            JsonReader inner(json, rules_, path_ + field + ".");
            describe(inner, value);
            inner.finish();
        } else if constexpr (std::is_same_v<Value, bool>) {
            expect(json.is_boolean(), field, json);
            value = json.get<bool>();
        } else if constexpr (std::is_floating_point_v<Value>) {
            expect(json.is_number() || json.is_null() || json == "inf" || json == "-inf", field, json);
            value = numberFromJson(json);
        } else if constexpr (std::is_integral_v<Value>) {
            const auto number = wholeIn<Value>(json);
            expect(number.has_value(), field, json);
            value = *number;
        } else if constexpr (std::is_same_v<Value, std::string>) {
            expect(json.is_string(), field, json);
            value = json.get<std::string>();
        } else {
            readList(field, json, value);
        }
    }

private:
    template <typename Value>
    static bool isOptional(const Value&) {
        return false;
    }
    template <typename Value>
    static bool isOptional(const std::optional<Value>&) {
        return true;
    }
    template <typename Value>
    void readList(const std::string& field, const Json& json, std::optional<Value>& value) {
        value.reset();
        if (!json.is_null()) {
            read(field, json, value.emplace());
        }
    }
    template <typename Value>
    void readList(const std::string& field, const Json& json, std::vector<Value>& values) {
        expect(json.is_array(), field, json);
        values.clear();
        for (std::size_t i = 0; i < json.size(); ++i) {
            Value value{};
            read(field + "[" + std::to_string(i) + "]", json[i], value);
            values.push_back(std::move(value));
        }
    }
    template <typename Value>
    void readList(const std::string& field, const Json& json, std::map<std::string, Value>& values) {
        expect(json.is_object(), field, json);
        values.clear();
        for (const auto& [name, entry] : json.items()) {
            read(field + "." + name, entry, values[name]);
        }
    }
    void expect(bool holds, const std::string& field, const Json& json) const;
    [[noreturn]] void fail(const std::string& field, const std::string& reason) const;

    const Json& json_;
    const JsonRules& rules_;
    std::string path_;
    std::set<std::string> known_;
};

/// JSON text of a described struct.
template <typename Struct>
std::string jsonOf(const Struct& value) {
    return textOf(JsonWriter::toJson(value));
}

/// Throws Error with the rules' code where the text is no JSON object or does not follow the rules.
Json parseJsonObject(std::string_view text, const JsonRules& rules);

template <typename Struct>
Struct fromJson(const Json& json, const JsonRules& rules) {
    Struct value;
    JsonReader reader(json, rules);
    describe(reader, value);
    reader.finish();
    return value;
}
template <typename Struct>
Struct fromJsonText(std::string_view text, const JsonRules& rules) {
    return fromJson<Struct>(parseJsonObject(text, rules), rules);
}

}

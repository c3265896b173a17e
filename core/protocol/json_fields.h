// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace paretoscope::protocol {

/// A struct is described once by `template <typename Fields> void describe(Fields& fields, Struct& value)`, which calls
/// `fields("name", value.member)` for each member; FieldWriter and FieldReader then turn it into JSON and back.
class FieldWriter {
public:
    template <typename Value>
    void operator()(const char* name, const Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            json_[name] = enumText(value);
        } else if constexpr (requires(FieldWriter & writer, Value & member) { describe(writer, member); }) {
            FieldWriter inner;
            describe(inner,
                const_cast<Value&>(value)); // describe() is shared with the reader and takes members by reference
            json_[name] = inner.take();
        } else {
            assign(name, value);
        }
    }

    nlohmann::ordered_json take() { return std::move(json_); }

private:
    template <typename Value>
    void assign(const char* name, const Value& value) {
        json_[name] = value;
    }
    template <typename Value>
    void assign(const char* name, const std::optional<Value>& value) {
        if (value) {
            json_[name] = *value;
        } else {
            json_[name] = nullptr;
        }
    }

    nlohmann::ordered_json json_ = nlohmann::ordered_json::object();
};

/// Throws Error (InvalidValue) that names the field; call finish() to refuse fields that no member has.
class FieldReader {
public:
    FieldReader(const nlohmann::json& json, std::string path) : json_(json), path_(std::move(path)) {
        if (!json.is_object()) {
            fail("", "an object is expected");
        }
    }

    template <typename Value>
    void operator()(const char* name, Value& value) {
        known_.insert(name);
        const auto found = json_.find(name);
        if (found == json_.end()) {
            return;
        }
        try {
            read(name, *found, value);
        } catch (const nlohmann::json::exception&) {
            fail(name, "the value " + found->dump() + " has the wrong type");
        }
    }

    void finish() const {
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

private:
    template <typename Value>
    void read(const char* name, const nlohmann::json& json, Value& value) {
        if constexpr (std::is_enum_v<Value>) {
            enumFromText(json.template get<std::string>(), value);
        } else if constexpr (requires(FieldReader & reader) { describe(reader, value); }) {
            FieldReader inner(json, path_ + name + ".");
            describe(inner, value);
            inner.finish();
        } else {
            value = json.template get<Value>();
        }
    }
    template <typename Value>
    void read(const char*, const nlohmann::json& json, std::optional<Value>& value) {
        value = json.is_null() ? std::nullopt : std::optional<Value>(json.template get<Value>());
    }

    [[noreturn]] void fail(const std::string& name, const std::string& reason) const {
        throw Error(ErrorCode::InvalidValue, "In the job configuration, field '" + path_ + name + "': " + reason + ".",
            {{"field", path_ + name}, {"reason", reason}});
    }

    const nlohmann::json& json_;
    std::string path_;
    std::set<std::string> known_;
};

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

/// Reading and writing the fields of a message. Internal to the room: nlohmann's type stays out of its headers for
/// others.
namespace paretoscope::protocol {

Error violation(const std::string& what);

/// The object on a line or in a text; throws Error (ProtocolViolation) where it is none, too long or nested too deep.
nlohmann::json parseObject(std::string_view text, const std::string& what);
/// One line, without NaN and with replacement characters for what is no UTF-8.
std::string dumpLine(const nlohmann::json& object);

/// JSON has no NaN and no infinities: NaN is null, the others are "inf" and "-inf".
nlohmann::json numberToJson(double value);
double numberFromJson(const nlohmann::json& value, const std::string& field);

/// Typed access to the fields of an object; each throws Error (ProtocolViolation) that names the message and the field.
class Fields {
public:
    Fields(const nlohmann::json& object, std::string message) : object_(object), message_(std::move(message)) { }

    [[nodiscard]] bool has(const char* field) const { return find(field) != nullptr; }
    [[nodiscard]] std::int64_t integer(const char* field) const;
    [[nodiscard]] int smallInteger(const char* field) const;
    [[nodiscard]] bool flag(const char* field) const;
    [[nodiscard]] double number(const char* field) const;
    [[nodiscard]] std::optional<double> optionalNumber(const char* field) const; ///< nothing where absent
    [[nodiscard]] std::string text(const char* field) const;
    [[nodiscard]] std::string optionalText(const char* field) const; ///< empty where absent
    [[nodiscard]] std::vector<std::int64_t> integers(const char* field) const;
    /// The text of an object within; empty where absent and not `required`.
    [[nodiscard]] std::string embedded(const char* field, bool required) const;
    [[nodiscard]] const nlohmann::json& array(const char* field) const;

    /// A name of an enumeration, for example of a job.
    template <typename Value>
    Value named(const char* field, Value (*fromName)(std::string_view)) const {
        try {
            return fromName(text(field));
        } catch (const Error& error) {
            throw wrong(field, error.what());
        }
    }
    [[nodiscard]] Error wrong(const char* field, const std::string& what) const;

private:
    [[nodiscard]] const nlohmann::json& required(const char* field) const;
    [[nodiscard]] const nlohmann::json* find(const char* field) const;

    const nlohmann::json& object_;
    std::string message_;
};

/// The object that a text holds, to be put into a message; nothing is added where the text is empty and not `required`.
void embed(nlohmann::json& message, const char* field, const std::string& text, bool required);

}

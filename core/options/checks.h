// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/base/json_fields.h"
#include "core/options/option.h"

namespace paretoscope::options {

/// Throws Error (InvalidValue): "'order' is 3; allowed is 1 or 2."
[[noreturn]] void refuse(const std::string& field, const std::string& value, const std::string& allowed);

/// The visitor of describe() that throws Error (InvalidValue) for the first option out of its range.
class RangeCheck {
public:
    explicit RangeCheck(std::string path = {}) : path_(std::move(path)) { }

    template <typename Value>
    void operator()(const Option& option, const Value& value) const {
        if constexpr (requires(RangeCheck & check, Value & member) { describe(check, member); }) {
            RangeCheck inner(path_ + option.name + ".");
            describe(inner, const_cast<Value&>(value)); // describe() is shared with the reader
        } else if constexpr (std::is_arithmetic_v<Value> && !std::is_same_v<Value, bool>) {
            requireAllowed(option, static_cast<double>(value));
        } else if constexpr (std::is_same_v<Value, std::string>) {
            requireAllowed(option, value);
        } else {
            checkParts(option, value);
        }
    }

private:
    template <typename Value>
    void checkParts(const Option&, const Value&) const { } // enumerations and flags hold nothing else
    template <typename Value>
    void checkParts(const Option& option, const std::optional<Value>& value) const {
        if (value) {
            (*this)(option, *value);
        }
    }
    template <typename Value>
    void checkParts(const Option& option, const std::vector<Value>& values) const {
        if (values.empty() && !option.mayBeEmpty) {
            refuse(path_ + option.name, "empty", std::string("one or more (") + option.help + ")");
        }
        for (const auto& value : values) {
            if constexpr (std::is_arithmetic_v<Value>) {
                requireAllowed(option, static_cast<double>(value));
            }
        }
    }
    void requireAllowed(const Option& option, double value) const;
    void requireAllowed(const Option& option, const std::string& value) const;

    std::string path_;
};

template <typename Config>
void checkRanges(const Config& config) {
    RangeCheck check;
    describe(check, const_cast<Config&>(config)); // see above
}

}

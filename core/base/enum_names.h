// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"

namespace paretoscope::base {

/// One row of a table that names the values of an enumeration.
template <typename Value>
using Named = std::pair<Value, std::string_view>;

/// An enumeration has names where its namespace has `auto namesOf(Enum)`, a range of Named<Enum>.
template <typename Value>
concept NamedEnum = std::is_enum_v<Value> && requires(Value value) {
    namesOf(value);
};

/// The name of `value`, empty where it has none.
template <NamedEnum Value>
std::string_view textOf(Value value) {
    for (const auto& [candidate, name] : namesOf(value)) {
        if (candidate == value) {
            return name;
        }
    }
    return {};
}

/// The value of that name; throws Error (UnknownName) that says which names are allowed for `what`.
template <NamedEnum Value>
Value valueOf(std::string_view text, std::string_view what) {
    for (const auto& [value, name] : namesOf(Value{})) {
        if (name == text) {
            return value;
        }
    }
    const std::string allowed = listed(namesOf(Value{}), &Named<Value>::second);
    throw Error(ErrorCode::UnknownName,
        "There is no " + std::string(what) + " named '" + std::string(text) + "'; allowed are: " + allowed + ".",
        {{"what", std::string(what)}, {"name", std::string(text)}, {"allowed", allowed}});
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace paretoscope::base {

/// One row of a table that names the values of an enumeration.
template <typename Value>
using Named = std::pair<Value, std::string_view>;

/// The name of `value` in `table`, empty where it has none.
template <typename Value>
std::string_view nameIn(std::span<const Named<Value>> table, Value value) {
    for (const auto& [candidate, name] : table) {
        if (candidate == value) {
            return name;
        }
    }
    return {};
}

/// The value of that name; throws Error (UnknownName) that says which names are allowed for `what`.
template <typename Value>
Value valueIn(std::span<const Named<Value>> table, std::string_view name, std::string_view what) {
    std::string allowed;
    for (const auto& [value, candidate] : table) {
        if (candidate == name) {
            return value;
        }
        allowed.append(allowed.empty() ? "" : ", ").append(candidate);
    }
    throw Error(ErrorCode::UnknownName,
        "There is no " + std::string(what) + " named '" + std::string(name) + "'; allowed are: " + allowed + ".",
        {{"what", std::string(what)}, {"name", std::string(name)}, {"allowed", allowed}});
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace paretoscope::base {

/// The names in a list such as "heldOut, within5"; in snake case, if wanted: "held_out", "within_5".
inline std::vector<std::string> memberNames(std::string_view list, bool snakeCase) {
    std::vector<std::string> names(1);
    for (const char c : list) {
        const bool begins = std::isupper(static_cast<unsigned char>(c)) != 0
            || (std::isdigit(static_cast<unsigned char>(c)) != 0
                && std::isdigit(static_cast<unsigned char>(names.back().back())) == 0);
        if (c == ',') {
            names.emplace_back();
        } else if (snakeCase && begins) {
            (names.back() += '_') += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (c != ' ') {
            names.back() += c;
        }
    }
    return names;
}

template <typename Fields, typename... Members>
void describeMembers(Fields& fields, const std::vector<std::string>& names, Members&... members) {
    auto name = names.begin();
    (fields((name++)->c_str(), members), ...);
}

}

/// Defines describe(), see core/base/json_fields.h, for a struct without bases: all its members in the order of their
/// declaration (a list that is not complete does not compile), under their names in snake case. After the struct, in
/// its namespace.
///
///     PARETOSCOPE_FIELDS(FitResult, predictor, architectures, heldOut)
#define PARETOSCOPE_FIELDS(Struct, ...) PARETOSCOPE_NAMED_FIELDS(true, Struct, __VA_ARGS__)

/// The same with a choice: under their names in snake case, or as they are.
#define PARETOSCOPE_NAMED_FIELDS(snakeCase, Struct, ...)                                                               \
    template <typename Fields>                                                                                         \
    void describe(Fields& describer, Struct& described) {                                                              \
        static const auto describedNames = ::paretoscope::base::memberNames(#__VA_ARGS__, snakeCase);                  \
        auto& [__VA_ARGS__] = described;                                                                               \
        ::paretoscope::base::describeMembers(describer, describedNames, __VA_ARGS__);                                  \
    }

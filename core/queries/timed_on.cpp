// SPDX-License-Identifier: Apache-2.0
#include "core/queries/timed_on.h"

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"

namespace paretoscope::queries {

std::string timedOn(const std::string& conditions) {
    const auto json = base::jsonIn(conditions);
    const auto said = [&](const char* field) {
        const auto value =
            json && json->is_object() ? json->value(field, nlohmann::ordered_json()) : nlohmann::ordered_json();
        return value.is_string()        ? value.get<std::string>()
            : value.is_number_integer() ? base::textOf(value)
                                        : std::string();
    };
    for (const char* field : {"gpu", "processor"}) {
        if (const std::string name = said(field); !name.empty()) {
            return name;
        }
    }
    std::string text = said("hardware");
    if (text.empty()) {
        return text;
    }
    for (const char* field : {"runtime", "provider", "number_type"}) {
        if (const std::string part = said(field); !part.empty()) {
            text += ", " + part;
        }
    }
    const std::string threads = said("threads");
    return text + (threads.empty() ? "" : ", threads: " + threads);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/search/saved_state.h"

#include <limits>
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"

namespace paretoscope::search {

std::vector<base::NamedArray> withPrefix(std::string_view prefix, std::vector<base::NamedArray> arrays) {
    for (base::NamedArray& array : arrays) {
        array.name = std::string(prefix) + "/" + array.name;
    }
    return arrays;
}

std::vector<base::NamedArray> ofPrefix(std::string_view prefix, const std::vector<base::NamedArray>& arrays) {
    const std::string start = std::string(prefix) + "/";
    std::vector<base::NamedArray> found;
    for (const base::NamedArray& array : arrays) {
        if (array.name.starts_with(start)) {
            found.push_back(array);
            found.back().name.erase(0, start.size());
        }
    }
    return found;
}

int processesOf(const nlohmann::ordered_json& state) {
    return state.contains("processes")
        ? static_cast<int>(base::integerAt(state, "processes", 1, std::numeric_limits<int>::max()))
        : 1;
}

void noteProcesses(nlohmann::ordered_json& json, int processes) {
    if (processes > 1) {
        json["processes"] = processes;
    }
}

void requireProcesses(const nlohmann::ordered_json& state, int processes) {
    const int before = processesOf(state);
    if (before != processes) {
        const auto counted = [](int count) { return std::to_string(count) + (count == 1 ? " process" : " processes"); };
        throw Error(ErrorCode::InvalidData,
            "The checkpoint was made by " + counted(before) + ", and " + counted(processes)
                + " cannot go on from it: normalisations would see other parts of each batch. Start as many as before, "
                  "or start the job anew.",
            {{"processes", std::to_string(before)}});
    }
}

void requireSameImages(const std::string& began, const std::string& now) {
    if (began != now) {
        throw Error(ErrorCode::InvalidData,
            "The images have changed since the run began: it began with " + began + ", and they are " + now
                + " now. Put the old ones back, or start another run.",
            {{"began", began}, {"now", now}});
    }
}

std::string textOf(const space::Random& random) {
    std::ostringstream text;
    text << random;
    return text.str();
}

space::Random randomFrom(const std::string& text) {
    space::Random random;
    std::istringstream stream(text);
    if (!(stream >> random)) {
        throw Error(ErrorCode::InvalidData,
            "A random generator of the search checkpoint cannot be read; resume from an earlier checkpoint.");
    }
    return random;
}

}

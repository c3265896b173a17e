// SPDX-License-Identifier: Apache-2.0
#include "core/search/saved_state.h"

#include <sstream>

#include "core/base/error.h"

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

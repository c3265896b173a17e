// SPDX-License-Identifier: Apache-2.0
#include "core/search/checkpoint.h"

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

}

// SPDX-License-Identifier: Apache-2.0
#include "core/search/checkpoint.h"

namespace paretoscope::search {

std::vector<records::NamedArray> withPrefix(std::string_view prefix, std::vector<records::NamedArray> arrays) {
    for (records::NamedArray& array : arrays) {
        array.name = std::string(prefix) + "/" + array.name;
    }
    return arrays;
}

std::vector<records::NamedArray> ofPrefix(std::string_view prefix, const std::vector<records::NamedArray>& arrays) {
    const std::string start = std::string(prefix) + "/";
    std::vector<records::NamedArray> found;
    for (const records::NamedArray& array : arrays) {
        if (array.name.starts_with(start)) {
            found.push_back(array);
            found.back().name.erase(0, start.size());
        }
    }
    return found;
}

}

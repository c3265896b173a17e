// SPDX-License-Identifier: Apache-2.0
#include "core/options/option_rows.h"

#include <sstream>

namespace paretoscope::options {

namespace {

void replaceAll(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}

std::string flagOf(const Option& option) {
    std::istringstream names(option.flags == nullptr ? "" : option.flags);
    for (std::string name; std::getline(names, name, ',');) {
        if (name.starts_with("--")) {
            return name;
        }
    }
    return {};
}

Error withNames(const Error& error, const std::vector<OptionRow>& rows,
    const std::function<std::string(const Option& option)>& nameOf) {
    if (error.code() != ErrorCode::InvalidValue && error.code() != ErrorCode::InvalidShape) {
        return error; // what stands in quotes there comes from a file
    }
    std::string text = error.what();
    for (const OptionRow& row : rows) {
        const std::string shown = nameOf(row.option);
        if (!shown.empty()) {
            for (const std::string& name : {row.path, std::string(row.option.name)}) {
                replaceAll(text, "'" + name + "'", shown);
            }
        }
    }
    return {error.code(), text, error.arguments()};
}

Error withFlags(const Error& error, const std::vector<OptionRow>& rows) {
    return withNames(error, rows, flagOf);
}

}

// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>

#include "core/base/error.h"
#include "core/space/genotype.h"

namespace paretoscope::space {

namespace {

struct Published {
    std::string_view name;
    std::string_view text;
};

// DARTS: Liu, Simonyan, Yang 2019, figures 4 and 5 (V1 first order, V2 second order). PC-DARTS: Xu et al. 2020,
// figure 3.
constexpr std::array<Published, 4> table{{
    {"DARTS_V1",
        "Genotype(normal=[('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_3x3', 1), "
        "('skip_connect', 0), "
        "('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 2)], normal_concat=range(2, 6), "
        "reduce=[('max_pool_3x3', 0), "
        "('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 2), "
        "('skip_connect', 2), ('avg_pool_3x3', 0)], reduce_concat=range(2, 6))"},
    {"DARTS_V2",
        "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 1), "
        "('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=range(2, 6), "
        "reduce=[('max_pool_3x3', 0), "
        "('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), "
        "('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=range(2, 6))"},
    {"PC_DARTS_cifar",
        "Genotype(normal=[('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 0), ('dil_conv_3x3', 1), "
        "('sep_conv_5x5', 0), "
        "('sep_conv_3x3', 1), ('avg_pool_3x3', 0), ('dil_conv_3x3', 1)], normal_concat=range(2, 6), "
        "reduce=[('sep_conv_5x5', 1), "
        "('max_pool_3x3', 0), ('sep_conv_5x5', 1), ('sep_conv_5x5', 2), ('sep_conv_3x3', 0), ('sep_conv_3x3', 3), "
        "('sep_conv_3x3', 1), ('sep_conv_3x3', 2)], reduce_concat=range(2, 6))"},
    {"PC_DARTS_image",
        "Genotype(normal=[('skip_connect', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 0), ('skip_connect', 1), "
        "('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 3), ('sep_conv_3x3', 1), ('dil_conv_5x5', 4)], normal_concat=range(2, 6), "
        "reduce=[('sep_conv_3x3', 0), "
        "('skip_connect', 1), ('dil_conv_5x5', 2), ('max_pool_3x3', 1), ('sep_conv_3x3', 2), ('sep_conv_3x3', 1), "
        "('sep_conv_5x5', 0), ('sep_conv_3x3', 3)], reduce_concat=range(2, 6))"},
}};

std::string allowedNames() {
    std::string names;
    for (const Published& entry : table) {
        names += (names.empty() ? "" : ", ") + std::string(entry.name);
    }
    return names;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}

std::vector<std::string_view> publishedNames() {
    std::vector<std::string_view> names;
    for (const Published& entry : table) {
        names.push_back(entry.name);
    }
    return names;
}

Genotype published(std::string_view name) {
    for (const Published& entry : table) {
        if (entry.name == name) {
            return fromText(entry.text);
        }
    }
    throw Error(ErrorCode::UnknownName,
        "There is no published cell named '" + std::string(name) + "'; use one of " + allowedNames()
            + ", or a genotype's text.",
        {{"name", std::string(name)}, {"allowed", allowedNames()}});
}

Genotype fromTextOrName(std::string_view textOrName) {
    const bool isText = textOrName.find_first_of("(|[=") != std::string_view::npos;
    return isText ? fromText(textOrName) : published(trimmed(textOrName));
}

}

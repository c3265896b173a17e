// SPDX-License-Identifier: Apache-2.0
#include "core/space/operation.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace paretoscope::space {

namespace {

// In the order of the enumerators, so that the value is the index.
constexpr std::array<std::string_view, 10> names{"none", "max_pool_3x3", "avg_pool_3x3", "skip_connect", "sep_conv_3x3",
    "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5", "nor_conv_1x1", "nor_conv_3x3"};

}

std::string_view operationName(Operation operation) {
    return names.at(static_cast<std::size_t>(operation));
}

std::optional<Operation> operationFromName(std::string_view name) {
    const auto* found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        return std::nullopt;
    }
    return static_cast<Operation>(found - names.begin());
}

}

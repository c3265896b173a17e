// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "core/base/error.h"

namespace paretoscope::analysis {

/// Throws Error (InvalidValue) where two lists that belong together differ in length; `what` names them.
inline void requireSameLength(std::span<const double> first, std::span<const double> second, const char* what) {
    if (first.size() != second.size()) {
        throw Error(ErrorCode::InvalidValue,
            std::string("The lists of ") + what + " differ in length: " + std::to_string(first.size()) + " and "
                + std::to_string(second.size()) + "; give one of each for every point.",
            {{"what", what}});
    }
}

}

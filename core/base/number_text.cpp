// SPDX-License-Identifier: Apache-2.0
#include "core/base/number_text.h"

#include <cmath>
#include <iomanip>
#include <sstream>

namespace paretoscope::base {

std::string fixedText(double value, int digits) {
    if (std::isnan(value)) {
        return "–";
    }
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return text.str();
}

std::string shortText(double value, int digits) {
    std::ostringstream text;
    text << std::setprecision(digits) << value;
    return text.str();
}

}

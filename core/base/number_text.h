// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace paretoscope::base {

/// With so many digits behind the point, for people; "–" for NaN.
std::string fixedText(double value, int digits);

}

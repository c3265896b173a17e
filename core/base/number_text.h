// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace paretoscope::base {

/// For people, with so many digits after the point: "3.10"; NaN is "–".
std::string fixedText(double value, int digits);
/// At most so many digits in all, none of them a needless zero: "0.02", "1e+06".
std::string shortText(double value, int digits);

}

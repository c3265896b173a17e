// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace paretoscope::base {

/// For people, with so many digits after the point: "3.10"; NaN is "–".
std::string fixedText(double value, int digits);
/// At most so many digits in all, none of them a needless zero: "0.02", "1e+06".
std::string shortText(double value, int digits);

/// For people, about: "40 s", "12 min", "3.5 hours", "9 days".
std::string durationText(double seconds);
/// "350 MiB", "1.2 GiB".
std::string memoryText(std::int64_t bytes);

}

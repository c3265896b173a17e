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

std::string durationText(double seconds) {
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    const auto inUnits = [](double value, const char* unit) {
        const double tenths = value < 9.95 ? 10 : 1; // no more digits than an estimate has
        return shortText(std::round(value * tenths) / tenths, 6) + unit;
    };
    if (!std::isfinite(seconds)) {
        return "–";
    }
    if (seconds < 1.5 * minute) {
        return fixedText(seconds, 0) + " s";
    }
    if (seconds < 1.5 * hour) {
        return fixedText(seconds / minute, 0) + " min";
    }
    return seconds < 1.5 * day ? inUnits(seconds / hour, " hours") : inUnits(seconds / day, " days");
}

std::string memoryText(std::int64_t bytes) {
    constexpr double mebibyte = 1 << 20;
    const double mebibytes = static_cast<double>(bytes) / mebibyte;
    return mebibytes < 1000 ? fixedText(mebibytes, 0) + " MiB" : fixedText(mebibytes / 1024, 1) + " GiB";
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/plot_transform.h"

#include <algorithm>

namespace paretoscope::widgets {

namespace {
constexpr double air = 0.05;
}

AxisRange paddedRange(double minimum, double maximum, bool logarithmic) {
    if (!std::isfinite(minimum) || !std::isfinite(maximum) || minimum > maximum) {
        return logarithmic ? AxisRange{1, 10, true} : AxisRange{0, 1, false};
    }
    if (logarithmic) {
        const double low = std::max(minimum, 1e-9);
        const double high = std::max(maximum, low * 1.01);
        const double factor = std::pow(high / low, air) * 1.01;
        return {low / factor, high * factor, true};
    }
    double pad = (maximum - minimum) * air;
    if (pad <= 0) {
        pad = std::max(std::abs(maximum) * air, 1e-6);
    }
    return {minimum - pad, maximum + pad, false};
}

AxisRange zoomed(const AxisRange& range, double position, double factor) {
    return {
        range.value(position - position * factor), range.value(position + (1 - position) * factor), range.logarithmic};
}

AxisRange shifted(const AxisRange& range, double shift) {
    return {range.value(shift), range.value(1 + shift), range.logarithmic};
}

}

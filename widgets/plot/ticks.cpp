// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/ticks.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace paretoscope::widgets {

namespace {

constexpr int minimumLogarithmicTicks = 3;

double niceStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double mantissa = rough / power;
    if (mantissa <= 1) {
        return power;
    }
    if (mantissa <= 2) {
        return 2 * power;
    }
    return mantissa <= 5 ? 5 * power : 10 * power;
}

QString label(double value, double step) {
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 9);
    return QLocale().toString(value, 'f', decimals);
}

std::vector<Tick> linearTicks(const AxisRange& range, int wanted) {
    std::vector<Tick> result;
    const double length = range.maximum - range.minimum;
    if (!(length > 0) || !std::isfinite(length)) {
        return result;
    }
    const double step = niceStep(length / std::max(1, wanted));
    const double first = std::ceil(range.minimum / step - 1e-9);
    for (double i = first; i * step <= range.maximum + step * 1e-9 && result.size() < 64; ++i) {
        const double value = std::abs(i * step) < step * 1e-9 ? 0 : i * step;
        result.push_back({value, label(value, step)});
    }
    return result;
}

std::vector<Tick> logarithmicTicks(const AxisRange& range, int wanted) {
    const int firstDecade = static_cast<int>(std::floor(std::log10(range.minimum)));
    const int lastDecade = static_cast<int>(std::ceil(std::log10(range.maximum)));
    const bool onlyPowers = lastDecade - firstDecade > wanted / 2;
    std::vector<Tick> result;
    for (int decade = firstDecade; decade <= lastDecade; ++decade) {
        for (const double mantissa : {1.0, 2.0, 5.0}) {
            const double value = mantissa * std::pow(10.0, decade);
            if (value >= range.minimum && value <= range.maximum && (mantissa == 1.0 || !onlyPowers)) {
                result.push_back({value, QLocale().toString(value, 'g', 6)});
            }
        }
    }
    return result;
}

}

std::vector<Tick> ticks(const AxisRange& range, int wanted) {
    if (range.logarithmic && range.minimum > 0) {
        std::vector<Tick> result = logarithmicTicks(range, wanted);
        if (result.size() >= minimumLogarithmicTicks) {
            return result;
        }
    }
    return linearTicks(range, wanted);
}

}

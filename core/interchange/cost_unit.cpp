// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/cost_unit.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace paretoscope::interchange {

namespace {

using enum records::CostKind;

// What is written alike but for its case stands in the order in which it is looked for.
constexpr std::array units{CostUnit{"s", LatencyMs, 1e3}, CostUnit{"sec", LatencyMs, 1e3},
    CostUnit{"secs", LatencyMs, 1e3}, CostUnit{"second", LatencyMs, 1e3}, CostUnit{"seconds", LatencyMs, 1e3},
    CostUnit{"ms", LatencyMs, 1}, CostUnit{"msec", LatencyMs, 1}, CostUnit{"msecs", LatencyMs, 1},
    CostUnit{"millisecond", LatencyMs, 1}, CostUnit{"milliseconds", LatencyMs, 1}, CostUnit{"millis", LatencyMs, 1},
    CostUnit{"us", LatencyMs, 1e-3}, CostUnit{"usec", LatencyMs, 1e-3}, CostUnit{"usecs", LatencyMs, 1e-3},
    CostUnit{"microsecond", LatencyMs, 1e-3}, CostUnit{"microseconds", LatencyMs, 1e-3},
    CostUnit{"micros", LatencyMs, 1e-3}, CostUnit{"ns", LatencyMs, 1e-6}, CostUnit{"nsec", LatencyMs, 1e-6},
    CostUnit{"nanosecond", LatencyMs, 1e-6}, CostUnit{"nanoseconds", LatencyMs, 1e-6}, CostUnit{"J", EnergyMj, 1e3},
    CostUnit{"joule", EnergyMj, 1e3}, CostUnit{"joules", EnergyMj, 1e3}, CostUnit{"mJ", EnergyMj, 1},
    CostUnit{"millijoule", EnergyMj, 1}, CostUnit{"millijoules", EnergyMj, 1}, CostUnit{"uJ", EnergyMj, 1e-3},
    CostUnit{"microjoule", EnergyMj, 1e-3}, CostUnit{"microjoules", EnergyMj, 1e-3}};

/// The micro sign and the Greek letter, in UTF-8.
constexpr std::array<std::string_view, 2> micros{"\u00B5", "\u03BC"};

bool sameInAnyCase(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}

const CostUnit* costUnitOf(records::CostKind kind, double factor) {
    const auto found = std::ranges::find_if(
        units, [&](const CostUnit& unit) { return unit.kind == kind && unit.factor == factor; }); // abbreviations first
    return found != units.end() ? found : nullptr;
}

const CostUnit* costUnitNamed(std::string_view name) {
    for (const std::string_view micro : micros) {
        if (name.starts_with(micro)) {
            const std::string_view rest = name.substr(micro.size());
            return sameInAnyCase(rest, "s") || sameInAnyCase(rest, "sec") ? costUnitNamed("us")
                : sameInAnyCase(rest, "j")                                ? costUnitNamed("uJ")
                                                                          : nullptr;
        }
    }
    const auto found =
        std::ranges::find_if(units, [name](const CostUnit& unit) { return sameInAnyCase(unit.name, name); });
    return found != units.end() ? found : nullptr;
}

}

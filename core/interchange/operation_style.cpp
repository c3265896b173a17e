// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/interchange/cell_svg.h"

namespace paretoscope::interchange {

namespace {

using space::Operation;

struct Style {
    Operation operation;
    std::string_view fill;
    std::string_view text;
    std::string_view label;
    std::string_view shortLabel;
};

/// Okabe & Ito's hues; of two kernels the larger has the full colour.
constexpr std::array styles{
    Style{Operation::None, "#f4f4f4", "#000000", "none", "none"},
    Style{Operation::MaxPool3x3, "#d55e00", "#000000", "max pool 3×3", "max 3×3"},
    Style{Operation::AvgPool3x3, "#f0e442", "#000000", "avg pool 3×3", "avg 3×3"},
    Style{Operation::SkipConnect, "#a6a6a6", "#000000", "skip", "skip"},
    Style{Operation::SepConv3x3, "#8fd0f5", "#000000", "sep conv 3×3", "sep 3×3"},
    Style{Operation::SepConv5x5, "#0072b2", "#ffffff", "sep conv 5×5", "sep 5×5"},
    Style{Operation::DilConv3x3, "#5fd9b4", "#000000", "dil conv 3×3", "dil 3×3"},
    Style{Operation::DilConv5x5, "#00795a", "#ffffff", "dil conv 5×5", "dil 5×5"},
    Style{Operation::NorConv1x1, "#efc4dc", "#000000", "conv 1×1", "conv 1×1"},
    Style{Operation::NorConv3x3, "#c0609a", "#000000", "conv 3×3", "conv 3×3"},
};

const Style& styleOf(Operation operation) {
    for (const Style& style : styles) {
        if (style.operation == operation) {
            return style;
        }
    }
    return styles.front();
}

}

std::string_view operationColour(Operation operation) {
    return styleOf(operation).fill;
}

std::string_view operationTextColour(Operation operation) {
    return styleOf(operation).text;
}

std::string_view operationLabel(Operation operation) {
    return styleOf(operation).label;
}

std::string_view operationShortLabel(Operation operation) {
    return styleOf(operation).shortLabel;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/options/checks.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/error.h"

namespace paretoscope::options {

namespace {

std::string textOf(double value) {
    std::ostringstream text;
    text.precision(10);
    text << value;
    return text.str();
}

}

std::string Option::range() const {
    if (!choices.empty()) {
        std::string text;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            text += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + std::string(choices[i].value);
        }
        return text;
    }
    if (lowAllowed && highAllowed && std::isfinite(low) && std::isfinite(high)) {
        return textOf(low) + " to " + textOf(high);
    }
    std::string text;
    if (std::isfinite(low)) {
        text = lowAllowed ? textOf(low) + " or more" : "above " + textOf(low);
    }
    if (std::isfinite(high)) {
        text += (text.empty() ? "" : ", ") + std::string(highAllowed ? "at most " : "below ") + textOf(high);
    }
    return text.empty() ? "a finite number" : text;
}

void refuse(const std::string& field, const std::string& value, const std::string& allowed) {
    throw Error(ErrorCode::InvalidValue, "'" + field + "' is " + value + "; allowed is " + allowed + ".",
        {{"field", field}, {"value", value}, {"allowed", allowed}});
}

void RangeCheck::requireAllowed(const Option& option, double value) const {
    const bool isChoice = option.choices.empty()
        || std::ranges::any_of(option.choices, [&](const Choice& choice) { return choice.value == textOf(value); });
    if (!std::isfinite(value) || !option.contains(value) || !isChoice) {
        refuse(path_ + option.name, textOf(value), option.range());
    }
}

void RangeCheck::requireAllowed(const Option& option, const std::string& value) const {
    if (value.empty() && !option.mayBeEmpty) {
        refuse(path_ + option.name, "empty", option.help);
    }
    if (!option.choices.empty()
        && std::ranges::none_of(option.choices, [&](const Choice& choice) { return choice.value == value; })) {
        refuse(path_ + option.name, value, option.range());
    }
}

}

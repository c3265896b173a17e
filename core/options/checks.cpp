// SPDX-License-Identifier: Apache-2.0
#include "core/options/checks.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/options/compute_on.h"

namespace paretoscope::options {

std::string Option::range() const {
    if (!choices.empty()) {
        std::string text;
        for (std::size_t i = 0; i < choices.size(); ++i) {
            text += (i == 0 ? "" : i + 1 == choices.size() ? " or " : ", ") + std::string(choices[i].value);
        }
        return text;
    }
    if (lowAllowed && highAllowed && std::isfinite(low) && std::isfinite(high)) {
        return base::shortText(low, 10) + " to " + base::shortText(high, 10);
    }
    std::string text;
    if (std::isfinite(low)) {
        text = lowAllowed ? base::shortText(low, 10) + " or more" : "above " + base::shortText(low, 10);
    }
    if (std::isfinite(high)) {
        text +=
            (text.empty() ? "" : ", ") + std::string(highAllowed ? "at most " : "below ") + base::shortText(high, 10);
    }
    return text.empty() ? "a finite number" : text;
}

void refuse(const std::string& field, const std::string& value, const std::string& allowed) {
    throw Error(ErrorCode::InvalidValue, "'" + field + "' is " + value + "; allowed is " + allowed + ".",
        {{"field", field}, {"value", value}, {"allowed", allowed}});
}

void RangeCheck::requireAllowed(const Option& option, double value) const {
    const bool isChoice = option.choices.empty() || std::ranges::any_of(option.choices, [&](const Choice& choice) {
        return choice.value == base::shortText(value, 10);
    });
    if (!std::isfinite(value) || !option.contains(value) || !isChoice) {
        refuse(path_ + option.name, base::shortText(value, 10), option.range());
    }
}

void RangeCheck::requireAllowed(const Option& option, const std::string& value) const {
    if (value.empty() && !option.mayBeEmpty) {
        refuse(path_ + option.name, "empty", option.help);
    }
    // A null ends it for half of those who read it; a byte that is no UTF-8 would not come back from where it is kept.
    if (value.find('\0') != std::string::npos || !base::isUtf8(value)) {
        refuse(path_ + option.name, base::shortLine(value), "a text in UTF-8 without null characters");
    }
    if (!option.choices.empty()
        && std::ranges::none_of(option.choices, [&](const Choice& choice) { return choice.value == value; })) {
        refuse(path_ + option.name, value, option.range());
    }
    if (option.form == Form::ComputeOn) {
        (void)computeOnFrom(value, path_ + option.name);
    }
}

}

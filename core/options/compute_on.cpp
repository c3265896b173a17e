// SPDX-License-Identifier: Apache-2.0
#include "core/options/compute_on.h"

#include <charconv>
#include <string_view>

#include "core/options/checks.h"

namespace paretoscope::options {

ComputeOn computeOnFrom(const std::string& text, const std::string& field) {
    if (text == anyComputer) {
        return {};
    }
    if (text == "cpu") {
        return {.any = false, .gpu = std::nullopt};
    }
    constexpr std::string_view prefix = "gpu";
    int index = 0;
    const char* end = text.data() + text.size();
    // No sign, no leading zero: one text a GPU.
    if (text.starts_with(prefix) && text.size() > prefix.size() && text[prefix.size()] != '-'
        && (text[prefix.size()] != '0' || text.size() == prefix.size() + 1)) {
        const auto [stop, failure] = std::from_chars(text.data() + prefix.size(), end, index);
        if (failure == std::errc() && stop == end && index < 128) {
            return {.any = false, .gpu = index};
        }
    }
    refuse(field, text.empty() ? "empty" : text, "auto, cpu, or a GPU by its number: gpu0, gpu1, ...");
}

Option computeOnOption() {
    return Option("on")
        .writtenAs(Form::ComputeOn)
        .flag("--on", "what networks are trained on: cpu, gpu0, gpu1, ...; auto: a GPU where one is fit, else cpu")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Computed on"),
            QT_TRANSLATE_NOOP("JobOptions", "auto, cpu, or a GPU by its number, such as gpu0"));
}

}

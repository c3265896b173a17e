// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

/// As Qt defines it: marks an English text that lupdate takes into the translation files, in the context JobOptions.
#ifndef QT_TRANSLATE_NOOP
#define QT_TRANSLATE_NOOP(scope, x) x
#endif

namespace paretoscope::options {

/// How a value is written on the command line, where it is not as it is stored.
enum class Form : unsigned char {
    Plain,
    Percent, ///< "5%" or 0.05
    Duration, ///< seconds, or "10min"
    Milliseconds, ///< "12", "12ms" or "900us"
    DeviceSetting, ///< also "vta:pynq"
    ComputeOn, ///< as computeOnFrom() reads it
};

/// One of the values that an option may have, as it is stored.
struct Choice {
    const char* value;
    const char* label = nullptr; ///< English, for the settings dialog; the value itself where null
};

/// The one description of an option of a job, beside the member that it describes: the name in JSON, the range, the
/// flag with its help on the command line, the label in the settings dialog. The default is the member's own.
///
///     fields(Option("search_steps").atLeast(1).flag("--steps", "bilevel steps").label("Search steps"), c.searchSteps);
///
/// A struct's options are listed by `template <typename Fields> void describe(Fields& fields, Struct& value)`; JSON,
/// checks, flags and dialog rows all come from it. All texts are literals.
struct Option {
    const char* name;
    const char* flags = nullptr; ///< as CLI11 takes them; null: none
    const char* help = "";
    const char* title = nullptr; ///< label of the settings dialog's row; null: no row
    const char* hint = nullptr; ///< what to write into that row
    Form form = Form::Plain;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool lowAllowed = true;
    bool highAllowed = true;
    bool mayBeEmpty = true; ///< of texts and lists
    bool required = false; ///< on the command line
    bool inRecipe = false;
    bool otherJob = false;
    std::vector<Choice> choices; ///< all allowed values, where they are few

    explicit Option(const char* jsonName) : name(jsonName) { }

    Option& flag(const char* names, const char* text) { return flags = names, help = text, *this; }
    Option& label(const char* text, const char* whatToWrite = nullptr) {
        return title = text, hint = whatToWrite, *this;
    }
    Option& between(double lowest, double highest) { return low = lowest, high = highest, *this; }
    Option& atLeast(double lowest) { return low = lowest, *this; }
    Option& above(double limit) { return low = limit, lowAllowed = false, *this; }
    Option& atMost(double highest) { return high = highest, *this; }
    Option& below(double limit) { return high = limit, highAllowed = false, *this; }
    Option& oneOf(std::initializer_list<Choice> values) { return choices = std::vector(values), *this; }
    Option& notEmpty() { return mayBeEmpty = false, *this; }
    Option& mustBeGiven() { return required = true, *this; }
    Option& writtenAs(Form written) { return form = written, *this; }
    /// What it changes about the numbers belongs to the recipe that accuracies and checkpoints are compared by. It is
    /// written there only where it is not the default, so that recipes from before the option existed stay the same.
    Option& partOfRecipe() { return inRecipe = true, *this; }

    /// It is the configuration of a job that this job runs: stored and checked, but no flags and rows of this one.
    Option& ofAnotherJob() { return otherJob = true, *this; }

    [[nodiscard]] bool contains(double value) const {
        return (lowAllowed ? value >= low : value > low) && (highAllowed ? value <= high : value < high);
    }
    /// "1 to 100", "0 or more", "above 0, at most 10", "1, 2 or 4".
    [[nodiscard]] std::string range() const;
};

/// For base::JsonWriter and base::JsonReader.
inline const char* nameOf(const Option& option) {
    return option.name;
}

/// Of a job kind, for the terminal's commands and the window's lists.
struct JobDescription {
    const char* help; ///< of its command
    const char* examples; ///< command lines under the help
    const char* title; ///< English, translated in the context JobOptions
    bool resumable = true;
};

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_options.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>
#include <sstream>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/options/option_rows.h"

namespace paretoscope::cli {

namespace {

using options::Form;
using options::Option;
using options::OptionRow;

/// "vta:pynq" is short for "vta/pynq/cpu".
std::string settingFrom(std::string text) {
    if (text.starts_with("vta:")) {
        std::replace(text.begin(), text.end(), ':', '/');
        text += std::count(text.begin(), text.end(), '/') == 1 ? "/cpu" : "";
    }
    return text;
}

/// A decimal number and what stands behind it, without blanks between; nothing where none begins. CLI11 takes an empty
/// text for 0 and 0x10 for 16.
std::optional<std::pair<double, std::string>> numberAndRest(std::string_view text) {
    double number = 0;
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) {
        return std::nullopt;
    }
    const std::string behind(rest, text.data() + text.size());
    return std::pair(number, behind.substr(std::min(behind.find_first_not_of(' '), behind.size())));
}

/// As many digits as read back as the same number.
std::string exactText(double number) {
    std::array<char, 64> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), end};
}

/// "5%" as 0.05; a number without the sign is left as it is.
CLI::Validator percentage() {
    return CLI::Validator(
        [](std::string& text) {
            const auto number = numberAndRest(text);
            if (!number || (!number->second.empty() && number->second != "%")) {
                return "'" + text + "' is no percentage; write it like 5% or 0.05";
            }
            text = exactText(number->second.empty() ? number->first : number->first / 100);
            return std::string();
        },
        "PERCENT");
}

CLI::Validator number() {
    return CLI::Validator(
        [](std::string& text) {
            const auto number = numberAndRest(text);
            const bool whole = number && number->second.empty() && !text.ends_with(' ');
            return whole ? "" : "'" + text + "' is no number";
        },
        "");
}

/// "90", "90s", "1.5 min": a number in the first unit, or with a unit behind it.
CLI::Validator numberWithUnit(const std::vector<std::pair<std::string, double>>& units) {
    return CLI::Validator(
        [units](std::string& text) {
            const auto number = numberAndRest(text);
            for (const auto& [name, factor] : units) {
                if (number && (number->second.empty() || number->second == name)) {
                    text = exactText(number->first * factor);
                    return std::string();
                }
            }
            return "'" + text + "' is no number, or has another unit behind it than "
                + base::listed(units, &std::pair<std::string, double>::first);
        },
        "FLOAT [UNIT]");
}

/// CLI11 takes -1 and 2^64 for numbers without sign, and 010 for 8.
template <typename Value>
CLI::Validator wholeNumber() {
    return CLI::Validator(
        [](std::string& text) {
            Value number{};
            const char* end = text.data() + text.size();
            const auto [rest, error] = std::from_chars(text.data(), end, number);
            if (error != std::errc() || rest != end) {
                return "'" + text + "' is no whole number from " + std::to_string(std::numeric_limits<Value>::min())
                    + " to " + std::to_string(std::numeric_limits<Value>::max());
            }
            text = std::to_string(number);
            return std::string();
        },
        "");
}

template <typename Value>
CLI::Option* exact(CLI::Option* option, Form form = Form::Plain) {
    if constexpr (std::is_integral_v<Value>) {
        option->transform(wholeNumber<Value>());
    } else if constexpr (std::is_floating_point_v<Value>) {
        if (form == Form::Milliseconds) {
            option->transform(numberWithUnit({{"ms", 1}, {"us", 1e-3}, {"s", 1e3}}));
        } else {
            option->check(number());
        }
    }
    return option;
}

class Adding {
public:
    Adding(CLI::App& command, const Option& option) : command_(command), option_(option) { }

    CLI::Option* operator()(bool* value) const { return command_.add_flag(option_.flags, *value, option_.help); }
    CLI::Option* operator()(std::optional<bool>* value) const {
        return command_.add_flag_function(
            option_.flags, [value](std::int64_t count) { *value = count > 0; }, option_.help);
    }
    CLI::Option* operator()(std::string* value) const {
        if (option_.form == Form::DeviceSetting) {
            return command_.add_option_function<std::string>(
                option_.flags, [value](const std::string& text) { *value = settingFrom(text); }, option_.help);
        }
        CLI::Option* added = command_.add_option(option_.flags, *value, option_.help);
        if (!option_.choices.empty()) {
            std::vector<std::string> allowed;
            for (const options::Choice& choice : option_.choices) {
                allowed.emplace_back(choice.value);
            }
            added->check(CLI::IsMember(allowed));
        }
        return value->empty() ? added : added->capture_default_str();
    }
    CLI::Option* operator()(double* value) const {
        CLI::Option* added = command_.add_option(option_.flags, *value, option_.help);
        if (option_.form == Form::Percent) {
            added->transform(percentage());
        } else if (option_.form == Form::Duration) {
            added->transform(numberWithUnit({{"s", 1}, {"min", 60}, {"h", 3600}}));
        } else {
            added->check(number());
        }
        return added->capture_default_str();
    }
    CLI::Option* operator()(const options::Named<std::string>& value) const {
        return command_.add_option_function<std::string>(option_.flags, value.set, option_.help)
            ->check(CLI::IsMember(value.allowed))
            ->default_str(value.get());
    }
    CLI::Option* operator()(const options::Named<std::vector<std::string>>& value) const {
        return command_.add_option_function<std::vector<std::string>>(option_.flags, value.set, option_.help)
            ->check(CLI::IsMember(value.allowed));
    }
    template <typename Value>
    CLI::Option* operator()(std::optional<Value>* value) const {
        return exact<Value>(command_.add_option(option_.flags, *value, option_.help), option_.form);
    }
    template <typename Value>
    CLI::Option* operator()(std::vector<Value>* values) const {
        CLI::Option* added = exact<Value>(command_.add_option(option_.flags, *values, option_.help), option_.form);
        return values->empty() ? added : added->capture_default_str();
    }
    template <typename Value>
    CLI::Option* operator()(Value* value) const {
        return exact<Value>(command_.add_option(option_.flags, *value, option_.help))->capture_default_str();
    }

private:
    CLI::App& command_;
    const Option& option_;
};

std::string headline(std::string group) {
    if (!group.empty()) {
        group[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(group[0])));
    }
    return group;
}

/// An option that stands alone, not in a configuration.
template <typename Value>
void addOne(CLI::App& command, Option option, Value& value) {
    addOptions(command, {OptionRow{option, option.name, &value}});
}

}

CLI::Validator wholeNumberText() {
    return wholeNumber<std::int64_t>();
}

CLI::Validator decimalNumberText() {
    return number();
}

void addOptions(CLI::App& command, const std::vector<OptionRow>& rows) {
    for (const OptionRow& row : rows) {
        if (row.option.flags == nullptr) {
            continue;
        }
        CLI::Option* added = std::visit(Adding(command, row.option), row.value);
        if (!row.group().empty()) {
            added->group(headline(row.group()));
        }
        added->required(row.option.required);
    }
}

void withFlagsInErrors(const std::vector<OptionRow>& rows, const std::function<void()>& run) {
    try {
        run();
    } catch (const Error& error) {
        throw options::withFlags(error, rows);
    }
}

std::string examplesText(const options::JobDescription& description) {
    std::string text = "Examples:";
    std::istringstream lines(description.examples);
    for (std::string line; std::getline(lines, line);) {
        text += (line.starts_with("paretoscope-cli") ? "\n  " : "\n") + line;
    }
    return text;
}

std::vector<OptionRow> addNetworkOptions(CLI::App& command, options::NetworkConfig& network) {
    options::RowCollector collector("network.");
    describe(collector, network);
    std::vector<OptionRow> rows = collector.take();
    addOptions(command, rows);
    return rows;
}

void ResumeOption::add(CLI::App& command) {
    option_ = command.add_option("--resume", run_, "go on with an interrupted run (the newest one without a number)")
                  ->expected(0, 1);
}

void ResumeOption::requireAlone(const CLI::App& command) const {
    for (const CLI::Option* other : command.get_options()) {
        const std::string name = other->get_name();
        if (other != option_ && other->count() > 0 && name != "--profile" && name != "--help") {
            throw Error(ErrorCode::InvalidValue,
                "A run goes on with the options that it was started with, so " + name
                    + " cannot be given with --resume. Leave it out, or start another run without --resume.",
                {{"field", name}});
        }
    }
}

bool networkGiven(const CLI::App& command) {
    const std::vector<const CLI::Option*> given =
        command.get_options([](const CLI::Option* option) { return option->count() > 0; });
    return std::any_of(
        given.begin(), given.end(), [](const CLI::Option* option) { return option->get_group() == "Network"; });
}

bool isGiven(const CLI::App& command, const char* flag) {
    const CLI::Option* option = command.get_option_no_throw(flag);
    return option != nullptr && option->count() > 0;
}

void addDeviceOption(CLI::App& command, std::string& deviceSetting) {
    addOne(command, options::deviceOption(), deviceSetting);
}

void addSeedOption(CLI::App& command, std::uint64_t& seed) {
    addOne(command, options::seedOption(), seed);
}

}

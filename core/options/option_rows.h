// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/options/option.h"

namespace paretoscope::options {

/// An enumeration, or a list of one, by its names.
template <typename Text>
struct Named {
    std::function<Text()> get;
    std::function<void(const Text&)> set; ///< throws Error (UnknownName)
    std::vector<std::string> allowed;
};

/// A described option and where its value is kept: what a command line or a form is made from.
struct OptionRow {
    Option option;
    std::string path; ///< "network.shape.channels"
    std::variant<bool*, std::optional<bool>*, int*, std::int64_t*, std::uint64_t*, double*, std::optional<double>*,
        std::string*, std::vector<int>*, std::vector<double>*, std::vector<std::string>*, Named<std::string>,
        Named<std::vector<std::string>>>
        value; ///< points into the configuration

    /// "network" for the option above, empty for the job's own.
    [[nodiscard]] std::string group() const {
        const std::size_t dot = path.find('.');
        return dot == std::string::npos ? std::string() : path.substr(0, dot);
    }
};

/// The visitor of describe() that makes rows.
class RowCollector {
public:
    explicit RowCollector(std::string path = {}) : path_(std::move(path)) { }

    template <typename Value>
    void operator()(const Option& option, Value& value) {
        if (option.otherJob) {
            return;
        }
        if constexpr (requires(RowCollector & rows) { describe(rows, value); }) {
            RowCollector inner(path_ + option.name + ".");
            describe(inner, value);
            rows_.insert(rows_.end(), inner.rows_.begin(), inner.rows_.end());
        } else if constexpr (base::NamedEnum<Value>) {
            rows_.push_back({option, path_ + option.name,
                Named<std::string>{[&value] { return std::string(base::textOf(value)); },
                    [&value](const std::string& text) { value = base::valueOf<Value>(text, "value"); },
                    namesIn<Value>()}});
        } else {
            addPlain(option, value);
        }
    }
    std::vector<OptionRow> take() { return std::move(rows_); }

private:
    template <typename Value>
    static std::vector<std::string> namesIn() {
        std::vector<std::string> names;
        for (const auto& [value, name] : namesOf(Value{})) {
            names.emplace_back(name);
        }
        return names;
    }
    template <typename Value>
    void addPlain(const Option& option, Value& value) {
        rows_.push_back({option, path_ + option.name, &value});
    }
    template <base::NamedEnum Value>
    void addPlain(const Option& option, std::vector<Value>& values) {
        const auto get = [&values] {
            std::vector<std::string> texts;
            for (const Value value : values) {
                texts.emplace_back(base::textOf(value));
            }
            return texts;
        };
        const auto set = [&values](const std::vector<std::string>& texts) {
            std::vector<Value> read;
            for (const std::string& text : texts) {
                read.push_back(base::valueOf<Value>(text, "value"));
            }
            values = std::move(read);
        };
        rows_.push_back({option, path_ + option.name, Named<std::vector<std::string>>{get, set, namesIn<Value>()}});
    }

    std::string path_;
    std::vector<OptionRow> rows_;
};

/// All options of a configuration that lives at least as long as the rows.
template <typename Config>
std::vector<OptionRow> rowsOf(Config& config) {
    RowCollector rows;
    describe(rows, config);
    return rows.take();
}

/// The long one of an option's flags, "--output" of "-o,--output"; empty where it has none or is known by its place.
std::string flagOf(const Option& option);

/// Errors name options as configurations store them, in quotes: 'latencies_ms', 'network.shape.channels'. This puts
/// another name in the place of each; one that is empty leaves it as it is.
Error withNames(const Error& error, const std::vector<OptionRow>& rows,
    const std::function<std::string(const Option& option)>& nameOf);

/// The same for who typed a command: with flags.
Error withFlags(const Error& error, const std::vector<OptionRow>& rows);

}

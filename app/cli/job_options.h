// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/protocol/job_config.h"

namespace paretoscope::cli {

/// Options that several commands share; each writes straight into the configuration.
void addNetworkOptions(CLI::App& command, protocol::NetworkConfig& network);
/// Whether any of them was given on the command line.
bool networkGiven(const CLI::App& command);
void addDataOptions(CLI::App& command, protocol::DataConfig& data);
void addDeviceOption(CLI::App& command, std::string& deviceSetting);
void addSeedOption(CLI::App& command, std::uint64_t& seed);

/// The option's value must be one of `allowed`; the answer to another one lists them.
CLI::Option* addChoice(CLI::App& command, const std::string& name, std::string& value,
    const std::vector<std::string>& allowed, const std::string& description);

/// For an enumeration: its names instead of its numbers, in the help and in the answer to another word.
template <class Value>
CLI::Validator named(const std::map<std::string, Value>& values) {
    std::string names;
    for (const auto& [name, value] : values) {
        names += (names.empty() ? "" : ",") + name;
    }
    names = "{" + names + "}";
    return {[values, names](std::string& word) {
                const auto found = values.find(word);
                if (found == values.end()) {
                    return "'" + word + "' is none of " + names;
                }
                word = std::to_string(static_cast<int>(found->second));
                return std::string();
            },
        names};
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/options/network.h"
#include "core/options/option_rows.h"

namespace paretoscope::cli {

/// A command-line option for each row with a flag; each writes straight into the configuration. Options of a part, such
/// as the network, stand together in the help.
void addOptions(CLI::App& command, const std::vector<options::OptionRow>& rows);

/// For an option of its own: what is no whole number, or no number, in decimal digits is refused (CLI11 takes 010 for
/// 8, 0x10 for 16 and an empty text for 0).
CLI::Validator wholeNumberText();
CLI::Validator decimalNumberText();

/// Runs what a command with these options does; what it then says of a wrong value names flags.
void withFlagsInErrors(const std::vector<options::OptionRow>& rows, const std::function<void()>& run);

/// The examples under a command's help.
std::string examplesText(const options::JobDescription& description);

/// Returns their rows.
std::vector<options::OptionRow> addNetworkOptions(CLI::App& command, options::NetworkConfig& network);
/// Whether any of them was given on the command line.
bool networkGiven(const CLI::App& command);
/// Whether the command has the flag and it was given.
bool isGiven(const CLI::App& command, const char* flag);
void addDeviceOption(CLI::App& command, std::string& deviceSetting);
void addSeedOption(CLI::App& command, std::uint64_t& seed);

/// `--resume [RUN]` on a command whose configuration is in the stored run.
class ResumeOption {
public:
    void add(CLI::App& command);
    [[nodiscard]] bool given() const { return option_ != nullptr && option_->count() > 0; }
    /// A run goes on as it was configured. Throws Error (InvalidValue) that names what would be passed over.
    void requireAlone(const CLI::App& command) const;
    /// Of the run; nothing: the newest.
    [[nodiscard]] std::optional<std::int64_t> number() const { return run_ > 0 ? std::optional(run_) : std::nullopt; }

private:
    std::int64_t run_ = 0;
    CLI::Option* option_ = nullptr;
};

}

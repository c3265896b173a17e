// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/options/option_rows.h"

namespace paretoscope::options {

/// The long one of an option's flags, "--output" of "-o,--output"; empty where it has none or is known by its place.
std::string flagOf(const Option& option);

/// Errors name options as configurations store them, in quotes: 'latencies_ms', 'network.shape.channels'. This puts
/// another name in the place of each; one that is empty leaves it as it is.
Error withNames(const Error& error, const std::vector<OptionRow>& rows,
    const std::function<std::string(const Option& option)>& nameOf);

/// The same for who typed a command: with flags.
Error withFlags(const Error& error, const std::vector<OptionRow>& rows);

}

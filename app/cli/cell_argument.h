// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/cli/run_job.h"
#include "core/options/network.h"

namespace paretoscope::cli {

/// What a command takes for a cell, in its help.
inline constexpr const char* cellArgumentHelp =
    "genotype text, published name, #N for the candidate that front shows as #N, file, or - for standard input";

/// The genotype's text that such an argument stands for; a text or name comes back as it is. Throws Error: NotFound for
/// a candidate that the project does not hold, UnknownName for a bare number, InvalidGenotype for a file without a
/// cell.
std::string cellText(const Session& session, const std::string& argument);

/// All of them, by cellText(). Where each is a candidate of the project and all are of one network, `network` becomes
/// that one; none: it stays.
void resolveCells(const Session& session, std::vector<std::string>& arguments, options::NetworkConfig* network);

}

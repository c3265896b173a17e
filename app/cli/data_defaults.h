// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include "core/options/network.h"

namespace paretoscope::cli {

/// What the command line leaves open follows the data set: the classes, and counts of images and a batch where the
/// usual ones are more than it has. Says on standard error what it chose. `halves`: a search, which trains weights and
/// architecture on a half each. Throws Error as engine::sizeOfData().
void followData(const CLI::App& command, options::DataConfig& data, space::Shape& shape, int& batchSize, bool halves);

}

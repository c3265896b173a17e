// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::engine {

/// Different cells drawn from the α (and β) that a search ended with, in drawing order; at most `draws` of them.
/// `parameters`: an entry of "parameters" in a search job's results. Torch-free header. Throws Error (InvalidShape).
std::vector<space::Genotype> drawCells(
    space::SpaceId space, const std::string& parameters, int draws, std::uint64_t seed);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/options/search.h"
#include "core/space/genotype.h"

namespace paretoscope::engine {

/// Different cells drawn from the α (and β) that a search ended with, in drawing order; at most `draws` of them.
/// Torch-free header. Throws Error (InvalidShape).
std::vector<space::Genotype> drawCells(
    space::SpaceId space, const options::SearchedParameters& parameters, int draws, std::uint64_t seed);

}

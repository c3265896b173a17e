// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::space {

/// Position of (kind, edge, operation) in the one-hot encoding: kind-major, then edge, then operation, each in the
/// space's order.
int encodingIndex(const SearchSpace& space, int kind, int edge, int operation);

/// One-hot rows, length SearchSpace::encodingLength(); an edge without operation is 'none' (every row sums to 1).
std::vector<float> encode(const Genotype& genotype);

/// The operation with the largest entry on each edge, cut to the space's edges per node by that entry ('none' excluded
/// there), stronger edge first: on softmax(α) this is the derivation of DARTS. Entries are not negative. Throws Error
/// (InvalidGenotype) where `encoding` has the wrong length or describes no genotype.
Genotype decode(SpaceId space, std::span<const float> encoding);

/// Packed form, one operation index a byte, kinds × edges: what 1,000,000 candidates are kept as.
std::vector<std::uint8_t> pack(const Genotype& genotype);
Genotype unpack(SpaceId space, std::span<const std::uint8_t> packed);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/explore/exploration.h"

namespace paretoscope::explore {

/// A whole number from 0 to count - 1, the same with every standard library. `count` is positive and far below 2⁶⁴.
std::size_t below(std::size_t count, space::Random& random);

/// Without a forbidden operation, and allowed by the facts.
bool isUsable(const Options& options, const CellFacts& facts, const space::Genotype& genotype);

/// `proposals` that are usable, then random cells, uniform over those without a forbidden operation; no two alike.
/// Fewer than Options::poolSize random ones where the space, or the part of it that is allowed, has no more. Throws
/// Error (NotEnoughData) where there is none.
std::vector<space::Genotype> makePool(
    const Options& options, const CellFacts& facts, const std::vector<space::Genotype>& proposals);

}

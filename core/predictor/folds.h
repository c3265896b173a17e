// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace paretoscope::predictor {

/// One split into samples to fit on and samples held out, as sorted indices.
struct Fold {
    std::vector<std::size_t> training;
    std::vector<std::size_t> heldOut;
};

/// Random folds of nearly equal size; every sample is held out in exactly one of them. Deterministic in the seed.
std::vector<Fold> makeFolds(std::size_t samples, int count, std::uint64_t seed);

}

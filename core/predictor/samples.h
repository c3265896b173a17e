// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/records/measurement.h"

namespace paretoscope::predictor {

/// What a fit learns from: one line an architecture that a stop-watch can tell apart from the others.
struct Samples {
    space::SpaceId space{};
    space::Shape shape;
    std::vector<space::Genotype> genotypes; ///< canonical, in the order of their first measurement
    std::vector<double> latencyMs; ///< analysis::Repeats
    int measurements = 0; ///< used, repeats included
    int sentinels = 0; ///< left out
    int rejected = 0; ///< left out: not finite or not positive
};

/// Groups measurements by canonical genotype. Torch-free. Throws Error (InvalidData) where settings, shapes, kinds of
/// cost or spaces are mixed, Error (InvalidGenotype).
Samples collectSamples(std::span<const records::Measurement> measurements);

/// The unit of λ that a fit to them freezes: the median over architectures; NaN where there are none.
double referenceMs(const Samples& samples);

/// One split into samples to fit on and samples held out, as sorted indices.
struct Fold {
    std::vector<std::size_t> training;
    std::vector<std::size_t> heldOut;
};

/// Random folds of nearly equal size; every sample is held out in exactly one of them. Deterministic in the seed.
std::vector<Fold> makeFolds(std::size_t samples, int count, std::uint64_t seed);

}

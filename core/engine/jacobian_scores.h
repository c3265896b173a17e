// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/search/compute.h"
#include "core/space/architecture.h"

namespace paretoscope::engine {

/// nn::jacobianScore() of cells on the first images of a data set, computed on as many threads as networks are best
/// trained at once and remembered. The same for the same seed, images and shape. One thread at a time.
class JacobianScores {
public:
    JacobianScores(const space::Shape& shape, const data::Dataset& images, std::uint64_t seed, search::Compute compute);

    /// One for each cell; NaN for one that its image does not reach. Throws what the first failing one threw.
    std::vector<double> operator()(std::span<const space::Genotype> genotypes);

private:
    space::Shape shape_;
    torch::Tensor images_; ///< [images, channels, height, width], normalised
    std::uint64_t seed_;
    search::Compute compute_;
    std::map<std::string, double> known_; ///< by explore::cellKey()
};

}

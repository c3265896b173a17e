// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/nn/executor.h"
#include "core/space/architecture.h"

namespace paretoscope::engine {

/// nn::jacobianScore() of cells on the first images of a data set, in a network of at least three cells a stage,
/// computed on this computer's processors and remembered. The same for the same seed, images and shape, whatever else
/// computes. One thread at a time.
class JacobianScores {
public:
    /// Called on the thread that asked, at the beginning and then several times a second: how many cells of how many
    /// are done. Nothing is scored while it runs, but what was begun; what it throws ends the scoring.
    using Report = std::function<void(std::size_t done, std::size_t of)>;

    JacobianScores(
        const space::Shape& shape, const data::Dataset& images, std::uint64_t seed,
        Report report = [](std::size_t, std::size_t) {});

    /// One for each cell; NaN for one that its image does not reach. Throws what the first failing one threw.
    std::vector<double> operator()(std::span<const space::Genotype> genotypes);

    /// All that were computed or are known from earlier, by explore::cellKey().
    [[nodiscard]] const std::map<std::string, double>& known() const { return known_; }
    /// These are not computed again. They were by an object of the same shape, images and seed.
    void remember(const std::map<std::string, double>& scores) { known_.insert(scores.begin(), scores.end()); }

private:
    void score(std::span<const space::Genotype> genotypes, const std::vector<std::string>& keys,
        const std::vector<std::size_t>& fresh);

    space::Shape shape_;
    torch::Tensor images_; ///< [images, channels, height, width], normalised
    std::uint64_t seed_;
    Report report_;
    std::shared_ptr<const nn::Executor> executor_ = nn::cpuExecutor();
    std::map<std::string, double> known_;
};

}

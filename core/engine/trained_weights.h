// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/array.h"
#include "core/interchange/image_input.h"
#include "core/options/jobs.h"
#include "core/records/candidate.h"
#include "core/search/training.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// Keeps the final weights of a train run (first seed of each cell) as its checkpoint, in place of the training states,
/// with how its images were normalised and what the classes are called.
void saveTrainedWeights(store::Project& project, std::int64_t run, const options::TrainConfig& config,
    const std::vector<search::Training>& trainings);

struct TrainedWeights {
    std::int64_t run = 0;
    int steps = 0;
    options::DataConfig data;
    bool onValidation = false; ///< options::TrainConfig::onValidation
    std::uint64_t seed = 0;
    std::string augmentation; ///< of the training images, in words
    std::string recipe; ///< of the training, JSON
    /// Nothing where an older version stored the weights, which did not keep it.
    std::optional<interchange::ImageInput> input;
    std::vector<base::NamedArray> arrays;
};

/// The weights that a finished train run of this genotype in this network left: of `wantedRun`, or where that is 0 of
/// the one with the most steps, of those alike the newest. Nothing where there are none.
std::optional<TrainedWeights> trainedWeights(const store::Project& project, const space::Genotype& genotype,
    const options::NetworkConfig& network, std::int64_t wantedRun);

}

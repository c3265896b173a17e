// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/options/explore.h"
#include "core/options/search.h"
#include "core/store/project.h"

namespace paretoscope {

/// A cell with the label of one short training.
struct LabelledCell {
    std::string genotype; ///< as space::identityText() writes it
    double latencyMs = 0; ///< predicted
    double label = 0; ///< larger is better
};

/// The best label among the cells of at most that latency; of the fastest cell where there is none. Not empty.
std::string bestLabel(const std::vector<LabelledCell>& cells, double limitMs);

/// What an exploration trained for its fewest steps.
std::vector<LabelledCell> labelsOf(
    const options::ExploreConfig& config, const options::ExploreResult& result, const store::Project& project);

/// Evolution with so many trainings of an exploration's fewest steps: ten random cells, then generations of one-edit
/// children of the best of ten random ones, by label among those that are fast enough. A run each generation.
std::vector<LabelledCell> evolve(
    store::Project& project, const options::ExploreConfig& config, double limitMs, std::size_t trainings);

/// Of a differentiable search's cells the slowest that is fast enough, else the fastest.
std::string searchedCell(const options::SearchResult& result, double limitMs);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/data/dataset.h"
#include "core/engine/explore_state.h"
#include "core/engine/job.h"
#include "core/search/compute.h"
#include "core/search/saved_state.h"

namespace paretoscope::engine {

/// Images of an exploration: test images are not among them.
struct ExploreImages {
    std::string name;
    std::shared_ptr<const data::Dataset> train;
    data::Dataset validation;
};

/// Throws Error as data::loadDataset(), NotEnoughData, InvalidValue for another number of classes than the network's.
ExploreImages exploreImages(const options::ExploreConfig& config, JobSink& sink);

/// Protocol of accuracies on the validation images after so many steps: that of a `train` with the same options.
records::AccuracyProtocol exploreProtocol(const options::ExploreConfig& config, const ExploreImages& images, int steps);

/// Trains the cells of one round side by side, one thread each, and scores each on its own thread as it ends.
class ExploreRound {
public:
    /// Called on the thread of train(), several times a second: the share of the round's steps that is done, whether
    /// outcomes have come and whether partial() is new; false pauses.
    using Report = std::function<bool(double fraction, bool isNew)>;

    ExploreRound(const options::ExploreConfig& config, const ExploreImages& images, search::Compute compute)
        : config_(config)
        , images_(images)
        , compute_(std::move(compute)) { }

    /// Those of `open` (indices of requests, all of one number of steps) without an outcome; adds to `outcomes` as they
    /// come. Returns when all have one or a stop was asked for. Throws Error.
    void train(const std::vector<explore::Training>& trainings, const std::vector<std::size_t>& open,
        std::map<std::size_t, Outcome>& outcomes, const std::stop_token& stop, const Report& report);

    /// States of trainings that are on their way, for a checkpoint, and back.
    [[nodiscard]] std::vector<base::NamedArray> partialArrays() const;
    [[nodiscard]] nlohmann::json partialJson() const;
    void restore(const std::vector<base::NamedArray>& arrays, const nlohmann::json& states);

private:
    const options::ExploreConfig& config_;
    const ExploreImages& images_;
    search::Compute compute_;
    std::map<std::size_t, search::SavedState> partial_; ///< by index of the request
};

}

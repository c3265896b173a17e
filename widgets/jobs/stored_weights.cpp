// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/stored_weights.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/queries/weights_state.h"
#include "core/space/genotype.h"

namespace paretoscope::widgets {

namespace {

/// What the checkpoint of a finished training says of itself.
StoredWeights::Training trainingOf(const store::Project& project, const records::Run& run) {
    StoredWeights::Training training;
    try {
        const auto config = options::jobConfigFromJson<options::TrainConfig>(run.configuration);
        training.network = config.network;
        training.steps = config.steps();
        const queries::WeightsState state = queries::weightsState(project.checkpointState(run.id).value_or("{}"));
        if (!state.input) {
            return training; // without what its images were normalised by, the engine exports no weights
        }
        training.genotypes.insert(state.genotypes.begin(), state.genotypes.end());
        training.genotypes.erase(""); // left at a rung
    } catch (const Error&) {
        training.genotypes.clear(); // a newer version's, or a damaged record
    }
    return training;
}

}

const options::NetworkConfig* StoredWeights::networkOf(const space::Architecture& architecture) const {
    const options::NetworkConfig own{architecture.genotype.space, architecture.shape};
    const std::string identity = space::identityText(architecture.genotype);
    const options::NetworkConfig* other = nullptr;
    for (const Training& training : trainings) {
        if (!training.genotypes.contains(identity)) {
            continue;
        }
        if (training.network == own) {
            return &training.network;
        }
        if (other == nullptr) {
            other = &training.network;
        }
    }
    return other;
}

std::shared_ptr<const StoredWeights> StoredWeightsReader::read(Reading& reading) {
    StoredWeights weights;
    std::map<std::int64_t, StoredWeights::Training> known;
    for (const records::Run& run : reading.snapshot().runs) {
        if (run.kind != records::JobKind::Train || run.state != records::RunState::Finished) {
            continue;
        }
        const auto found = known_.find(run.id);
        StoredWeights::Training training = found != known_.end() ? found->second : trainingOf(reading.project(), run);
        if (!training.genotypes.empty()) {
            weights.trainings.push_back(training);
        }
        known.emplace(run.id, std::move(training));
    }
    known_ = std::move(known);
    std::ranges::stable_sort(weights.trainings, std::ranges::greater(), &StoredWeights::Training::steps);
    if (weights != *last_) {
        last_ = std::make_shared<const StoredWeights>(std::move(weights));
    }
    return last_;
}

}

// SPDX-License-Identifier: Apache-2.0
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/engine/search_inputs.h"
#include "core/queries/stored.h"
#include "core/search/sweep.h"

namespace paretoscope::engine {

namespace {

options::SearchConfig configOf(const store::Project& project, std::int64_t search) {
    const records::Run run = project.run(search);
    if (run.kind != records::JobKind::Search) {
        throw Error(ErrorCode::InvalidValue,
            "Run " + std::to_string(search) + " is no search, so it has no weights to score with.",
            {{"field", "search"}, {"value", std::to_string(search)}});
    }
    return options::jobConfigFromJson<options::SearchConfig>(run.configuration);
}

search::SavedState weightsOf(const store::Project& project, std::int64_t search) {
    const std::optional<store::Checkpoint> stored = project.loadCheckpoint(search);
    std::optional<search::SavedState> weights;
    if (stored) {
        weights = search::searchWithin({stored->arrays, stored->state});
    }
    if (!weights) {
        throw Error(ErrorCode::NotFound,
            "Search " + std::to_string(search)
                + " has left no weights behind: its checkpoint was removed, or stands between two prices. Search "
                  "again.",
            {{"search", std::to_string(search)}});
    }
    return *std::move(weights);
}

}

template <>
options::ScoreResult runJob(JobContext& context, const options::ScoreConfig& config) {
    options::SearchConfig searched = configOf(context.project, config.search);
    searched.on = config.on;
    const std::vector<space::Genotype> genotypes = queries::genotypesOf(config.genotypes, searched.network);
    const search::SavedState weights = weightsOf(context.project, config.search);
    LiveControls unused; // its price decides nothing here
    search::BilevelSearch::Inputs inputs = searchInputs(context.project, searched, context.sink, unused);
    if (searched.mode == options::LambdaMode::Fixed) { // of several λ the one whose weights these are
        inputs.lambda = search::lambdaOf(weights);
    }
    const std::string computedOn = inputs.compute.executor->name();
    search::BilevelSearch search(searched, std::move(inputs));
    search.importState(weights);

    const records::AccuracyProtocol protocol = search.protocol();
    context.project.saveProtocol(protocol);
    options::ScoreResult result{.search = config.search,
        .shape = space::toText(searched.network.shape),
        .images = searched.data.validationImages,
        .computedOn = computedOn};
    for (const space::Genotype& genotype : genotypes) {
        context.checkpointWait();
        const records::Candidate candidate = search.assess(genotype, records::Origin::Scored);
        context.project.upsertCandidates(context.run, std::vector{candidate});
        context.sink.stored();
        for (const records::Accuracy& accuracy : candidate.accuracies) {
            result.scores.push_back(
                {space::identityText(candidate.genotype), accuracy.accuracy, accuracy.crossEntropy});
        }
        const double done = static_cast<double>(result.scores.size()) / static_cast<double>(genotypes.size());
        context.sink.progress(done,
            "scored " + std::to_string(result.scores.size()) + " of " + std::to_string(genotypes.size()),
            std::numeric_limits<double>::quiet_NaN());
    }
    return result;
}

}

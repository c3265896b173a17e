// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/engine/memory_guard.h"
#include "core/engine/search_inputs.h"
#include "core/engine/stored.h"
#include "core/search/sweep.h"

namespace paretoscope::engine {

namespace {

using Json = nlohmann::ordered_json;

protocol::SearchConfig configOf(const store::Project& project, std::int64_t search) {
    const records::Run run = project.run(search);
    if (run.kind != records::JobKind::Search) {
        throw Error(ErrorCode::InvalidValue,
            "Run " + std::to_string(search) + " is no search, so it has no weights to score with.",
            {{"field", "search"}, {"value", std::to_string(search)}});
    }
    return protocol::jobConfigFromJson<protocol::SearchConfig>(run.configuration);
}

search::Checkpoint weightsOf(const store::Project& project, std::int64_t search) {
    const std::optional<store::Checkpoint> stored = project.loadCheckpoint(search);
    std::optional<search::Checkpoint> weights;
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

std::string runScore(JobContext& context, const protocol::ScoreConfig& config) {
    const protocol::SearchConfig searched = configOf(context.project, config.search);
    const std::vector<space::Genotype> genotypes = genotypesOf(config.genotypes, searched.network);
    const search::SearchOptions options = searchOptions(searched);
    const search::Checkpoint weights = weightsOf(context.project, config.search);
    search::BilevelSearch search(options, searchInputs(context.project, searched, options, context.sink));
    search.importState(weights);

    const records::AccuracyProtocol protocol = search.protocol();
    context.project.saveProtocol(protocol);
    Json scores = Json::array();
    for (const space::Genotype& genotype : genotypes) {
        context.checkpointWait();
        const records::Candidate candidate = search.assess(genotype, records::Origin::Scored);
        context.project.upsertCandidates(context.run, std::vector{candidate});
        context.sink.stored();
        for (const records::Accuracy& accuracy : candidate.accuracies) {
            scores.push_back({{"genotype", space::identityText(candidate.genotype)}, {"accuracy", accuracy.accuracy},
                {"cross_entropy", accuracy.crossEntropy}});
        }
        const double done = static_cast<double>(scores.size()) / static_cast<double>(genotypes.size());
        context.sink.progress(done,
            "scored " + std::to_string(scores.size()) + " of " + std::to_string(genotypes.size()),
            std::numeric_limits<double>::quiet_NaN(), {});
    }
    return Json{{"search", config.search}, {"shape", space::toText(options.shape)}, {"images", options.scoringImages},
        {"scores", scores}}
        .dump();
}

}

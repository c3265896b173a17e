// SPDX-License-Identifier: Apache-2.0
#include "core/queries/expected_time.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"

namespace paretoscope::queries {

namespace {

bool hasEnded(const records::Run& run) {
    return run.state == records::RunState::Finished || run.state == records::RunState::Interrupted;
}

/// Of the newest run that says something; another version's record says nothing.
template <typename Config, typename PaceOf>
std::optional<ExpectedTime> byNewest(const Config& config, const store::Project& project, const PaceOf& paceOf) {
    for (const records::Run& run : project.runs({.kind = Config::kind})) {
        if (!hasEnded(run)) {
            continue;
        }
        try {
            if (const auto pace = paceOf(run)) {
                if (const auto expected = expectedTime(config, *pace)) {
                    return expected;
                }
            }
        } catch (const Error&) {
            continue;
        }
    }
    return std::nullopt;
}

}

std::optional<SearchPace> searchPace(const store::Project& project, const records::Run& run) {
    SearchPace pace{.run = run.id, .config = options::jobConfigFromJson<options::SearchConfig>(run.configuration)};
    std::vector<double> times;
    for (const records::HistoryPoint& point : project.history(run.id)) {
        const double stepMs = options::searchHistoryFromJson(point.values).stepMs;
        if (std::isfinite(stepMs) && stepMs > 0) {
            times.push_back(stepMs);
        }
    }
    if (times.empty()) {
        return std::nullopt;
    }
    pace.stepMs = analysis::median(times);
    return pace;
}

std::optional<TrainingPace> trainingPace(const records::Run& run) {
    const auto result = options::resultOf<options::TrainConfig>(run);
    if (!result || !std::isfinite(result->stepMs) || result->stepMs <= 0) {
        return std::nullopt;
    }
    return TrainingPace{.run = run.id,
        .config = options::jobConfigFromJson<options::TrainConfig>(run.configuration),
        .stepMs = result->stepMs,
        .atOnce = std::max(1, result->atOnce)};
}

double trainingSteps(const options::TrainConfig& config) {
    double cells = static_cast<double>(config.genotypes.size());
    double steps = 0;
    int begin = 0;
    for (const int rung : config.rungs) {
        steps += cells * (rung - begin);
        begin = rung;
        cells = std::max(1.0, std::ceil(config.keep * cells - 1e-9));
    }
    return steps * config.repeats;
}

int passesOf(const options::SearchConfig& config) {
    return config.order == 2 ? 5 : 2;
}

std::optional<ExpectedTime> expectedTime(const options::SearchConfig& config, const SearchPace& pace) {
    const options::SearchConfig& before = pace.config;
    if (before.network != config.network || before.batchSize != config.batchSize
        || before.partialChannels != config.partialChannels || before.order != config.order) {
        return std::nullopt;
    }
    const double steps = config.warmUpSteps + static_cast<double>(config.searches()) * config.searchSteps;
    return ExpectedTime{steps * pace.stepMs / 1000, pace.run};
}

std::optional<ExpectedTime> expectedTime(const options::TrainConfig& config, const TrainingPace& pace) {
    const options::TrainConfig& before = pace.config;
    if (config.genotypes.empty() || before.network != config.network || before.batchSize != config.batchSize
        || (before.auxiliaryWeight > 0) != (config.auxiliaryWeight > 0)) {
        return std::nullopt;
    }
    const double atOnce =
        std::min(static_cast<double>(config.genotypes.size()) * config.repeats, static_cast<double>(pace.atOnce));
    return ExpectedTime{trainingSteps(config) * pace.stepMs / 1000 / atOnce, pace.run};
}

std::optional<ExpectedTime> expectedTime(const options::SearchConfig& config, const store::Project& project) {
    return byNewest(config, project, [&project](const records::Run& run) { return searchPace(project, run); });
}

std::optional<ExpectedTime> expectedTime(const options::TrainConfig& config, const store::Project& project) {
    return byNewest(config, project, [](const records::Run& run) { return trainingPace(run); });
}

}

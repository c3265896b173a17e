// SPDX-License-Identifier: Apache-2.0
#include "core/queries/expected_time.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"

namespace paretoscope::queries {

bool hasEnded(const records::Run& run) {
    return run.state == records::RunState::Finished || run.state == records::RunState::Interrupted;
}

namespace {

// Whether steps of both take as long.

bool isAlike(const options::SearchConfig& one, const options::SearchConfig& other) {
    return one.network == other.network && one.batchSize == other.batchSize
        && one.partialChannels == other.partialChannels && one.order == other.order && one.on == other.on;
}

bool isAlike(const options::TrainConfig& one, const options::TrainConfig& other) {
    return one.network == other.network && one.batchSize == other.batchSize
        && (one.auxiliaryWeight > 0) == (other.auxiliaryWeight > 0) && one.on == other.on;
}

/// Of the newest run that says something; another version's record says nothing.
template <typename Config, typename PaceOf>
std::optional<ExpectedTime> byNewest(const Config& config, const store::Project& project, const PaceOf& paceOf) {
    for (const records::Run& run : project.runs({.kind = Config::kind})) {
        if (!hasEnded(run)) {
            continue;
        }
        try {
            if (!isAlike(config, options::jobConfigFromJson<Config>(run.configuration))) {
                continue; // before its history is read
            }
            if (const auto pace = paceOf(run)) {
                return expectedTime(config, *pace);
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
            times.push_back(stepMs / passesOfStep(pace.config, point.step));
        }
    }
    if (times.empty()) {
        return std::nullopt;
    }
    pace.passMs = analysis::median(times);
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

double trainingSteps(const options::TrainConfig& config, int fromRung) {
    std::size_t cells = config.genotypes.size();
    double steps = 0;
    int begin = 0;
    for (int rung = 0; std::cmp_less(rung, config.rungs.size()); ++rung) {
        const int end = config.rungs[static_cast<std::size_t>(rung)];
        steps += rung < fromRung ? 0 : static_cast<double>(cells) * (end - begin);
        begin = end;
        cells = options::keptAfterRung(config.keep, cells);
    }
    return steps * config.repeats;
}

int passesOfStep(const options::SearchConfig& config, std::int64_t step) {
    if (step <= config.warmUpSteps) {
        return 1;
    }
    return config.order == 2 ? 5 : 2;
}

double passesOf(const options::SearchConfig& config, std::int64_t steps) {
    const std::int64_t warmUp = std::min<std::int64_t>(steps, config.warmUpSteps);
    return static_cast<double>(warmUp)
        + static_cast<double>(steps - warmUp) * passesOfStep(config, config.warmUpSteps + 1);
}

std::optional<ExpectedTime> expectedTime(const options::SearchConfig& config, const SearchPace& pace) {
    if (!isAlike(config, pace.config)) {
        return std::nullopt;
    }
    return ExpectedTime{passesOf(config, config.allSteps()) * pace.passMs / 1000, pace.run};
}

std::optional<ExpectedTime> expectedTime(const options::TrainConfig& config, const TrainingPace& pace) {
    if (config.genotypes.empty() || !isAlike(config, pace.config)) {
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"
#include "core/options/explore.h"
#include "core/options/export.h"
#include "core/options/finish.h"
#include "core/options/fit.h"
#include "core/options/measure.h"
#include "core/options/pipeline.h"
#include "core/options/score.h"
#include "core/options/search.h"
#include "core/options/train.h"
#include "core/options/tune.h"

namespace paretoscope::options {

/// The registry of jobs. What a job is asked to do is its full configuration, stored with a run and sent from the
/// window to its worker; the default member values are *the* defaults of the program, for the window and the terminal
/// alike. A new job is one more configuration here; beside the struct stand its options (describe), its texts (about),
/// its title (titleOf) and what its options must fulfil together (check).
using JobConfig = std::variant<MeasureConfig, FitConfig, SearchConfig, TrainConfig, ExportConfig, TuneConfig,
    ScoreConfig, PipelineConfig, ExploreConfig, FinishConfig>;

template <typename... Configs>
std::variant<typename Configs::Result...> resultsOf(const std::variant<Configs...>&);
/// What one resulted in: each configuration names its own.
using JobResult = decltype(resultsOf(std::declval<JobConfig>()));

records::JobKind kindOf(const JobConfig& config);

/// The configuration of that kind with its defaults.
JobConfig defaultConfig(records::JobKind kind);

/// JSON of the configuration, every field written out, `kind` first.
std::string toJson(const JobConfig& config);

/// Reads what toJson() wrote; fields left out keep their defaults. Throws Error (InvalidValue) that names an unknown or
/// wrong field, its value and what is allowed.
JobConfig jobConfigFromJson(std::string_view json);

/// Throws Error (InvalidValue): a job of one kind was asked for and another found.
[[noreturn]] void throwOtherKind(records::JobKind wanted, records::JobKind found);

/// The configuration of a job that must be of this kind: a damaged file may say one kind and hold another. Throws Error
/// (InvalidValue) as well where it is not.
template <typename Config>
Config jobConfigFromJson(std::string_view json) {
    JobConfig config = jobConfigFromJson(json);
    if (Config* wanted = std::get_if<Config>(&config)) {
        return std::move(*wanted);
    }
    throwOtherKind(Config::kind, kindOf(config));
}

/// For base::JsonWriter and base::JsonReader, as toJson() and jobConfigFromJson().
template <std::same_as<JobConfig> Config> // not of one kind, which would convert to it
nlohmann::ordered_json writeJson(const Config& config);
template <>
nlohmann::ordered_json writeJson(const JobConfig& config);
void readJson(const nlohmann::ordered_json& json, JobConfig& config);

std::string toJson(const JobResult& result);

/// What a run resulted in; nothing where it has not finished or its record cannot be read. Fields that an older version
/// did not write keep their defaults.
std::optional<JobResult> resultOf(const records::Run& run);

/// The same of a run of one kind; nothing for another.
template <typename Config>
std::optional<typename Config::Result> resultOf(const records::Run& run) {
    if (run.kind == Config::kind) {
        if (std::optional<JobResult> result = resultOf(run)) {
            return std::get<typename Config::Result>(std::move(*result));
        }
    }
    return std::nullopt;
}

/// What stands in the place of the results of a run that failed: the name of what it failed with.
std::string failureJson(ErrorCode code);

/// Whether a run that has ended can be taken up again: not one that is finished, not one that would fail the same way
/// for ever, and not of a kind that has nothing to go on from.
bool canGoOn(const records::Run& run);

/// Throws Error (InvalidValue, InvalidShape) naming the first field out of range, its value and the allowed range.
void validate(const JobConfig& config);

/// The configuration without what does not change a job's meaning, as a title for people: "search darts c8-l5 λ 0,
/// 0.3".
std::string title(const JobConfig& config);

std::uint64_t seedOf(const JobConfig& config);

JobDescription descriptionOf(records::JobKind kind);

/// Empty device settings become this computer's: a stored run must say where it ran.
void fillInDevice(JobConfig& config);

}

// SPDX-License-Identifier: Apache-2.0
#include "core/options/jobs.h"

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/json_text.h"

namespace paretoscope::options {

namespace {

using records::JobKind;

constexpr const char* failureField = "error";

const base::JsonRules rules{.error = ErrorCode::InvalidValue, .what = "the job configuration", .refuseUnknown = true};

template <std::size_t Index = 0>
JobConfig configOf(JobKind kind) {
    if constexpr (Index < std::variant_size_v<JobConfig>) {
        using Config = std::variant_alternative_t<Index, JobConfig>;
        return Config::kind == kind ? JobConfig(Config()) : configOf<Index + 1>(kind);
    } else {
        throw Error(ErrorCode::InvalidValue, "This kind of job is not known.", {{"field", "kind"}});
    }
}

/// Until there was a choice, a training said whether its images were "unaugmented". If not, they were shifted and
/// flipped, whatever the network.
void renewAugmentation(base::Json& job) {
    const auto old = job.find("unaugmented");
    if (old != job.end() && old->is_boolean() && !job.contains("augmentation")) {
        const bool none = old->get<bool>();
        job.erase(old);
        job["augmentation"] = base::textOf(none ? Augmentation::None : Augmentation::Cifar);
    }
}

/// As this version writes what an older one stored.
base::Json renewed(base::Json config) {
    renewAugmentation(config);
    for (base::Json& step : config) { // of a pipeline
        if (step.is_object()) {
            renewAugmentation(step);
        }
    }
    return config;
}

}

JobKind kindOf(const JobConfig& config) {
    return std::visit([](const auto& job) { return job.kind; }, config);
}

JobConfig defaultConfig(JobKind kind) {
    return configOf(kind);
}

template <>
base::Json writeJson(const JobConfig& config) {
    base::Json json = {{"kind", records::name(kindOf(config))}};
    std::visit([&json](const auto& job) { json.update(base::JsonWriter::toJson(job)); }, config);
    return json;
}

std::string toJson(const JobConfig& config) {
    return base::textOf(writeJson(config));
}

std::string toJson(const JobResult& result) {
    return std::visit([](const auto& each) { return base::jsonOf(each); }, result);
}

void throwOtherKind(JobKind wanted, JobKind found) {
    throw Error(ErrorCode::InvalidValue,
        "A configuration of the kind '" + std::string(records::name(wanted)) + "' is needed where one of the kind '"
            + std::string(records::name(found)) + "' is stored.",
        {{"field", "kind"}, {"value", std::string(records::name(found))},
            {"allowed", std::string(records::name(wanted))}});
}

void readJson(const base::Json& json, JobConfig& config) {
    if (!json.is_object() || !json.contains("kind") || !json["kind"].is_string()) {
        throw Error(
            ErrorCode::InvalidValue, "A job configuration is a JSON object with a field 'kind'.", {{"field", "kind"}});
    }
    config = defaultConfig(records::jobKindFromName(json["kind"].get<std::string>()));
    const base::Json current = renewed(json);
    std::visit(
        [&](auto& job) {
            base::JsonReader reader(current, rules);
            std::string kind;
            reader("kind", kind);
            describe(reader, job);
            reader.finish();
        },
        config);
}

JobConfig jobConfigFromJson(std::string_view text) {
    JobConfig config;
    readJson(base::parseJsonObject(text, rules), config);
    return config;
}

std::optional<JobResult> resultOf(const records::Run& run) {
    if (run.state != records::RunState::Finished) {
        return std::nullopt;
    }
    try {
        return std::visit(
            [&run](const auto& job) -> JobResult {
                using Result = typename std::decay_t<decltype(job)>::Result;
                return base::fromJsonText<Result>(run.results, {.what = "the results of a run"});
            },
            defaultConfig(run.kind));
    } catch (const Error&) { // another version's, or a damaged record
        return std::nullopt;
    }
}

std::string failureJson(ErrorCode code) {
    return base::textOf(base::Json{{failureField, errorName(code)}});
}

bool canGoOn(const records::Run& run) {
    if (run.state == records::RunState::Interrupted) {
        return descriptionOf(run.kind).resumable;
    }
    if (run.state != records::RunState::Failed) {
        return false;
    }
    const std::optional<base::Json> failure = base::jsonIn(run.results); // an older version wrote none
    const bool named =
        failure && failure->is_object() && failure->contains(failureField) && failure->at(failureField).is_string();
    const auto code = named ? errorNamed(failure->at(failureField).get_ref<const std::string&>()) : std::nullopt;
    return descriptionOf(run.kind).resumable && (!code || mayWorkAgain(*code));
}

void validate(const JobConfig& config) {
    std::visit(
        [](const auto& job) {
            if constexpr (requires { job.network; }) {
                // What the space allows is the same for all of its cells.
                const auto sentinel = space::fromTextOrName(space::searchSpace(job.network.space).sentinel);
                space::validate(space::Architecture{sentinel, job.network.shape});
            }
            // Of an image that such a square covers nothing would be left to learn from.
            if constexpr (requires { job.network.shape.inputSize - job.cutout; }) {
                if (job.cutout >= job.network.shape.inputSize) {
                    refuse("cutout", std::to_string(job.cutout),
                        "less than the images' " + std::to_string(job.network.shape.inputSize) + " pixels");
                }
            }
            checkRanges(job);
            check(job);
        },
        config);
}

std::string title(const JobConfig& config) {
    return std::visit([](const auto& job) { return titleOf(job); }, config);
}

std::uint64_t seedOf(const JobConfig& config) {
    return std::visit([](const auto& job) { return job.seed; }, config);
}

JobDescription descriptionOf(JobKind kind) {
    return std::visit([](const auto& job) { return about(job); }, defaultConfig(kind));
}

void fillInDevice(JobConfig& config) {
    std::visit(
        [](auto& job) {
            if constexpr (requires { job.deviceSetting; }) {
                job.deviceSetting = toText(settingOr(job.deviceSetting));
            } else if constexpr (std::is_same_v<std::decay_t<decltype(job)>, PipelineConfig>) {
                job.setDeviceSetting(toText(settingOr(job.measure.deviceSetting)));
            }
        },
        config);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/project_trial_store.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "core/base/json_text.h"
#include <nlohmann/json.hpp>

namespace paretoscope::engine {

namespace {

std::string resultKey(const std::string& key) {
    return "vta.tuned/" + key;
}

std::string runKey(const std::string& key, const vta::TunerOptions& options) {
    return "vta.run/" + key + "#" + std::string(vta::methodName(options.method)) + "#" + std::to_string(options.seed);
}

/// Nothing where the text is no number.
template <typename Number>
std::optional<Number> numberOf(const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

vta::Trial fromRow(const store::TuningTrial& row) {
    vta::Trial trial;
    trial.index = numberOf<std::uint32_t>(row.configuration).value_or(std::numeric_limits<std::uint32_t>::max());
    trial.outcome.reason = row.valid ? vta::Reason::Valid : vta::reasonFromName(row.reason);
    trial.outcome.cycles = row.valid ? std::llround(row.cycles) : 0;
    return trial;
}

}

std::optional<vta::TunedTask> ProjectTrialStore::tuned(const std::string& key) {
    const auto text = project_.setting(resultKey(key));
    const auto json = text ? base::jsonIn(*text) : std::nullopt;
    if (!json || !json->is_object()) {
        return std::nullopt; // never tuned, or written by something else: tuned anew
    }
    try {
        const auto count = [&](const char* name) {
            return static_cast<std::uint32_t>(
                base::integerAt(*json, name, 0, std::numeric_limits<std::uint32_t>::max()));
        };
        constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
        return vta::TunedTask{key, count("best"), base::integerAt(*json, "cycles", 0, most), count("trials"),
            count("invalid"), static_cast<std::uint64_t>(base::integerAt(*json, "compiler_calls", 0, most))};
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<vta::Trial> ProjectTrialStore::trials(const std::string& key, const vta::TunerOptions& options) {
    const auto text = project_.setting(runKey(key, options));
    const auto run = text ? numberOf<std::int64_t>(*text) : std::nullopt;
    std::vector<vta::Trial> result;
    if (run) {
        for (const store::TuningTrial& row : project_.trials(*run, key)) {
            if (row.seed == options.seed && row.tuner == vta::methodName(options.method)
                && std::cmp_equal(row.index, result.size())) {
                result.push_back(fromRow(row));
            }
        }
    }
    return result;
}

void ProjectTrialStore::append(const std::string& key, const vta::TunerOptions& options, std::size_t position,
    std::span<const vta::Trial> trials) {
    project_.transaction([&] {
        const auto known = project_.setting(runKey(key, options));
        const std::int64_t run = known ? numberOf<std::int64_t>(*known).value_or(run_) : run_;
        if (!known) {
            project_.setSetting(runKey(key, options), std::to_string(run));
        }
        project_.removeTrials(
            run, key, std::string(vta::methodName(options.method)), options.seed, static_cast<int>(position));
        std::vector<store::TuningTrial> rows;
        for (std::size_t i = 0; i < trials.size(); ++i) {
            const vta::Outcome& outcome = trials[i].outcome;
            const bool valid = outcome.reason == vta::Reason::Valid;
            rows.push_back({.run = run,
                .task = key,
                .tuner = std::string(vta::methodName(options.method)),
                .seed = options.seed,
                .index = static_cast<int>(position + i),
                .configuration = std::to_string(trials[i].index),
                .valid = valid,
                .reason = valid ? std::string() : std::string(vta::reasonName(outcome.reason)),
                .cycles = valid ? static_cast<double>(outcome.cycles) : std::numeric_limits<double>::quiet_NaN()});
        }
        project_.addTrials(rows);
    });
}

void ProjectTrialStore::finish(const vta::TunedTask& task) {
    project_.setSetting(resultKey(task.key),
        base::textOf(nlohmann::ordered_json{{"best", task.best}, {"cycles", task.cycles}, {"trials", task.trials},
            {"invalid", task.invalid}, {"compiler_calls", task.compilerCalls}}));
}

}

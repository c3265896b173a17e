// SPDX-License-Identifier: Apache-2.0
#include "core/engine/search_inputs.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/base/json_fields.h"
#include "core/base/memory.h"
#include "core/data/dataset.h"
#include "core/engine/compute_choice.h"
#include "core/engine/job_images.h"
#include "core/engine/start_checks.h"
#include "core/predictor/error_report.h"
#include "core/predictor/latency_predictor.h"
#include "core/queries/explored.h"
#include "core/queries/stored.h"
#include "core/search/memory_estimate.h"

namespace paretoscope::engine {

namespace {

search::LatencyTerm termOf(const store::PredictorRecord& record) {
    const predictor::LatencyPredictor predictor = predictor::LatencyPredictor::fromArrays(record.arrays);
    search::LatencyTerm term;
    term.deviceSetting = record.deviceSetting;
    term.predictMs = [predictor](const torch::Tensor& encodings) { return predictor.predict(encodings); };
    term.referenceMs = predictor::referenceMsFromJson(record.report);
    term.kind = record.kind;
    term.predictor = record.id;
    return term;
}

class Loading {
public:
    Loading(const store::Project& project, const options::SearchConfig& config, JobSink& sink, LiveControls& live,
        std::int64_t before, const std::optional<std::vector<std::int64_t>>& predictors,
        std::shared_ptr<search::Collective> collective)
        : project_(project)
        , config_(config)
        , sink_(sink)
        , live_(live)
        , before_(before)
        , predictors_(predictors)
        , collective_(std::move(collective)) { }

    search::BilevelSearch::Inputs run() {
        inputs_.compute = computeOn(
            config_.on, sink_, [this](const nn::Executor& executor) { return searchBytes(config_, executor); },
            collective_);
        const nn::Executor& executor = *inputs_.compute.executor;
        base::requireMemory(searchBytes(config_, executor), executor.availableBytes(), "The search",
            "its batch size, channels or number of cells");
        loadImages();
        loadPredictors();
        loadTargets();
        inputs_.lambda = live_.price([this] { return lambdaControl(); });
        return std::move(inputs_);
    }

private:
    /// Newest first, without arrays; of a resumed search those that it began with.
    [[nodiscard]] std::vector<store::PredictorRecord> predictors(records::CostKind kind) const {
        std::vector<store::PredictorRecord> found = project_.predictors(kind);
        std::erase_if(found, [this](const store::PredictorRecord& one) {
            return !queries::isOf(one, config_.network)
                || (predictors_ && std::ranges::find(*predictors_, one.id) == predictors_->end());
        });
        return found;
    }

    [[nodiscard]] std::optional<store::PredictorRecord> predictorOf(
        const records::DeviceSetting& setting, records::CostKind kind) const {
        const std::vector<store::PredictorRecord> all = predictors(kind);
        const auto found = std::ranges::find(all, setting, &store::PredictorRecord::deviceSetting);
        return found == all.end() ? std::nullopt : std::optional(project_.predictor(found->id));
    }

    void requirePredictors() const {
        const auto latencies = predictors(records::CostKind::LatencyMs);
        const auto energies = predictors(records::CostKind::EnergyMj);
        if (predictors_ && latencies.size() + energies.size() < predictors_->size()) {
            throw Error(ErrorCode::NotFound,
                "A predictor that the search began with is gone from the project. With another one λ would mean "
                "something else: search anew.");
        }
    }

    void loadImages() {
        inputs_.images =
            std::make_shared<const data::Dataset>(loadJobImages(config_.data, config_.network.shape, sink_).train);
    }

    void loadPredictors() {
        const records::DeviceSetting setting = options::settingOr(config_.deviceSetting);
        requirePredictors();
        if (const auto record = predictorOf(setting, records::CostKind::LatencyMs)) {
            inputs_.latency = termOf(*record);
        } else if (needsLatency()) {
            throw Error(ErrorCode::NotFound,
                "A search with a price of latency needs a latency predictor for " + toText(setting)
                    + " and the network " + space::toText(config_.network.shape)
                    + ". Measure architectures on it and fit one first" + otherPredictors() + ".",
                {{"device", toText(setting)}});
        }
        loadPrice(setting);
        for (const store::PredictorRecord& other : predictors(records::CostKind::LatencyMs)) {
            if (other.deviceSetting != setting && !isLoaded(other.deviceSetting)) {
                loadOther(other);
            }
        }
    }

    /// Another setting's predictor only fills in what the found cells cost there: a damaged one stops no search.
    void loadOther(const store::PredictorRecord& other) {
        try {
            inputs_.otherSettings.push_back(termOf(project_.predictor(other.id)));
        } catch (const Error& error) {
            if (!isDamage(error.code())) {
                throw;
            }
            sink_.log(protocol::LogLevel::Warning,
                "Predictor " + std::to_string(other.id) + " of " + toText(other.deviceSetting)
                    + " cannot be read and is left out: " + error.what());
        }
    }

    void loadTargets() {
        if (config_.mode != options::LambdaMode::Fixed || config_.plainPrice || config_.cost != "latency"
            || !inputs_.latency.present()) {
            return;
        }
        const auto explored =
            queries::newestExploration(project_.runs(), inputs_.latency.deviceSetting, config_.network, before_);
        if (!explored) {
            return;
        }
        const queries::ExploredFront front(project_, *explored);
        for (const double lambda : config_.lambdas) {
            const std::optional<double> targetMs = lambda > 0 ? front.latencyMs(lambda) : std::nullopt;
            if (targetMs) {
                inputs_.targetsMs[lambda] = *targetMs;
                sink_.log(protocol::LogLevel::Info,
                    "λ " + textOf(lambda) + " buys a cell of " + textOf(std::round(*targetMs * 1000) / 1000)
                        + " ms on the front of run " + std::to_string(explored->run)
                        + ": the search ends at that latency");
            }
        }
    }

    static std::string textOf(double value) { return base::textOf(base::numberToJson(value)); }

    /// What could have been meant.
    [[nodiscard]] std::string otherPredictors() const {
        std::set<std::string> known;
        for (const store::PredictorRecord& record : project_.predictors()) {
            known.insert(toText(record.deviceSetting) + " with " + std::string(space::searchSpace(record.space).name)
                + " " + space::toText(record.shape));
        }
        std::string text;
        for (const std::string& one : known) {
            text +=
                (text.empty() ? ", or choose with --device, --space, --channels, --cells, --size and --classes one of: "
                              : "; ")
                + one;
        }
        return text;
    }

    /// Energies are predicted for the archive wherever they were learned, and priced where that was asked for.
    void loadPrice(const records::DeviceSetting& setting) {
        const auto record = predictorOf(setting, records::CostKind::EnergyMj);
        if (record) {
            inputs_.otherSettings.push_back(termOf(*record));
        }
        if (config_.cost == "latency") {
            return;
        }
        if (!record) {
            throw Error(ErrorCode::NotFound,
                "A search that prices energy needs energies measured on " + toText(setting)
                    + " and a predictor fitted to them; the project holds none. This processor's are counted where "
                      "/sys/class/powercap can be read, most often by root only; a runner may report them too.",
                {{"device", toText(setting)}, {"cost", config_.cost}});
        }
        const search::LatencyTerm energy = termOf(*record);
        inputs_.price = config_.cost == "energy" ? energy : search::productOf(inputs_.latency, energy);
    }

    [[nodiscard]] bool needsLatency() const {
        return config_.mode != options::LambdaMode::Fixed || config_.cost != "latency"
            || std::any_of(config_.lambdas.begin(), config_.lambdas.end(), [](double lambda) { return lambda > 0; });
    }

    [[nodiscard]] bool isLoaded(const records::DeviceSetting& setting) const {
        return std::any_of(
            inputs_.otherSettings.begin(), inputs_.otherSettings.end(), [&](const search::LatencyTerm& term) {
                return term.deviceSetting == setting && term.kind == records::CostKind::LatencyMs;
            });
    }

    std::shared_ptr<search::LambdaControl> lambdaControl() {
        if (config_.mode == options::LambdaMode::Target) {
            space::Random random(config_.seed);
            return std::make_shared<search::LambdaControl>(config_.targetLatencyMs.value_or(0),
                search::latencyRange(inputs_.latency, config_.network.space, random, config_.forbidden));
        }
        return std::make_shared<search::LambdaControl>(config_.lambdas.front(), config_.mode);
    }

    const store::Project& project_;
    const options::SearchConfig& config_;
    JobSink& sink_;
    LiveControls& live_;
    std::int64_t before_;
    std::optional<std::vector<std::int64_t>> predictors_; ///< those that a resumed search began with
    std::shared_ptr<search::Collective> collective_;
    search::BilevelSearch::Inputs inputs_;
};

}

search::BilevelSearch::Inputs searchInputs(const store::Project& project, const options::SearchConfig& config,
    JobSink& sink, LiveControls& live, std::int64_t before, const std::optional<std::vector<std::int64_t>>& predictors,
    std::shared_ptr<search::Collective> collective) {
    return Loading(project, config, sink, live, before, predictors, std::move(collective)).run();
}

std::int64_t searchBytes(const options::SearchConfig& config, const nn::Executor& executor) {
    return search::searchMemoryBytes(config,
        [&executor](const nn::SupernetConfig& supernet, int batch) { return executor.searchBytes(supernet, batch); });
}

}

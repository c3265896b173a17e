// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include "core/data/dataset.h"
#include "core/engine/job.h"
#include "core/engine/memory_guard.h"
#include "core/engine/search_progress.h"
#include "core/engine/stored.h"
#include "core/predictor/error_report.h"
#include "core/predictor/latency_predictor.h"
#include "core/records/error.h"
#include "core/search/memory_estimate.h"
#include "core/search/sweep.h"

namespace paretoscope::engine {

namespace {

using Json = nlohmann::ordered_json;

search::CollapseGuard guardOf(protocol::CollapseGuard guard) {
    switch (guard) {
    case protocol::CollapseGuard::None:
        return search::CollapseGuard::None;
    case protocol::CollapseGuard::AuxiliarySkip:
        return search::CollapseGuard::AuxiliarySkip;
    case protocol::CollapseGuard::BetaDecay:
        return search::CollapseGuard::BetaRegularisation;
    }
    return search::CollapseGuard::None;
}

search::SearchOptions optionsOf(const protocol::SearchConfig& config) {
    search::SearchOptions options;
    options.space = space::searchSpace(config.network.space).id;
    options.shape = config.network.shape;
    options.partialChannels = config.partialChannels;
    options.edgeWeights = config.edgeNormalisation;
    options.order = config.order == 2 ? search::GradientOrder::Second : search::GradientOrder::First;
    options.guard = guardOf(config.guard);
    options.batchSize = config.batchSize;
    options.trainingImages = config.data.trainImages / 2;
    options.validationImages = config.data.trainImages / 2;
    options.scoringImages = config.data.validationImages;
    options.warmUpSteps = config.warmUpSteps;
    options.searchSteps = config.searchSteps;
    options.epochSteps = config.epochSteps;
    options.weights.learningRate = config.weightLearningRate;
    options.architecture.learningRate = config.architectureLearningRate;
    options.encodingSamples = config.samples;
    options.archiveSamples = config.archiveSamples;
    options.seed = config.seed;
    return options;
}

search::LatencyTerm termOf(const store::PredictorRecord& record) {
    const predictor::LatencyPredictor predictor = predictor::LatencyPredictor::fromArrays(record.arrays);
    search::LatencyTerm term;
    term.deviceSetting = record.deviceSetting;
    term.predictMs = [predictor](const torch::Tensor& encodings) { return predictor.predict(encodings); };
    term.referenceMs = predictor::fitReportFromJson(record.report).referenceMs;
    term.kind = store::costKindOf(record);
    return term;
}

class SearchJob {
public:
    SearchJob(JobContext& context, const protocol::SearchConfig& config)
        : context_(context)
        , config_(config)
        , options_(optionsOf(config))
        , progress_(context, config, options_) { }

    std::string run() {
        requireMemory(search::searchMemoryBytes(options_, at::get_num_threads()), "The search",
            "the batch size, the channels or the number of cells");
        loadImages();
        loadPredictors();
        inputs_.lambda = lambdaControl();
        const std::optional<store::Checkpoint> stored = context_.project.loadCheckpoint(context_.run);
        std::optional<search::Checkpoint> resume;
        if (stored) {
            resume = search::Checkpoint{stored->arrays, stored->state};
            context_.sink.log(protocol::LogLevel::Info, "going on from step " + std::to_string(stored->step));
        }
        const std::vector<search::SweepResult> results =
            search::sweep(options_, inputs_, sweepOptions(), callbacks(), context_.stop, resume ? &*resume : nullptr);
        context_.checkpointWait(); // a sweep that was stopped returns what it has
        return summary(results);
    }

private:
    void loadImages() {
        data::DataSource source =
            data::loadDataset(config_.data.source, {.imageSize = config_.network.shape.inputSize});
        for (const std::string& note : source.notes) {
            context_.sink.log(protocol::LogLevel::Warning, note);
        }
        requireClasses(source.train.classes(), config_.network.shape.classes);
        inputs_.images = std::make_shared<const data::Dataset>(std::move(source.train));
    }

    void loadPredictors() {
        const std::string setting = settingOr(config_.deviceSetting);
        if (const auto record = predictorOf(context_.project, setting, config_.network)) {
            inputs_.latency = termOf(*record);
        } else if (needsLatency()) {
            throw Error(ErrorCode::NotFound,
                "A search with a price of latency needs a latency predictor for " + setting + " and the network "
                    + space::toText(config_.network.shape) + ". Measure architectures on it and fit one first.",
                {{"device", setting}});
        }
        loadPrice(setting);
        for (const store::PredictorRecord& other : context_.project.predictors()) {
            const bool sameNetwork =
                other.shape == space::toText(config_.network.shape) && other.space == config_.network.space;
            if (sameNetwork && other.deviceSetting != setting && !isLoaded(other.deviceSetting)) {
                inputs_.otherSettings.push_back(termOf(context_.project.predictor(other.id)));
            }
        }
    }

    /// Energies are predicted for the archive wherever they were learned, and priced where that was asked for.
    void loadPrice(const std::string& setting) {
        const auto record = predictorOf(context_.project, setting, config_.network, records::CostKind::EnergyMj);
        if (record) {
            inputs_.otherSettings.push_back(termOf(*record));
        }
        if (config_.cost == "latency") {
            return;
        }
        if (!record) {
            throw Error(ErrorCode::NotFound,
                "A search that prices energy needs energies measured on " + setting
                    + " and a predictor fitted to them; the project holds none. This processor's are counted where "
                      "/sys/class/powercap can be read, most often by root only; a runner may report them too.",
                {{"device", setting}, {"cost", config_.cost}});
        }
        const search::LatencyTerm energy = termOf(*record);
        inputs_.price = config_.cost == "energy" ? energy : search::productOf(inputs_.latency, energy);
    }

    [[nodiscard]] bool needsLatency() const {
        return config_.mode != protocol::LambdaMode::Fixed || config_.cost != "latency"
            || std::any_of(config_.lambdas.begin(), config_.lambdas.end(), [](double lambda) { return lambda > 0; });
    }

    [[nodiscard]] bool isLoaded(const std::string& setting) const {
        return std::any_of(
            inputs_.otherSettings.begin(), inputs_.otherSettings.end(), [&](const search::LatencyTerm& term) {
                return term.deviceSetting == setting && term.kind == records::CostKind::LatencyMs;
            });
    }

    std::shared_ptr<search::LambdaControl> lambdaControl() {
        if (config_.mode == protocol::LambdaMode::Target) {
            space::Random random(config_.seed);
            return std::make_shared<search::LambdaControl>(
                config_.targetLatencyMs.value_or(0), search::latencyRange(inputs_.latency, options_.space, random));
        }
        const auto mode =
            config_.mode == protocol::LambdaMode::Live ? search::LambdaMode::Live : search::LambdaMode::Fixed;
        return std::make_shared<search::LambdaControl>(config_.lambdas.front(), mode);
    }

    [[nodiscard]] search::SweepOptions sweepOptions() const {
        search::SweepOptions options;
        options.lambdas = config_.lambdas;
        if (config_.mode != protocol::LambdaMode::Fixed) {
            options.lambdas.resize(1);
        }
        options.stopAtSaving = config_.stopAtSaving.value_or(0);
        return options;
    }

    search::SweepCallbacks callbacks() {
        search::SweepCallbacks callbacks;
        callbacks.search.step = [this](const search::SearchStep& step) {
            takeLiveControls();
            progress_.step(step);
            context_.checkpointWait();
        };
        callbacks.search.epoch = [this](const search::SearchEpoch& epoch) { storeEpoch(epoch); };
        callbacks.result = [this](const search::SweepResult& result) { progress_.searchEnded(result); };
        callbacks.checkpoint = [this](const search::Checkpoint& checkpoint) {
            context_.project.saveCheckpoint({.run = context_.run,
                .step = progress_.stepsDone(),
                .state = checkpoint.json,
                .arrays = checkpoint.arrays});
            context_.sink.stored();
        };
        return callbacks;
    }

    void takeLiveControls() {
        const double lambda = context_.live.lambda.exchange(-1);
        if (lambda >= 0 && inputs_.lambda->mode() == search::LambdaMode::Live) {
            inputs_.lambda->set(lambda);
        }
    }

    void storeEpoch(const search::SearchEpoch& epoch) {
        context_.project.transaction([&] {
            if (!epoch.protocol.id.empty()) {
                context_.project.saveProtocol(epoch.protocol);
            }
            context_.project.upsertCandidates(context_.run, epoch.candidates);
            context_.project.appendHistory(progress_.historyPoint(epoch));
            context_.project.updateRun(context_.run, {.progress = progress_.fraction()});
        });
        context_.sink.stored();
        progress_.epoch(epoch);
    }

    std::string summary(const std::vector<search::SweepResult>& results) const {
        Json searches = Json::array();
        Json parameters = Json::array();
        for (const search::SweepResult& result : results) {
            searches.push_back({{"lambda", result.lambda}, {"genotype", space::toText(result.derived)},
                {"predicted_ms", orNull(result.predictedMs)}, {"saving", orNull(result.saving)},
                {"entropy", result.decision.entropy}, {"skips", result.decision.skips},
                {"decided", !result.decision.none()}});
            parameters.push_back({{"alphas", result.parameters.alphas}, {"betas", result.parameters.betas}});
        }
        return Json{{"device_setting", inputs_.latency.deviceSetting}, {"reference_ms", inputs_.latency.referenceMs},
            {"images", inputs_.images->name}, {"searches", searches}, {"parameters", parameters}}
            .dump();
    }

    JobContext& context_;
    const protocol::SearchConfig& config_;
    search::SearchOptions options_;
    search::BilevelSearch::Inputs inputs_;
    SearchProgress progress_;
};

}

std::string runSearch(JobContext& context, const protocol::SearchConfig& config) {
    return SearchJob(context, config).run();
}

}

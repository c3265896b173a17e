// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/interchange/cell_svg.h"
#include "core/interchange/csv.h"
#include "core/queries/front_table.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"

namespace paretoscope::engine {

namespace {

using options::PipelineCell;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double minutesSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 60;
}

/// Says how a step goes as the progress of the whole pipeline.
class StepSink final : public JobSink {
public:
    StepSink(JobContext& pipeline, std::string title, double begin, double share)
        : pipeline_(pipeline)
        , title_(std::move(title))
        , begin_(begin)
        , share_(share) { }

    void progress(double fraction, const std::string& message, double, const Metrics& metrics) override {
        fraction_ = begin_ + share_ * fraction;
        pipeline_.sink.progress(fraction_, title_ + ": " + message, unknown, metrics);
    }
    void snapshot(const options::SearchSnapshot& search) override { pipeline_.sink.snapshot(search); }
    void log(protocol::LogLevel level, const std::string& text) override { pipeline_.sink.log(level, text); }
    void stored() override {
        pipeline_.project.updateRun(pipeline_.run, {.progress = fraction_});
        pipeline_.sink.stored();
    }

private:
    JobContext& pipeline_;
    std::string title_;
    double begin_;
    double share_; ///< of the pipeline's time, roughly
    double fraction_ = begin_;
};

/// Each step is a run of its own, from which the next step takes what it needs. A resumed pipeline finds its steps'
/// runs again: a finished one is taken as it is, an interrupted one goes on.
class Pipeline {
public:
    Pipeline(JobContext& context, const options::PipelineConfig& config) : context_(context), config_(config) { }

    options::PipelineResult run() {
        const auto start = std::chrono::steady_clock::now();
        measure();
        fit();
        explore();
        choose();
        result_.searchMinutes = minutesSince(start);
        const auto trainingStart = std::chrono::steady_clock::now();
        addRandomCells();
        verify();
        train();
        result_.trainingMinutes = minutesSince(trainingStart);
        exportFiles();
        return std::move(result_);
    }

private:
    template <typename Config>
    typename Config::Result step(const std::string& title, double share, const Config& config) {
        context_.checkpointWait();
        const std::int64_t after = result_.runs.empty() ? 0 : result_.runs.back();
        const std::int64_t run = runFor(context_.project, config, context_.run, after);
        result_.runs.push_back(run);
        std::optional<typename Config::Result> result = options::resultOf<Config>(context_.project.run(run));
        if (!result) {
            context_.sink.log(protocol::LogLevel::Info, title + " (run " + std::to_string(run) + ")");
            StepSink sink(context_, title, done_, share);
            const RunOutcome outcome = execute(context_.project, run, sink, context_.stop, context_.live);
            if (outcome.error) {
                context_.checkpointWait(); // names the run that is to be resumed
                throw Error(*outcome.error);
            }
            result = std::get<typename Config::Result>(*outcome.result);
        }
        done_ += share;
        context_.project.updateRun(context_.run, {.progress = done_});
        return *std::move(result);
    }

    void measure() { result_.samples = step("measuring random architectures", 0.2, config_.measure).architectures; }

    void fit() {
        const options::FitConfig config{
            .deviceSetting = config_.measure.deviceSetting, .network = config_.measure.network, .seed = config_.seed};
        result_.fit = step("fitting the latency predictor", 0.03, config);
    }

    void explore() {
        options::ExploreConfig config = config_.explore;
        config.saving = config_.wantedSaving;
        if (config_.propose) {
            step("searching for cells to propose", 0.15, config_.search);
            config.proposals = result_.runs.back();
        }
        explored_ = step("exploring", config_.propose ? 0.4 : 0.55, config);
        result_.trainings = static_cast<int>(explored_.trainings.size());
        result_.known = explored_.known;
        result_.reports = explored_.reports;
    }

    [[nodiscard]] std::vector<double> predictions(const std::vector<space::Genotype>& cells) const {
        return queries::Predictions(
            context_.project, options::settingOr(config_.measure.deviceSetting), config_.measure.network)(cells);
    }

    /// By what is expected of the cells, never by a training's score.
    void choose() {
        const options::ExploredSetting& setting = explored_.settings.front();
        result_.best = setting.choices.front();
        result_.faster = setting.choices.back();
        addCell(result_.best);
        result_.lambda = unknown;
        if (result_.faster.reached) {
            const double saved = (result_.best.cell.latencyMs - result_.faster.cell.latencyMs) / setting.referenceMs;
            result_.lambda = std::max(0.0, result_.faster.loss / saved);
            result_.worthIt = result_.lambda <= config_.highestLambda;
        }
        if (result_.worthIt) {
            addCell(result_.faster);
            result_.chosen = 1;
        }
    }

    void addCell(const options::ExploredChoice& choice) {
        result_.cells.push_back(
            {.genotype = choice.cell.genotype, .origin = choice.aim, .predictedMs = choice.cell.latencyMs});
    }

    /// Of about the chosen cell's latency.
    void addRandomCells() {
        const double wanted = result_.chosenCell().predictedMs;
        space::Random random(config_.seed + 7919);
        const space::SpaceId space = config_.measure.network.space;
        constexpr int batch = 512;
        constexpr int batches = 200;
        for (int i = 0; i < batches && result_.randomCells() < config_.randomCells; ++i) {
            std::vector<space::Genotype> genotypes;
            for (int j = 0; j < batch; ++j) {
                genotypes.push_back(space::sampleUniform(space, random));
            }
            const std::vector<double> latencies = predictions(genotypes);
            for (std::size_t j = 0; j < batch && result_.randomCells() < config_.randomCells; ++j) {
                const std::string text = space::identityText(genotypes[j]);
                const bool isNew =
                    std::ranges::find(result_.cells, text, &PipelineCell::genotype) == result_.cells.end();
                if (isNew && std::abs(latencies[j] / wanted - 1) <= config_.randomTolerance) {
                    result_.cells.push_back({.genotype = text, .origin = "random", .predictedMs = latencies[j]});
                }
            }
        }
    }

    [[nodiscard]] std::vector<std::string> genotypes() const {
        std::vector<std::string> texts;
        for (const PipelineCell& cell : result_.cells) {
            texts.push_back(cell.genotype);
        }
        return texts;
    }

    /// The chosen cells are measured, not only predicted.
    void verify() {
        options::MeasureConfig config = config_.measure;
        config.genotypes = genotypes();
        const options::MeasureResult measured = step("measuring the chosen cells", 0.03, config);
        for (std::size_t i = 0; i < result_.cells.size(); ++i) {
            result_.cells[i].measuredMs = measured.latenciesMs.at(i).value_or(unknown);
        }
    }

    void train() {
        options::TrainConfig config = config_.train;
        config.genotypes = genotypes();
        config.randomCells = result_.randomCells();
        const options::TrainResult trained = step("training them for equal steps", 0.19, config);
        for (std::size_t i = 0; i < result_.cells.size(); ++i) {
            result_.cells[i].accuracies = trained.cells.at(i).accuracies;
            result_.cells[i].parameters = trained.cells[i].parameters;
        }
        trainingProtocol_ = trained.protocol;
    }

    void exportFiles() {
        const std::filesystem::path output = config_.output;
        std::error_code failure;
        std::filesystem::create_directories(output, failure);
        if (failure) {
            throw Error(ErrorCode::FileUnwritable,
                "The folder " + config_.output + " cannot be made: " + failure.message() + ". Choose another one.",
                {{"file", config_.output}});
        }
        const PipelineCell& chosen = result_.chosenCell();
        options::ExportConfig config{.network = config_.measure.network,
            .genotype = chosen.genotype,
            .path = (output / "cell.onnx").string(),
            .seed = config_.train.seed};
        result_.onnx = step("exporting", 0.01, config).path;
        result_.picture = output / "cell.svg";
        base::writeFileAtomically(
            result_.picture, interchange::cellSvg(space::fromText(chosen.genotype), {.title = chosen.origin}));
        result_.front = output / "front.csv";
        interchange::writeCsv(result_.front,
            queries::toCsv(queries::frontTable(context_.project, trainingProtocol_,
                options::settingOr(config_.measure.deviceSetting), std::nullopt, false)));
    }

    JobContext& context_;
    const options::PipelineConfig& config_;
    options::PipelineResult result_;
    options::ExploreResult explored_;
    std::string trainingProtocol_;
    double done_ = 0; ///< share of the steps so far
};

}

template <>
options::PipelineResult runJob(JobContext& context, const options::PipelineConfig& config) {
    return Pipeline(context, config).run();
}

}

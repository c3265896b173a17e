// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/analysis/statistics.h"
#include "core/base/atomic_file.h"
#include "core/base/state_folder.h"
#include "core/engine/job_steps.h"
#include "core/interchange/cell_svg.h"
#include "core/interchange/csv.h"
#include "core/queries/front_table.h"
#include "core/queries/merit.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"

namespace paretoscope::engine {

namespace {

using options::PipelineCell;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double minutesSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 60;
}

class Pipeline {
public:
    Pipeline(JobContext& context, const options::PipelineConfig& config)
        : context_(context)
        , config_(config)
        , steps_(context) { }

    options::PipelineResult run() {
        const auto start = std::chrono::steady_clock::now();
        base::makeFolder(config_.output); // what cannot be written is not found out after all that work
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
        result_.runs = steps_.runs();
        return std::move(result_);
    }

private:
    void measure() {
        result_.samples = steps_.run("measuring random architectures", 0.2, config_.measure).architectures;
    }

    void fit() {
        const options::FitConfig config{
            .deviceSetting = config_.measure.deviceSetting, .network = config_.measure.network, .seed = config_.seed};
        result_.fit = steps_.run("fitting the latency predictor", 0.03, config);
    }

    void explore() {
        options::ExploreConfig config = config_.explore;
        config.saving = config_.wantedSaving;
        config.on = config_.on;
        if (config_.propose) {
            options::SearchConfig search = config_.search;
            search.on = config_.on;
            steps_.run("searching for cells to propose", 0.15, search);
            config.proposals = steps_.runs().back();
        }
        explored_ = steps_.run("exploring", config_.propose ? 0.4 : 0.55, config);
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
        std::set<space::Genotype> known;
        for (const PipelineCell& cell : result_.cells) {
            known.insert(space::sorted(space::fromText(cell.genotype)));
        }
        const std::vector<space::Genotype> cells = queries::randomCellsOf(context_.project, config_.measure.network,
            options::settingOr(config_.measure.deviceSetting), result_.chosenCell().predictedMs,
            static_cast<std::size_t>(config_.randomCells), known, config_.seed, config_.randomTolerance);
        const std::vector<double> latencies = predictions(cells);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            result_.cells.push_back(
                {.genotype = space::identityText(cells[i]), .origin = "random", .predictedMs = latencies[i]});
        }
    }

    [[nodiscard]] std::vector<std::string> genotypes() const {
        std::vector<std::string> texts;
        for (const PipelineCell& cell : result_.cells) {
            texts.push_back(cell.genotype);
        }
        return texts;
    }

    /// The chosen cells are measured, not only predicted; what is far from its prediction once or twice more, since
    /// other work may have disturbed a measurement. By what the steps answered, so that a resumed job decides alike.
    void verify() {
        constexpr int mostTimes = 3;
        const bool repeats = isHardware(options::settingOr(config_.measure.deviceSetting).family);
        std::map<std::string, std::vector<double>> latencies;
        options::MeasureConfig config = config_.measure;
        config.genotypes = genotypes();
        for (int time = 0; time < (repeats ? mostTimes : 1) && !config.genotypes.empty(); ++time) {
            const options::MeasureResult measured =
                steps_.run(time == 0 ? "measuring the chosen cells" : "measuring again what was not as predicted",
                    time == 0 ? 0.02 : 0.005, config);
            for (std::size_t i = 0; i < config.genotypes.size(); ++i) {
                if (const std::optional<double>& latency = measured.latenciesMs.at(i)) {
                    latencies[config.genotypes[i]].push_back(*latency);
                }
            }
            config.genotypes.clear();
            for (PipelineCell& cell : result_.cells) {
                cell.measuredMs = analysis::median(latencies[cell.genotype]);
                if (result_.isUnexpected(cell)) {
                    config.genotypes.push_back(cell.genotype);
                }
            }
        }
    }

    void train() {
        options::TrainConfig config = config_.train;
        config.genotypes = genotypes();
        config.randomCells = result_.randomCells();
        config.on = config_.on;
        const options::TrainResult trained = steps_.run("training them for equal steps", 0.18, config);
        for (std::size_t i = 0; i < result_.cells.size(); ++i) {
            result_.cells[i].accuracies = trained.cells.at(i).accuracies;
            result_.cells[i].parameters = trained.cells[i].parameters;
        }
        trainingProtocol_ = trained.protocol;
        trainingRun_ = steps_.runs().back();
        result_.computedOn = trained.computedOn;
    }

    void exportFiles() {
        const std::filesystem::path output = config_.output;
        const PipelineCell& chosen = result_.chosenCell();
        options::ExportConfig config{.network = config_.measure.network,
            .genotype = chosen.genotype,
            .path = (output / "cell.onnx").string(),
            .run = trainingRun_,
            .seed = config_.train.seed};
        result_.onnx = steps_.run("exporting", 0.01, config).path;
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
    std::int64_t trainingRun_ = 0;
    JobSteps steps_;
};

}

template <>
options::PipelineResult runJob(JobContext& context, const options::PipelineConfig& config) {
    return Pipeline(context, config).run();
}

}

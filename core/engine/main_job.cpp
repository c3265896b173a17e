// SPDX-License-Identifier: Apache-2.0
#include "core/engine/main_job.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "core/analysis/statistics.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/engine/drawn_cells.h"
#include "core/interchange/cell_svg.h"
#include "core/interchange/csv.h"
#include "core/queries/front_table.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"
#include "core/space/lowering.h"

namespace paretoscope::engine {

namespace {

constexpr int stepCount = 8;

double minutesSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / 60;
}

/// Carries the pieces from step to step.
class MainJob {
public:
    MainJob(store::Project& project, const MainJobOptions& options, const StepStarted& started, std::stop_token stop)
        : project_(project)
        , options_(options)
        , started_(started)
        , stop_(std::move(stop)) { }

    MainJobResult run() {
        const auto start = std::chrono::steady_clock::now();
        measure();
        fit();
        search();
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
    /// A run with the same configuration that was interrupted goes on, a finished one is taken as it is.
    std::int64_t runFor(const options::JobConfig& config) {
        options::JobConfig stored = config;
        options::fillInDevice(stored);
        const std::string text = options::toJson(stored);
        for (const records::Run& run : project_.runs({.kind = options::kindOf(config)})) {
            if (run.configuration == text && run.state != records::RunState::Failed) {
                return run.id;
            }
        }
        return addRun(project_, config);
    }

    template <typename Config>
    typename Config::Result step(const std::string& title, const Config& config) {
        const std::int64_t run = runFor(config);
        JobSink& sink = started_(++step_, stepCount, title, run);
        if (std::optional<typename Config::Result> stored = options::resultOf<Config>(project_.run(run))) {
            return *std::move(stored);
        }
        LiveControls live;
        RunOutcome outcome = execute(project_, run, sink, stop_, live);
        if (outcome.error) {
            throw Error(*outcome.error);
        }
        return std::get<typename Config::Result>(*std::move(outcome.result));
    }

    void measure() {
        result_.samples = step("measuring random architectures on this computer", options_.measure).architectures;
    }

    void fit() {
        options::FitConfig config;
        config.deviceSetting = options_.measure.deviceSetting;
        config.network = options_.measure.network;
        config.seed = options_.seed;
        result_.fit = step("fitting the latency predictor", config);
    }

    void search() {
        options::SearchResult found = step("searching", options_.search);
        result_.searches = std::move(found.searches);
        parameters_ = std::move(found.parameters);
        referenceMs_ = found.referenceMs;
    }

    /// Cells that a search's last α gives: the derived one, then others as they are drawn, samplesPerSearch in all,
    /// none slower than `slowestMs` while there are others. Those that save more than twice what is wanted come last:
    /// they pay for speed that nobody asked for.
    [[nodiscard]] std::vector<ScoredCell> cellsOf(std::size_t search, double slowestMs) const {
        constexpr int draws = 2048;
        const options::SearchedCell& found = result_.searches.at(search);
        std::vector<space::Genotype> cells{space::fromText(found.genotype)};
        for (space::Genotype& drawn :
            drawCells(options_.search.network.space, parameters_.at(search), draws, options_.seed)) {
            cells.push_back(std::move(drawn));
        }
        const std::vector<double> latencies = predictions(cells);
        const double fastestMs = slowestMs * (1 - 2 * options_.wantedSaving) / (1 - options_.wantedSaving);
        const auto rank = [&](std::size_t i) {
            return latencies[i] > slowestMs ? 2 : latencies[i] < fastestMs ? 1 : 0;
        };
        std::vector<std::size_t> order(cells.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
        std::vector<ScoredCell> chosen;
        for (const std::size_t i : order) {
            const std::string text = space::identityText(cells[i]);
            const bool known = std::any_of(result_.pool.begin(), result_.pool.end(),
                [&](const ScoredCell& cell) { return cell.genotype == text; });
            if (!known && static_cast<int>(chosen.size()) < options_.samplesPerSearch) {
                chosen.push_back({text, latencies[i], 0, found.lambda});
            }
        }
        return chosen;
    }

    [[nodiscard]] std::vector<double> predictions(const std::vector<space::Genotype>& cells) const {
        return queries::Predictions(
            project_, options::settingOr(options_.measure.deviceSetting), options_.measure.network)(cells);
    }

    /// Trains the cells for a few steps and adds them, scored, to the pool.
    void score(const std::string& title, std::vector<ScoredCell> cells) {
        options::TrainConfig config = options_.shortTraining;
        config.onValidation = true;
        config.genotypes.clear();
        std::vector<records::Candidate> candidates;
        for (const ScoredCell& cell : cells) {
            config.genotypes.push_back(cell.genotype);
            candidates.push_back(
                queries::candidateOf(space::fromText(cell.genotype), config.network, records::Origin::Search));
            candidates.back().lambda = cell.foundAtLambda;
        }
        project_.upsertCandidates(runFor(options_.search), candidates); // they are that search's finds
        const options::TrainResult results = step(title, config);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i].crossEntropy = analysis::mean(results.cells.at(i).crossEntropies);
        }
        result_.pool.insert(result_.pool.end(), cells.begin(), cells.end());
    }

    void choose() {
        score("training cells of the search at λ = 0 for a few steps",
            cellsOf(0, std::numeric_limits<double>::infinity()));
        const double bestMs = result_.pool[chooseCells(result_.pool, referenceMs_, {{0.0}}).front().cell].predictedMs;
        std::vector<ScoredCell> faster;
        for (std::size_t search = 1; search < options_.search.lambdas.size(); ++search) {
            const std::vector<ScoredCell> more = cellsOf(search, bestMs * (1 - options_.wantedSaving));
            faster.insert(faster.end(), more.begin(), more.end());
        }
        score("training faster cells of the other searches", withoutRepeats(std::move(faster)));
        result_.choices = chooseCells(result_.pool, referenceMs_, options_.grid);
        const LambdaChoice* chosen = &result_.choices.back();
        for (const LambdaChoice& choice : result_.choices) {
            if (choice.saving >= options_.wantedSaving) {
                chosen = &choice;
                result_.savingReached = true;
                break;
            }
        }
        result_.lambda = chosen->lambda;
        result_.predictedSaving = chosen->saving;
        addCell(result_.choices.front());
        addCell(*chosen);
    }

    /// A cell counts for the search that came upon it first.
    static std::vector<ScoredCell> withoutRepeats(std::vector<ScoredCell> cells) {
        std::set<std::string> seen;
        std::erase_if(cells, [&](const ScoredCell& cell) { return !seen.insert(cell.genotype).second; });
        return cells;
    }

    void addCell(const LambdaChoice& choice) {
        const ScoredCell& scored = result_.pool[choice.cell];
        MainJobCell cell;
        cell.genotype = scored.genotype;
        cell.predictedMs = scored.predictedMs;
        cell.origin = "λ = " + interchange::csvNumber(std::round(1000 * choice.lambda) / 1000);
        result_.cells.push_back(std::move(cell));
    }

    void addRandomCells() {
        const double wanted = result_.cells[1].predictedMs;
        space::Random random(options_.seed + 7919);
        const space::SpaceId space = options_.measure.network.space;
        constexpr int batch = 512;
        constexpr int batches = 200;
        for (int i = 0; i < batches && missingRandomCells() > 0; ++i) {
            std::vector<space::Genotype> genotypes;
            for (int j = 0; j < batch; ++j) {
                genotypes.push_back(space::sampleUniform(space, random));
            }
            const std::vector<double> latencies = predictions(genotypes);
            for (int j = 0; j < batch && missingRandomCells() > 0; ++j) {
                if (std::abs(latencies[j] / wanted - 1) <= options_.randomTolerance) {
                    result_.cells.push_back({space::identityText(genotypes[j]), "random", latencies[j], 0, {}, 0});
                }
            }
        }
    }

    [[nodiscard]] int missingRandomCells() const {
        return options_.randomCells - (static_cast<int>(result_.cells.size()) - 2);
    }

    [[nodiscard]] std::vector<std::string> genotypes() const {
        std::vector<std::string> texts;
        for (const MainJobCell& cell : result_.cells) {
            texts.push_back(cell.genotype);
        }
        return texts;
    }

    /// The chosen cells are measured, not only predicted.
    void verify() {
        options::MeasureConfig config = options_.measure;
        config.genotypes = genotypes();
        const options::MeasureResult results = step("measuring the chosen cells", config);
        for (std::size_t i = 0; i < result_.cells.size(); ++i) {
            result_.cells[i].measuredMs = results.latencyMs(i, result_.cells[i].genotype);
        }
    }

    void train() {
        options::TrainConfig config = options_.train;
        config.genotypes = genotypes();
        options::TrainResult results = step("training them for equal steps", config);
        for (std::size_t i = 0; i < result_.cells.size(); ++i) {
            options::TrainedCell& trained = results.cells.at(i);
            result_.cells[i].accuracies = std::move(trained.accuracies);
            result_.cells[i].parameters = trained.parameters;
        }
        trainingProtocol_ = results.protocol;
    }

    void exportFiles() {
        std::error_code failure;
        std::filesystem::create_directories(options_.output, failure);
        if (failure) {
            throw Error(ErrorCode::FileUnwritable,
                "The folder " + options_.output.string() + " cannot be made: " + failure.message()
                    + ". Choose another one.",
                {{"file", options_.output.string()}});
        }
        const MainJobCell& chosen = result_.cells[1];
        options::ExportConfig config;
        config.network = options_.measure.network;
        config.genotype = chosen.genotype;
        config.path = (options_.output / "cell.onnx").string();
        config.seed = options_.train.seed;
        step("exporting", config);
        result_.onnx = config.path;
        result_.picture = options_.output / "cell.svg";
        base::writeFileAtomically(
            result_.picture, interchange::cellSvg(space::fromText(chosen.genotype), {.title = chosen.origin}));
        result_.front = options_.output / "front.csv";
        interchange::writeCsv(result_.front,
            queries::toCsv(queries::frontTable(
                project_, trainingProtocol_, options::settingOr(options_.measure.deviceSetting), std::nullopt, false)));
    }

    store::Project& project_;
    const MainJobOptions& options_;
    const StepStarted& started_;
    std::stop_token stop_;
    MainJobResult result_;
    std::string trainingProtocol_;
    std::vector<options::SearchedParameters> parameters_; ///< of each search
    double referenceMs_ = 0;
    int step_ = 0;
};

}

double MainJobCell::accuracy() const {
    return analysis::mean(accuracies);
}

double MainJobResult::latencySaving() const {
    return 1 - cells.at(1).measuredMs / cells.at(0).measuredMs;
}

double MainJobResult::accuracyGap() const {
    return cells.at(0).accuracy() - cells.at(1).accuracy();
}

double MainJobResult::randomAccuracyGap() const {
    std::vector<double> random;
    for (std::size_t i = 2; i < cells.size(); ++i) {
        random.push_back(cells[i].accuracy());
    }
    return cells.at(1).accuracy() - analysis::mean(random);
}

int MainJobResult::betterThanRandom() const {
    int count = 0;
    for (std::size_t i = 2; i < cells.size(); ++i) {
        count += cells[1].accuracy() > cells[i].accuracy() ? 1 : 0;
    }
    return count;
}

double MainJobResult::seedDeviation() const {
    double squares = 0;
    int freedom = 0;
    for (const MainJobCell& cell : cells) {
        const double mean = cell.accuracy();
        for (const double accuracy : cell.accuracies) {
            squares += (accuracy - mean) * (accuracy - mean);
        }
        freedom += static_cast<int>(cell.accuracies.size()) - 1;
    }
    return freedom > 0 ? std::sqrt(squares / freedom) : std::numeric_limits<double>::quiet_NaN();
}

MainJobResult runMainJob(
    store::Project& project, const MainJobOptions& options, const StepStarted& started, std::stop_token stop) {
    return MainJob(project, options, started, std::move(stop)).run();
}

MainJobOptions mainJobOptions() {
    MainJobOptions options;
    options.output = "main-job-output";
    // On CIFAR-10, cells drawn from the α of λ = 0.15 are a quarter faster on average than those of λ = 0. The derived
    // cell says less: it can tip over into little but skip connections, 61 % faster and eight points worse.
    options.search.lambdas = {0, 0.15};
    // Fewer steps would favour cells that learn quickly.
    options.samplesPerSearch = 9;
    options.shortTraining.rungs = {300};
    options.shortTraining.data.validationImages = 4000;
    options.grid = lambdaGrid(0.02, 4);
    options.train.rungs = {640};
    return options;
}

MainJobOptions demoOptions() {
    MainJobOptions options;
    options.output = "demo-output";
    // A taste of each step in five minutes on two cores, not a study: see `bench.sh main-job` for that.
    options.measure.architectures = 90;
    options.search.lambdas = {0, 0.15};
    options.search.data.trainImages = 6000;
    options.search.data.validationImages = 1000;
    options.search.warmUpSteps = 40;
    options.search.searchSteps = 60;
    options.search.epochSteps = 20;
    options.shortTraining.data = options.search.data;
    options.shortTraining.rungs = {100};
    options.samplesPerSearch = 5;
    options.grid = lambdaGrid(0.02, 4);
    options.train.data = options.search.data;
    options.train.data.testImages = 2000;
    options.train.rungs = {120};
    options.randomCells = 3;
    return options;
}

}

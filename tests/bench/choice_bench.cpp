// SPDX-License-Identifier: Apache-2.0
// bench.sh choice: does the choice earn its place? Each run measures, fits and explores DARTS cells on CIFAR-10 in a
// project of its own, with a budget of minutes, for the best cell at the latency of the median random cell. That cell
// is trained with three seeds and random cells of its measured latency with one, for equal steps, and judged on test
// images that nothing else looks at. Beside it, from the same minutes: the best raw label of the same trainings,
// evolution with as many trainings, and the differentiable search alone, whose latencies at prices λ are also held
// against the exploration's front.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/queries/explored.h"
#include "core/queries/predictions.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/choice_rivals.h"
#include "tests/bench/figures.h"
#include "tests/bench/finished_run.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::filesystem::path folder = "build/choice";
    int runs = 5;
    std::uint64_t firstSeed = 1;
    double minutes = 15; ///< of a run: measuring, fitting and exploring
    int architectures = 150; ///< measured to learn latency from, at most
    std::size_t randomCells = 20;
    int seeds = 3; ///< of the chosen cells' trainings
    int finalSteps = 640;
    int testImages = 10000;
    bool rivals = true;
    std::vector<double> lambdas{0.05, 0.1, 0.2, 0.4, 0.8};
    options::ExploreConfig explore;
};

/// What a run came to.
struct Outcome {
    double gain = 0; ///< of accuracy, over the mean of the random cells
    double percentile = 0; ///< among them
    double standardError = 0; ///< of the gain: of the seeds' mean and of the random cells'
    double bandDeviation = 0; ///< between the random cells
    std::size_t randomCells = 0;
};

class Run {
public:
    Run(const Arguments& arguments, std::uint64_t seed, Figures& figures)
        : arguments_(arguments)
        , figures_(figures)
        , project_(store::Project::openOrCreate(arguments.folder / ("run-" + std::to_string(seed) + ".paretoscope")))
        , config_(arguments.explore)
        , random_(seed + 53) {
        config_.seed = seed;
        config_.devices = {options::defaultDeviceSetting()};
        measure_.deviceSetting = config_.devices.front();
        measure_.network = config_.network;
        measure_.architectures = arguments.architectures;
        measure_.budgetSeconds = 60 * arguments.minutes * shareOfMeasuring;
        measure_.countEnergy = false;
        measure_.seed = seed;
        config_.minutes = arguments.minutes * (1 - shareOfMeasuring);
    }

    Outcome run() {
        finishedRun(project_, measure_);
        const options::FitResult fit = finishedRun(project_,
            options::FitConfig{
                .deviceSetting = measure_.deviceSetting, .network = config_.network, .seed = config_.seed});
        figures_.add("latency_error", fit.error);
        limitMs_ = fit.referenceMs;
        config_.latenciesMs = {limitMs_};
        explored_ = finishedRun(project_, config_);
        figures_.add("trainings", static_cast<double>(explored_.trainings.size()));
        figures_.add("minutes", explored_.minutes);
        figures_.add("surrogate_tau", explored_.reports.front().tau);
        const options::ExploredChoice& choice = explored_.settings.front().choices.back();
        if (!choice.reached) {
            throw Error(ErrorCode::NotEnoughData,
                "No trained cell is as fast as the median random one; allow more minutes or trainings.");
        }
        printEffects();
        chosen_.push_back({"chosen", choice.cell.genotype});
        if (arguments_.rivals) {
            addRivals();
        }
        findRandomCells();
        return train();
    }

private:
    struct Named {
        std::string name;
        std::string genotype;
    };

    static constexpr double shareOfMeasuring = 0.2; ///< of a run's minutes, at most

    void addRivals() {
        const std::vector<LabelledCell> labels = labelsOf(config_, explored_, project_);
        chosen_.push_back({"raw_label", bestLabel(labels, limitMs_)});
        options::SearchConfig search;
        search.network = config_.network;
        search.data.source = config_.data.source;
        search.deviceSetting = measure_.deviceSetting;
        search.lambdas = arguments_.lambdas;
        search.lambdas.insert(search.lambdas.begin(), 0);
        search.seed = config_.seed;
        const options::SearchResult searched = finishedRun(project_, search);
        chosen_.push_back({"alpha", searchedCell(searched, limitMs_)});
        const queries::ExploredFront front(project_,
            *queries::newestExploration(
                project_.runs(), records::parseDeviceSetting(measure_.deviceSetting), config_.network));
        std::printf("    %8s %14s %14s\n", "λ", "search (ms)", "front (ms)");
        for (const options::SearchedCell& cell : searched.searches) {
            const double frontMs = *front.latencyMs(cell.lambda);
            std::printf("    %7.2f %14.3f %14.3f\n", cell.lambda, cell.predictedMs, frontMs);
            if (cell.lambda > 0) {
                figures_.add("lambda_error", std::abs(cell.predictedMs / frontMs - 1));
            }
        }
        std::fflush(stdout);
        const auto trainings = static_cast<std::size_t>(std::lround(explored_.spent));
        chosen_.push_back({"evolution", bestLabel(evolve(project_, config_, limitMs_, trainings), limitMs_)});
    }

    /// What the surrogate learnt at equal latency: do signs change with the network?
    void printEffects() const {
        for (const options::ExploredEffect& effect : explored_.settings.front().effects) {
            std::printf(
                "    %-34s %+8.4f ± %.4f nats for one more\n", effect.trait.c_str(), effect.perUnit, effect.deviation);
        }
    }

    [[nodiscard]] std::vector<double> measured(const std::vector<std::string>& genotypes) {
        options::MeasureConfig config = measure_;
        config.genotypes = genotypes;
        config.budgetSeconds = 0;
        std::vector<double> result;
        for (const std::optional<double>& ms : finishedRun(project_, config).latenciesMs) {
            result.push_back(ms.value_or(NAN));
        }
        return result;
    }

    /// Cells within ±2.5 % of the chosen cell's latency, all measured in one session with it.
    void findRandomCells() {
        constexpr double tolerance = 0.025;
        constexpr double predictedTolerance = 0.04;
        constexpr int attempts = 4;
        const queries::Predictions predictions(
            project_, records::parseDeviceSetting(measure_.deviceSetting), config_.network);
        const double predictedMs = predictions(std::vector{space::fromText(chosen_.front().genotype)}).front();
        std::set<std::string> seen{chosen_.front().genotype};
        for (int attempt = 0; attempt < attempts && randomCells_.size() < arguments_.randomCells; ++attempt) {
            std::vector<std::string> candidates{chosen_.front().genotype};
            const std::size_t wanted = 1 + 2 * (arguments_.randomCells - randomCells_.size());
            while (candidates.size() < wanted) {
                const space::Genotype genotype = space::sampleUniform(config_.network.space, random_);
                const std::string text = space::identityText(genotype);
                if (std::abs(predictions(std::vector{genotype}).front() / predictedMs - 1) <= predictedTolerance
                    && seen.insert(text).second) {
                    candidates.push_back(text);
                }
            }
            const std::vector<double> ms = measured(candidates);
            for (std::size_t i = 1; i < candidates.size() && randomCells_.size() < arguments_.randomCells; ++i) {
                if (std::abs(ms[i] / ms.front() - 1) <= tolerance) {
                    randomCells_.push_back(candidates[i]);
                }
            }
        }
    }

    [[nodiscard]] std::vector<std::vector<double>> accuracies(const std::vector<std::string>& genotypes, int repeats) {
        options::TrainConfig config = config_.training(arguments_.finalSteps);
        config.genotypes = genotypes;
        config.repeats = repeats;
        config.onValidation = false;
        config.data.testImages = arguments_.testImages;
        config.seed = config_.seed + 1000; // none of the exploration's
        std::vector<std::vector<double>> result;
        for (const options::TrainedCell& cell : finishedRun(project_, config).cells) {
            result.push_back(cell.accuracies);
        }
        return result;
    }

    Outcome train() {
        std::vector<std::string> cells; // a cell may have been chosen in several ways
        for (const Named& named : chosen_) {
            if (std::ranges::find(cells, named.genotype) == cells.end()) {
                cells.push_back(named.genotype);
            }
        }
        const std::vector<std::vector<double>> ofCells = accuracies(cells, arguments_.seeds);
        std::vector<double> random;
        if (!randomCells_.empty()) {
            for (const std::vector<double>& cell : accuracies(randomCells_, 1)) {
                random.push_back(cell.front());
            }
        }
        const double mean = analysis::mean(random);
        Outcome outcome;
        for (const Named& named : chosen_) {
            const auto index = std::ranges::find(cells, named.genotype) - cells.begin();
            const std::vector<double>& ofSeeds = ofCells[static_cast<std::size_t>(index)];
            const double accuracy = analysis::mean(ofSeeds);
            const auto beaten = std::ranges::count_if(random, [&](double other) { return accuracy > other; });
            std::printf("    %-10s %.4f %+.4f, above %lld of %zu random cells  %s\n", named.name.c_str(), accuracy,
                accuracy - mean, static_cast<long long>(beaten), random.size(), named.genotype.c_str());
            if (named.name == "chosen") {
                outcome.gain = accuracy - mean;
                outcome.percentile = static_cast<double>(beaten) / static_cast<double>(random.size());
                outcome.standardError = std::hypot(
                    ofSeeds.size() > 1 ? analysis::standardError(ofSeeds) : analysis::standardDeviation(random),
                    analysis::standardError(random));
            } else {
                figures_.add(named.name + "_gain", accuracy - mean);
            }
        }
        outcome.bandDeviation = analysis::standardDeviation(random);
        outcome.randomCells = random.size();
        std::printf("    random     %.4f, standard deviation %.4f\n", mean, outcome.bandDeviation);
        std::fflush(stdout);
        return outcome;
    }

    const Arguments& arguments_;
    Figures& figures_;
    store::Project project_;
    options::ExploreConfig config_;
    options::MeasureConfig measure_;
    space::Random random_;
    double limitMs_ = 0;
    options::ExploreResult explored_;
    std::vector<Named> chosen_; ///< in several ways; the exploration's own first
    std::vector<std::string> randomCells_;
};

Json summary(const Figures& figures, int runs) {
    Json line{{"runs", runs}};
    line["gain_mean"] = rounded(figures.mean("gain"));
    // Between runs where there are several; within the one otherwise.
    const double error = runs > 1 ? figures.standardError("gain") : figures.mean("standard_error");
    line["gain_se"] = rounded(error);
    line["gain_over_se"] = rounded(figures.mean("gain") / error);
    line["percentile_mean"] = rounded(figures.mean("percentile"));
    line["runs_above_90"] = std::lround(figures.mean("above_90") * runs);
    for (const char* name : {"alpha_gain", "raw_label_gain", "evolution_gain", "lambda_error", "surrogate_tau",
             "band_deviation", "random_cells", "trainings", "minutes", "latency_error"}) {
        if (figures.has(name)) {
            line[name] = rounded(figures.mean(name));
        }
    }
    return line;
}

int run(int argc, char** argv) {
    Arguments arguments;
    options::ExploreConfig& explore = arguments.explore;
    CLI::App program("the chosen cell against random ones of its measured latency");
    program.add_option("--runs", arguments.runs)->capture_default_str()->check(CLI::Range(1, 1000));
    program.add_option("--first-seed", arguments.firstSeed)->capture_default_str();
    program.add_option("--minutes", arguments.minutes, "of a run: measuring, fitting, exploring")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    program.add_option("--trainings", explore.trainings, "of the exploration, instead of its minutes");
    program.add_option("--architectures", arguments.architectures, "measured at most, to learn latency from")
        ->capture_default_str();
    program.add_option("--steps", explore.steps, "of the exploration's trainings")->capture_default_str();
    program.add_option("--final-steps", arguments.finalSteps, "of the trainings that judge")->capture_default_str();
    program.add_option("--test-images", arguments.testImages, "that judge, at most")->capture_default_str();
    program.add_option("--random-cells", arguments.randomCells)->capture_default_str()->check(CLI::Range(2, 1000));
    program.add_option("--training-seeds", arguments.seeds, "of the chosen cells")
        ->capture_default_str()
        ->check(CLI::Range(1, 100));
    program.add_option("--lambda", arguments.lambdas, "prices of the searches")->capture_default_str();
    program.add_option("--channels", explore.network.shape.channels)->capture_default_str();
    program.add_option("--cells", explore.network.shape.cells)->capture_default_str();
    program.add_option("--size", explore.network.shape.inputSize)->capture_default_str();
    program.add_flag("--rivals,!--no-rivals", arguments.rivals,
        "also evolution, which trains as much again, the best raw label, and searches at prices λ");
    program.add_option("--output", arguments.folder, "kept between calls: an interrupted benchmark goes on")
        ->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    explore.data.source = cifarSource();
    if (explore.data.source.empty()) {
        return skipBenchmark("cells are trained on CIFAR-10; name its folder in PARETOSCOPE_CIFAR10");
    }
    std::filesystem::create_directories(arguments.folder);
    std::cout << options::titleOf(explore.network) << ", explored with " << arguments.minutes
              << " minutes, judged after " << arguments.finalSteps << " steps" << std::endl;
    Figures figures;
    std::vector<Outcome> outcomes;
    for (int i = 0; i < arguments.runs; ++i) {
        const std::uint64_t seed = arguments.firstSeed + static_cast<std::uint64_t>(i);
        std::cout << "run " << seed << std::endl;
        const Outcome outcome = Run(arguments, seed, figures).run();
        figures.add("gain", outcome.gain);
        figures.add("percentile", outcome.percentile);
        figures.add("above_90", outcome.percentile >= 0.9 ? 1 : 0);
        figures.add("standard_error", outcome.standardError);
        figures.add("band_deviation", outcome.bandDeviation);
        figures.add("random_cells", static_cast<double>(outcome.randomCells));
        outcomes.push_back(outcome);
    }
    std::printf("%-6s %8s %8s %11s %16s %13s\n", "run", "gain", "±", "percentile", "band deviation", "random cells");
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const Outcome& outcome = outcomes[i];
        std::printf("%-6zu %+8.4f %8.4f %11.3f %16.4f %13zu\n", static_cast<std::size_t>(arguments.firstSeed) + i,
            outcome.gain, outcome.standardError, outcome.percentile, outcome.bandDeviation, outcome.randomCells);
    }
    if (figures.mean("band_deviation") < 0.005) {
        std::printf("Random cells of one latency differ by %.2f points only: no search can show much more.\n",
            100 * figures.mean("band_deviation"));
    }
    std::fflush(stdout);
    const Json line = summary(figures, arguments.runs);
    printMisses(line,
        {{"gain_mean", 0.010, true}, {"gain_over_se", 4, true}, {"percentile_mean", 0.9, true},
            {"runs_above_90", std::ceil(0.8 * arguments.runs), true}, {"lambda_error", 0.1, false}});
    std::cout << line.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

// SPDX-License-Identifier: Apache-2.0
// bench.sh ground-truth: does what short trainings of one's own choose hold in full training? NAS-Bench-201 knows: each
// seed explores its cells with trainings on CIFAR-10 within a budget of minutes, learns the latencies of several
// published devices from a few of their cells, and is judged by the table's accuracies after 200 epochs (test images).
// Beside it the differentiable search alone, the same trainings' best raw label, and proxies without any training.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <numeric>
#include <random>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/engine/import_table.h"
#include "core/explore/cell_table.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"
#include "tests/bench/finished_run.h"
#include "tests/bench/replay_rivals.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::filesystem::path folder = "build/ground-truth";
    PublishedTables tables;
    int seeds = 5;
    std::uint64_t firstSeed = 1;
    double minutes = 12; ///< of an exploration; the search alone takes its own
    std::size_t lookups = 100; ///< latencies of each device that a seed may look at
    std::vector<std::string> devices{"2080ti_32", "pixel3", "silver_4114"};
    bool alpha = true;
    options::ExploreConfig explore;
    options::SearchConfig search;
};

/// One seed's exploration in a project of its own.
class Seed {
public:
    Seed(const Arguments& arguments, const ReplayTable& table, std::uint64_t seed, Figures& figures)
        : arguments_(arguments)
        , table_(table)
        , figures_(figures)
        , project_(store::Project::openOrCreate(arguments.folder / ("seed-" + std::to_string(seed) + ".paretoscope")))
        , config_(arguments.explore)
        , seed_(seed) {
        config_.seed = seed;
        config_.minutes = arguments.minutes;
        for (const std::string& device : arguments.devices) {
            config_.devices.push_back("table/" + device);
        }
    }

    void run() {
        learnLatencies();
        const options::ExploreResult explored = finishedRun(project_, config_);
        figures_.add("trainings", explored.spent);
        figures_.add("surrogate_tau", explored.reports.front().tau);
        const double accuracy = accuracyOf(explored.settings.front().choices.front().cell.genotype);
        figures_.add("accuracy", accuracy);
        std::printf("seed %llu: %.0f trainings, chosen without a limit %.2f %%\n",
            static_cast<unsigned long long>(seed_), explored.spent, accuracy);
        figures_.add("raw_label_accuracy", accuracyOf(bestLabel(explored)));
        for (std::size_t d = 0; d < arguments_.devices.size(); ++d) {
            judge(explored.settings[d], arguments_.devices[d]);
        }
        if (arguments_.alpha) {
            searchAlone();
        }
        std::fflush(stdout);
    }

private:
    [[nodiscard]] std::size_t indexOf(const std::string& genotype) const {
        return table_.index.at(explore::cellKey(space::fromText(genotype)));
    }
    [[nodiscard]] double accuracyOf(const std::string& genotype) const { return table_.truth[indexOf(genotype)]; }

    void learnLatencies() {
        std::vector<std::size_t> cells(table_.genotypes.size());
        std::iota(cells.begin(), cells.end(), 0U);
        std::ranges::shuffle(cells, std::mt19937_64(seed_));
        cells.resize(arguments_.lookups);
        interchange::TableMapping mapping;
        interchange::BenchmarkTable looked;
        looked.space = table_.space;
        for (const std::size_t cell : cells) {
            looked.genotypes.push_back(table_.genotypes[cell]);
        }
        for (const std::string& device : arguments_.devices) {
            mapping.costs.push_back({.column = device, .name = device});
            looked.costs.emplace_back();
            for (const std::size_t cell : cells) {
                looked.costs.back().push_back(table_.latencyMs.at(device)[cell]);
            }
        }
        engine::storeTable(project_, mapping, looked, {.network = config_.network, .source = "nasbench201"});
        for (const std::string& setting : config_.devices) {
            const options::FitResult fit = finishedRun(
                project_, options::FitConfig{.deviceSetting = setting, .network = config_.network, .seed = seed_});
            figures_.add("latency_error", fit.error);
        }
    }

    [[nodiscard]] std::string bestLabel(const options::ExploreResult& explored) const {
        const options::ExploredTraining* best = nullptr;
        for (const options::ExploredTraining& training : explored.trainings) {
            if (training.steps == config_.steps.front() && (best == nullptr || training.label > best->label)) {
                best = &training;
            }
        }
        return best->genotype;
    }

    /// At equal latency: chosen from the front by predicted latencies, judged by the table's accuracies and latencies.
    void judge(const options::ExploredSetting& setting, const std::string& device) {
        const EqualLatency truth(table_, device, 1);
        std::vector<std::size_t> front;
        std::vector<double> latencies;
        for (const options::ExploredCell& cell : setting.front) {
            front.push_back(indexOf(cell.genotype));
            latencies.push_back(cell.latencyMs);
        }
        const ReplayScore score = truth.scoreFront(front, latencies);
        const ReplayScore proxy = beliefAlone(table_, truth, seed_);
        std::printf("    %-12s percentile %.3f, regret %.2f points, hypervolume %.3f\n", device.c_str(),
            score.percentile, score.regret, score.hypervolume);
        figures_.add("percentile", score.percentile);
        figures_.add("regret", score.regret);
        figures_.add("hypervolume_kept", score.hypervolume);
        figures_.add("latency_excess", score.excess);
        figures_.add("proxy_percentile", proxy.percentile);
        figures_.add("proxy_regret", proxy.regret);
    }

    void searchAlone() {
        options::SearchConfig search = arguments_.search;
        search.network = config_.network;
        search.data.source = config_.data.source;
        search.deviceSetting = config_.devices.front();
        search.lambdas = {0};
        search.seed = seed_;
        const options::SearchResult searched = finishedRun(project_, search);
        const std::string& genotype = searched.searches.front().genotype;
        const auto known = table_.index.find(explore::cellKey(space::fromText(genotype)));
        constexpr double chance = 10; // a cell that its image does not reach
        const double accuracy = known == table_.index.end() ? chance : table_.truth[known->second];
        std::printf("    the search alone: %.2f %%  %s\n", accuracy, genotype.c_str());
        figures_.add("alpha_accuracy", accuracy);
    }

    const Arguments& arguments_;
    const ReplayTable& table_;
    Figures& figures_;
    store::Project project_;
    options::ExploreConfig config_;
    std::uint64_t seed_;
};

Json summary(const Figures& figures, const ReplayTable& table, const Arguments& arguments) {
    Json line{{"seeds", arguments.seeds}, {"devices", arguments.devices.size()},
        {"lookups", arguments.lookups * arguments.devices.size()}};
    line["accuracy_mean"] = rounded(figures.mean("accuracy"));
    line["accuracy_min"] = rounded(figures.least("accuracy"));
    line["percentile_mean"] = rounded(figures.mean("percentile"));
    line["regret_mean"] = rounded(figures.mean("regret"));
    for (const char* name : {"hypervolume_kept", "proxy_percentile", "proxy_regret", "trainings", "surrogate_tau",
             "latency_error", "latency_excess"}) {
        line[name] = rounded(figures.mean(name));
    }
    line["raw_label_accuracy_mean"] = rounded(figures.mean("raw_label_accuracy"));
    line["random_accuracy_mean"] = rounded(analysis::mean(table.truth));
    line["best_accuracy"] = rounded(*std::ranges::max_element(table.truth));
    if (figures.has("alpha_accuracy")) {
        line["alpha_accuracy_mean"] = rounded(figures.mean("alpha_accuracy"));
        line["alpha_accuracy_min"] = rounded(figures.least("alpha_accuracy"));
    }
    return line;
}

int run(int argc, char** argv) {
    Arguments arguments;
    options::NetworkConfig& network = arguments.explore.network;
    network.space = space::SpaceId::NasBench201;
    network.shape.cells = 1;
    // Few long trainings rank cells as full ones do better than many short ones (bench.sh labels).
    arguments.explore.steps = {1200};
    arguments.explore.learningRate = 0.1;
    arguments.explore.augmentation = options::Augmentation::None;
    CLI::App program("The exploration's choices in full training, by NAS-Bench-201");
    arguments.tables.addOptions(program, "--accuracy");
    program.add_option("--devices", arguments.devices)->delimiter(',')->capture_default_str();
    program.add_option("--seeds", arguments.seeds)->capture_default_str()->check(CLI::Range(1, 1000));
    program.add_option("--first-seed", arguments.firstSeed)->capture_default_str();
    program.add_option("--minutes", arguments.minutes, "of a seed's exploration")
        ->capture_default_str()
        ->check(CLI::PositiveNumber);
    program.add_option("--trainings", arguments.explore.trainings, "of the exploration, instead of its minutes");
    program.add_option("--steps", arguments.explore.steps, "of the exploration's trainings")->capture_default_str();
    program.add_option("--learning-rate", arguments.explore.learningRate, "of those trainings")->capture_default_str();
    program.add_flag_callback(
        "--augmentation", [&arguments] { arguments.explore.augmentation = options::Augmentation::Cifar; },
        "they see images shifted and flipped, not as they are");
    program.add_option("--lookups", arguments.lookups, "latencies looked at, of each device")
        ->capture_default_str()
        ->check(CLI::Range(20, 15000));
    program.add_option("--channels", network.shape.channels)->capture_default_str();
    program.add_option("--cells", network.shape.cells)->capture_default_str();
    program.add_option("--size", network.shape.inputSize)->capture_default_str();
    program.add_option("--search-steps", arguments.search.searchSteps, "of the search alone")->capture_default_str();
    program.add_flag("--alpha,!--no-alpha", arguments.alpha, "also the differentiable search alone, at no price");
    program.add_option("--output", arguments.folder, "kept between calls: an interrupted benchmark goes on")
        ->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    arguments.explore.data.source = cifarSource();
    if (arguments.explore.data.source.empty()) {
        return skipBenchmark("cells are trained on CIFAR-10; name its folder in PARETOSCOPE_CIFAR10");
    }
    if (const std::string missing = arguments.tables.missing(); !missing.empty()) {
        return skipBenchmark(missing);
    }
    std::filesystem::create_directories(arguments.folder);
    const ReplayTable table = readTwoFidelities(arguments.tables);
    std::cout << options::titleOf(network) << ", explored with " << arguments.minutes
              << " minutes; truth: " << table.genotypes.size() << " cells after 200 epochs" << std::endl;
    Figures figures;
    for (int i = 0; i < arguments.seeds; ++i) {
        Seed(arguments, table, arguments.firstSeed + static_cast<std::uint64_t>(i), figures).run();
    }
    const Json line = summary(figures, table, arguments);
    printMisses(line,
        {{"accuracy_mean", 93.9, true}, {"accuracy_min", 93, true}, {"percentile_mean", 0.93, true},
            {"regret_mean", 0.7, false}, {"hypervolume_kept", 0.92, true}, {"lookups", 300, false},
            {"alpha_accuracy_min", 90, true}});
    std::cout << line.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

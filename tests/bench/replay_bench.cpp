// SPDX-License-Identifier: Apache-2.0
// The exploration on tables of trained cells: what it chooses at equal latency, against the truth and against rivals.
// Trains nothing.
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/explore/exploration.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"
#include "tests/bench/replay_rivals.h"
#include "tests/bench/replay_score.h"

namespace {

using namespace paretoscope;

struct Arguments {
    PublishedTables tables;
    std::filesystem::path cells;
    double labelNoise = 0;
    // None of these devices was looked at while the loop's settings were chosen: those were gold_6240, 1080ti_1 and
    // essential_ph_1, with seeds below 100.
    std::vector<std::string> devices{"2080ti_32", "pixel3", "samsung_a50", "silver_4114", "titan_rtx_1", "titanx_256"};
    std::vector<std::size_t> budgets{20, 50, 100};
    int seeds = 10;
    int firstSeed = 101;
    int poolSize = 5000;
    int round = 5;
    double band = 0.05;
    double beliefShare = 0.55; ///< that of an exploration whose trainings see 300,000 images, as twelve epochs do
    unsigned threads = std::thread::hardware_concurrency();
};

class LookUp final : public explore::Trainer {
public:
    LookUp(const ReplayTable& table, const TableFacts& facts) : table_(table), facts_(facts) { }
    explore::Label train(const explore::Request& request) override {
        return {table_.label[facts_.at(request.genotype)], 0};
    }

private:
    const ReplayTable& table_;
    const TableFacts& facts_;
};

/// One way to search; scores by name, since one exploration can hand over in several ways.
using Scores = std::map<std::string, ReplayScore>;

std::vector<std::size_t> indicesOf(const TableFacts& facts, const explore::Exploration& exploration) {
    std::vector<std::size_t> indices;
    for (const explore::Cell& cell : exploration.trained()) {
        indices.push_back(facts.at(cell.genotype));
    }
    return indices;
}

Scores explored(const ReplayTable& table, const std::string& device, const EqualLatency& truth, std::size_t budget,
    std::uint64_t seed, const Arguments& arguments, bool withBelief) {
    const TableFacts facts(table, device, withBelief);
    explore::Options options;
    options.space = table.space;
    options.seed = seed;
    options.trainings = static_cast<double>(budget);
    options.poolSize = table.space == space::SpaceId::NasBench201 ? arguments.poolSize : 0;
    options.round = arguments.round;
    options.band = arguments.band;
    options.beliefShare = withBelief ? arguments.beliefShare : 0;
    options.aims.clear();
    for (const double target : truth.targets()) {
        options.aims.push_back({explore::AimKind::Latency, 0, target, 1});
    }
    const std::vector<space::Genotype> proposals =
        options.poolSize == 0 ? table.genotypes : std::vector<space::Genotype>{};
    explore::Exploration exploration(options, facts, proposals);
    LookUp trainer(table, facts);
    finish(exploration, trainer);
    std::vector<std::size_t> front;
    std::vector<double> latencies;
    for (const explore::Estimated& one : exploration.front(0)) {
        front.push_back(facts.at(one.cell.genotype));
        latencies.push_back(one.cell.latencyMs.front());
    }
    const ReplayScore handedOver = truth.scoreFront(front, latencies);
    if (!withBelief) {
        return {{"no_prior", handedOver}};
    }
    const std::vector<std::size_t> cells = indicesOf(facts, exploration);
    std::vector<double> labels;
    std::vector<double> expected;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        labels.push_back(table.label[cells[i]]);
        expected.push_back(exploration.estimate({&exploration.trained()[i], 1}).front().mean);
    }
    Scores scores{
        {"", handedOver}, {"trained", truth.scoreByWorth(cells, expected)}, {"raw", truth.scoreByWorth(cells, labels)}};
    std::vector<std::size_t> fastest;
    for (std::size_t t = 0; t < truth.targets().size(); ++t) {
        const bool feasible =
            std::ranges::any_of(cells, [&](std::size_t cell) { return truth.latencyMs(cell) <= truth.targets()[t]; });
        fastest.push_back(
            feasible ? cells[exploration.choose(options.aims[t], explore::TieRule::Fastest).cell] : cells.front());
    }
    scores["fastest_of_tie"] = truth.score(fastest, fastest);
    const surrogate::HeldOutReport report = exploration.surrogate().heldOut().front();
    scores["held_out"] = {report.within90, 0, report.tau, 0};
    return scores;
}

/// Means over devices and seeds, by way and budget.
std::map<std::string, std::map<std::size_t, ReplayScore>> replay(
    const ReplayTable& table, const std::vector<std::string>& devices, std::size_t fewest, const Arguments& arguments) {
    const bool isWhole = table.space == space::SpaceId::NasBench201; // edits of a cell are in the table
    std::map<std::string, EqualLatency> truths;
    for (const std::string& device : devices) {
        truths.emplace(
            std::piecewise_construct, std::forward_as_tuple(device), std::forward_as_tuple(table, device, fewest));
    }
    struct Task {
        std::string device;
        std::uint64_t seed;
        std::size_t budget;
        Scores scores;
    };
    std::vector<Task> tasks;
    for (const std::string& device : devices) {
        for (int seed = 0; seed < arguments.seeds; ++seed) {
            for (const std::size_t budget : arguments.budgets) {
                tasks.push_back({device, static_cast<std::uint64_t>(arguments.firstSeed + seed), budget, {}});
            }
        }
    }
    std::atomic<std::size_t> next{0};
    // Every seed draws noise of its own.
    std::vector<ReplayTable> tables{table};
    for (int seed = 0; seed < arguments.seeds && arguments.labelNoise > 0; ++seed) {
        tables.push_back(
            withLabelNoise(table, arguments.labelNoise, static_cast<std::uint64_t>(arguments.firstSeed + seed) * 7919));
    }
    const auto work = [&] {
        for (std::size_t i = next++; i < tasks.size(); i = next++) {
            Task& task = tasks[i];
            const EqualLatency& truth = truths.at(task.device);
            const ReplayTable& labels =
                tables[tables.size() == 1 ? 0 : 1 + task.seed - static_cast<std::uint64_t>(arguments.firstSeed)];
            task.scores = explored(labels, task.device, truth, task.budget, task.seed, arguments, true);
            task.scores["random"] = randomSearch(labels, truth, task.budget, task.seed);
            if (isWhole) {
                task.scores.merge(explored(labels, task.device, truth, task.budget, task.seed, arguments, false));
                task.scores["evolution"] = evolution(labels, truth, task.budget, task.seed);
                task.scores["no_gp"] = trainedByBelief(labels, truth, task.budget, task.seed);
                task.scores["proxy"] = beliefAlone(labels, truth, task.seed);
            }
        }
    };
    std::vector<std::jthread> helpers;
    for (unsigned k = 1; k < arguments.threads; ++k) {
        helpers.emplace_back(work);
    }
    work();
    helpers.clear();
    std::map<std::string, std::map<std::size_t, ReplayScore>> means;
    const auto share = 1.0 / static_cast<double>(devices.size() * static_cast<std::size_t>(arguments.seeds));
    for (const Task& task : tasks) {
        for (const auto& [way, score] : task.scores) {
            ReplayScore& sum = means[way][task.budget];
            sum.percentile += score.percentile * share;
            sum.regret += score.regret * share;
            sum.gain += score.gain * share;
            sum.hypervolume += score.hypervolume * share;
        }
    }
    return means;
}

void print(const std::map<std::string, std::map<std::size_t, ReplayScore>>& means, nlohmann::ordered_json& line) {
    const std::map<std::string, std::string> titles{{"", "exploration, cells of its front"},
        {"trained", "  only of trained cells"}, {"raw", "  chosen by raw label instead"},
        {"fastest_of_tie", "  fastest of a tie instead"}, {"no_prior", "exploration without proxies"},
        {"no_gp", "proxies, no surrogate, raw label"}, {"proxy", "proxies alone, no training"},
        {"evolution", "evolution, raw label"}, {"random", "random cells, raw label"}};
    std::cout << "                                 trainings  percentile   regret     gain  hypervolume\n";
    for (const auto& [way, budgets] : means) {
        for (const auto& [budget, score] : budgets) {
            const std::string before = way.empty() ? "" : way + "_";
            const std::string after = "_" + std::to_string(budget);
            if (way == "held_out") {
                line["tau" + after] = rounded(score.gain);
                line["within90" + after] = rounded(score.percentile);
                continue;
            }
            std::cout << std::left << std::setw(33) << titles.at(way) << std::right << std::fixed << std::setw(9)
                      << budget << std::setprecision(3) << std::setw(12) << score.percentile << std::setprecision(2)
                      << std::setw(9) << score.regret << std::setw(9) << score.gain << std::setprecision(3)
                      << std::setw(13) << score.hypervolume << '\n';
            if (way == "proxy") {
                line["proxy_percentile"] = rounded(score.percentile);
                line["proxy_regret"] = rounded(score.regret);
                break; // trains nothing, whatever the budget
            }
            line[before + "percentile" + after] = rounded(score.percentile);
            line[before + "regret" + after] = rounded(score.regret);
            line[before + "gain" + after] = rounded(score.gain);
            if (way != "fastest_of_tie") { // five cells, and no front
                line[before + "hypervolume" + after] = rounded(score.hypervolume);
            }
        }
    }
}

void printEffects(const ReplayTable& table, const std::string& device, const Arguments& arguments) {
    const TableFacts facts(table, device, false);
    explore::Options options;
    options.space = table.space;
    options.seed = static_cast<std::uint64_t>(arguments.firstSeed);
    options.trainings = static_cast<double>(arguments.budgets.back());
    options.poolSize = table.space == space::SpaceId::NasBench201 ? arguments.poolSize : 0;
    explore::Exploration exploration(
        options, facts, options.poolSize == 0 ? table.genotypes : std::vector<space::Genotype>{});
    LookUp trainer(table, facts);
    finish(exploration, trainer);
    std::cout << "\nWhat " << options.trainings << " trainings teach at equal latency on " << device
              << " (points for one more, ± standard deviation)\n";
    for (const surrogate::Effect& effect : exploration.effects(0)) {
        std::cout << "  " << std::left << std::setw(34) << effect.trait << std::right << std::showpos
                  << std::setprecision(2) << std::setw(7) << effect.perUnit << std::noshowpos << " ± "
                  << effect.deviation << '\n';
    }
}

int run(int argc, char** argv) {
    Arguments arguments;
    CLI::App program("The exploration on published tables of trained cells");
    arguments.tables.addOptions(program, "--two-fidelities");
    program.add_option("--cells", arguments.cells, "another table: accuracy, normal, reduce and, if known, cost");
    program.add_option("--label-noise", arguments.labelNoise, "standard deviation of noise added to the labels")
        ->check(CLI::NonNegativeNumber);
    program.add_option("--devices", arguments.devices)->delimiter(',')->capture_default_str();
    program.add_option("--trainings", arguments.budgets)->delimiter(',')->capture_default_str();
    program.add_option("--seeds", arguments.seeds)->capture_default_str()->check(CLI::Range(1, 1000));
    program.add_option("--first-seed", arguments.firstSeed)->capture_default_str();
    program.add_option("--pool", arguments.poolSize)->capture_default_str();
    program.add_option("--round", arguments.round)->capture_default_str();
    program.add_option("--band", arguments.band)->capture_default_str();
    program.add_option("--belief-share", arguments.beliefShare)->capture_default_str();
    program.add_option("--threads", arguments.threads)->capture_default_str()->check(CLI::Range(1, 256));
    CLI11_PARSE(program, argc, argv);
    nlohmann::ordered_json line;
    if (!arguments.cells.empty()) {
        if (!std::filesystem::exists(arguments.cells)) {
            return skipBenchmark("there is no " + arguments.cells.string());
        }
        const ReplayTable table = readCells(arguments.cells);
        constexpr std::size_t fewest = 20;
        const EqualLatency truth(table, "cost", fewest);
        std::cout << table.genotypes.size() << " cells (" << table.note << "), label noise " << arguments.labelNoise
                  << ", " << arguments.seeds << " seeds; standard deviation of accuracy at equal cost "
                  << truth.meanBandDeviation() << "\n\n";
        line["cells"] = table.genotypes.size();
        line["label_noise"] = arguments.labelNoise;
        line["band_deviation"] = rounded(truth.meanBandDeviation());
        print(replay(table, {"cost"}, fewest, arguments), line);
        printEffects(table, "cost", arguments);
    } else {
        if (const std::string missing = arguments.tables.missing(); !missing.empty()) {
            return skipBenchmark(missing + ", or a table of trained cells with --cells");
        }
        const ReplayTable table = readTwoFidelities(arguments.tables);
        std::cout << table.genotypes.size() << " cells of NAS-Bench-201, " << arguments.devices.size()
                  << " devices, 5 latencies, " << arguments.seeds << " seeds from " << arguments.firstSeed
                  << "; labels: 12 epochs, validation, noise " << arguments.labelNoise
                  << "; truth: 200 epochs, test\n\n";
        line["cells"] = table.genotypes.size();
        line["devices"] = arguments.devices.size();
        line["seeds"] = arguments.seeds;
        print(replay(table, arguments.devices, 1, arguments), line);
        printEffects(table, arguments.devices.front(), arguments);
        printMisses(line,
            {{"percentile_20", 0.95, true}, {"percentile_50", 0.97, true}, {"percentile_100", 0.98, true},
                {"regret_20", 0.6, false}, {"regret_50", 0.4, false}, {"regret_100", 0.3, false},
                {"hypervolume_100", 0.91, true}});
    }
    std::cout << line.dump() << std::endl;
    return 0;
}

}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, run);
}

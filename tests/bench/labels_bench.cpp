// SPDX-License-Identifier: Apache-2.0
// bench.sh labels: how well do short trainings of one shape and recipe rank cells as full ones do? Random cells of
// NAS-Bench-201 are trained here as an exploration trains them, and what it learns from (the loss on the last training
// batches, the cross entropy on images that were held out) is compared with the table's accuracies after 200 epochs.
// Beside it what costs no training: parameters and jacov.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <random>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"
#include "core/engine/explore_round.h"
#include "core/engine/jacobian_scores.h"
#include "core/explore/cell_facts.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"
#include "tests/bench/quiet_sink.h"
#include "tests/bench/replay_table.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

struct Arguments {
    PublishedTables tables;
    std::size_t sample = 40;
    std::size_t scored = 1000; ///< cells whose jacov is computed
    std::string device = "silver_4114"; ///< whose latency is held equal
    std::string csv;
    options::ExploreConfig explore;
};

/// One column of numbers, a cell each; larger is better.
using Columns = std::map<std::string, std::vector<double>>;

/// Cells in which nothing is computed in vain, as an exploration wants them: the proxies' table has no others.
std::vector<std::size_t> usableCells(const ReplayTable& table, std::uint64_t seed) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < table.genotypes.size(); ++i) {
        if (!std::isnan(table.belief[i])) {
            cells.push_back(i);
        }
    }
    std::ranges::shuffle(cells, std::mt19937_64(seed));
    return cells;
}

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Rank correlation of two columns with what a third explains taken out (Kendall's partial τ).
double partialTau(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& z) {
    const double xy = analysis::kendallTauB(x, y);
    const double xz = analysis::kendallTauB(x, z);
    const double yz = analysis::kendallTauB(y, z);
    return (xy - xz * yz) / std::sqrt((1 - xz * xz) * (1 - yz * yz));
}

std::vector<double> sum(std::vector<double> a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] += b[i];
    }
    return a;
}

void print(const char* title, const Columns& columns, const ReplayTable& table, const std::vector<std::size_t>& cells,
    const std::string& device, Json* line) {
    std::vector<double> truth;
    std::vector<double> latency;
    for (const std::size_t cell : cells) {
        truth.push_back(table.truth[cell]);
        latency.push_back(table.latencyMs.at(device)[cell]);
    }
    std::printf("%s, %zu cells: tau with the accuracy after 200 epochs, at equal latency, in the better half\n", title,
        cells.size());
    const double middle = analysis::quantile(truth, 0.5);
    for (const auto& [name, values] : columns) {
        std::vector<double> x;
        std::vector<double> y;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (truth[i] >= middle) {
                x.push_back(values[i]);
                y.push_back(truth[i]);
            }
        }
        const double tau = analysis::kendallTauB(values, truth);
        const double partial = partialTau(values, truth, latency);
        std::printf("    %-24s %6.2f %6.2f %6.2f\n", name.c_str(), tau, partial, analysis::kendallTauB(x, y));
        if (line != nullptr) {
            (*line)[name + "_tau"] = rounded(tau);
            (*line)[name + "_tau_equal_latency"] = rounded(partial);
        }
    }
    std::fflush(stdout);
}

int run(int argc, char** argv) {
    Arguments arguments;
    options::ExploreConfig& explore = arguments.explore;
    options::NetworkConfig& network = explore.network;
    network.space = space::SpaceId::NasBench201;
    network.shape.cells = 1;
    explore.steps = {300};
    CLI::App program("Ranks after short trainings against NAS-Bench-201's full ones");
    arguments.tables.addOptions(program, "--accuracy");
    program.add_option("--sample", arguments.sample, "cells that are trained")->capture_default_str();
    program.add_option("--scored", arguments.scored, "cells whose jacov is computed")->capture_default_str();
    program.add_option("--device", arguments.device, "whose latency is held equal")->capture_default_str();
    program.add_option("--csv", arguments.csv, "file that the numbers of each trained cell are written to");
    program.add_option("--steps", explore.steps)->capture_default_str();
    program.add_option("--learning-rate", explore.learningRate)->capture_default_str();
    program.add_option("--batch", explore.batchSize)->capture_default_str();
    program.add_flag_callback("--no-augmentation", [&explore] { explore.augmentation = options::Augmentation::None; });
    program.add_option("--channels", network.shape.channels)->capture_default_str();
    program.add_option("--cells", network.shape.cells)->capture_default_str();
    program.add_option("--size", network.shape.inputSize)->capture_default_str();
    program.add_option("--seed", explore.seed)->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    explore.data.source = cifarSource();
    if (explore.data.source.empty()) {
        return skipBenchmark("cells are trained on CIFAR-10; name its folder in PARETOSCOPE_CIFAR10");
    }
    if (const std::string missing = arguments.tables.missing(); !missing.empty()) {
        return skipBenchmark(missing);
    }
    const ReplayTable table = readTwoFidelities(arguments.tables);
    QuietSink sink;
    const engine::ExploreImages images = engine::exploreImages(explore, sink);
    const search::Compute compute;
    const std::vector<std::size_t> usable = usableCells(table, explore.seed);
    Json line{{"channels", network.shape.channels}, {"cells", network.shape.cells}, {"size", network.shape.inputSize},
        {"sample", arguments.sample}};

    if (arguments.scored > 0) {
        const std::vector<std::size_t> cells(
            usable.begin(), usable.begin() + static_cast<std::ptrdiff_t>(std::min(arguments.scored, usable.size())));
        std::vector<space::Genotype> genotypes;
        std::vector<double> size;
        for (const std::size_t cell : cells) {
            genotypes.push_back(table.genotypes[cell]);
            size.push_back(explore::sizesOf({genotypes.back(), network.shape}).front());
        }
        const Clock::time_point start = Clock::now();
        const std::vector<double> jacov = engine::JacobianScores(network.shape, *images.train, explore.seed)(genotypes);
        const double seconds = secondsSince(start);
        std::printf("jacov: %.1f ms a cell\n", 1e3 * seconds / static_cast<double>(cells.size()));
        line["jacov_ms"] = rounded(1e3 * seconds / static_cast<double>(cells.size()));
        print("without training",
            {{"jacov", jacov}, {"parameters", size}, {"belief", sum(logRanks(jacov), logRanks(size))}}, table, cells,
            arguments.device, &line);
    }
    const std::vector<std::size_t> cells(
        usable.begin(), usable.begin() + static_cast<std::ptrdiff_t>(std::min(arguments.sample, usable.size())));
    std::ofstream csv(arguments.csv);
    for (const int steps : explore.steps) {
        std::vector<explore::Training> trainings;
        std::vector<std::size_t> open(cells.size());
        std::iota(open.begin(), open.end(), 0U);
        for (const std::size_t cell : cells) {
            trainings.push_back({.request = {.genotype = table.genotypes[cell], .steps = steps}});
        }
        std::map<std::size_t, engine::Outcome> outcomes;
        const Clock::time_point start = Clock::now();
        engine::ExploreRound(explore, images, compute).train(trainings, open, outcomes, {}, [](double, bool) {
            return true;
        });
        const double seconds = secondsSince(start);
        std::vector<double> tail;
        std::vector<double> heldOut;
        std::vector<double> accuracy;
        std::vector<double> label;
        for (const auto& [cell, outcome] : outcomes) {
            tail.push_back(-outcome.tailLoss);
            heldOut.push_back(-outcome.crossEntropy);
            accuracy.push_back(outcome.accuracy);
            label.push_back(outcome.label().value);
        }
        std::printf("%d steps: %.1f s a cell, accuracy %.1f ± %.1f %%\n", steps,
            seconds / static_cast<double>(cells.size()), 100 * analysis::mean(accuracy),
            100 * analysis::standardDeviation(accuracy));
        print(("after " + std::to_string(steps) + " steps").c_str(),
            {{"tail_loss", tail}, {"held_out_loss", heldOut}, {"accuracy", accuracy}, {"label", label}}, table, cells,
            arguments.device, steps == explore.steps.back() ? &line : nullptr);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            csv << steps << "," << cells[i] << "," << table.truth[cells[i]] << "," << tail[i] << "," << heldOut[i]
                << "," << accuracy[i] << "\n";
        }
    }
    std::cout << line.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

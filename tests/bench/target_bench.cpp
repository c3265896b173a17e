// SPDX-License-Identifier: Apache-2.0
// bench.sh target: does a search with a target latency end there? Measures and fits random cells of this computer, asks
// for targets spread over what they take, one search each, and measures the cells that the searches end with. Targets
// that no cell reaches must be refused before the search, with the range that is possible.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/engine/job.h"
#include "core/queries/stored.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"
#include "tests/bench/finished_run.h"

namespace paretoscope {
namespace {

struct Arguments {
    options::MeasureConfig measure;
    options::SearchConfig search;
    int targets = 5;
    std::filesystem::path folder = "build/target";
};

/// Medians of the random cells' measurements, fastest first. Chosen cells are measured in another run.
std::vector<double> sampled(store::Project& project, const Arguments& arguments) {
    const std::string session = records::sessionOfRun(engine::runFor(project, arguments.measure));
    std::map<space::Genotype, std::vector<double>> values;
    for (const records::Measurement& each : queries::measurementsOf(
             project, options::settingOr(arguments.measure.deviceSetting), arguments.measure.network)) {
        if (!each.sentinel && each.session == session) {
            values[each.genotype].push_back(each.value);
        }
    }
    std::vector<double> medians;
    for (auto& [genotype, repeats] : values) {
        medians.push_back(analysis::median(repeats));
    }
    std::ranges::sort(medians);
    return medians;
}

/// Spread over the middle 90 % of the sample, in the quantiles' order.
std::vector<double> targetsOf(const std::vector<double>& latencies, int count) {
    std::vector<double> targets;
    for (int i = 0; i < count; ++i) {
        const double quantile = 0.05 + 0.9 * i / std::max(1, count - 1);
        const auto place = static_cast<std::size_t>(quantile * static_cast<double>(latencies.size() - 1));
        targets.push_back(std::round(1000 * latencies[place]) / 1000);
    }
    return targets;
}

options::SearchConfig towards(const Arguments& arguments, double targetMs) {
    options::SearchConfig config = arguments.search;
    config.mode = options::LambdaMode::Target;
    config.targetLatencyMs = targetMs;
    return config;
}

/// Whether it is refused with what is possible.
bool isRefused(store::Project& project, const Arguments& arguments, double targetMs) {
    try {
        finishedRun(project, towards(arguments, targetMs));
        return false;
    } catch (const Error& error) {
        std::cout << error.what() << std::endl;
        return error.code() == ErrorCode::InfeasibleTarget;
    }
}

int report(store::Project& project, const Arguments& arguments, const options::FitResult& fit) {
    const std::vector<double> latencies = sampled(project, arguments);
    const std::vector<double> targets = targetsOf(latencies, arguments.targets);
    options::MeasureConfig chosen = arguments.measure;
    std::vector<double> predicted;
    for (const double target : targets) {
        const options::SearchedCell cell = finishedRun(project, towards(arguments, target)).searches.front();
        chosen.genotypes.push_back(cell.genotype);
        predicted.push_back(cell.predictedMs);
    }
    const options::MeasureResult measured = finishedRun(project, chosen);
    double worst = 0;
    double sum = 0;
    double worstPredicted = 0;
    std::printf("%12s %12s %12s %8s\n", "target", "predicted", "measured", "error");
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const double ms = measured.latenciesMs.at(i).value_or(std::nan(""));
        const double error = std::abs(ms / targets[i] - 1);
        std::printf("%9.3f ms %9.3f ms %9.3f ms %6.1f %%\n", targets[i], predicted[i], ms, 100 * error);
        worst = std::isnan(error) ? 1 : std::max(worst, error);
        sum += std::isnan(error) ? 1 : error;
        worstPredicted = std::max(worstPredicted, std::abs(predicted[i] / targets[i] - 1));
    }
    // Random cells are far from the fastest one, which consists of nothing but skip connections.
    const int refused = static_cast<int>(isRefused(project, arguments, latencies.front() / 30))
        + static_cast<int>(isRefused(project, arguments, latencies.back() * 3));
    const nlohmann::ordered_json line{{"targets", targets.size()}, {"target_error", rounded(worst)},
        {"target_error_mean", rounded(sum / static_cast<double>(targets.size()))},
        {"predicted_error", rounded(worstPredicted)}, {"predictor_error", rounded(fit.error)},
        {"noise_floor", rounded(measured.noiseFloor)}, {"refused", refused}};
    printMisses(line, {{"target_error", 0.05, false}, {"refused", 2, true}});
    std::cout << line.dump() << std::endl;
    return 0;
}

int run(int argc, char** argv) {
    Arguments arguments;
    arguments.measure.architectures = 250;
    arguments.measure.countEnergy = false; // no figure needs it
    // A search that a target is looked for with, not one to choose cells by.
    arguments.search.warmUpSteps = 60;
    arguments.search.searchSteps = 120;
    arguments.search.archiveSamples = 4;
    std::uint64_t seed = 1;
    CLI::App program("target latencies: asked for, and measured");
    program.add_option("--device", arguments.measure.deviceSetting, "device setting; this computer where left out");
    program.add_option("--architectures", arguments.measure.architectures)->capture_default_str();
    program.add_option("--targets", arguments.targets)->check(CLI::Range(5, 100))->capture_default_str();
    program.add_option("--warm-up-steps", arguments.search.warmUpSteps)->capture_default_str();
    program.add_option("--steps", arguments.search.searchSteps)->capture_default_str();
    program.add_option("--seed", seed)->capture_default_str();
    program.add_option("--output", arguments.folder, "kept between calls: an interrupted benchmark goes on")
        ->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    arguments.measure.deviceSetting = toText(options::settingOr(arguments.measure.deviceSetting));
    arguments.search.deviceSetting = arguments.measure.deviceSetting;
    arguments.measure.seed = arguments.search.seed = seed;
    if (const std::string cifar = cifarSource(); !cifar.empty()) {
        arguments.search.data.source = cifar;
    }
    std::filesystem::create_directories(arguments.folder);
    store::Project project =
        store::Project::openOrCreate(arguments.folder / ("seed-" + std::to_string(seed) + ".paretoscope"));
    finishedRun(project, arguments.measure);
    const options::FitResult fit =
        finishedRun(project, options::FitConfig{.deviceSetting = arguments.measure.deviceSetting, .seed = seed});
    return report(project, arguments, fit);
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

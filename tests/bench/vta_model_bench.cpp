// SPDX-License-Identifier: Apache-2.0
// bench.sh vta-model: the simulated accelerator against what was published of real ones, and how fast validity is
// decided. Figures: mean |log(model / measured)| of ResNet-18's layers (and the worst), rank correlation, published
// configurations that are rejected, validity checks a second on one core.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/rank_correlation.h"
#include "core/vta/task.h"
#include "tests/bench/bench_main.h"
#include "tests/vta/published.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;

struct Series {
    std::vector<double> measured;
    std::vector<double> model;
};

double meanError(const Series& series) {
    double sum = 0;
    for (std::size_t i = 0; i < series.model.size(); ++i) {
        sum += std::abs(std::log(series.model[i] / series.measured[i]));
    }
    return sum / static_cast<double>(series.model.size());
}

double worstError(const Series& series) {
    double worst = 0;
    for (std::size_t i = 0; i < series.model.size(); ++i) {
        worst = std::max(worst, std::abs(std::log(series.model[i] / series.measured[i])));
    }
    return worst;
}

/// Validity of whole spaces, over and over, index to reason.
double configurationsPerSecond(const std::vector<vta::NamedWorkload>& layers) {
    std::vector<vta::Task> tasks;
    for (const vta::NamedWorkload& layer : layers) {
        tasks.emplace_back(vta::accelerator("pynq"), layer.workload,
            vta::TaskOptions{.flavour = vta::SpaceFlavour::Verbose, .rules = {.bothThreads = true}});
    }
    std::int64_t checked = 0;
    std::int64_t valid = 0;
    const auto begin = std::chrono::steady_clock::now();
    double seconds = 0;
    while (seconds < 1) {
        for (const vta::Task& task : tasks) {
            for (std::uint32_t index = 0; index < task.space().size(); ++index) {
                valid += task.validity().check(task.space().at(index)) == vta::Reason::Valid ? 1 : 0;
            }
            checked += task.space().size();
        }
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
    std::printf("validity: %lld configurations in %.2f s, %.1f %% valid\n", static_cast<long long>(checked), seconds,
        100.0 * static_cast<double>(valid) / static_cast<double>(checked));
    return static_cast<double>(checked) / seconds;
}

Json ratios(const std::string& folder) {
    Json figures;
    std::printf("\n%-14s %-8s %8s %8s %8s\n", "layers", "space", "valid", "lowest", "highest");
    for (const char* list : {"resnet18", "deepbench_1x1", "deepbench_3x3_5x5"}) {
        for (const auto flavour : {vta::SpaceFlavour::Factors, vta::SpaceFlavour::Verbose}) {
            double sum = 0;
            double lowest = 1;
            double highest = 0;
            const auto layers = vta::readLayers(folder + "/" + list + ".txt");
            for (const vta::NamedWorkload& layer : layers) {
                const vta::Task task(
                    vta::accelerator("pynq"), layer.workload, {.flavour = flavour, .rules = {.bothThreads = true}});
                const double share = vta::enumerate(task).validShare();
                sum += share;
                lowest = std::min(lowest, share);
                highest = std::max(highest, share);
            }
            const bool factors = flavour == vta::SpaceFlavour::Factors;
            const double mean = sum / static_cast<double>(layers.size());
            std::printf("%-18s %-4s %7.1f%% %7.1f%% %7.1f%%\n", list, factors ? "S1" : "S2", 100 * mean, 100 * lowest,
                100 * highest);
            figures[std::string("valid_share_") + list + (factors ? "_s1" : "_s2")] = mean;
        }
    }
    return figures;
}

int run(int argc, char** argv) {
    std::string published = PARETOSCOPE_SOURCE_DIR "/tests/vta/data/published.txt";
    std::string folder = PARETOSCOPE_SOURCE_DIR "/tests/bench/vta";
    std::string layers = folder + "/resnet18.txt";
    int seeds = 0;
    CLI::App program("the simulated VTA against published latencies");
    program.add_option("--published", published, "tuned configurations with their latencies")->capture_default_str();
    program.add_option("--layers", layers, "whose spaces the validity's speed is taken on")->capture_default_str();
    program.add_option("--seeds", seeds, "ignored: nothing here is random");
    CLI11_PARSE(program, argc, argv);

    std::map<std::string, Series> series;
    int rejected = 0;
    int records = 0;
    std::printf("%-12s %-9s %-38s %9s %9s %7s\n", "series", "device", "layer", "published", "model", "ratio");
    for (const vta::PublishedRecord& record : vta::readPublished(published)) {
        const vta::Task task(vta::accelerator(record.accelerator), record.workload);
        const vta::Outcome outcome = task.measure(task.space().index(record.schedule));
        ++records;
        if (outcome.reason != vta::Reason::Valid) {
            ++rejected;
            std::printf("%-12s %s is rejected: %s\n", record.series.c_str(), toText(record.workload).c_str(),
                std::string(vta::reasonName(outcome.reason)).c_str());
            continue;
        }
        const double model = task.milliseconds(outcome.cycles);
        std::printf("%-12s %-9s %-38s %9.3f %9.3f %7.3f\n", record.series.c_str(), record.accelerator.c_str(),
            toText(record.workload).c_str(), record.milliseconds, model, model / record.milliseconds);
        Series& one = series[record.series + "@" + record.accelerator];
        one.measured.push_back(record.milliseconds);
        one.model.push_back(model);
    }
    std::printf("\n%-24s %6s %10s %10s %9s\n", "series", "layers", "mean error", "worst", "Spearman");
    for (const auto& [name, one] : series) {
        std::printf("%-24s %6zu %9.1f%% %9.1f%% %9.3f\n", name.c_str(), one.model.size(), 100 * meanError(one),
            100 * worstError(one), one.model.size() > 1 ? analysis::spearmanRho(one.measured, one.model) : 1.0);
    }
    std::printf("The 1x16 records of ResNet-50, AlexNet and VGG come from another bitstream (about 75 more cycles an "
                "output vector) and were not fitted.\n");
    Json figures{{"resnet18_error_1x16", meanError(series["resnet18@pynq"])},
        {"resnet18_worst_error_1x16", worstError(series["resnet18@pynq"])},
        {"resnet18_spearman_1x16",
            analysis::spearmanRho(series["resnet18@pynq"].measured, series["resnet18@pynq"].model)},
        {"resnet18_error_4x8", meanError(series["resnet18@pynq-4x8"])},
        {"resnet18_worst_error_4x8", worstError(series["resnet18@pynq-4x8"])},
        {"resnet50_error_4x8", meanError(series["resnet50@pynq-4x8"])}, {"published_records", records},
        {"published_rejected", rejected}};
    figures.update(ratios(folder));
    figures["configurations_per_s"] = configurationsPerSecond(vta::readLayers(layers));
    std::cout << figures.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

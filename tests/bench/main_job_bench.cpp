// SPDX-License-Identifier: Apache-2.0
// bench.sh main-job: the whole way on real images, for several seeds. Per seed: measure, fit, explore (few cells
// trained for few steps, on validation images, and a choice by what they teach, at no price and with 25 % less
// latency), then equal training of both cells and of random cells of like latency, judged on test images that nothing
// else looks at. Each seed has a project of its own and measures anew.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/json_fields.h"
#include "core/engine/job.h"
#include "core/engine/pipeline_report.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/finished_run.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;

options::PipelineResult runSeed(
    options::PipelineConfig config, std::uint64_t seed, const std::filesystem::path& folder) {
    config.setSeed(seed);
    config.output = folder / ("seed-" + std::to_string(seed));
    std::filesystem::create_directories(config.output);
    store::Project project =
        store::Project::openOrCreate(std::filesystem::path(config.output) / "main-job.paretoscope");
    return finishedRun(project, config);
}

void print(const options::PipelineResult& result) {
    for (const auto& row : engine::cellRows(result)) {
        std::printf("    %-10s %18s %12s %20s %12s\n", row[0].c_str(), row[1].c_str(), row[2].c_str(), row[3].c_str(),
            row[4].c_str());
    }
    std::cout << engine::verdict(result) << '\n';
    std::cout << engine::figuresJson(result) << std::endl;
}

/// Mean of each figure over the seeds, with the standard error under NAME_se.
Json summary(const std::vector<Json>& figures) {
    std::map<std::string, std::vector<double>> values;
    for (const Json& seed : figures) {
        for (const auto& [name, value] : seed.items()) {
            if (value.is_number()) {
                values[name].push_back(value.get<double>());
            }
        }
    }
    Json means{{"seeds", figures.size()}};
    for (const auto& [name, numbers] : values) {
        means[name] = analysis::mean(numbers);
        if (numbers.size() > 1) {
            means[name + "_se"] = analysis::standardError(numbers);
        }
    }
    return means;
}

int run(int argc, char** argv) {
    options::PipelineConfig config;
    int seeds = 3;
    std::uint64_t firstSeed = 1;
    std::string device;
    std::filesystem::path folder = "build/main-job";
    CLI::App program("the whole pipeline on real images, for several seeds");
    program.add_option("--seeds", seeds)->capture_default_str();
    program.add_option("--first-seed", firstSeed)->capture_default_str();
    program.add_option("--output", folder, "kept between calls: an interrupted benchmark goes on")
        ->capture_default_str();
    program.add_option("--minutes", config.explore.minutes, "of the exploration")->capture_default_str();
    program.add_option("--steps", config.explore.steps, "of the exploration's trainings")->capture_default_str();
    program.add_option("--train-steps", config.train.rungs)->capture_default_str();
    program.add_option("--random-cells", config.randomCells)->capture_default_str();
    program.add_flag("--propose", config.propose, "search first, so that α proposes cells");
    program.add_option("--device", device,
        "device setting to measure and to search for, such as gpu0/graph/b64/f32; this computer where left out");
    CLI11_PARSE(program, argc, argv);
    config.setDeviceSetting(device);
    config.measure.countEnergy = false; // no figure needs it, and a counter may take a second a cell
    if (const char* cifar = std::getenv("PARETOSCOPE_CIFAR10")) {
        config.setImages(std::string("cifar10:") + cifar);
    }
    std::cout << options::toJson(config) << std::endl;
    std::vector<Json> figures;
    for (int i = 0; i < seeds; ++i) {
        const std::uint64_t seed = firstSeed + static_cast<std::uint64_t>(i);
        std::cout << "seed " << seed << std::endl;
        const options::PipelineResult result = runSeed(config, seed, folder);
        print(result);
        figures.push_back(Json::parse(engine::figuresJson(result)));
    }
    std::cout << summary(figures).dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

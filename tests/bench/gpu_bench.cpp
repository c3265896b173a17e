// SPDX-License-Identifier: Apache-2.0
// How long a search step and a training step take on a GPU, launched kernel by kernel ("eager"), and how much memory
// they need at most. Without a GPU the same way is gone on the host in tiny shapes, which says that it works and
// nothing more.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <ATen/DeviceAccelerator.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/json_text.h"
#include "core/engine/compute_choice.h"
#include "core/engine/search_inputs.h"
#include "core/nn/initialisation.h"
#include "core/search/bilevel_search.h"
#include "core/search/training.h"
#include "core/torch_headers.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"

namespace paretoscope {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Setting {
    const char* prefix; ///< of the figures' names
    const char* title;
    int partialChannels;
    int batch;
};
constexpr Setting settings[] = {{"", "DARTS (16, 8, 64)", 1, 64}, {"pc_", "PC-DARTS (16, 8, 256)", 4, 256}};

/// What is measured on.
struct Place {
    search::Compute compute;
    std::optional<int> gpu; ///< none: the host, in tiny shapes
    int steps = 0; ///< timed ones

    [[nodiscard]] space::Shape shape() const {
        space::Shape shape;
        shape.inputSize = gpu ? 32 : 8;
        shape.channels = gpu ? 16 : 4;
        shape.cells = gpu ? 8 : 3;
        shape.classes = 10;
        return shape;
    }
    [[nodiscard]] int batchOf(const Setting& setting) const { return gpu ? setting.batch : setting.batch / 16; }
};

std::shared_ptr<const data::Dataset> noise(int images, int size) {
    const torch::Generator generator = nn::seededGenerator(3);
    data::Dataset dataset;
    dataset.images = torch::randint(0, 256, {images, 3, size, size}, generator, torch::kInt64).to(torch::kUInt8);
    dataset.labels = torch::randint(0, 10, {images}, generator, torch::kInt64);
    dataset.classNames.assign(10, "noise");
    dataset.name = "noise";
    return std::make_shared<const data::Dataset>(dataset);
}

constexpr int warmUps = 3; // in which cuDNN chooses and LibTorch's allocator fills

/// The most that tensors took since forgetPeak(), in GiB.
double peakGib(const Place& place) {
    if (!place.gpu) {
        return unknown;
    }
    const auto stats = at::accelerator::getDeviceStats(static_cast<c10::DeviceIndex>(*place.gpu));
    return static_cast<double>(stats.allocated_bytes.front().peak) / (1 << 30); // the first counts all pools together
}

void forgetPeak(const Place& place) {
    if (place.gpu) {
        at::accelerator::resetPeakStats(static_cast<c10::DeviceIndex>(*place.gpu));
    }
}

double searchStepMs(const Place& place, const Setting& setting, options::SearchConfig& config) {
    config.network.shape = place.shape();
    config.partialChannels = setting.partialChannels;
    config.batchSize = place.batchOf(setting);
    config.data = {.trainImages = 4 * config.batchSize, .validationImages = 0};
    config.warmUpSteps = 0;
    config.searchSteps = warmUps + place.steps;
    config.epochSteps = 2 * config.searchSteps; // no scoring between the steps
    config.archiveSamples = 0;
    search::BilevelSearch::Inputs inputs{.images = noise(config.data.trainImages, config.network.shape.inputSize)};
    inputs.compute = place.compute;
    search::BilevelSearch search(config, std::move(inputs));
    std::vector<double> times;
    search.runUntil(config.searchSteps - 1, {.step = [&times](const search::SearchStep& step) {
        if (step.step > warmUps) {
            times.push_back(step.stepMs);
        }
    }});
    return analysis::median(times);
}

double trainingStepMs(const Place& place, const Setting& setting) {
    options::TrainConfig config;
    config.batchSize = place.batchOf(setting);
    config.data.trainImages = 4 * config.batchSize;
    config.rungs = {warmUps + place.steps};
    const space::Shape shape = place.shape();
    search::Training training(
        config, {space::published("DARTS_V2"), shape}, noise(config.data.trainImages, shape.inputSize), place.compute);
    std::vector<double> times;
    training.runUntil(config.steps(), [&times](const search::TrainingStep& step) {
        if (step.step > warmUps) {
            times.push_back(step.stepMs);
        }
    });
    return analysis::median(times);
}

std::string text(double value, int digits) {
    if (std::isnan(value)) {
        return "-";
    }
    std::ostringstream stream;
    stream << std::fixed << std::setprecision(digits) << value;
    return stream.str();
}

int run(int argc, char** argv) {
    CLI::App program("Time and memory of steps on a GPU");
    std::string on = options::anyComputer;
    Place place{.steps = 20};
    program.add_option("--on", on, "auto, gpu0, gpu1, ... or cpu: tiny shapes on the host")->capture_default_str();
    program.add_option("--steps", place.steps, "timed steps")->capture_default_str()->check(CLI::Range(2, 100000));
    CLI11_PARSE(program, argc, argv);

    const engine::GpusHere here = engine::gpusHere(); // before LibTorch does anything
    std::string why = "asked for";
    place.gpu = engine::chosenGpu(options::computeOnFrom(on), here, why);
    place.compute.executor =
        place.gpu ? engine::gpuExecutor(here, *place.gpu) : nn::deviceExecutor(torch::kCPU, "host");
    if (!place.gpu) {
        std::cout << "On the host, because: " << why
                  << ".\nTiny shapes through the executor that a GPU would have; no figure for any GPU.\n";
    }
    const std::string kind = place.gpu ? "eager" : "host_tiny";
    nlohmann::ordered_json line{{"bench", "gpu"}, {"device", place.compute.executor->name()}};
    std::cout << std::left << std::setw(24) << "setting" << std::right << std::setw(16) << "search step ms"
              << std::setw(18) << "training step ms" << std::setw(10) << "peak GiB" << std::setw(15) << "estimated GiB"
              << '\n';
    for (const Setting& setting : settings) {
        options::SearchConfig config;
        forgetPeak(place);
        const double searchMs = searchStepMs(place, setting, config);
        const double peak = peakGib(place);
        const double trainMs = trainingStepMs(place, setting);
        const double estimate = static_cast<double>(engine::searchBytes(config, *place.compute.executor)) / (1 << 30);
        std::cout << std::left << std::setw(24) << setting.title << std::right << std::setw(16) << text(searchMs, 1)
                  << std::setw(18) << text(trainMs, 1) << std::setw(10) << text(peak, 2) << std::setw(15)
                  << text(estimate, 2) << '\n';
        const std::string prefix = setting.prefix;
        line[prefix + "step_ms_" + kind] = rounded(searchMs);
        line[prefix + "train_step_ms_" + kind] = rounded(trainMs);
        if (place.gpu) {
            line[prefix + "peak_gib"] = rounded(peak);
            line[prefix + "estimated_gib"] = rounded(estimate);
        }
    }
    std::cout << base::textOf(line) << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, &paretoscope::run);
}

// SPDX-License-Identifier: Apache-2.0
// A search step of two processes of one thread against one process of two, same batch, same processors: what the
// exchange of gradients and the waiting for each other cost. Rounds of both alternate, so that what else the machine
// does falls on both.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/atomic_file.h"
#include "core/base/json_text.h"
#include "core/engine/meeting.h"
#include "core/nn/initialisation.h"
#include "core/options/presets.h"
#include "core/search/bilevel_search.h"
#include "core/torch_headers.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/figures.h"
#include "tests/search/started_processes.h"
#include "tests/test_folder.h"

namespace paretoscope {
namespace {

using Clock = std::chrono::steady_clock;
using nlohmann::ordered_json;

struct Setting {
    int channels = 16;
    int cells = 8;
    int batch = 64;
    int steps = 4; ///< timed ones of each round
};

constexpr int warmUps = 2;

std::shared_ptr<const data::Dataset> noise(int images) {
    const torch::Generator generator = nn::seededGenerator(3);
    data::Dataset dataset;
    dataset.images = torch::randint(0, 256, {images, 3, 32, 32}, generator, torch::kInt64).to(torch::kUInt8);
    dataset.labels = torch::randint(0, 10, {images}, generator, torch::kInt64);
    dataset.classNames.assign(10, "noise");
    dataset.name = "noise";
    return std::make_shared<const data::Dataset>(dataset);
}

/// Milliseconds of one exchange of so many float32 numbers, the median of some.
double exchangeMs(search::Collective& collective, std::int64_t numbers) {
    constexpr int repeats = 21;
    std::vector<double> times;
    const torch::Tensor flat = torch::ones({numbers});
    for (int i = 0; i < repeats; ++i) {
        (void)collective.any(false); // all begin together
        const Clock::time_point begin = Clock::now();
        collective.average({flat});
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    return analysis::median(times);
}

/// One of the processes of a round; rank 0 says what it took.
int child(const Setting& setting, const std::string& file) {
    const std::shared_ptr<search::Processes> processes = engine::meetOthers(engine::ofEnvironment(), "scaling", {});
    options::SearchConfig config = options::presetOf<options::SearchConfig>("darts-cifar").config;
    config.network.shape.channels = setting.channels;
    config.network.shape.cells = setting.cells;
    config.network.shape.inputSize = 32;
    config.batchSize = setting.batch;
    config.data = {.trainImages = 4 * setting.batch, .validationImages = 0};
    config.warmUpSteps = 0;
    config.searchSteps = warmUps + setting.steps;
    config.epochSteps = 2 * config.searchSteps; // no scoring between the steps
    config.archiveSamples = 0;
    search::BilevelSearch::Inputs inputs{.images = noise(config.data.trainImages)};
    if (processes) {
        inputs.compute.collective = processes->collective();
    }
    const std::shared_ptr<search::Collective> collective = inputs.compute.collective;
    std::vector<double> times;
    search::BilevelSearch search(config, std::move(inputs));
    search.runUntil(warmUps);
    const std::int64_t before = processes ? processes->bytesShared() : 0;
    search.runUntil(
        warmUps + setting.steps - 1, {.step = [&](const search::SearchStep& step) { times.push_back(step.stepMs); }});
    const std::int64_t bytes = processes ? processes->bytesShared() - before : 0;
    ordered_json said{{"step_ms", 0}, {"bytes", static_cast<double>(bytes) / (setting.steps - 1)}};
    if (processes) {
        std::int64_t weights = 0;
        for (const base::NamedArray& array : search.exportState().arrays) {
            weights += array.name.starts_with("sgd") ? base::elementCount(array.shape) : 0;
        }
        said["weights"] = weights;
        said["exchange_ms"] = exchangeMs(*collective, weights);
        said["small_exchange_ms"] = exchangeMs(*collective, 1);
        processes->leave();
    }
    if (collective->writes()) {
        said["step_ms"] = analysis::median(times);
        base::writeFileAtomically(file, base::textOf(said));
    }
    return 0;
}

class Scaling {
public:
    explicit Scaling(const Setting& setting) : setting_(setting) { }

    /// What rank 0 of a round of so many processes says; each with so many threads.
    ordered_json round(int size, int threads) {
        const std::string file = folder_.path() / "said";
        const int port = testing::freePort();
        std::vector<testing::StartedProcess> started;
        for (int rank = 0; rank < size; ++rank) {
            testing::StartedProcess::Environment place = testing::placeOf(rank, size, port);
            place["OMP_NUM_THREADS"] = std::to_string(threads);
            started.emplace_back(folder_.path(),
                std::vector<std::string>{std::filesystem::read_symlink("/proc/self/exe").string(), "--child", file,
                    "--channels", std::to_string(setting_.channels), "--cells", std::to_string(setting_.cells),
                    "--batch", std::to_string(setting_.batch), "--steps", std::to_string(setting_.steps)},
                place);
        }
        for (testing::StartedProcess& process : started) {
            if (process.wait() != 0) {
                throw Error(ErrorCode::EngineFailure, "A process of the benchmark failed: " + process.output());
            }
        }
        return base::parseJson(base::readFile(file), {.what = "what a process of the benchmark says"});
    }

private:
    Setting setting_;
    TestFolder folder_;
};

int run(int argc, char** argv) {
    CLI::App app("A search step of two processes of one thread against one of two threads.");
    Setting setting;
    std::string file;
    int rounds = 5;
    app.add_option("--channels", setting.channels);
    app.add_option("--cells", setting.cells);
    app.add_option("--batch", setting.batch, "images of a step, over all processes");
    app.add_option("--steps", setting.steps, "timed steps of each round")->check(CLI::Range(2, 1000));
    app.add_option("--rounds", rounds, "rounds of both")->check(CLI::PositiveNumber);
    app.add_option("--child", file)->group("");
    CLI11_PARSE(app, argc, argv);
    if (!file.empty()) {
        return child(setting, file);
    }
    std::cout << "first-order search step, DARTS, C " << setting.channels << ", L " << setting.cells << ", batch "
              << setting.batch << ", 32 x 32 images; " << rounds << " rounds of " << setting.steps - 1
              << " steps, median\n";
    Scaling scaling(setting);
    std::vector<double> together;
    std::vector<double> alone;
    std::vector<double> ratios;
    std::vector<double> exchange;
    std::vector<double> small;
    ordered_json said;
    for (int i = 0; i < rounds; ++i) {
        alone.push_back(scaling.round(1, 2).at("step_ms"));
        said = scaling.round(2, 1);
        together.push_back(said.at("step_ms"));
        ratios.push_back(alone.back() / together.back());
        exchange.push_back(said.at("exchange_ms"));
        small.push_back(said.at("small_exchange_ms"));
        std::printf("round %d: 1 process x 2 threads %.0f ms, 2 processes x 1 thread %.0f ms\n", i + 1, alone.back(),
            together.back());
        std::fflush(stdout);
    }
    ordered_json line{{"efficiency_2", rounded(analysis::median(ratios))},
        {"step_ms_1x2", rounded(analysis::median(alone))}, {"step_ms_2x1", rounded(analysis::median(together))},
        {"weights", said.at("weights")}, {"megabytes_a_step", rounded(said.at("bytes").get<double>() / 1e6)},
        {"exchange_ms", rounded(analysis::median(exchange))}, {"small_exchange_ms", rounded(analysis::median(small))},
        {"rounds", rounds}};
    printMisses(line, {{"efficiency_2", 0.85, true}});
    std::cout << base::textOf(line) << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

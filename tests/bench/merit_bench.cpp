// SPDX-License-Identifier: Apache-2.0
// bench.sh merit: what a minute of supernet training is worth for ranking cells. Random cells are trained alone (their
// accuracies, over two training seeds, are the truth and its ceiling); a supernet trained on mixtures of all operations
// and one trained on uniformly sampled cells (Guo et al. 2020, single path one-shot) score the same cells after equal
// wall time. Images: CIFAR-10 where PARETOSCOPE_CIFAR10 names its folder, else the synthetic set; 16×16 pixels.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <numbers>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"
#include "core/data/batches.h"
#include "core/data/dataset.h"
#include "core/data/load_dataset.h"
#include "core/nn/optimisers.h"
#include "core/nn/supernet.h"
#include "core/options/defaults.h"
#include "core/search/one_shot.h"
#include "core/search/training.h"
#include "core/torch_headers.h"
#include "tests/bench/bench_main.h"

namespace paretoscope::search {
namespace {

namespace defaults = options::defaults;

using Clock = std::chrono::steady_clock;

double minutesSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count() / 60;
}

struct Setup {
    int cells = 24;
    int steps = defaults::trainSteps;
    int trainingSeeds = 2;
    std::vector<double> minutes{1, 4};
    std::uint64_t seed = 1;
};

struct Truth {
    std::vector<space::Genotype> cells;
    std::vector<std::vector<double>> accuracies; ///< by training seed, then cell

    [[nodiscard]] std::vector<double> mean() const {
        std::vector<double> result(cells.size());
        for (const std::vector<double>& ofSeed : accuracies) {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                result[i] += ofSeed[i] / static_cast<double>(accuracies.size());
            }
        }
        return result;
    }
};

/// Trains every cell with every seed, as many at once as there are processors.
Truth trainAlone(const Setup& setup, const data::DataSource& images) {
    space::Random random(setup.seed);
    Truth truth;
    for (int i = 0; i < setup.cells; ++i) {
        truth.cells.push_back(space::sampleUniform(space::SpaceId::Darts, random));
    }
    const std::size_t cells = truth.cells.size();
    truth.accuracies.assign(static_cast<std::size_t>(setup.trainingSeeds), std::vector<double>(cells));
    const auto train = std::make_shared<const data::Dataset>(images.train);
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(std::thread::hardware_concurrency(), 1U); ++i) {
        threads.emplace_back([&] {
            at::set_num_threads(1);
            for (std::size_t item = next++; item < cells * truth.accuracies.size(); item = next++) {
                options::TrainConfig options;
                options.rungs = {setup.steps};
                options.seed = setup.seed + item / cells;
                Training training(options, {truth.cells[item % cells], defaults::smallShape()}, train);
                training.runUntil(options.steps());
                truth.accuracies[item / cells][item % cells] = training.evaluate(images.test).accuracy;
            }
        });
    }
    threads.clear();
    return truth;
}

enum class Paths : std::uint8_t { Mixture, Sampled };

/// A supernet under weight training with a budget of time, learning rate falling to 0 over it as a cosine.
class WeightTraining {
public:
    WeightTraining(Paths paths, const data::Dataset& images, std::uint64_t seed)
        : paths_(paths)
        , random_(seed)
        , net_({.shape = defaults::smallShape()}, generator(seed))
        , sgd_(net_.weights(), {})
        , batches_(images, defaults::batchSize, data::smallImageAugmentation(images), seed) {
        net_.setTrainable(nn::Side::Weights);
    }

    int runFor(double minutes) {
        int steps = 0;
        const Clock::time_point start = Clock::now();
        for (double share = 0; share < 1; share = minutesSince(start) / minutes) {
            step(defaults::weightLearningRate * (1 + std::cos(std::numbers::pi * share)) / 2);
            ++steps;
        }
        return steps;
    }

    std::vector<double> score(const std::vector<space::Genotype>& cells, const data::Dataset& images) {
        std::vector<double> scores;
        for (const space::Genotype& cell : cells) {
            scores.push_back(-scoreOneShot(net_, cell, images, data::normalisationOf(images), {}, 256).crossEntropy);
        }
        return scores;
    }

private:
    static torch::Generator generator(std::uint64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(seed); }

    void step(double learningRate) {
        const data::Batch batch = batches_.next();
        nn::clearGradients(sgd_.parameters());
        const torch::Tensor logits = paths_ == Paths::Mixture
            ? net_.forward(batch.images)
            : net_.forwardGenotype(
                batch.images, space::sampleUniform(space::SpaceId::Darts, random_), nn::Statistics::Batch);
        torch::cross_entropy_loss(logits, batch.labels).backward();
        nn::clipGradientNorm(sgd_.parameters(), 5);
        sgd_.step(learningRate);
    }

    Paths paths_;
    space::Random random_;
    nn::Supernet net_;
    nn::Sgd sgd_;
    data::BatchStream batches_;
};

std::string imagesSource() {
    const char* folder = std::getenv("PARETOSCOPE_CIFAR10");
    return folder == nullptr || *folder == '\0' ? "synthetic" : "cifar10:" + std::string(folder);
}

int run(int argc, char** argv) {
    Setup setup;
    CLI::App program("what a minute of supernet training is worth for ranking cells");
    program.add_option("--cells", setup.cells, "random cells that are trained and ranked")->capture_default_str();
    program.add_option("--steps", setup.steps, "of each cell's training")->capture_default_str();
    program.add_option("--minutes", setup.minutes, "supernet training times to compare")->capture_default_str();
    program.add_option("--seed", setup.seed)->capture_default_str();
    CLI11_PARSE(program, argc, argv);

    const Clock::time_point start = Clock::now();
    data::DataSource images = data::loadDataset(imagesSource(), {.imageSize = defaults::smallShape().inputSize});
    const std::int64_t scored = std::int64_t{defaults::trainImages} + defaults::scoringImages;
    const data::Dataset scoring = data::slice(images.train, defaults::trainImages, scored);
    images.train = data::slice(images.train, 0, defaults::trainImages);
    images.test = data::firstImages(images.test, 4000);
    const Truth truth = trainAlone(setup, images);
    const std::vector<double> accuracy = truth.mean();
    const double ceiling = analysis::kendallTauB(truth.accuracies.front(), truth.accuracies.back());
    std::printf("%zu random cells, %d steps each on %s: accuracy %.3f to %.3f, tau between two training seeds %.2f "
                "(%.1f minutes)\n",
        truth.cells.size(), setup.steps, images.train.id().c_str(), *std::ranges::min_element(accuracy),
        *std::ranges::max_element(accuracy), ceiling, minutesSince(start));
    nlohmann::ordered_json figures{{"cells", truth.cells.size()}, {"ceiling_tau", ceiling}};
    std::printf("%-10s %8s %8s %22s\n", "trained on", "minutes", "steps", "one-shot tau (95 %)");
    for (const Paths paths : {Paths::Mixture, Paths::Sampled}) {
        const std::string name = paths == Paths::Mixture ? "mixtures" : "sampled";
        for (const double minutes : setup.minutes) {
            WeightTraining training(paths, images.train, setup.seed);
            const int steps = training.runFor(minutes);
            const std::vector<double> scores = training.score(truth.cells, scoring);
            const double tau = analysis::kendallTauB(scores, accuracy);
            const analysis::Interval interval = analysis::kendallIntervalFisher(tau, scores.size());
            std::printf("%-10s %8.1f %8d %6.2f (%5.2f to %5.2f)\n", name.c_str(), minutes, steps, tau, interval.low,
                interval.high);
            std::fflush(stdout);
            const std::string suffix = "_" + std::to_string(static_cast<int>(std::lround(60 * minutes))) + "s";
            figures[name + "_tau" + suffix] = tau;
            figures[name + "_steps" + suffix] = steps;
        }
    }
    figures["minutes"] = minutesSince(start);
    std::cout << figures.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::search::run);
}

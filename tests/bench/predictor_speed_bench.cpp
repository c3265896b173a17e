// SPDX-License-Identifier: Apache-2.0
// bench.sh predictor-speed: seconds to fit a predictor to 1,000 and 100,000 architectures (cross-fitted report
// included), and predictions a second of packed genotypes. The device is made up: a cost for each operation and place,
// a factor for each cell's number of convolutions, 2 % noise.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <future>
#include <iostream>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/predictor/fit.h"
#include "core/predictor/mean_predictor.h"
#include "core/space/encoding.h"
#include "tests/bench/bench_main.h"

namespace paretoscope::predictor {
namespace {

std::vector<space::Genotype> sample(int count, std::uint64_t seed) {
    space::Random random(seed);
    std::vector<space::Genotype> genotypes;
    for (int i = 0; i < count; ++i) {
        genotypes.push_back(space::sampleUniform(space::SpaceId::Darts, random));
    }
    return genotypes;
}

std::vector<records::Measurement> measured(const std::vector<space::Genotype>& genotypes) {
    space::Random random(1);
    std::normal_distribution<double> noise(1.0, 0.02);
    std::vector<records::Measurement> measurements;
    for (const space::Genotype& genotype : genotypes) {
        double ms = 1.5;
        int convolutions = 0;
        for (const space::CellGenotype& cell : genotype.cells) {
            for (const space::Choice& choice : cell.choices) {
                const int operation = static_cast<int>(choice.operation);
                convolutions += operation >= static_cast<int>(space::Operation::SepConv3x3) ? 1 : 0;
                ms += 0.05 * operation * (choice.source < 2 ? 1.2 : 1.0);
            }
        }
        records::Measurement measurement;
        measurement.deviceSetting = records::parseDeviceSetting("cpu/eager/t1/b1/f32");
        measurement.shape = {.inputSize = 16, .channels = 8, .cells = 3};
        measurement.genotype = space::sorted(genotype);
        measurement.value = ms * std::pow(convolutions + 1, 0.1) * noise(random);
        measurements.push_back(std::move(measurement));
    }
    return measurements;
}

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Equal shares for the cores, each predicted by a thread of its own.
void predictOnAllCores(const MeanPredictor& means, std::span<const std::uint8_t> packed) {
    const std::size_t rows = packed.size() / means.packedLength();
    const std::size_t shares = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::future<std::vector<float>>> parts;
    for (std::size_t share = 0; share < shares; ++share) {
        const std::size_t first = rows * share / shares;
        const std::size_t count = rows * (share + 1) / shares - first;
        parts.push_back(std::async(std::launch::async, [&means, packed, first, count] {
            return means.predict(packed.subspan(first * means.packedLength(), count * means.packedLength()));
        }));
    }
    for (auto& part : parts) {
        if (!std::ranges::all_of(part.get(), [](float ms) { return std::isfinite(ms); })) {
            throw Error(ErrorCode::EngineFailure, "A prediction is not finite.");
        }
    }
}

int run(int argc, char** argv) {
    int largest = 100'000;
    int predictions = 2'000'000;
    CLI::App program("speed of fitting and predicting");
    program.add_option("--largest", largest, "architectures of the large fit")->capture_default_str();
    program.add_option("--predictions", predictions)->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    nlohmann::ordered_json figures;
    std::optional<LatencyPredictor> predictor;
    std::printf("%12s %10s %10s %10s %10s\n", "architectures", "seconds", "error", "tau", "residual");
    for (const int count : {1000, largest}) {
        const auto start = std::chrono::steady_clock::now();
        const FitResult fitted = fit(measured(sample(count, 3)));
        const double seconds = secondsSince(start);
        std::printf("%12d %10.2f %9.2f%% %10.4f %10s\n", count, seconds, 100 * fitted.report.model.meanError,
            fitted.report.model.tau, fitted.report.residualKept ? "yes" : "no");
        figures["fit_" + std::to_string(count) + "_s"] = seconds;
        predictor = fitted.predictor;
    }
    const MeanPredictor means(predictor->toArrays());
    std::vector<std::uint8_t> packed;
    const std::vector<space::Genotype> genotypes = sample(100'000, 9);
    while (packed.size() < static_cast<std::size_t>(predictions) * means.packedLength()) {
        for (const space::Genotype& genotype : genotypes) {
            const std::vector<std::uint8_t> one = space::pack(genotype);
            packed.insert(packed.end(), one.begin(), one.end());
        }
    }
    packed.resize(static_cast<std::size_t>(predictions) * means.packedLength());
    std::vector<double> rates;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        predictOnAllCores(means, packed);
        rates.push_back(predictions / secondsSince(start));
    }
    figures["predictions_per_s"] = analysis::median(rates);
    std::printf("%d predictions of packed genotypes, residual network %s: %.0f a second (median of 5)\n", predictions,
        predictor->hasResidual() ? "included" : "absent", analysis::median(rates));
    std::cout << figures.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::predictor::run);
}

// SPDX-License-Identifier: Apache-2.0
// bench.sh predictor-darts: DARTS cells on this machine. Measures random architectures on several device settings, in
// turn, until each one's share of the budget is spent, fits each (cross-fitted report), and carries the others'
// predictors over from 20 measurements. What was measured stays in the project, so that an interrupted run goes on.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/predictor/transfer.h"
#include "core/queries/stored.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/device_runs.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;

/// "cpu/eager/t1/b16/f32" → "eager_t1_b16"; "cmd/ort-t1/b1" → "ort_t1_b1".
std::string keyOf(std::string setting) {
    setting = setting.substr(setting.find('/') + 1);
    if (setting.ends_with("/f32")) {
        setting.resize(setting.size() - 4);
    }
    std::ranges::replace_if(
        setting, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
    return setting;
}

/// Mean ρ, over ten draws, on all other architectures when 20 are measured and the other settings' predictors are
/// known.
double rhoFromTwenty(const store::Project& project, const std::vector<std::string>& settings, const std::string& target,
    const options::NetworkConfig& network) {
    constexpr std::size_t few = 20;
    std::vector<predictor::LatencyPredictor> sources;
    for (const std::string& setting : settings) {
        const auto record = queries::predictorOf(project, records::parseDeviceSetting(setting), network);
        if (setting != target && record) {
            sources.push_back(predictor::LatencyPredictor::fromArrays(record->arrays));
        }
    }
    std::vector<records::Measurement> measurements =
        queries::measurementsOf(project, records::parseDeviceSetting(target), network);
    std::erase_if(measurements, [](const records::Measurement& each) { return each.sentinel; });
    constexpr int draws = 10;
    double total = 0;
    space::Random random(1);
    for (int draw = 0; draw < draws; ++draw) {
        std::shuffle(measurements.begin(), measurements.end(), random);
        const auto predictor = predictor::fitWithPrior(std::span(measurements).first(few), sources).predictor;
        std::vector<double> measured;
        std::vector<space::Genotype> genotypes;
        for (std::size_t i = few; i < measurements.size(); ++i) {
            measured.push_back(measurements[i].value);
            genotypes.push_back(measurements[i].genotype);
        }
        total += predictor::errorReport(measured, predictor.predict(genotypes)).rho;
    }
    return total / draws;
}

int run(int argc, char** argv) {
    double minutes = 42;
    options::MeasureConfig measure;
    std::filesystem::path folder = "build/predictor-darts";
    std::string python = "python3";
    std::vector<std::string> settings{"cpu/eager/t1/b1/f32", "cpu/eager/t1/b16/f32", "cpu/eager/t2/b1/f32",
        "cpu/eager/t2/b16/f32", "cpu/script/t1/b1/f32", "cpu/script/t1/b16/f32", "cpu/script/t2/b1/f32",
        "cpu/script/t2/b16/f32", "cmd/ort-t1/b1", "cmd/ort-t1/b16", "cmd/ort-t2/b1", "cmd/ort-t2/b16"};
    if (const char* chosen = std::getenv("PARETOSCOPE_TEST_PYTHON")) {
        python = chosen;
    }
    CLI::App program("latency prediction of DARTS cells on this machine");
    program.add_option("--minutes", minutes, "for measuring, all settings together")->capture_default_str();
    program.add_option("--architectures", measure.architectures, "at most, a setting")->capture_default_str();
    program.add_option("--settings", settings)->capture_default_str();
    program.add_option("--python", python, "with onnxruntime")->capture_default_str();
    program.add_option("--seed", measure.seed)->capture_default_str();
    program.add_option("--output", folder, "kept between calls")->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    std::filesystem::create_directories(folder);
    store::Project project = store::Project::openOrCreate(folder / "predictor-darts.paretoscope");
    if (!addOnnxRuntime(project, python, 1) || !addOnnxRuntime(project, python, 2)) {
        std::cout << "ONNX Runtime is left out: " << python << " cannot import onnxruntime (--python PROGRAM)\n";
        std::erase_if(settings, [](const std::string& setting) { return setting.starts_with("cmd/ort-"); });
    }
    std::cout << "network " << space::toText(measure.network.shape) << ", at most " << measure.architectures
              << " architectures a setting, " << minutes << " minutes for all\n";
    Json figures{{"budget_minutes", minutes}};
    std::printf("%-24s %8s %8s %8s %8s %10s %8s %8s %10s %8s\n", "setting", "samples", "seconds", "error", "floor",
        "within 10", "tau", "ceiling", "lpm error", "lpm tau");
    for (const std::string& setting : settings) {
        const auto start = std::chrono::steady_clock::now();
        measure.deviceSetting = setting;
        measure.budgetSeconds = 60 * minutes / static_cast<double>(settings.size());
        resultsOf(project, measure);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const Json fit = resultsOf(project, options::FitConfig{.deviceSetting = setting, .network = measure.network});
        const auto number = [&](const char* name) {
            return fit.at(name).is_number() ? fit.at(name).get<double>() : std::nan("");
        };
        std::printf("%-24s %8d %8.0f %7.2f%% %7.2f%% %9.1f%% %8.4f %8.4f %9.2f%% %8.4f\n", setting.c_str(),
            fit.at("architectures").get<int>(), seconds, 100 * number("error"), 100 * number("noise_floor"),
            100 * number("within_10"), number("tau"), number("ceiling_tau"), 100 * number("baseline_error"),
            number("baseline_tau"));
        std::fflush(stdout);
        const std::string key = keyOf(setting);
        figures[key + "_samples"] = fit.at("architectures");
        figures[key + "_error"] = fit.at("error");
        figures[key + "_floor"] = fit.at("noise_floor");
        figures[key + "_tau"] = fit.at("tau");
        figures[key + "_ceiling_tau"] = fit.at("ceiling_tau");
    }
    std::printf("\n%-24s %s\n", "setting", "rho from 20 samples with the others as prior");
    for (const std::string& setting : settings) {
        const double rho = rhoFromTwenty(project, settings, setting, measure.network);
        std::printf("%-24s %.4f\n", setting.c_str(), rho);
        figures[keyOf(setting) + "_rho_20"] = rho;
    }
    std::cout
        << "LA-DARTS' own predictor (Xu et al. 2020): 100,000 samples, error below 10 %, tau .83 (GPU), .75 (CPU)\n"
        << figures.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

// SPDX-License-Identifier: Apache-2.0
// bench.sh vta-device: the simulated VTA as a device beside this machine's processor. Measures the same random cells on
// vta/pynq/cpu, on LibTorch and on ONNX Runtime, searches for each of them from the same seed, measures every cell
// found on every device, and says how their rankings agree and what each cell costs elsewhere. What is stored stays in
// the project, so that an interrupted run repeats no measurement.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/queries/comparison.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/device_runs.h"

namespace paretoscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* onnxRuntime = "cmd/ort-t1/b1";

std::string keyOf(const std::string& setting) {
    return setting.starts_with("vta") ? "vta" : setting == onnxRuntime ? "ort" : "cpu";
}

std::string foundFor(store::Project& project, options::SearchConfig config, const std::string& setting) {
    config.deviceSetting = setting;
    return resultsOf(project, config).at("searches").back().at("genotype").get<std::string>();
}

/// latency[device][cell], and what it says: rows are the devices that the cells were found for.
void printCosts(
    const std::vector<std::string>& settings, const std::vector<std::vector<double>>& latency, Json& figures) {
    std::printf("\n%-22s", "cell found for \\ on");
    for (const std::string& setting : settings) {
        std::printf(" %24s", setting.c_str());
    }
    std::printf("\n");
    for (std::size_t cell = 0; cell < settings.size(); ++cell) {
        std::printf("%-22s", settings[cell].c_str());
        for (std::size_t device = 0; device < settings.size(); ++device) {
            const double extra = latency[device][cell] / latency[device][device] - 1;
            std::printf(" %12.3f ms (%+5.0f %%)", latency[device][cell], 100 * extra);
            figures[keyOf(settings[cell]) + "_cell_on_" + keyOf(settings[device]) + "_ms"] = latency[device][cell];
        }
        std::printf("\n");
    }
}

int run(int argc, char** argv) {
    options::MeasureConfig measure{.architectures = 200};
    options::SearchConfig search{.lambdas = {0.2}, .warmUpSteps = 100, .searchSteps = 100, .epochSteps = 50};
    std::filesystem::path folder = "build/vta-device";
    std::string python = "python3";
    std::vector<std::string> settings{"vta/pynq/cpu", "cpu/eager/t1/b1/f32", onnxRuntime};
    if (const char* chosen = std::getenv("PARETOSCOPE_TEST_PYTHON")) {
        python = chosen;
    }
    CLI::App program("cells found for the VTA, for LibTorch and for ONNX Runtime, each measured on all");
    program.add_option("--architectures", measure.architectures, "random ones, on each device")->capture_default_str();
    program.add_option("--lambda", search.lambdas, "price of latency; the last one's cell counts")
        ->capture_default_str();
    program.add_option("--warm-up-steps", search.warmUpSteps)->capture_default_str();
    program.add_option("--steps", search.searchSteps)->capture_default_str();
    program.add_option("--data", search.data.source, "images; latency alone needs no real ones")->capture_default_str();
    program.add_option("--python", python, "with onnxruntime")->capture_default_str();
    program.add_option("--seed", measure.seed)->capture_default_str();
    program.add_option("--output", folder, "kept between calls")->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    search.seed = measure.seed;
    std::filesystem::create_directories(folder);
    store::Project project = store::Project::openOrCreate(folder / "vta-device.paretoscope");
    if (!addOnnxRuntime(project, python, 1)) {
        std::cout << "ONNX Runtime is left out: " << python << " cannot import onnxruntime (--python PROGRAM)\n";
        std::erase(settings, onnxRuntime);
    }
    Json figures{{"architectures", measure.architectures}, {"lambda", search.lambdas.back()}};
    std::vector<std::string> cells;
    for (const std::string& setting : settings) {
        measure.deviceSetting = setting;
        resultsOf(project, measure);
        const Json fit = resultsOf(project, options::FitConfig{.deviceSetting = setting, .network = measure.network});
        figures[keyOf(setting) + "_error"] = fit.at("error");
        cells.push_back(foundFor(project, search, setting));
        std::cout << setting << ": " << cells.back() << std::endl;
    }
    std::vector<std::vector<double>> latency;
    for (const std::string& setting : settings) {
        options::MeasureConfig again = measure;
        again.deviceSetting = setting;
        again.genotypes = cells;
        std::vector<double>& row = latency.emplace_back();
        const Json measured = resultsOf(project, again); // outlives the loop over a part of it
        for (const Json& value : measured.at("latencies_ms")) {
            row.push_back(value.is_number() ? value.get<double>() : std::nan(""));
        }
    }
    printCosts(settings, latency, figures);
    queries::ComparisonOptions options{.network = measure.network};
    for (const std::string& setting : settings) {
        options.settings.push_back(records::parseDeviceSetting(setting));
    }
    const queries::Comparison comparison = queries::compareSettings(project, options);
    std::printf("\nrank correlation of the random cells\n");
    for (std::size_t a = 0; a < settings.size(); ++a) {
        for (std::size_t b = a + 1; b < settings.size(); ++b) {
            const auto& pair = comparison.ranks.at(a, b);
            std::printf(
                "%-22s %-22s tau %.3f  rho %.3f\n", settings[a].c_str(), settings[b].c_str(), pair.tau, pair.rho);
            figures["tau_" + keyOf(settings[a]) + "_" + keyOf(settings[b])] = pair.tau;
        }
    }
    std::printf(
        "\nvta/pynq/cpu is a simulator: int8, its host CPU a rough model. The others are this machine, float32.\n");
    std::cout << figures.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::run);
}

// SPDX-License-Identifier: Apache-2.0
// Kendall τ-b, Spearman ρ and the share of pairs in agreement for every pair of 10 devices over 100,000 architectures.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/rank_matrix.h"
#include "core/analysis/statistics.h"

namespace {

using namespace paretoscope;

/// Latencies that share a part, as devices do; every third column in whole milliseconds, so that most are tied.
std::vector<std::vector<double>> devices(std::size_t count, std::size_t architectures) {
    analysis::Random random(1);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> columns(count, std::vector<double>(architectures));
    for (std::size_t i = 0; i < architectures; ++i) {
        const double common = normal(random);
        for (std::size_t device = 0; device < count; ++device) {
            const double ms = 20 * std::exp(0.3 * (common + normal(random)));
            columns[device][i] = device % 3 == 2 ? std::round(ms) : ms;
        }
    }
    return columns;
}

double seconds(const std::vector<std::vector<double>>& columns, analysis::Intervals intervals, int repeats) {
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const analysis::RankMatrix matrix = analysis::rankMatrix(columns, intervals);
        times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        if (!std::isfinite(matrix.at(0, columns.size() - 1).tau)) {
            std::cerr << "a tau is not finite\n";
            std::exit(1);
        }
    }
    return analysis::median(times);
}

}

int main(int argc, char** argv) {
    CLI::App program("Rank correlation of all pairs of devices");
    std::size_t architectures = 100'000;
    std::size_t count = 10;
    int repeats = 5;
    program.add_option("--architectures", architectures)->capture_default_str();
    program.add_option("--devices", count)->capture_default_str()->check(CLI::Range(2, 100));
    program.add_option("--repeats", repeats)->capture_default_str()->check(CLI::Range(1, 1000));
    CLI11_PARSE(program, argc, argv);
    const auto columns = devices(count, architectures);
    const double plain = seconds(columns, analysis::Intervals::None, repeats);
    const double withIntervals = seconds(columns, analysis::Intervals::Computed, repeats);
    std::cout << architectures << " architectures × " << count << " devices, median of " << repeats << "\n"
              << "matrix                  " << plain << " s\n"
              << "matrix with intervals   " << withIntervals << " s\n"
              << nlohmann::ordered_json{{"architectures", architectures}, {"devices", count}, {"matrix_seconds", plain},
                     {"matrix_intervals_seconds", withIntervals}}
                     .dump()
              << std::endl;
    return 0;
}

// SPDX-License-Identifier: Apache-2.0
// bench.sh predictor-nb201: how well latencies are predicted from few measurements, on a published table (its path by
// --table or PARETOSCOPE_NB201_LATENCY; it is not part of this project). Per column and seed: fit to 100, 1,000 and
// 4,000 random connected cells with positive values, judge on 2,000 others; and carry the predictors of the other
// hardware families over to 10 and 20 cells of each column.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/predictor/informative_choice.h"
#include "core/predictor/mlp_baseline.h"
#include "core/predictor/transfer.h"
#include "tests/bench/bench_main.h"

namespace paretoscope::predictor {
namespace {

using Measurements = std::vector<records::Measurement>;

struct Column {
    std::string name;
    Measurements cells; ///< connected, positive
};

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> fields;
    std::stringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) {
        fields.push_back(field);
    }
    return fields;
}

double numberOf(const std::string& text) {
    try {
        return std::stod(text);
    } catch (const std::exception&) {
        return 0; // missing: left out with all that is not positive
    }
}

std::vector<Column> readTable(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line)) {
        throw Error(ErrorCode::FileUnreadable, "The table " + path + " cannot be read.", {{"file", path}});
    }
    const std::vector<std::string> header = split(line);
    const auto position = [&](const std::string& name) {
        const auto found = std::ranges::find(header, name);
        if (found == header.end()) {
            throw Error(ErrorCode::InvalidData, "The table " + path + " has no column " + name + ".");
        }
        return static_cast<std::size_t>(found - header.begin());
    };
    const std::size_t connected = position("connected");
    const std::size_t cell = position("arch_str");
    std::vector<std::pair<std::size_t, Column>> columns;
    const std::string prefix = "latency_ms_";
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i].starts_with(prefix)) {
            columns.push_back({i, {header[i].substr(prefix.size()), {}}});
        }
    }
    while (std::getline(file, line)) {
        const std::vector<std::string> fields = split(line);
        for (auto& [index, column] : columns) {
            const double value = index < fields.size() ? numberOf(fields[index]) : 0;
            if (fields.at(connected) == "1" && value > 0) {
                records::Measurement measurement;
                measurement.deviceSetting = records::storedDeviceSetting("table/" + column.name);
                measurement.genotype = space::sorted(space::fromText(fields.at(cell)));
                measurement.shape = options::publishedNetwork(space::SpaceId::NasBench201).shape;
                measurement.provenance = records::CostProvenance::Imported;
                measurement.value = value;
                column.cells.push_back(std::move(measurement));
            }
        }
    }
    std::vector<Column> result;
    for (auto& [index, column] : columns) {
        result.push_back(std::move(column));
    }
    return result;
}

/// Devices that are near copies of each other count as one family: a source must not be a twin of its target.
std::string familyOf(const std::string& column) {
    const std::vector<std::pair<std::string, std::string>> families{{"1080ti", "pascal"}, {"titanx", "pascal"},
        {"2080ti", "turing"}, {"titan_rtx", "turing"}, {"gold", "xeon"}, {"silver", "xeon"}, {"essential", "phone"},
        {"samsung", "phone"}, {"pixel2", "phone"}, {"pixel3", "compiled"}, {"raspi4", "compiled"}};
    for (const auto& [prefix, family] : families) {
        if (column.starts_with(prefix)) {
            return family;
        }
    }
    return column;
}

struct Judged {
    std::vector<space::Genotype> cells;
    std::vector<double> measured;
};

struct SplitCells {
    Measurements pool; ///< to fit on, shuffled
    Judged heldOut;
};

SplitCells splitCells(const Column& column, std::uint64_t seed, std::size_t heldOut) {
    Measurements cells = column.cells;
    std::shuffle(cells.begin(), cells.end(), space::Random(seed));
    SplitCells result;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i < heldOut) {
            result.heldOut.cells.push_back(cells[i].genotype);
            result.heldOut.measured.push_back(cells[i].value);
        } else {
            result.pool.push_back(cells[i]);
        }
    }
    return result;
}

/// Everything that was found, by name; a name's values are averaged at the end.
class Figures {
public:
    void add(const std::string& name, const ErrorReport& report) {
        const std::lock_guard lock(mutex_);
        reports_[name].push_back(report);
    }
    [[nodiscard]] double mean(const std::string& name, double ErrorReport::*figure) const {
        std::vector<double> values;
        for (const ErrorReport& report : reports_.at(name)) {
            values.push_back(report.*figure);
        }
        return analysis::mean(values);
    }
    [[nodiscard]] bool has(const std::string& name) const { return reports_.contains(name); }
    void addShare(double share) {
        const std::lock_guard lock(mutex_);
        shares_.push_back(share);
    }
    /// Of held-out cells within their 90 % interval, by column.
    [[nodiscard]] const std::vector<double>& shares() const { return shares_; }

private:
    std::mutex mutex_;
    std::map<std::string, std::vector<ErrorReport>> reports_;
    std::vector<double> shares_;
};

template <typename Predictor>
ErrorReport judge(const Predictor& predictor, const Judged& heldOut) {
    return errorReport(heldOut.measured, predictor.predict(heldOut.cells));
}

FitOptions reportless(std::uint64_t seed) {
    FitOptions options;
    options.seed = seed;
    options.folds = 0;
    options.baseline = false;
    return options;
}

void forEach(std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(std::thread::hardware_concurrency(), 1U); ++i) {
        threads.emplace_back([&] {
            for (std::size_t item = next++; item < count; item = next++) {
                work(item);
            }
        });
    }
}

/// Share of the held-out cells whose measured latency lies within the 90 % interval of its prediction.
double withinInterval(const LatencyPredictor& predictor, const Judged& heldOut) {
    constexpr double width = 1.6449; // standard deviations
    const std::vector<UncertainLatency> predicted = predictor.predictWithDeviation(heldOut.cells);
    double inside = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i) {
        inside += std::abs(heldOut.measured[i] - predicted[i].ms) <= width * predicted[i].deviationMs ? 1 : 0;
    }
    return inside / static_cast<double>(predicted.size());
}

const std::vector<int> sizes{100, 1000, 4000};
const std::vector<int> fewSizes{10, 20};
const std::vector<int> activeSizes{40, 60, 100};

void fromScratch(const Column& column, std::uint64_t seed, bool withBaseline, Figures& figures) {
    const SplitCells cells = splitCells(column, seed, 2000);
    for (const int size : sizes) {
        const auto seen =
            std::span(cells.pool).first(std::min<std::size_t>(static_cast<std::size_t>(size), cells.pool.size()));
        const FitResult fitted = fit(seen, reportless(seed));
        const std::string suffix = "_" + std::to_string(size);
        const ErrorReport report = judge(fitted.predictor, cells.heldOut);
        figures.add("all" + suffix, report);
        figures.add(column.name + suffix, report);
        if (withBaseline && size == 1000) {
            FitOptions options = reportless(seed);
            options.folds = FitOptions().folds; // the deviation is calibrated on what folds hold out
            figures.addShare(withinInterval(fit(seen, options).predictor, cells.heldOut));
        }
        if (withBaseline) {
            std::vector<space::Genotype> genotypes;
            std::vector<double> latencies;
            for (const records::Measurement& each : seen) {
                genotypes.push_back(each.genotype);
                latencies.push_back(each.value);
            }
            MlpBaselineOptions options;
            options.seed = seed;
            figures.add("lpm" + suffix, judge(MlpBaseline(genotypes, latencies, options), cells.heldOut));
        }
    }
}

/// Random places in a pool, and the cells there.
std::pair<std::vector<std::size_t>, std::vector<space::Genotype>> drawCells(
    const Measurements& pool, std::size_t count, space::Random& random) {
    std::pair<std::vector<std::size_t>, std::vector<space::Genotype>> result;
    std::uniform_int_distribution<std::size_t> pick(0, pool.size() - 1);
    while (result.first.size() < count) {
        result.first.push_back(pick(random));
        result.second.push_back(pool[result.first.back()].genotype);
    }
    return result;
}

/// The same number of cells, chosen one by one from 64 random ones each and taken at random.
void actively(const Column& column, std::uint64_t seed, Figures& figures) {
    constexpr std::size_t candidates = 64;
    const SplitCells cells = splitCells(column, seed + 2000, 2000);
    std::vector<space::Genotype> known;
    Measurements chosen;
    space::Random random(seed);
    for (const int size : activeSizes) {
        while (std::cmp_less(chosen.size(), size)) {
            const auto [drawn, genotypes] = drawCells(cells.pool, candidates, random);
            const std::size_t best = mostInformative(known, genotypes);
            known.push_back(genotypes[best]);
            chosen.push_back(cells.pool[drawn[best]]);
        }
        const std::string suffix = "_" + std::to_string(size);
        const auto atRandom = std::span(cells.pool).first(static_cast<std::size_t>(size));
        figures.add("chosen" + suffix, judge(fit(chosen, reportless(seed)).predictor, cells.heldOut));
        figures.add("random" + suffix, judge(fit(atRandom, reportless(seed)).predictor, cells.heldOut));
    }
    // From there on by the ensemble's disagreement, with a new fit every 50 cells.
    for (const std::size_t size : {150U, 200U}) {
        const LatencyPredictor predictor = fit(chosen, reportless(seed)).predictor;
        while (chosen.size() < size) {
            const auto [drawn, genotypes] = drawCells(cells.pool, candidates, random);
            chosen.push_back(cells.pool[drawn[mostDisputed(predictor, genotypes)]]);
        }
    }
    figures.add("chosen_200", judge(fit(chosen, reportless(seed)).predictor, cells.heldOut));
    figures.add("random_200", judge(fit(std::span(cells.pool).first(200), reportless(seed)).predictor, cells.heldOut));
}

void transferred(const std::vector<Column>& columns, const std::vector<LatencyPredictor>& predictors,
    std::size_t target, std::uint64_t seed, Figures& figures) {
    std::vector<LatencyPredictor> sources;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (familyOf(columns[i].name) != familyOf(columns[target].name)) {
            sources.push_back(predictors[i]);
        }
    }
    const SplitCells cells = splitCells(columns[target], seed + 1000, 2000);
    for (const int size : fewSizes) {
        const FitResult fitted = fitWithPrior(std::span(cells.pool).first(static_cast<std::size_t>(size)), sources);
        const ErrorReport report = judge(fitted.predictor, cells.heldOut);
        figures.add("transfer_" + std::to_string(size), report);
        figures.add(columns[target].name + "_transfer_" + std::to_string(size), report);
    }
}

int run(int argc, char** argv) {
    const char* known = std::getenv("PARETOSCOPE_NB201_LATENCY");
    std::string table = known == nullptr ? "" : known;
    int seeds = 3;
    std::uint64_t firstSeed = 1;
    CLI::App program("latency prediction from few measurements, on a published table of NAS-Bench-201 latencies");
    program.add_option("--table", table, "CSV: connected, arch_str, latency_ms_DEVICE, ...");
    program.add_option("--seeds", seeds)->capture_default_str();
    program.add_option("--first-seed", firstSeed)->capture_default_str();
    CLI11_PARSE(program, argc, argv);
    if (table.empty()) {
        std::cerr << "error: name the table with --table FILE or PARETOSCOPE_NB201_LATENCY\n";
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const std::vector<Column> columns = readTable(table);
    Figures figures;
    const auto seedCount = static_cast<std::size_t>(seeds);
    forEach(columns.size() * seedCount, [&](std::size_t item) {
        const std::uint64_t seed = firstSeed + item % seedCount;
        fromScratch(columns[item / seedCount], seed, item % seedCount == 0, figures);
        actively(columns[item / seedCount], seed, figures);
    });
    for (std::size_t i = 0; i < seedCount; ++i) {
        const std::uint64_t seed = firstSeed + i;
        std::vector<std::optional<LatencyPredictor>> sources(columns.size());
        forEach(columns.size(), [&](std::size_t column) {
            const SplitCells cells = splitCells(columns[column], seed, 2000);
            const auto seen = std::span(cells.pool).first(std::min<std::size_t>(900, cells.pool.size()));
            sources[column] = fit(seen, reportless(seed)).predictor;
        });
        std::vector<LatencyPredictor> predictors;
        for (const auto& source : sources) {
            predictors.push_back(*source);
        }
        forEach(columns.size(), [&](std::size_t target) { transferred(columns, predictors, target, seed, figures); });
    }
    std::printf("%-16s %28s %28s %28s %20s %20s\n", "column", "100 samples", "1,000", "4,000", "10 carried over", "20");
    const auto cell = [&](const std::string& name) {
        char text[64] = "";
        if (figures.has(name)) {
            std::snprintf(text, sizeof text, "%5.2f %% %5.1f %% tau %.4f",
                100 * figures.mean(name, &ErrorReport::meanError), 100 * figures.mean(name, &ErrorReport::within10),
                figures.mean(name, &ErrorReport::tau));
        }
        return std::string(text);
    };
    const auto carried = [&](const std::string& name) {
        char text[64] = "";
        if (figures.has(name)) {
            std::snprintf(text, sizeof text, "rho %.3f %5.1f %%", figures.mean(name, &ErrorReport::rho),
                100 * figures.mean(name, &ErrorReport::within10));
        }
        return std::string(text);
    };
    std::vector<std::string> rows{"all", "lpm"};
    for (const Column& column : columns) {
        rows.push_back(column.name);
    }
    for (const std::string& row : rows) {
        const std::string carry = row == "all" ? "transfer_" : row + "_transfer_";
        std::printf("%-16s %28s %28s %28s %20s %20s\n", row.c_str(), cell(row + "_100").c_str(),
            cell(row + "_1000").c_str(), cell(row + "_4000").c_str(), carried(carry + "10").c_str(),
            carried(carry + "20").c_str());
    }
    std::printf("\nerror from chosen and from random cells:");
    std::vector<int> comparedSizes = activeSizes;
    comparedSizes.push_back(200);
    for (const int size : comparedSizes) {
        const std::string suffix = "_" + std::to_string(size);
        std::printf("  %d: %.2f %% / %.2f %%", size, 100 * figures.mean("chosen" + suffix, &ErrorReport::meanError),
            100 * figures.mean("random" + suffix, &ErrorReport::meanError));
    }
    const auto [least, most] = std::ranges::minmax_element(figures.shares());
    std::printf(
        "\nwithin the 90 %% interval of a predictor from 1,000 cells, first seed: %.1f %% (%.1f to %.1f by column)\n",
        100 * analysis::mean(figures.shares()), 100 * *least, 100 * *most);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf(
        "%zu columns, %d seeds from %llu, 2,000 cells held out; lpm: the paper's plain network, first seed only\n",
        columns.size(), seeds, static_cast<unsigned long long>(firstSeed));
    std::printf("took %.0f s\n", seconds);
    nlohmann::ordered_json json{{"columns", columns.size()}, {"seeds", seeds}, {"seconds", seconds}};
    for (const int size : sizes) {
        const std::string suffix = "_" + std::to_string(size);
        json["error" + suffix] = figures.mean("all" + suffix, &ErrorReport::meanError);
        json["within10" + suffix] = figures.mean("all" + suffix, &ErrorReport::within10);
        json["tau" + suffix] = figures.mean("all" + suffix, &ErrorReport::tau);
        json["lpm_error" + suffix] = figures.mean("lpm" + suffix, &ErrorReport::meanError);
        json["lpm_tau" + suffix] = figures.mean("lpm" + suffix, &ErrorReport::tau);
        if (size > 100 && figures.has("pixel3" + suffix)) {
            json["pixel3_error" + suffix] = figures.mean("pixel3" + suffix, &ErrorReport::meanError);
            json["pixel3_tau" + suffix] = figures.mean("pixel3" + suffix, &ErrorReport::tau);
        }
    }
    json["interval90_1000"] = analysis::mean(figures.shares());
    for (const int size : comparedSizes) {
        const std::string suffix = "_" + std::to_string(size);
        json["chosen_error" + suffix] = figures.mean("chosen" + suffix, &ErrorReport::meanError);
        json["random_error" + suffix] = figures.mean("random" + suffix, &ErrorReport::meanError);
    }
    for (const int size : fewSizes) {
        const std::string suffix = "_" + std::to_string(size);
        json["rho" + suffix] = figures.mean("transfer" + suffix, &ErrorReport::rho);
        json["transfer_within10" + suffix] = figures.mean("transfer" + suffix, &ErrorReport::within10);
        json["transfer_error" + suffix] = figures.mean("transfer" + suffix, &ErrorReport::meanError);
    }
    std::cout << json.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::predictor::run);
}

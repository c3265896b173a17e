// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/replay_table.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <regex>

#include <CLI/CLI.hpp>

#include "core/base/error.h"
#include "core/explore/cell_table.h"
#include "core/interchange/csv.h"

namespace paretoscope {

namespace {

using interchange::CsvTable;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

void addCell(ReplayTable& table, space::Genotype genotype) {
    table.index.emplace(explore::cellKey(genotype), table.genotypes.size());
    table.genotypes.push_back(std::move(genotype));
}

/// Kernel launches and work of an operation in some unit, for cells without a measured cost.
double modelledCost(space::Operation operation) {
    switch (operation) {
    case space::Operation::SepConv3x3:
        return 8;
    case space::Operation::SepConv5x5:
        return 9.6;
    case space::Operation::DilConv3x3:
        return 4;
    case space::Operation::DilConv5x5:
        return 4.8;
    case space::Operation::MaxPool3x3:
    case space::Operation::AvgPool3x3:
        return 1;
    case space::Operation::SkipConnect:
        return 0.2;
    default:
        return 0;
    }
}

/// Eight operations with the inputs they read, two a node, `sep_conv_3x3~0 ...` or `[('sep_conv_3x3', 0), ...]`.
space::CellGenotype readCell(const std::string& text) {
    static const std::regex form("([a-z][a-z0-9_]*)['\"]?\\s*[~,]\\s*([0-9]+)");
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::Darts);
    space::CellGenotype cell;
    for (std::sregex_iterator found(text.begin(), text.end(), form), end; found != end; ++found) {
        const auto operation = space::operationFromName((*found)[1].str());
        const int target = space.inputs + static_cast<int>(cell.choices.size()) / space.edgesKeptPerNode;
        const int source = std::stoi((*found)[2].str());
        if (!operation || space.operationIndex(*operation) < 0 || target >= space.states() || source >= target) {
            throw Error(ErrorCode::InvalidData, "'" + text + "' is no DARTS cell.", {{"cell", text}});
        }
        cell.choices.push_back({*operation, source, target});
    }
    if (static_cast<int>(cell.choices.size()) != space.nodes * space.edgesKeptPerNode) {
        throw Error(ErrorCode::InvalidData, "'" + text + "' is no DARTS cell.", {{"cell", text}});
    }
    return cell;
}

bool has(const CsvTable& csv, const char* column) {
    return std::find(csv.header.begin(), csv.header.end(), column) != csv.header.end();
}

}

PublishedTables::PublishedTables() {
    const char* const given = std::getenv("PARETOSCOPE_TABLES");
    const std::filesystem::path folder =
        given != nullptr ? std::filesystem::path(given) : std::filesystem::path("..") / "shared" / "data";
    accuracies = folder / "nasbench201_two_fidelities.csv";
    latencies = folder / "nasbench201_latency.csv";
    proxies = folder / "nasbench201_proxies_cifar10.csv";
}

void PublishedTables::addOptions(CLI::App& program, const std::string& accuracyFlag) {
    accuracyFlag_ = accuracyFlag;
    program.add_option(accuracyFlag, accuracies, "accuracies after 12 and 200 epochs")->capture_default_str();
    program.add_option("--latency", latencies, "latencies by device")->capture_default_str();
    program.add_option("--proxies", proxies, "zero-cost proxies")->capture_default_str();
}

std::string PublishedTables::missing() const {
    for (const auto& file : {accuracies, latencies, proxies}) {
        if (!std::filesystem::exists(file)) {
            return "there is no " + file.string() + "; give the tables with " + accuracyFlag_
                + ", --latency and --proxies";
        }
    }
    return {};
}

ReplayTable readTwoFidelities(const PublishedTables& tables) {
    const CsvTable accuracy = interchange::readCsv(tables.accuracies);
    const CsvTable latency = interchange::readCsv(tables.latencies);
    const CsvTable proxy = interchange::readCsv(tables.proxies);
    std::map<std::string, double> jacovOf; // by arch_idx
    for (std::size_t row = 0; row < proxy.rows.size(); ++row) {
        jacovOf[proxy.rows[row][proxy.column("arch_idx")]] = proxy.number(row, proxy.column("jacov"));
    }
    std::map<std::string, std::size_t> accuracyRow;
    for (std::size_t row = 0; row < accuracy.rows.size(); ++row) {
        accuracyRow[accuracy.rows[row][accuracy.column("arch_idx")]] = row;
    }
    const space::Shape shape{.channels = 16, .cells = 5};
    ReplayTable table;
    table.columns = explore::sizeColumns();
    table.columns.push_back({"jacov", true, true});
    table.values.columns = table.columns.size();
    const std::string prefix = "latency_ms_";
    std::vector<double> parameters;
    std::vector<double> jacovs;
    for (std::size_t row = 0; row < latency.rows.size(); ++row) {
        const std::string& name = latency.rows[row][latency.column("arch_idx")];
        space::Genotype genotype = space::fromText(latency.rows[row][latency.column("arch_str")]);
        if (!isConnected(genotype) || !accuracyRow.contains(name)) {
            continue;
        }
        std::vector<double> values = explore::sizesOf({genotype, shape});
        parameters.push_back(values.front());
        jacovs.push_back(jacovOf.contains(name) ? jacovOf.at(name) : unknown);
        values.push_back(jacovs.back());
        table.values.append(values);
        addCell(table, std::move(genotype));
        table.label.push_back(accuracy.number(accuracyRow.at(name), accuracy.column("c10_val_12ep")));
        table.truth.push_back(accuracy.number(accuracyRow.at(name), accuracy.column("c10_test_200ep")));
        for (std::size_t column = 0; column < latency.header.size(); ++column) {
            if (latency.header[column].starts_with(prefix)) {
                table.latencyMs[latency.header[column].substr(prefix.size())].push_back(latency.number(row, column));
            }
        }
    }
    const std::vector<double> ofParameters = logRanks(parameters);
    const std::vector<double> ofJacov = logRanks(jacovs);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        table.belief.push_back(ofParameters[i] + ofJacov[i]);
    }
    return table;
}

std::vector<double> logRanks(const std::vector<double>& values) {
    std::vector<double> sorted;
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return !std::isnan(v); });
    std::sort(sorted.begin(), sorted.end());
    std::vector<double> result;
    for (const double value : values) {
        const auto position = std::upper_bound(sorted.begin(), sorted.end(), value) - sorted.begin();
        result.push_back(
            std::isnan(value) ? unknown : std::log(static_cast<double>(position) / static_cast<double>(sorted.size())));
    }
    return result;
}

ReplayTable readCells(const std::filesystem::path& cells) {
    const CsvTable csv = interchange::readCsv(cells);
    ReplayTable table;
    table.space = space::SpaceId::Darts;
    table.columns = {{"log cost", false, true}};
    table.values.columns = 1;
    const bool costs = has(csv, "cost");
    std::size_t withNone = 0;
    for (std::size_t row = 0; row < csv.rows.size(); ++row) {
        space::Genotype genotype{space::SpaceId::Darts,
            {readCell(csv.rows[row][csv.column("normal")]), readCell(csv.rows[row][csv.column("reduce")])}};
        double cost = 1;
        bool none = false;
        for (const space::CellGenotype& cell : genotype.cells) {
            for (const space::Choice& choice : cell.choices) {
                cost += modelledCost(choice.operation);
                none = none || choice.operation == space::Operation::None;
            }
        }
        if (none || table.index.contains(explore::cellKey(genotype))) {
            withNone += none ? 1 : 0;
            continue; // a DARTS cell has no 'none'
        }
        cost = costs ? csv.number(row, csv.column("cost")) : cost;
        addCell(table, std::move(genotype));
        table.latencyMs["cost"].push_back(cost);
        table.values.append(std::vector<double>{std::log(cost)});
        table.truth.push_back(csv.number(row, csv.column("accuracy")));
        table.label.push_back(table.truth.back());
        table.belief.push_back(unknown);
    }
    table.note = std::string(costs ? "costs of the table" : "costs modelled from the operations") + "; "
        + std::to_string(withNone) + " cells with 'none' left out";
    return table;
}

ReplayTable withLabelNoise(ReplayTable table, double deviation, std::uint64_t seed) {
    space::Random random(seed);
    std::normal_distribution<double> normal(0, 1);
    for (double& label : table.label) {
        label += deviation * normal(random);
    }
    return table;
}

bool TableFacts::allowed(const space::Genotype& genotype) const {
    return table_.index.contains(explore::cellKey(genotype));
}

std::size_t TableFacts::at(const space::Genotype& genotype) const {
    return table_.index.at(explore::cellKey(genotype));
}

std::vector<double> TableFacts::latencyMs(std::size_t, std::span<const space::Genotype> genotypes) const {
    std::vector<double> result;
    for (const space::Genotype& genotype : genotypes) {
        result.push_back(latencyMs_[at(genotype)]);
    }
    return result;
}

std::vector<explore::FactColumn> TableFacts::columns() const {
    std::vector<explore::FactColumn> columns = table_.columns;
    if (!withBelief_) {
        std::erase_if(columns, [](const explore::FactColumn& column) { return column.ranked; });
    }
    return columns;
}

analysis::PointRows TableFacts::values(std::span<const space::Genotype> genotypes) const {
    analysis::PointRows rows{columns().size(), {}};
    for (const space::Genotype& genotype : genotypes) {
        const std::span<const double> all = table_.values.row(at(genotype));
        for (std::size_t k = 0; k < all.size(); ++k) {
            if (withBelief_ || !table_.columns[k].ranked) {
                rows.values.push_back(all[k]);
            }
        }
    }
    return rows;
}

}

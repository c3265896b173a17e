// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/explore/cell_facts.h"
#include "core/explore/training.h"

namespace CLI {
class App;
}

namespace paretoscope {

/// Cells whose accuracy others found out: an exploration "trains" them by looking them up.
struct ReplayTable {
    space::SpaceId space = space::SpaceId::NasBench201;
    std::vector<space::Genotype> genotypes;
    std::vector<double> truth; ///< accuracy after full training, percent; never seen by a search
    std::vector<double> label; ///< what a short training would say, percent
    std::map<std::string, std::vector<double>> latencyMs; ///< by device
    std::vector<explore::FactColumn> columns;
    analysis::PointRows values; ///< of the columns
    std::vector<double> belief; ///< sum of log ranks of parameters and jacov; NaN: unknown
    std::map<std::string, std::size_t> index; ///< by cellKey()
    std::string note; ///< what a reader should know of the table
};

/// Published tables of NAS-Bench-201, by default in PARETOSCOPE_TABLES, else in ../shared/data.
struct PublishedTables {
    std::filesystem::path accuracies; ///< after 12 and 200 epochs
    std::filesystem::path latencies; ///< by device
    std::filesystem::path proxies; ///< zero-cost

    PublishedTables();
    /// --latency, --proxies, and `accuracyFlag` for the accuracies.
    void addOptions(CLI::App& program, const std::string& accuracyFlag);
    /// Says what is not there and how to name it; empty where nothing is missing.
    [[nodiscard]] std::string missing() const;

private:
    std::string accuracyFlag_;
};

/// NAS-Bench-201 on CIFAR-10: labels after 12 epochs (validation images), truth after 200 (test images).
ReplayTable readTwoFidelities(const PublishedTables& tables);

/// Logarithm of each number's rank among those that are known; NaN for the others.
std::vector<double> logRanks(const std::vector<double>& values);

/// Trained DARTS cells: columns accuracy, normal, reduce and, if there is one, cost; a cell is `operation~input` eight
/// times or as DARTS prints it. Labels are the accuracies. Without costs they are modelled from the operations.
ReplayTable readCells(const std::filesystem::path& cells);

/// The table with normal noise of that standard deviation on its labels.
ReplayTable withLabelNoise(ReplayTable table, double deviation, std::uint64_t seed);

/// A table's cells as an exploration sees them on one device.
class TableFacts final : public explore::CellFacts {
public:
    TableFacts(const ReplayTable& table, const std::string& device, bool withBelief)
        : table_(table)
        , latencyMs_(table.latencyMs.at(device))
        , withBelief_(withBelief) { }

    [[nodiscard]] bool allowed(const space::Genotype& genotype) const override;
    [[nodiscard]] std::size_t settings() const override { return 1; }
    [[nodiscard]] std::vector<double> latencyMs(
        std::size_t setting, std::span<const space::Genotype> genotypes) const override;
    [[nodiscard]] std::vector<explore::FactColumn> columns() const override;
    [[nodiscard]] analysis::PointRows values(std::span<const space::Genotype> genotypes) const override;

    [[nodiscard]] std::size_t at(const space::Genotype& genotype) const;

private:
    const ReplayTable& table_;
    const std::vector<double>& latencyMs_;
    bool withBelief_;
};

}

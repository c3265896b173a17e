// SPDX-License-Identifier: Apache-2.0
#include "core/explore/cell_table.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/surrogate/structure.h"

namespace paretoscope::explore {

using analysis::PointRows;

namespace {

/// Share of the sorted numbers that are no larger, less half of those that are equal; 0 for NaN.
double rankAmong(const std::vector<double>& sorted, double value) {
    if (std::isnan(value) || sorted.empty()) {
        return 0;
    }
    const auto [low, high] = std::equal_range(sorted.begin(), sorted.end(), value);
    const double middle = 0.5 * static_cast<double>((low - sorted.begin()) + (high - sorted.begin()));
    return std::max(middle, 0.5) / static_cast<double>(sorted.size());
}

std::vector<double> sortedNumbers(const std::vector<double>& values) {
    std::vector<double> sorted;
    std::copy_if(
        values.begin(), values.end(), std::back_inserter(sorted), [](double value) { return !std::isnan(value); });
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

std::vector<double> column(const PointRows& rows, std::size_t index) {
    std::vector<double> values;
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        values.push_back(rows.row(i)[index]);
    }
    return values;
}

std::vector<double> ranks(const std::vector<double>& values) {
    const std::vector<double> sorted = sortedNumbers(values);
    std::vector<double> result;
    for (const double value : values) {
        result.push_back(rankAmong(sorted, value));
    }
    return result;
}

}

std::string cellKey(const space::Genotype& genotype) {
    std::string key;
    for (const space::CellGenotype& cell : space::sorted(genotype).cells) {
        for (const space::Choice& choice : cell.choices) {
            key += {static_cast<char>(choice.target), static_cast<char>(choice.source),
                static_cast<char>(choice.operation)};
        }
    }
    return key;
}

CellTable::CellTable(space::SpaceId space, const CellFacts& facts, std::span<const space::Genotype> pool)
    : paths_(space)
    , facts_(facts)
    , columns_(facts.columns()) {
    const PointRows values = facts.values(pool);
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        sorted_.push_back(sortedNumbers(column(values, k)));
    }
    const PointRows raw = rawRows(pool, values);
    standardiser_ = surrogate::Standardiser(raw);
    // Traits stand behind the paths, facts behind the traits.
    const std::size_t paths = paths_.names().size();
    for (std::size_t k = 0; k < standardiser_.kept().size(); ++k) {
        if (standardiser_.kept()[k] >= paths) {
            structure_.push_back(k);
        }
    }
    if (hasScore() && values.rows() > 1) {
        std::vector<double> beliefs;
        for (std::size_t i = 0; i < values.rows(); ++i) {
            beliefs.push_back(logRanks(values.row(i)));
        }
        meanBelief_ = analysis::mean(beliefs);
        beliefSpread_ = analysis::standardDeviation(beliefs);
    }
    pool_ = describe(pool);
}

double CellTable::logRanks(std::span<const double> facts) const {
    double sum = 0;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        if (columns_[k].prior) {
            const auto worst = 1.0 / static_cast<double>(std::max<std::size_t>(sorted_[k].size(), 1));
            sum += std::log(std::max(rankAmong(sorted_[k], facts[k]), worst));
        }
    }
    return sum;
}

PointRows CellTable::rawRows(std::span<const space::Genotype> genotypes, const PointRows& facts) const {
    PointRows rows;
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        std::vector<double> row = paths_.of(genotypes[i]);
        const std::vector<double> traits = surrogate::traits(genotypes[i]);
        row.insert(row.end(), traits.begin(), traits.end());
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            const double value = facts.row(i)[k];
            if (columns_[k].ranked) {
                row.push_back(std::isnan(value) ? 0.5 : rankAmong(sorted_[k], value));
            } else {
                row.push_back(value);
            }
        }
        rows.columns = row.size();
        rows.append(row);
    }
    return rows;
}

std::vector<Cell> CellTable::describe(std::span<const space::Genotype> genotypes) const {
    std::vector<Cell> cells;
    if (genotypes.empty()) {
        return cells;
    }
    const PointRows facts = facts_.values(genotypes);
    const PointRows raw = rawRows(genotypes, facts);
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        cells.push_back({genotypes[i], cellKey(genotypes[i]), standardiser_(raw.row(i)), {}});
        if (beliefSpread_ > 0) {
            cells.back().belief = (logRanks(facts.row(i)) - meanBelief_) / beliefSpread_;
        }
    }
    for (std::size_t setting = 0; setting < facts_.settings(); ++setting) {
        const std::vector<double> latencies = facts_.latencyMs(setting, genotypes);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!(latencies[i] > 0)) {
                throw Error(ErrorCode::InvalidValue,
                    "The latency predicted for '" + toText(cells[i].genotype) + "' is " + std::to_string(latencies[i])
                        + " ms; a latency must be positive.",
                    {{"what", "latency"}, {"value", std::to_string(latencies[i])}});
            }
            cells[i].latencyMs.push_back(latencies[i]);
        }
    }
    return cells;
}

/// Whether something ranks cells before any training; their size alone does not.
bool CellTable::hasScore() const {
    return std::ranges::any_of(columns_, [](const FactColumn& column) { return column.prior && column.ranked; });
}

std::vector<std::vector<double>> CellTable::beliefs() const {
    std::vector<double> believed;
    if (hasScore()) {
        for (const Cell& cell : pool_) {
            believed.push_back(cell.belief);
        }
        return {believed};
    }
    std::vector<space::Genotype> genotypes;
    for (const Cell& cell : pool_) {
        genotypes.push_back(cell.genotype);
    }
    const PointRows facts = facts_.values(genotypes);
    for (std::size_t i = 0; i < facts.rows(); ++i) {
        believed.push_back(logRanks(facts.row(i)));
    }
    const auto worst = 1.0 / static_cast<double>(pool_.size());
    const auto addRanks = [&](std::vector<double>& sum, const std::vector<double>& numbers) {
        const std::vector<double> ranked = ranks(numbers);
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += std::log(std::max(ranked[i], worst));
        }
    };
    std::vector<double> depth(pool_.size(), 0);
    std::vector<double> shortcuts(pool_.size(), 0);
    for (std::size_t i = 0; i < pool_.size(); ++i) {
        const std::vector<double> traits = surrogate::traits(pool_[i].genotype);
        for (std::size_t k = 0; k + 3 < traits.size(); k += 4) { // depth, skips, edges from the inputs, pooling
            depth[i] += traits[k];
            shortcuts[i] += traits[k + 1] + traits[k + 2];
        }
    }
    addRanks(believed, depth);
    std::vector<double> shallow(pool_.size(), 0);
    addRanks(shallow, shortcuts);
    return {believed, shallow};
}

}

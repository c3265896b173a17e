// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/cost_columns.h"

#include <limits>
#include <unordered_map>

#include "core/analysis/repeats.h"

namespace paretoscope::analysis {

std::string CostColumn::provenance() const {
    std::string text;
    for (const std::string& name : provenances) {
        text += (text.empty() ? "" : "+") + name;
    }
    return text;
}

CostColumn costColumn(std::span<const records::Measurement> measurements) {
    CostColumn column;
    std::unordered_map<std::string, std::size_t> rows;
    std::vector<Repeats> repeats;
    for (const records::Measurement& measurement : measurements) {
        if (measurement.sentinel) {
            continue;
        }
        const auto [row, isNew] = rows.try_emplace(measurement.canonicalHash, column.hashes.size());
        if (isNew) {
            column.hashes.push_back(measurement.canonicalHash);
            column.genotypes.push_back(measurement.genotype);
            repeats.emplace_back();
        }
        repeats[row->second].add(measurement);
    }
    for (const Repeats& of : repeats) {
        column.values.push_back(of.median());
        column.provenances.insert(std::string(records::name(of.provenance())));
    }
    return column;
}

CostRows joinColumns(std::span<const CostColumn* const> columns) {
    CostRows result;
    std::unordered_map<std::string_view, std::size_t> rows;
    std::vector<std::vector<std::size_t>> places;
    for (const CostColumn* column : columns) {
        std::vector<std::size_t>& place = places.emplace_back();
        for (std::size_t i = 0; i < column->hashes.size(); ++i) {
            const auto [row, isNew] = rows.try_emplace(column->hashes[i], result.hashes.size());
            if (isNew) {
                result.hashes.push_back(column->hashes[i]);
                result.genotypes.push_back(column->genotypes[i]);
            }
            place.push_back(row->second);
        }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        auto& costs = result.costs.emplace_back(result.hashes.size(), std::numeric_limits<double>::quiet_NaN());
        for (std::size_t i = 0; i < places[c].size(); ++i) {
            costs[places[c][i]] = columns[c]->values[i];
        }
    }
    return result;
}

}

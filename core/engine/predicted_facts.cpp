// SPDX-License-Identifier: Apache-2.0
#include "core/engine/predicted_facts.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/predictor/error_report.h"
#include "core/queries/stored.h"
#include "core/space/lowering.h"
#include "core/surrogate/cell_graph.h"

namespace paretoscope::engine {

namespace {

[[noreturn]] void noPredictor(const std::string& device, const options::NetworkConfig& network) {
    throw Error(ErrorCode::NotFound,
        "The project holds no latency predictor for " + device + " and the network " + space::toText(network.shape)
            + ", so it cannot be told which cells are fast. Measure architectures on it and fit one first.",
        {{"device", device}, {"shape", space::toText(network.shape)}});
}

bool hasConvolution(const surrogate::LiveCell& cell) {
    return std::ranges::any_of(
        cell.edges, [](const space::Choice& edge) { return surrogate::convolutionLayers(edge.operation) > 0; });
}

/// Whether something is computed that the output does not depend on: without it the cell is as accurate and faster.
bool computesInVain(const space::CellGenotype& cell, const surrogate::LiveCell& live) {
    const auto choices = std::ranges::count_if(
        cell.choices, [](const space::Choice& choice) { return choice.operation != space::Operation::None; });
    return std::cmp_less(live.edges.size(), choices);
}

}

std::vector<std::int64_t> predictorsFor(
    const store::Project& project, const options::NetworkConfig& network, const std::vector<std::string>& devices) {
    std::vector<std::int64_t> ids;
    for (const std::string& device : devices) {
        const records::DeviceSetting setting = options::settingOr(device);
        const auto predictor = queries::predictorOf(project, setting, network);
        if (!predictor) {
            noPredictor(toText(setting), network);
        }
        ids.push_back(predictor->id);
    }
    if (devices.empty()) {
        std::map<std::string, std::int64_t> newest; // by setting, so that the order depends on nothing else
        for (const store::PredictorRecord& record : project.predictors()) {
            if (queries::isOf(record, network)) {
                newest.emplace(toText(record.deviceSetting), record.id);
            }
        }
        for (const auto& [device, id] : newest) {
            ids.push_back(id);
        }
    }
    if (ids.empty()) {
        noPredictor("any device setting", network);
    }
    return ids;
}

PredictedFacts::PredictedFacts(
    const store::Project& project, const options::ExploreConfig& config, const std::vector<std::int64_t>& predictors)
    : shape_(config.network.shape)
    , mostParameters_(config.mostParameters)
    , mostMacs_(config.mostMacs) {
    for (const std::int64_t id : predictors) {
        const store::PredictorRecord record = project.predictor(id);
        settings_.push_back(
            {id, record.deviceSetting, predictor::referenceMsFromJson(record.report), queries::Predictions(record)});
    }
}

bool PredictedFacts::allowed(const space::Genotype& genotype) const {
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        const surrogate::LiveCell live = surrogate::liveCell(genotype, static_cast<int>(kind));
        if (computesInVain(genotype.cells[kind], live) || (kind == 0 && !hasConvolution(live))) {
            return false;
        }
    }
    if (mostParameters_ == 0 && mostMacs_ == 0) {
        return true;
    }
    const space::LoweredNetwork network = space::lower({genotype, shape_});
    return (mostParameters_ == 0 || network.parameters() <= mostParameters_)
        && (mostMacs_ == 0 || network.macs() <= mostMacs_);
}

std::vector<double> PredictedFacts::latencyMs(std::size_t setting, std::span<const space::Genotype> genotypes) const {
    return settings_.at(setting).predictions(genotypes);
}

void PredictedFacts::scoreWith(std::string name, Scores scores) {
    scoreName_ = std::move(name);
    scores_ = std::move(scores);
}

std::vector<explore::FactColumn> PredictedFacts::columns() const {
    std::vector<explore::FactColumn> columns = explore::sizeColumns();
    if (scores_) {
        columns.push_back({.name = scoreName_, .ranked = true, .prior = true});
    }
    return columns;
}

analysis::PointRows PredictedFacts::values(std::span<const space::Genotype> genotypes) const {
    analysis::PointRows rows{columns().size(), {}};
    const std::vector<double> scores = scores_ ? scores_(genotypes) : std::vector<double>();
    for (std::size_t i = 0; i < genotypes.size(); ++i) {
        std::vector<double> row = explore::sizesOf({genotypes[i], shape_});
        if (scores_) {
            row.push_back(scores[i]);
        }
        rows.append(row);
    }
    return rows;
}

}

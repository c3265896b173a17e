// SPDX-License-Identifier: Apache-2.0
#include "core/queries/measured_cost.h"

#include <map>
#include <set>

#include "core/queries/predictions.h"

namespace paretoscope::queries {

std::optional<records::Cost> measuredCost(const store::Project& project, const records::DeviceSetting& setting,
    const space::Architecture& architecture, records::CostKind kind) {
    analysis::Repeats repeats;
    for (const records::Measurement& measurement : project.measurements({.deviceSetting = setting,
                                                   .shape = architecture.shape,
                                                   .canonicalHash = space::canonicalHash(architecture),
                                                   .kind = kind,
                                                   .includeSentinels = false})) {
        repeats.add(measurement);
    }
    return repeats.empty() ? std::nullopt : std::optional(repeats.cost(setting, kind));
}

std::vector<records::Cost> knownLatencies(const store::Project& project, const space::Architecture& architecture) {
    std::map<records::DeviceSetting, analysis::Repeats> measured;
    for (const records::Measurement& measurement : project.measurements({.shape = architecture.shape,
                                                   .canonicalHash = space::canonicalHash(architecture),
                                                   .includeSentinels = false})) {
        measured[measurement.deviceSetting].add(measurement);
    }
    std::vector<records::Cost> costs;
    for (const auto& [setting, repeats] : measured) {
        costs.push_back(repeats.cost(setting, records::CostKind::LatencyMs));
    }
    std::set<records::DeviceSetting> predicted;
    for (const store::PredictorRecord& record : project.predictors()) {
        if (record.space == architecture.genotype.space && record.shape == architecture.shape
            && predicted.insert(record.deviceSetting).second) {
            const Predictions predict(project.predictor(record.id));
            costs.push_back({.deviceSetting = record.deviceSetting,
                .provenance = records::CostProvenance::Predicted,
                .value = predict(std::vector{architecture.genotype}).front()});
        }
    }
    return costs;
}

std::vector<records::Cost> bestLatencies(const store::Project& project, const space::Architecture& architecture) {
    std::map<records::DeviceSetting, records::Cost> best;
    for (records::Cost& cost : knownLatencies(project, architecture)) { // predictions come last
        best.try_emplace(cost.deviceSetting, std::move(cost));
    }
    std::vector<records::Cost> costs;
    for (auto& [setting, cost] : best) {
        costs.push_back(std::move(cost));
    }
    return costs;
}

MeasuredCosts::MeasuredCosts(const store::Project& project, const records::DeviceSetting& setting,
    const options::NetworkConfig& network, records::CostKind kind)
    : setting_(setting)
    , kind_(kind) {
    for (const records::Measurement& measurement : project.measurements(
             {.deviceSetting = setting, .shape = network.shape, .kind = kind, .includeSentinels = false})) {
        byHash_[measurement.canonicalHash].add(measurement);
    }
}

std::optional<records::Cost> MeasuredCosts::of(const space::Architecture& architecture) const {
    const auto found = byHash_.find(space::canonicalHash(architecture));
    return found == byHash_.end() ? std::nullopt : std::optional(found->second.cost(setting_, kind_));
}

}

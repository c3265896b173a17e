// SPDX-License-Identifier: Apache-2.0
#include "core/queries/measured_cost.h"

#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/queries/predictions.h"
#include "core/queries/stored.h"

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
    const std::vector<std::vector<records::Cost>> predicted = predictedLatencies(
        project, {architecture.genotype.space, architecture.shape}, std::span(&architecture.genotype, 1));
    costs.insert(costs.end(), predicted.front().begin(), predicted.front().end());
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

namespace {

constexpr int page = 5000; ///< candidates in memory at a time

/// Calls with each page of a run's (or all) candidates of a network, within one transaction.
void forAllCandidates(store::Project& project, const options::NetworkConfig& network, std::optional<std::int64_t> run,
    const std::function<void(const std::vector<records::Candidate>&)>& visit) {
    project.transaction([&] {
        std::int64_t last = 0;
        for (;;) {
            const std::vector<records::Candidate> candidates = project.candidates({.run = run,
                .space = network.space,
                .shape = network.shape,
                .alsoDeleted = true, // they may be restored
                .afterId = last,
                .limit = page});
            if (candidates.empty()) {
                return;
            }
            visit(candidates);
            last = candidates.back().id;
        }
    });
}

}

std::int64_t attachMeasured(store::Project& project, const records::DeviceSetting& deviceSetting,
    const options::NetworkConfig& network, std::span<const space::Genotype> genotypes) {
    std::int64_t attached = 0;
    project.transaction([&] {
        for (const space::Genotype& genotype : genotypes) {
            const space::Architecture architecture{genotype, network.shape};
            const std::optional<records::Cost> cost = measuredCost(project, deviceSetting, architecture);
            if (!cost) { // it failed on the device
                continue;
            }
            for (const records::Candidate& candidate : project.candidatesOf(architecture, true)) {
                project.addCosts(candidate.id, std::span(&*cost, 1));
                ++attached;
            }
        }
    });
    return attached;
}

namespace {

/// What is known on one setting.
struct Known {
    records::DeviceSetting setting;
    MeasuredCosts measured;
    std::optional<Predictions> predictions;
};

/// One pass over the candidates, whatever the number of settings: reading them takes the time.
std::int64_t attach(store::Project& project, const options::NetworkConfig& network, const std::vector<Known>& settings,
    std::optional<std::int64_t> run) {
    std::int64_t attached = 0;
    if (settings.empty()) {
        return attached;
    }
    forAllCandidates(project, network, run, [&](const std::vector<records::Candidate>& candidates) {
        std::vector<space::Genotype> genotypes;
        for (const records::Candidate& candidate : candidates) {
            genotypes.push_back(candidate.genotype);
        }
        std::vector<std::pair<std::int64_t, records::Cost>> costs;
        std::set<std::int64_t> known;
        for (const auto& [setting, measured, predictions] : settings) {
            const std::vector<double> predicted = predictions ? (*predictions)(genotypes) : std::vector<double>();
            for (std::size_t i = 0; i < predicted.size(); ++i) {
                costs.emplace_back(candidates[i].id, records::Cost{.deviceSetting = setting, .value = predicted[i]});
            }
            for (const records::Candidate& candidate : candidates) {
                if (const auto cost = measured.of(candidate.architecture())) {
                    costs.emplace_back(candidate.id, *cost);
                }
            }
        }
        for (const auto& [candidate, cost] : costs) {
            known.insert(candidate);
        }
        project.addCosts(costs);
        attached += static_cast<std::int64_t>(known.size());
    });
    return attached;
}

}

std::int64_t attachKnown(store::Project& project, const std::set<records::DeviceSetting>& deviceSettings,
    const options::NetworkConfig& network) {
    std::vector<Known> settings;
    for (const records::DeviceSetting& setting : deviceSettings) {
        Known known{setting, MeasuredCosts(project, setting, network), usablePredictor(project, setting, network)};
        if (known.predictions || !known.measured.empty()) {
            settings.push_back(std::move(known));
        }
    }
    return attach(project, network, settings, std::nullopt);
}

std::int64_t attachKnown(
    store::Project& project, const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network) {
    return attachKnown(project, std::set{deviceSetting}, network);
}

void attachKnownToImported(store::Project& project, const options::NetworkConfig& network) {
    std::vector<Known> settings;
    for (auto& [setting, predictions] : usablePredictions(project, network)) {
        settings.push_back({setting, MeasuredCosts(project, setting, network), predictions});
    }
    attach(project, network, settings, 0);
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/attach_costs.h"

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/analysis/statistics.h"
#include "core/engine/predictions.h"
#include "core/engine/stored.h"

namespace paretoscope::engine {

namespace {

constexpr int page = 5000; ///< candidates in memory at a time

using CostsByGenotype = std::map<space::Genotype, records::Cost>;

/// The median of what was measured, and its standard deviation where that is known. At least one value.
records::Cost measuredCost(const records::DeviceSetting& deviceSetting, records::CostProvenance provenance,
    const std::vector<double>& values) {
    return {.deviceSetting = deviceSetting,
        .provenance = provenance,
        .value = analysis::median(values),
        .standardDeviation = values.size() > 1 ? analysis::standardDeviation(values) : 0};
}

/// Calls with each page of the project's candidates, within one transaction.
void forAllCandidates(
    store::Project& project, const std::function<void(const std::vector<records::Candidate>&)>& visit) {
    project.transaction([&] {
        std::int64_t last = 0;
        for (;;) {
            const std::vector<records::Candidate> candidates = project.candidates({.afterId = last, .limit = page});
            if (candidates.empty()) {
                return;
            }
            visit(candidates);
            last = candidates.back().id;
        }
    });
}

/// What was measured on one device setting and network, by canonical hash: isomorphic cells are one to a stop-watch.
class Measured {
public:
    Measured(const store::Project& project, const records::DeviceSetting& deviceSetting,
        const options::NetworkConfig& network)
        : deviceSetting_(deviceSetting) {
        for (const records::Measurement& measurement :
            project.measurements({.deviceSetting = deviceSetting, .shape = network.shape, .includeSentinels = false})) {
            values_[measurement.canonicalHash].push_back(measurement.value);
            provenance_ = measurement.provenance;
        }
    }
    [[nodiscard]] std::optional<records::Cost> costOf(const space::Architecture& architecture) const {
        const auto found = values_.find(space::canonicalHash(architecture));
        return found == values_.end() ? std::nullopt
                                      : std::optional(measuredCost(deviceSetting_, provenance_, found->second));
    }

private:
    records::DeviceSetting deviceSetting_;
    records::CostProvenance provenance_ = records::CostProvenance::Measured;
    std::unordered_map<std::string, std::vector<double>> values_;
};

CostsByGenotype measuredCosts(const store::Project& project, const records::DeviceSetting& deviceSetting,
    const options::NetworkConfig& network, std::span<const space::Genotype> genotypes) {
    CostsByGenotype costs;
    for (const space::Genotype& genotype : genotypes) {
        std::vector<double> values;
        records::CostProvenance provenance = records::CostProvenance::Measured;
        for (const records::Measurement& measurement : project.measurements({.deviceSetting = deviceSetting,
                                                       .shape = network.shape,
                                                       .canonicalHash = space::canonicalHash({genotype, network.shape}),
                                                       .includeSentinels = false})) {
            values.push_back(measurement.value);
            provenance = measurement.provenance;
        }
        if (!values.empty()) { // else it failed on the device
            costs.emplace(space::sorted(genotype), measuredCost(deviceSetting, provenance, values));
        }
    }
    return costs;
}

}

std::int64_t attachMeasured(store::Project& project, const records::DeviceSetting& deviceSetting,
    const options::NetworkConfig& network, std::span<const space::Genotype> genotypes) {
    const CostsByGenotype costs = measuredCosts(project, deviceSetting, network, genotypes);
    std::int64_t attached = 0;
    forAllCandidates(project, [&](const std::vector<records::Candidate>& candidates) {
        for (const records::Candidate& candidate : candidates) {
            const auto cost = costs.find(candidate.genotype);
            if (cost != costs.end() && candidate.shape == network.shape) {
                project.addCosts(candidate.id, std::span(&cost->second, 1));
                ++attached;
            }
        }
    });
    return attached;
}

std::int64_t attachKnown(
    store::Project& project, const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network) {
    if (!predictorOf(project, deviceSetting, network)) {
        return 0;
    }
    const Predictions predictions(project, deviceSetting, network);
    const Measured measured(project, deviceSetting, network);
    const space::SpaceId space = network.space;
    std::int64_t attached = 0;
    forAllCandidates(project, [&](const std::vector<records::Candidate>& candidates) {
        std::vector<std::int64_t> ids;
        std::vector<space::Genotype> genotypes;
        for (const records::Candidate& candidate : candidates) {
            if (candidate.shape == network.shape && candidate.genotype.space == space) {
                ids.push_back(candidate.id);
                genotypes.push_back(candidate.genotype);
            }
        }
        const std::vector<double> predicted = predictions(genotypes);
        std::vector<std::pair<std::int64_t, records::Cost>> costs;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            costs.emplace_back(ids[i], records::Cost{.deviceSetting = deviceSetting, .value = predicted[i]});
            if (const auto cost = measured.costOf({genotypes[i], network.shape})) {
                costs.emplace_back(ids[i], *cost);
            }
        }
        project.addCosts(costs);
        attached += static_cast<std::int64_t>(ids.size());
    });
    return attached;
}

}

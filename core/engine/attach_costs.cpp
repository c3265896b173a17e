// SPDX-License-Identifier: Apache-2.0
#include "core/engine/attach_costs.h"

#include <map>
#include <vector>

#include "core/analysis/statistics.h"

namespace paretoscope::engine {

namespace {

constexpr int page = 5000; ///< candidates in memory at a time

using CostsByGenotype = std::map<std::string, records::Cost>;

CostsByGenotype measuredCosts(const store::Project& project, const std::string& deviceSetting,
    const protocol::NetworkConfig& network, std::span<const space::Genotype> genotypes) {
    CostsByGenotype costs;
    for (const space::Genotype& genotype : genotypes) {
        std::vector<double> values;
        records::Cost cost{.deviceSetting = deviceSetting};
        for (const records::Measurement& measurement : project.measurements({.deviceSetting = deviceSetting,
                                                       .shape = space::toText(network.shape),
                                                       .canonicalHash = space::canonicalHash({genotype, network.shape}),
                                                       .includeSentinels = false})) {
            values.push_back(measurement.value);
            cost.provenance = measurement.provenance;
        }
        if (values.empty()) {
            continue; // it failed on the device
        }
        cost.value = analysis::median(values);
        cost.standardDeviation = values.size() > 1 ? analysis::standardDeviation(values) : 0;
        costs.emplace(space::identityText(genotype), cost);
    }
    return costs;
}

}

std::int64_t attachMeasured(store::Project& project, const std::string& deviceSetting,
    const protocol::NetworkConfig& network, std::span<const space::Genotype> genotypes) {
    const CostsByGenotype costs = measuredCosts(project, deviceSetting, network, genotypes);
    const std::string shape = space::toText(network.shape);
    std::int64_t attached = 0;
    project.transaction([&] {
        std::int64_t last = 0;
        for (;;) {
            const std::vector<records::Candidate> candidates = project.candidates({.afterId = last, .limit = page});
            for (const records::Candidate& candidate : candidates) {
                const auto cost = costs.find(candidate.genotype);
                if (cost != costs.end() && candidate.shape == shape) {
                    project.addCosts(candidate.id, std::span(&cost->second, 1));
                    ++attached;
                }
            }
            if (candidates.empty()) {
                return;
            }
            last = candidates.back().id;
        }
    });
    return attached;
}

}

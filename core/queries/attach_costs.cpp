// SPDX-License-Identifier: Apache-2.0
#include "core/queries/attach_costs.h"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/queries/measured_cost.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"

namespace paretoscope::queries {

namespace {

constexpr int page = 5000; ///< candidates in memory at a time

/// Calls with each page of the project's candidates of a network, within one transaction.
void forAllCandidates(store::Project& project, const options::NetworkConfig& network,
    const std::function<void(const std::vector<records::Candidate>&)>& visit) {
    project.transaction([&] {
        std::int64_t last = 0;
        for (;;) {
            const std::vector<records::Candidate> candidates =
                project.candidates({.space = network.space, .shape = network.shape, .afterId = last, .limit = page});
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
            for (const records::Candidate& candidate : project.candidatesOf(architecture)) {
                project.addCosts(candidate.id, std::span(&*cost, 1));
                ++attached;
            }
        }
    });
    return attached;
}

std::int64_t attachKnown(
    store::Project& project, const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network) {
    const std::optional<store::PredictorRecord> predictor = predictorOf(project, deviceSetting, network);
    if (!predictor) {
        return 0;
    }
    const Predictions predictions(*predictor);
    const MeasuredCosts measured(project, deviceSetting, network);
    std::int64_t attached = 0;
    forAllCandidates(project, network, [&](const std::vector<records::Candidate>& candidates) {
        std::vector<space::Genotype> genotypes;
        for (const records::Candidate& candidate : candidates) {
            genotypes.push_back(candidate.genotype);
        }
        const std::vector<double> predicted = predictions(genotypes);
        std::vector<std::pair<std::int64_t, records::Cost>> costs;
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            costs.emplace_back(candidates[i].id, records::Cost{.deviceSetting = deviceSetting, .value = predicted[i]});
            if (const auto cost = measured.of(candidates[i].architecture())) {
                costs.emplace_back(candidates[i].id, *cost);
            }
        }
        project.addCosts(costs);
        attached += static_cast<std::int64_t>(candidates.size());
    });
    return attached;
}

}

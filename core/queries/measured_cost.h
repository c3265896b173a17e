// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/analysis/repeats.h"
#include "core/options/network.h"
#include "core/store/project.h"

namespace paretoscope::queries {

// What devices answered for an architecture, with the provenance of the answers: measured, simulated or imported
// (analysis::Repeats is the rule). Isomorphic cells are one to a stop-watch, so architectures are told apart by
// space::canonicalHash. All throw Error as the store does.

/// On one setting, or nothing.
std::optional<records::Cost> measuredCost(const store::Project& project, const records::DeviceSetting& setting,
    const space::Architecture& architecture, records::CostKind kind = records::CostKind::LatencyMs);

/// Latencies on all settings that answered, and the newest predictors' on all that have one for this network.
std::vector<records::Cost> knownLatencies(const store::Project& project, const space::Architecture& architecture);

/// The most trusted of them on each setting, by setting.
std::vector<records::Cost> bestLatencies(const store::Project& project, const space::Architecture& architecture);

/// Of all architectures of a network on one setting, read once.
class MeasuredCosts {
public:
    MeasuredCosts(const store::Project& project, const records::DeviceSetting& setting,
        const options::NetworkConfig& network, records::CostKind kind = records::CostKind::LatencyMs);
    [[nodiscard]] bool empty() const { return byHash_.empty(); }
    [[nodiscard]] std::optional<records::Cost> of(const space::Architecture& architecture) const;

private:
    records::DeviceSetting setting_;
    records::CostKind kind_;
    std::unordered_map<std::string, analysis::Repeats> byHash_;
};

/// Gives every candidate of one of these genotypes what a device setting answered for it (measuredCost). A front shows
/// it with that provenance from then on. Returns how many candidates there were. One transaction. Throws Error as the
/// store does.
std::int64_t attachMeasured(store::Project& project, const records::DeviceSetting& deviceSetting,
    const options::NetworkConfig& network, std::span<const space::Genotype> genotypes);

/// Gives every candidate of this network what is known of it on a device setting: its predicted latency, by the
/// setting's newest predictor, and what was measured of it. So that cells which were found
/// before the setting was known have a place on its front too. Returns how many candidates got a cost. One transaction.
/// A damaged predictor predicts nothing. Throws Error as the store does.
std::int64_t attachKnown(
    store::Project& project, const records::DeviceSetting& deviceSetting, const options::NetworkConfig& network);
/// The same on several settings, in one pass over the candidates.
std::int64_t attachKnown(store::Project& project, const std::set<records::DeviceSetting>& deviceSettings,
    const options::NetworkConfig& network);
/// The same for the candidates outside any run, on every setting that has a usable predictor for this network: imported
/// ones may come later than the predictors.
void attachKnownToImported(store::Project& project, const options::NetworkConfig& network);

}

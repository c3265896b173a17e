// SPDX-License-Identifier: Apache-2.0
#include "core/queries/merit.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"

namespace paretoscope::queries {

namespace {

using records::CostProvenance;

/// All that the project's candidates of one architecture say.
struct Known {
    std::int64_t candidate = 0;
    bool random = false;
    std::map<CostProvenance, double> latencies;
    std::map<std::uint64_t, double> accuracies; ///< by seed

    void add(const records::Candidate& found, const std::string& protocol, const records::DeviceSetting& setting) {
        for (const records::Cost& cost : found.costs) {
            if (cost.deviceSetting == setting && cost.kind == records::CostKind::LatencyMs) {
                latencies[cost.provenance] = cost.value;
            }
        }
        for (const records::Accuracy& accuracy : found.accuracies) {
            if (accuracy.protocol == protocol) {
                accuracies[accuracy.seed] = accuracy.accuracy;
                candidate = candidate == 0 ? found.id : candidate;
                random = random || found.origin == records::Origin::Random;
            }
        }
    }
};

/// The most trusted provenance that both latencies have; nothing where they cannot be compared.
std::optional<CostProvenance> sharedProvenance(const Known& a, const Known& b) {
    const auto* found = std::find_if(records::byTrust.begin(), records::byTrust.end(), [&](CostProvenance provenance) {
        return a.latencies.contains(provenance) && b.latencies.contains(provenance);
    });
    return found == records::byTrust.end() ? std::nullopt : std::optional(*found);
}

MeritCell cellOf(const Known& known, const space::Genotype& genotype, std::optional<CostProvenance> provenance) {
    MeritCell cell{.candidate = known.candidate, .genotype = genotype};
    if (provenance && known.latencies.contains(*provenance)) {
        cell.latencyMs = known.latencies.at(*provenance);
        cell.latencyProvenance = *provenance;
    }
    for (const auto& [seed, accuracy] : known.accuracies) {
        cell.accuracies.push_back(accuracy);
        cell.nextSeed = seed + 1;
    }
    return cell;
}

std::optional<CostProvenance> mostTrusted(const Known& known) {
    return sharedProvenance(known, known);
}

}

Merit meritOf(const store::Project& project, const space::Architecture& cell, const std::string& protocol,
    const records::DeviceSetting& deviceSetting) {
    const space::Genotype genotype = space::sorted(cell.genotype);
    Known own;
    for (const records::Candidate& candidate : project.candidatesOf({genotype, cell.shape})) {
        own.add(candidate, protocol, deviceSetting);
    }
    std::map<space::Genotype, Known> others;
    for (const records::Candidate& candidate :
        project.candidates({.space = genotype.space, .shape = cell.shape, .protocol = protocol})) {
        if (candidate.genotype != genotype) {
            others[candidate.genotype].add(candidate, protocol, deviceSetting);
        }
    }
    Merit merit{.cell = cellOf(own, genotype, mostTrusted(own))};
    for (const auto& [other, known] : others) {
        if (!known.random) {
            continue;
        }
        const auto provenance = sharedProvenance(own, known);
        if (!provenance
            || std::abs(known.latencies.at(*provenance) / own.latencies.at(*provenance) - 1) > sameLatency) {
            ++merit.elsewhere;
            continue;
        }
        merit.byPrediction += *provenance == CostProvenance::Predicted ? 1 : 0;
        merit.random.push_back(cellOf(known, other, provenance));
    }
    std::stable_sort(merit.random.begin(), merit.random.end(),
        [](const MeritCell& a, const MeritCell& b) { return a.accuracy() < b.accuracy(); });
    if (!merit.cell.accuracies.empty() && !merit.random.empty()) {
        std::vector<std::vector<double>> accuracies;
        for (const MeritCell& random : merit.random) {
            accuracies.push_back(random.accuracies);
        }
        merit.standing = analysis::standingAmong(merit.cell.accuracies, accuracies);
    }
    return merit;
}

std::optional<double> predictedLatency(const store::Project& project, const options::NetworkConfig& network,
    const records::DeviceSetting& deviceSetting, const space::Genotype& genotype) {
    const std::optional<Predictions> predictor = usablePredictor(project, deviceSetting, network);
    return predictor ? std::optional((*predictor)(std::span(&genotype, 1)).front()) : std::nullopt;
}

std::vector<space::Genotype> randomCellsOf(const store::Project& project, const options::NetworkConfig& network,
    const records::DeviceSetting& deviceSetting, double latencyMs, std::size_t count,
    const std::set<space::Genotype>& without, std::uint64_t seed, double tolerance) {
    constexpr std::size_t batch = 512;
    constexpr int batches = 200; // latencies at the edge of the space are rare among random cells
    const Predictions predictions(project, deviceSetting, network);
    space::Random random(seed);
    std::set<space::Genotype> seen = without;
    std::vector<space::Genotype> found;
    for (int i = 0; i < batches && found.size() < count; ++i) {
        std::vector<space::Genotype> drawn;
        while (drawn.size() < batch) {
            drawn.push_back(space::sorted(space::sampleUniform(network.space, random)));
        }
        const std::vector<double> latencies = predictions(drawn);
        for (std::size_t j = 0; j < batch && found.size() < count; ++j) {
            if (std::abs(latencies[j] / latencyMs - 1) <= tolerance && space::isConnected(drawn[j])
                && seen.insert(drawn[j]).second) {
                found.push_back(drawn[j]);
            }
        }
    }
    return found;
}

std::optional<options::TrainConfig> trainingUnder(std::span<const records::Run> runs, const std::string& protocol) {
    for (const records::Run& run : runs) {
        if (run.results.find(protocol) == std::string::npos) {
            continue;
        }
        try {
            if (const auto explored = options::resultOf<options::ExploreConfig>(run)) {
                for (const options::ExploredReport& report : explored->reports) {
                    if (report.protocol == protocol) {
                        return options::jobConfigFromJson<options::ExploreConfig>(run.configuration)
                            .training(report.steps);
                    }
                }
            }
            if (const auto result = options::resultOf<options::TrainConfig>(run);
                result && result->protocol == protocol) {
                auto config = options::jobConfigFromJson<options::TrainConfig>(run.configuration);
                config.genotypes.clear();
                config.randomCells = 0;
                config.rungs = {config.steps()};
                config.repeats = 1;
                return config;
            }
        } catch (const Error&) { // of another version of the program
            continue;
        }
    }
    return std::nullopt;
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/import_table.h"

#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "core/space/architecture.h"

namespace paretoscope::engine {

namespace {

class Importer {
public:
    Importer(store::Project& project, const interchange::TableMapping& mapping,
        const interchange::BenchmarkTable& table, const TableOrigin& origin)
        : project_(project)
        , mapping_(mapping)
        , table_(table)
        , origin_(origin)
        , shape_(origin.network.shape) { }

    ImportReport run() {
        if (origin_.network.space != table_.space) {
            throw Error(ErrorCode::InvalidData,
                "The table holds cells of the search space " + std::string(space::searchSpace(table_.space).name)
                    + ", but --space says " + origin_.network.spaceName() + ".",
                {{"space", origin_.network.spaceName()}});
        }
        for (const space::Genotype& genotype : table_.genotypes) {
            identities_.push_back(space::sorted(genotype));
            hashes_.push_back(space::canonicalHash({genotype, shape_}));
        }
        space::validate(space::Architecture{table_.genotypes.front(), origin_.network.shape});
        project_.transaction([this] {
            for (std::size_t column = 0; column < mapping_.costs.size(); ++column) {
                storeCosts(column);
            }
            for (std::size_t column = 0; column < mapping_.accuracies.size(); ++column) {
                storeAccuracies(column);
            }
            linkCosts();
        });
        return std::move(report_);
    }

private:
    void storeCosts(std::size_t column) {
        const interchange::CostColumn& mapped = mapping_.costs[column];
        ImportedSetting imported{records::storedDeviceSetting("table/" + mapped.name), mapped.kind};
        std::set<std::pair<space::Genotype, double>> known;
        for (const records::Measurement& measurement :
            project_.measurements({.deviceSetting = imported.deviceSetting, .shape = shape_, .kind = mapped.kind})) {
            known.emplace(measurement.genotype, measurement.value);
        }
        const std::string conditions =
            nlohmann::ordered_json{{"table", origin_.source}, {"column", mapped.column}}.dump();
        const std::string now = base::utcNow();
        std::vector<records::Measurement> measurements;
        for (std::size_t row = 0; row < identities_.size(); ++row) {
            const double value = table_.costs[column][row];
            if (std::isnan(value)) {
                continue;
            }
            if (!known.emplace(identities_[row], value).second) {
                ++imported.known;
                continue;
            }
            measurements.push_back({.deviceSetting = imported.deviceSetting,
                .genotype = identities_[row],
                .shape = shape_,
                .canonicalHash = hashes_[row],
                .kind = mapped.kind,
                .provenance = records::CostProvenance::Imported,
                .value = value,
                .rawValue = value,
                .session = "import " + origin_.source,
                .sessionIndex = static_cast<int>(row),
                .takenAt = now,
                .conditions = conditions});
        }
        project_.addMeasurements(measurements);
        imported.stored = static_cast<std::int64_t>(measurements.size());
        report_.settings.push_back(std::move(imported));
    }

    records::AccuracyProtocol protocolOf(const std::string& column) const {
        const std::string dataSet = origin_.dataSet.empty() ? column : origin_.dataSet;
        const std::string recipe =
            nlohmann::ordered_json{{"table", origin_.source}, {"column", column}, {"recipe", origin_.recipe}}.dump();
        return records::withId({.space = table_.space,
            .dataSet = dataSet,
            .shape = shape_,
            .provenance = records::AccuracyProvenance::Imported,
            .recipe = recipe,
            .title = "imported: " + column + " of " + origin_.source
                + (origin_.recipe.empty() ? "" : ", " + origin_.recipe)});
    }

    void storeAccuracies(std::size_t column) {
        const records::AccuracyProtocol protocol = protocolOf(mapping_.accuracies[column].column);
        project_.saveProtocol(protocol);
        report_.protocols.push_back(protocol.id);
        std::map<space::Genotype, std::uint64_t> seeds;
        std::vector<records::Candidate> candidates;
        for (std::size_t row = 0; row < identities_.size(); ++row) {
            const double value = table_.accuracies[column][row];
            if (std::isnan(value)) {
                continue;
            }
            records::Candidate candidate =
                queries::candidateOf(table_.genotypes[row], origin_.network, records::Origin::Imported);
            // Trained again with another result: a further seed, over which the store takes the mean.
            candidate.accuracies.push_back({.protocol = protocol.id,
                .provenance = records::AccuracyProvenance::Imported,
                .accuracy = value,
                .crossEntropy = std::nan(""),
                .seed = ++seeds[identities_[row]]});
            candidates.push_back(std::move(candidate));
        }
        project_.upsertCandidates(0, candidates);
        report_.accuracies += static_cast<std::int64_t>(candidates.size());
    }

    /// Costs of all tables of this network, for the candidates that imported accuracies made.
    void linkCosts() {
        std::vector<records::Candidate> imported =
            project_.candidates({.run = 0, .space = table_.space, .shape = shape_});
        std::erase_if(imported,
            [](const records::Candidate& candidate) { return candidate.origin != records::Origin::Imported; });
        report_.candidates = static_cast<std::int64_t>(imported.size());
        if (imported.empty()) {
            return;
        }
        for (records::Candidate& candidate : imported) {
            candidate.costs.clear();
            candidate.accuracies.clear();
        }
        for (const store::DeviceSettingSummary& summary : project_.deviceSettings()) {
            if (toText(summary.deviceSetting).starts_with("table/") && summary.space == table_.space
                && summary.shape == shape_) {
                addCosts(summary.deviceSetting, records::CostKind::LatencyMs, imported);
                addCosts(summary.deviceSetting, records::CostKind::EnergyMj, imported);
            }
        }
        project_.upsertCandidates(0, imported);
    }

    void addCosts(const records::DeviceSetting& setting, records::CostKind kind,
        std::vector<records::Candidate>& candidates) const {
        const queries::MeasuredCosts costs(project_, setting, origin_.network, kind);
        for (records::Candidate& candidate : candidates) {
            if (const auto cost = costs.of(candidate.architecture())) {
                candidate.costs.push_back(*cost);
            }
        }
    }

    store::Project& project_;
    const interchange::TableMapping& mapping_;
    const interchange::BenchmarkTable& table_;
    const TableOrigin& origin_;
    space::Shape shape_;
    std::vector<space::Genotype> identities_; ///< by row
    std::vector<std::string> hashes_;
    ImportReport report_;
};

}

ImportReport storeTable(store::Project& project, const interchange::TableMapping& mapping,
    const interchange::BenchmarkTable& table, const TableOrigin& origin) {
    return Importer(project, mapping, table, origin).run();
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/import_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/base/machine.h"
#include "core/interchange/csv.h"
#include "core/queries/measured_cost.h"
#include "core/queries/stored.h"
#include "core/space/architecture.h"

namespace paretoscope::engine {

namespace {

void addCosts(const store::Project& project, const records::DeviceSetting& setting,
    const options::NetworkConfig& network, records::CostKind kind, std::vector<records::Candidate>& candidates) {
    const queries::MeasuredCosts costs(project, setting, network, kind);
    for (records::Candidate& candidate : candidates) {
        if (const auto cost = costs.of(candidate.architecture())) {
            candidate.costs.push_back(*cost);
        }
    }
}

/// Costs of all tables of a network, for the candidates that imported accuracies made; returns how many these are.
std::int64_t linkCosts(store::Project& project, const options::NetworkConfig& network) {
    std::vector<records::Candidate> imported =
        project.candidates({.run = 0, .space = network.space, .shape = network.shape});
    std::erase_if(
        imported, [](const records::Candidate& candidate) { return candidate.origin != records::Origin::Imported; });
    if (imported.empty()) {
        return 0;
    }
    for (records::Candidate& candidate : imported) {
        candidate.costs.clear();
        candidate.accuracies.clear();
    }
    for (const store::DeviceSettingSummary& summary : project.deviceSettings()) {
        if (toText(summary.deviceSetting).starts_with("table/") && summary.space == network.space
            && summary.shape == network.shape) {
            addCosts(project, summary.deviceSetting, network, records::CostKind::LatencyMs, imported);
            addCosts(project, summary.deviceSetting, network, records::CostKind::EnergyMj, imported);
        }
    }
    project.upsertCandidates(0, imported);
    return static_cast<std::int64_t>(imported.size());
}

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
            if (origin_.replace) {
                removeOld();
            }
            for (std::size_t column = 0; column < mapping_.costs.size(); ++column) {
                storeCosts(column);
            }
            for (std::size_t column = 0; column < mapping_.accuracies.size(); ++column) {
                storeAccuracies(column);
            }
            report_.candidates = linkCosts(project_, origin_.network);
            if (project_.candidateCount() > report_.candidates) { // what runs found
                std::set<records::DeviceSetting> settings;
                for (const interchange::CostColumn& column : mapping_.costs) {
                    settings.insert(settingOf(column));
                }
                queries::attachKnown(project_, settings, origin_.network);
            }
            if (report_.candidates > 0) {
                queries::attachKnownToImported(project_, origin_.network);
            }
        });
        return std::move(report_);
    }

private:
    /// One table's word about an architecture's cost or accuracy.
    struct Known {
        double value;
        std::string source;
    };

    static records::DeviceSetting settingOf(const interchange::CostColumn& column) {
        return records::storedDeviceSetting("table/" + column.name);
    }

    /// Those for which a column has a number.
    [[nodiscard]] std::set<space::Genotype> cellsWith(const std::vector<double>& values) const {
        std::set<space::Genotype> cells;
        for (std::size_t row = 0; row < identities_.size(); ++row) {
            if (!std::isnan(values[row])) {
                cells.insert(identities_[row]);
            }
        }
        return cells;
    }

    void removeOld() {
        for (std::size_t i = 0; i < mapping_.costs.size(); ++i) {
            const interchange::CostColumn& column = mapping_.costs[i];
            const std::set<space::Genotype> now = cellsWith(table_.costs[i]);
            for (const records::Measurement& measurement : project_.measurements({.deviceSetting = settingOf(column),
                                                           .space = table_.space,
                                                           .shape = shape_,
                                                           .kind = column.kind})) {
                report_.lost += now.contains(measurement.genotype) ? 0 : 1;
            }
            report_.replaced += project_.removeImportedCosts({.source = {},
                .deviceSetting = settingOf(column),
                .space = table_.space,
                .shape = shape_,
                .kind = column.kind});
        }
        for (std::size_t i = 0; i < mapping_.accuracies.size(); ++i) {
            const std::string id = protocolOf(mapping_.accuracies[i].column).id;
            for (const records::AccuracyProtocol& known : project_.protocols()) {
                if (known.id == id) {
                    const std::set<space::Genotype> now = cellsWith(table_.accuracies[i]);
                    for (const auto& [genotype, accuracies] : knownAccuracies(id)) {
                        report_.lost += now.contains(genotype) ? 0 : static_cast<std::int64_t>(accuracies.size());
                    }
                    report_.replaced += project_.removeImportedAccuracies(id);
                }
            }
        }
    }

    /// Another number for the same architecture is a correction or another device, never one more repeat: those stand
    /// in one table.
    [[noreturn]] void refuse(
        const space::Genotype& genotype, const std::string& what, const Known& known, double value) const {
        throw Error(ErrorCode::InvalidData,
            "The project has " + what + " of " + interchange::csvNumber(known.value) + " for " + space::toText(genotype)
                + " from " + known.source + ", and " + origin_.source + " says " + interchange::csvNumber(value)
                + ". Use --replace to put this table in the place of that one, or --as NAME to keep both, as two "
                  "devices.",
            {{"known", known.source}, {"source", origin_.source}, {"genotype", space::toText(genotype)}});
    }

    void storeCosts(std::size_t column) {
        const interchange::CostColumn& mapped = mapping_.costs[column];
        ImportedSetting imported{settingOf(mapped), mapped.kind};
        std::set<std::pair<space::Genotype, double>> known;
        std::map<space::Genotype, Known> before;
        for (const records::Measurement& measurement :
            project_.measurements({.deviceSetting = imported.deviceSetting, .shape = shape_, .kind = mapped.kind})) {
            known.emplace(measurement.genotype, measurement.value);
            const std::string source =
                measurement.session.starts_with("import ") ? measurement.session.substr(7) : measurement.session;
            before.emplace(measurement.genotype, Known{measurement.value, source});
        }
        requireNoOther(column, known, before);
        const std::string conditions =
            base::textOf(nlohmann::ordered_json{{"table", origin_.source}, {"column", mapped.column}});
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

    /// A file that grew repeats what it said before; one that says nothing of it was corrected.
    void requireNoOther(std::size_t column, const std::set<std::pair<space::Genotype, double>>& known,
        const std::map<space::Genotype, Known>& before) const {
        std::set<space::Genotype> repeated;
        for (std::size_t row = 0; row < identities_.size(); ++row) {
            if (known.contains({identities_[row], table_.costs[column][row]})) {
                repeated.insert(identities_[row]);
            }
        }
        for (std::size_t row = 0; row < identities_.size(); ++row) {
            const auto other = before.find(identities_[row]);
            const double value = table_.costs[column][row];
            if (other != before.end() && !std::isnan(value) && !repeated.contains(identities_[row])) {
                refuse(identities_[row],
                    "a cost (in "
                        + std::string(mapping_.costs[column].kind == records::CostKind::LatencyMs ? "ms" : "mJ")
                        + ") on " + toText(settingOf(mapping_.costs[column])),
                    other->second, value);
            }
        }
    }

    records::AccuracyProtocol protocolOf(const std::string& column) const {
        const std::string dataSet = origin_.dataSet.empty() ? column : origin_.dataSet;
        const std::string recipe = base::textOf(
            nlohmann::ordered_json{{"table", origin_.source}, {"column", column}, {"recipe", origin_.recipe}});
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
        const std::vector<double>& values = table_.accuracies[column];
        if (std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) {
            return; // a protocol without an accuracy would only give empty fronts
        }
        requireSameAccuracies(protocol.id, values);
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

    [[nodiscard]] std::map<space::Genotype, std::multiset<double>> knownAccuracies(const std::string& protocol) const {
        std::map<space::Genotype, std::multiset<double>> known;
        for (const records::Candidate& candidate :
            project_.candidates({.run = 0, .space = table_.space, .shape = shape_, .protocol = protocol})) {
            for (const records::Accuracy& accuracy : candidate.accuracies) {
                if (accuracy.protocol == protocol) {
                    known[candidate.genotype].insert(accuracy.accuracy);
                }
            }
        }
        return known;
    }

    void requireSameAccuracies(const std::string& protocol, const std::vector<double>& values) const {
        const std::map<space::Genotype, std::multiset<double>> known = knownAccuracies(protocol);
        std::map<space::Genotype, std::set<double>> now;
        for (std::size_t row = 0; row < identities_.size(); ++row) {
            if (!std::isnan(values[row])) {
                now[identities_[row]].insert(values[row]);
            }
        }
        for (const auto& [genotype, accuracies] : now) {
            const auto before = known.find(genotype);
            if (before == known.end()) {
                continue;
            }
            for (const double accuracy : before->second) {
                if (!accuracies.contains(accuracy)) {
                    refuse(genotype, "an accuracy", {accuracy, "an earlier import of " + origin_.source},
                        *accuracies.begin());
                }
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

store::ImportRemoval removeImport(store::Project& project, const std::string& sourceOrSetting) {
    store::ImportRemoval removed;
    bool found = false;
    std::string known;
    project.transaction([&] {
        std::set<std::pair<space::SpaceId, space::Shape>> networks;
        for (const store::DeviceSettingSummary& summary : project.deviceSettings()) {
            networks.emplace(summary.space, summary.shape);
        }
        std::set<records::DeviceSetting> touched;
        for (const store::ImportedTable& table : project.importedTables()) {
            known += "\n  " + table.source;
            if (table.source == sourceOrSetting) {
                found = true;
                touched.insert(table.deviceSettings.begin(), table.deviceSettings.end());
                removed += project.removeImportedCosts({.source = table.source});
                for (const std::string& protocol : table.protocols) {
                    removed += project.removeImportedAccuracies(protocol);
                }
                continue;
            }
            for (const records::DeviceSetting& setting : table.deviceSettings) {
                known += " " + toText(setting);
                if (toText(setting) == sourceOrSetting) {
                    found = true;
                    touched.insert(setting);
                    removed += project.removeImportedCosts({.deviceSetting = setting});
                }
            }
        }
        for (const auto& [space, shape] : networks) { // what others gave stays
            const options::NetworkConfig network{space, shape};
            linkCosts(project, network);
            queries::attachKnown(project, touched, network);
        }
    });
    if (!found) {
        throw Error(ErrorCode::NotFound,
            "Nothing was imported from '" + sourceOrSetting + "'; "
                + (known.empty() ? std::string("the project holds no imports.") : "the project holds:" + known),
            {{"name", sourceOrSetting}});
    }
    return removed;
}

}

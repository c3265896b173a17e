// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "core/base/json_text.h"
#include "core/store/connection.h"
#include "core/store/interned_names.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

constexpr const char* removalsKey = "imports-removed";

/// The session of a measurement that a table gave begins so; the table's name follows.
constexpr std::string_view sessionBegin = "import ";

constexpr const char* selectCosts =
    "SELECT substr(m.session, 8), d.name, count(*), min(m.taken_at) FROM measurements m "
    "JOIN device_settings d ON d.id = m.device_setting WHERE m.provenance = 'imported' AND m.session LIKE 'import %' "
    "GROUP BY m.session, d.name ORDER BY min(m.id)";
constexpr const char* countAccuracies = "SELECT count(*) FROM accuracies WHERE protocol = ?";

/// Imported measurements of a filter; ?1 session, ?2 device setting, ?3 shape, ?4 kind, ?5 space, each empty for any.
#define PARETOSCOPE_IMPORTED                                                                                           \
    "(SELECT m.id FROM measurements m JOIN device_settings d ON d.id = m.device_setting JOIN shapes s ON s.id = "      \
    "m.shape WHERE m.provenance = 'imported' AND m.session LIKE 'import %' AND (?1 = '' OR m.session = ?1) AND "       \
    "(?2 = '' OR d.name = ?2) AND (?3 = '' OR s.name = ?3) AND (?4 = '' OR m.kind = ?4) AND (?5 = '' OR m.space = "    \
    "?5))"
/// Of a network alone: another's stay.
#define PARETOSCOPE_COSTS_OF(PROVENANCE)                                                                               \
    "DELETE FROM costs WHERE provenance = '" PROVENANCE                                                                \
    "' AND (device_setting, kind, (SELECT shape FROM candidates WHERE id = candidate), (SELECT space FROM candidates " \
    "WHERE id = candidate)) IN (SELECT device_setting, kind, shape, space FROM "

constexpr const char* deleteImportedCosts =
    PARETOSCOPE_COSTS_OF("imported") "measurements WHERE id IN " PARETOSCOPE_IMPORTED ")";
constexpr const char* deleteCostsPredictedFromThem = PARETOSCOPE_COSTS_OF(
    "predicted") "predictors WHERE id IN (SELECT predictor FROM predictor_measurements WHERE measurement "
                 "IN " PARETOSCOPE_IMPORTED "))";
constexpr const char* deletePredictorsOfThem = "DELETE FROM predictors WHERE id IN (SELECT predictor FROM "
                                               "predictor_measurements WHERE measurement IN " PARETOSCOPE_IMPORTED ")";
constexpr const char* deleteImportedMeasurements = "DELETE FROM measurements WHERE id IN " PARETOSCOPE_IMPORTED;
#undef PARETOSCOPE_COSTS_OF
#undef PARETOSCOPE_IMPORTED

/// The table that an imported protocol is of; empty where its recipe does not say.
std::string sourceOf(const records::AccuracyProtocol& protocol) {
    const auto recipe = base::jsonIn(protocol.recipe);
    const bool says = recipe && recipe->is_object() && recipe->contains("table") && recipe->at("table").is_string();
    return says ? recipe->at("table").get<std::string>() : std::string();
}

ImportedTable& tableOf(std::vector<ImportedTable>& tables, const std::string& source) {
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const ImportedTable& table) { return table.source == source; });
    return found != tables.end() ? *found : tables.emplace_back(ImportedTable{.source = source});
}

}

std::vector<ImportedTable> Project::importedTables() const {
    return connection_->read([&] {
        std::vector<ImportedTable> tables;
        Query costs = connection_->query(selectCosts);
        while (costs.step()) {
            ImportedTable& table = tableOf(tables, costs.text());
            table.deviceSettings.push_back(records::storedDeviceSetting(costs.text()));
            table.measurements += costs.integer();
            table.takenAt = table.takenAt.empty() ? costs.text() : table.takenAt;
        }
        for (const records::AccuracyProtocol& protocol : protocols()) {
            if (protocol.provenance == records::AccuracyProvenance::Imported) {
                ImportedTable& table = tableOf(tables, sourceOf(protocol));
                Query count = connection_->query(countAccuracies);
                count.bind(protocol.id).step();
                table.accuracies += count.integer();
                table.protocols.push_back(protocol.id);
            }
        }
        return tables;
    });
}

ImportRemoval Project::removeImportedCosts(const ImportFilter& filter) {
    const std::string session = filter.source.empty() ? "" : std::string(sessionBegin) + filter.source;
    const std::string setting = filter.deviceSetting ? toText(*filter.deviceSetting) : std::string();
    const std::string shape = filter.shape ? toText(*filter.shape) : std::string();
    const std::string_view kind = filter.kind ? name(*filter.kind) : std::string_view();
    const std::string_view space = filter.space ? space::searchSpace(*filter.space).name : std::string_view();
    return connection_->write([&] {
        const auto remove = [&](const char* sql) {
            connection_->query(sql).bind(session, setting, shape, kind, space).run();
            Query changes = connection_->query("SELECT changes()");
            changes.step();
            return changes.integer();
        };
        ImportRemoval removed;
        remove(deleteImportedCosts);
        remove(deleteCostsPredictedFromThem);
        removed.predictors = remove(deletePredictorsOfThem);
        removed.measurements = remove(deleteImportedMeasurements);
        if (removed.measurements > 0) {
            setSetting(removalsKey, std::to_string(importRemovals() + 1));
        }
        return removed;
    });
}

std::int64_t Project::importRemovals() const {
    const std::string text = setting(removalsKey).value_or("0");
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count); // a damaged one counts anew
    return count;
}

ImportRemoval Project::removeImportedAccuracies(const std::string& id) {
    if (protocol(id).provenance != records::AccuracyProvenance::Imported) {
        throw Error(ErrorCode::InvalidValue,
            "The accuracy protocol " + id + " is no table's; only imported ones can be removed.",
            {{"what", "accuracy protocol"}, {"id", id}});
    }
    return connection_->write([&] {
        ImportRemoval removed;
        Query count = connection_->query(countAccuracies);
        count.bind(id).step();
        removed.accuracies = count.integer();
        connection_->query("DELETE FROM accuracies WHERE protocol = ?").bind(id).run();
        connection_->query("DELETE FROM protocols WHERE id = ?").bind(id).run();
        connection_
            ->query("DELETE FROM candidates WHERE run IS NULL AND origin = 'imported' AND NOT EXISTS (SELECT 1 FROM "
                    "accuracies WHERE candidate = candidates.id)")
            .run();
        return removed;
    });
}

}

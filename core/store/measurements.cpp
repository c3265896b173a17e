// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "core/store/connection.h"
#include "core/store/interned_names.h"

namespace paretoscope::store {

namespace {

constexpr const char* insertMeasurement =
    "INSERT INTO measurements(device_setting, shape, genotype, canonical_hash, kind, provenance, value, spread, "
    "raw_value, rounds, repeats, session, session_index, sentinel, unstable, taken_at, conditions) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* selectMeasurements =
    "SELECT m.id, d.name, s.name, m.genotype, m.canonical_hash, m.kind, m.provenance, m.value, m.spread, m.raw_value, "
    "m.rounds, m.repeats, m.session, m.session_index, m.sentinel, m.unstable, m.taken_at, m.conditions "
    "FROM measurements m JOIN device_settings d ON d.id = m.device_setting JOIN shapes s ON s.id = m.shape "
    "WHERE (?1 = '' OR d.name = ?1) AND (?2 = '' OR s.name = ?2) AND (?3 = '' OR m.canonical_hash = ?3) "
    "AND m.kind = ?4 AND (?5 OR NOT m.sentinel) AND m.id > ?6 ORDER BY m.id";
constexpr const char* selectHash =
    "SELECT 1 FROM measurements WHERE device_setting = (SELECT id FROM device_settings WHERE name = ?) "
    "AND shape = (SELECT id FROM shapes WHERE name = ?) AND canonical_hash = ? AND kind = ? LIMIT 1";
constexpr const char* selectHashes =
    "SELECT DISTINCT m.canonical_hash FROM measurements m JOIN device_settings d ON d.id = m.device_setting "
    "JOIN shapes s ON s.id = m.shape WHERE d.name = ?1 AND (?2 = '' OR s.name = ?2) AND m.kind = ?3";
constexpr const char* selectSettings =
    "SELECT d.name, s.name, sum(NOT m.sentinel), count(DISTINCT m.canonical_hash), sum(m.sentinel), min(m.taken_at), "
    "max(m.taken_at), min(m.genotype), max(m.genotype) FROM measurements m JOIN device_settings d ON d.id = "
    "m.device_setting "
    "JOIN shapes s ON s.id = m.shape GROUP BY d.name, s.name ORDER BY d.name, s.name";

std::vector<double> unpack(const SQLite::Column& column) {
    std::vector<double> numbers(static_cast<std::size_t>(column.getBytes()) / sizeof(double));
    if (!numbers.empty()) {
        std::memcpy(numbers.data(), column.getBlob(), numbers.size() * sizeof(double));
    }
    return numbers;
}

void bindAndRun(Query& query, std::int64_t setting, std::int64_t shape, const records::Measurement& measurement) {
    query.bind(setting, shape, measurement.genotype, measurement.canonicalHash, name(measurement.kind),
        name(measurement.provenance), measurement.value, measurement.spread, measurement.rawValue);
    query.bindBlob(measurement.rounds.data(), measurement.rounds.size() * sizeof(double));
    query
        .bind(measurement.repeats, measurement.session, measurement.sessionIndex, measurement.sentinel,
            measurement.unstable, measurement.takenAt, measurement.conditions)
        .run();
}

template <typename Connection>
records::Measurement readMeasurement(const Connection& connection, Query& row) {
    records::Measurement measurement;
    measurement.id = row.integer();
    measurement.deviceSetting = row.text();
    measurement.shape = row.text();
    measurement.genotype = row.text();
    measurement.canonicalHash = row.text();
    measurement.kind = connection.named(&records::costKindFromName, row.text());
    measurement.provenance = connection.named(&records::costProvenanceFromName, row.text());
    measurement.value = row.number();
    measurement.spread = row.number();
    measurement.rawValue = row.number();
    measurement.rounds = unpack(row.column());
    measurement.repeats = row.smallInteger();
    measurement.session = row.text();
    measurement.sessionIndex = row.smallInteger();
    measurement.sentinel = row.flag();
    measurement.unstable = row.flag();
    measurement.takenAt = row.text();
    measurement.conditions = row.text();
    return measurement;
}

}

std::vector<std::int64_t> Project::addMeasurements(std::span<const records::Measurement> measurements) {
    return connection_->write([&] {
        std::vector<std::int64_t> ids;
        NameIds settings = deviceSettingIds(*connection_);
        NameIds shapes = shapeIds(*connection_);
        for (const records::Measurement& measurement : measurements) {
            const std::int64_t setting = settings.idOf(measurement.deviceSetting);
            const std::int64_t shape = shapes.idOf(measurement.shape);
            Query query = connection_->query(insertMeasurement);
            bindAndRun(query, setting, shape, measurement);
            ids.push_back(connection_->lastId());
        }
        return ids;
    });
}

std::vector<records::Measurement> Project::measurements(const MeasurementFilter& filter) const {
    return connection_->read([&] {
        std::vector<records::Measurement> measurements;
        Query query = connection_->query(selectMeasurements);
        query.bind(filter.deviceSetting, filter.shape, filter.canonicalHash, name(filter.kind), filter.includeSentinels,
            filter.afterId);
        while (query.step()) {
            measurements.push_back(readMeasurement(*connection_, query));
        }
        return measurements;
    });
}

bool Project::hasMeasurement(const std::string& deviceSetting, const std::string& shape,
    const std::string& canonicalHash, records::CostKind kind) const {
    return connection_->read(
        [&] { return connection_->query(selectHash).bind(deviceSetting, shape, canonicalHash, name(kind)).step(); });
}

std::set<std::string> Project::measuredHashes(
    const std::string& deviceSetting, const std::string& shape, records::CostKind kind) const {
    return connection_->read([&] {
        std::set<std::string> hashes;
        Query query = connection_->query(selectHashes);
        query.bind(deviceSetting, shape, name(kind));
        while (query.step()) {
            hashes.insert(query.text());
        }
        return hashes;
    });
}

std::vector<DeviceSettingSummary> Project::deviceSettings() const {
    return connection_->read([&] {
        std::vector<DeviceSettingSummary> summaries;
        Query query = connection_->query(selectSettings);
        while (query.step()) {
            DeviceSettingSummary summary;
            summary.deviceSetting = query.text();
            summary.shape = query.text();
            summary.measurements = query.integer();
            summary.architectures = query.integer();
            summary.sentinels = query.integer();
            summary.firstTakenAt = query.text();
            summary.lastTakenAt = query.text();
            summary.smallestGenotype = query.text();
            summary.largestGenotype = query.text();
            summaries.push_back(std::move(summary));
        }
        return summaries;
    });
}

}

// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include "core/store/connection.h"
#include "core/store/interned_names.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

constexpr const char* insertMeasurement =
    "INSERT INTO measurements(device_setting, shape, space, genotype, canonical_hash, kind, provenance, value, spread, "
    "raw_value, rounds, repeats, session, session_index, sentinel, unstable, taken_at, conditions) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* selectMeasurements =
    "SELECT m.id, d.name, s.name, m.genotype, m.canonical_hash, m.kind, m.provenance, m.value, m.spread, m.raw_value, "
    "m.rounds, m.repeats, m.session, m.session_index, m.sentinel, m.unstable, m.taken_at, m.conditions "
    "FROM measurements m JOIN device_settings d ON d.id = m.device_setting JOIN shapes s ON s.id = m.shape "
    "WHERE (?1 = '' OR d.name = ?1) AND (?2 = '' OR s.name = ?2) AND (?3 = '' OR m.canonical_hash = ?3) "
    "AND m.kind = ?4 AND (?5 OR NOT m.sentinel) AND m.id > ?6 AND (?7 = '' OR m.space = ?7) ORDER BY m.id";
constexpr const char* selectSettings =
    "SELECT d.name, m.space, s.name, "
    "ifnull(nullif(sum(NOT m.sentinel AND m.kind = 'latency'), 0), sum(NOT m.sentinel)), "
    "count(DISTINCT CASE WHEN NOT m.sentinel THEN m.canonical_hash END), "
    "ifnull(nullif(sum(m.sentinel AND m.kind = 'latency'), 0), sum(m.sentinel)), min(m.taken_at), "
    "max(m.taken_at) FROM measurements m JOIN device_settings d ON d.id = m.device_setting "
    "JOIN shapes s ON s.id = m.shape GROUP BY d.name, s.name, m.space ORDER BY d.name, s.name, m.space";

/// A shape whose name is damaged is found by no filter: its measurements would seem not to be there.
void requireReadableShapes(Connection& connection) {
    Query query = connection.query("SELECT name FROM shapes");
    while (query.step()) {
        static_cast<void>(connection.parsed(&space::shapeFromText, query.text()));
    }
}

std::vector<double> unpack(std::span<const std::byte> bytes) {
    std::vector<double> numbers(bytes.size() / sizeof(double));
    if (!numbers.empty()) {
        std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(double));
    }
    return numbers;
}

void bindAndRun(Query& query, std::int64_t setting, std::int64_t shape, const records::Measurement& measurement) {
    const std::string genotype = space::identityText(measurement.genotype);
    query.bind(setting, shape, space::searchSpace(measurement.genotype.space).name, genotype, measurement.canonicalHash,
        name(measurement.kind), name(measurement.provenance), measurement.value, measurement.spread,
        measurement.rawValue);
    query.bindBlob(measurement.rounds.data(), measurement.rounds.size() * sizeof(double));
    query
        .bind(measurement.repeats, measurement.session, measurement.sessionIndex, measurement.sentinel,
            measurement.unstable, measurement.takenAt, measurement.conditions)
        .run();
}

records::Measurement readMeasurement(const Connection& connection, ParsedTexts<records::DeviceSetting>& settings,
    ParsedTexts<space::Shape>& shapes, Query& row) {
    records::Measurement measurement;
    measurement.id = row.integer();
    measurement.deviceSetting = settings(row.text());
    measurement.shape = shapes(row.text());
    measurement.genotype = connection.parsed(&space::fromText, row.text());
    measurement.canonicalHash = row.text();
    measurement.kind = connection.parsed(&records::costKindFromName, row.text());
    measurement.provenance = connection.parsed(&records::costProvenanceFromName, row.text());
    measurement.value = row.cost();
    measurement.spread = row.number();
    measurement.rawValue = row.number();
    measurement.rounds = unpack(row.blob());
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
        ParsedTexts<records::DeviceSetting> settings(*connection_, &records::storedDeviceSetting);
        ParsedTexts<space::Shape> shapes(*connection_, &space::shapeFromText);
        const std::string setting = filter.deviceSetting ? toText(*filter.deviceSetting) : std::string();
        const std::string shape = filter.shape ? toText(*filter.shape) : std::string();
        Query query = connection_->query(selectMeasurements);
        query.bind(setting, shape, filter.canonicalHash, name(filter.kind), filter.includeSentinels, filter.afterId,
            filter.space ? space::searchSpace(*filter.space).name : std::string_view());
        while (query.step()) {
            measurements.push_back(readMeasurement(*connection_, settings, shapes, query));
        }
        if (measurements.empty() && filter.shape && filter.afterId == 0) {
            requireReadableShapes(*connection_);
        }
        return measurements;
    });
}

SessionSpan Project::sessionSpan(const records::DeviceSetting& deviceSetting, const std::string& session) const {
    const std::string setting = toText(deviceSetting);
    return connection_->read([&] {
        Query query = connection_->query(
            "SELECT count(*), ifnull(min(taken_at), ''), ifnull(max(taken_at), '') FROM measurements WHERE "
            "device_setting = (SELECT id FROM device_settings WHERE name = ?) AND session = ? AND kind = 'latency'");
        query.bind(setting, session);
        query.step();
        return SessionSpan{query.integer(), query.text(), query.text()};
    });
}

std::vector<DeviceSettingSummary> Project::deviceSettings() const {
    return connection_->read([&] {
        std::vector<DeviceSettingSummary> summaries;
        Query query = connection_->query(selectSettings);
        while (query.step()) {
            DeviceSettingSummary summary;
            summary.deviceSetting = records::storedDeviceSetting(query.text());
            summary.space = connection_->parsed(&spaceFromText, query.text());
            summary.shape = connection_->parsed(&space::shapeFromText, query.text());
            summary.measurements = query.integer();
            summary.architectures = query.integer();
            summary.sentinels = query.integer();
            summary.firstTakenAt = query.text();
            summary.lastTakenAt = query.text();
            summaries.push_back(std::move(summary));
        }
        return summaries;
    });
}

}

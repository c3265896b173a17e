// SPDX-License-Identifier: Apache-2.0
#include "core/base/machine.h"
#include "core/store/arrays.h"
#include "core/store/connection.h"
#include "core/store/interned_names.h"
#include "core/store/project.h"

namespace paretoscope::store {

namespace {

constexpr const char* insertPredictor =
    "INSERT INTO predictors(name, kind, device_setting, shape, space, configuration, report, measurement_count, "
    "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* insertArray = "INSERT INTO arrays(predictor, position, name, type, shape, checksum, bytes) "
                                    "VALUES (?, ?, ?, ?, ?, ?, ?)";
constexpr const char* selectArrays =
    "SELECT name, type, shape, checksum, bytes FROM arrays WHERE predictor = ? ORDER BY position";
constexpr const char* selectPredictors =
    "SELECT p.id, p.name, p.kind, d.name, s.name, p.space, p.configuration, '', p.measurement_count, p.created_at "
    "FROM predictors p JOIN device_settings d ON d.id = p.device_setting JOIN shapes s ON s.id = p.shape "
    "WHERE p.kind = ? ORDER BY p.id DESC";
constexpr const char* selectPredictor =
    "SELECT p.id, p.name, p.kind, d.name, s.name, p.space, p.configuration, p.report, p.measurement_count, "
    "p.created_at "
    "FROM predictors p JOIN device_settings d ON d.id = p.device_setting JOIN shapes s ON s.id = p.shape "
    "WHERE p.id = ?";
constexpr const char* selectLatest =
    "SELECT p.id FROM predictors p JOIN device_settings d ON d.id = p.device_setting JOIN shapes s ON s.id = p.shape "
    "WHERE d.name = ?1 AND s.name = ?2 AND p.space = ?3 AND p.kind = ?4 ORDER BY p.id DESC LIMIT 1";

PredictorRecord readHead(const Connection& connection, Query& row) {
    PredictorRecord predictor;
    predictor.id = row.integer();
    predictor.name = row.text();
    predictor.kind = connection.parsed(&records::costKindFromName, row.text());
    predictor.deviceSetting = records::storedDeviceSetting(row.text());
    predictor.shape = connection.parsed(&space::shapeFromText, row.text());
    predictor.space = connection.parsed(&spaceFromText, row.text());
    predictor.configuration = row.text();
    predictor.report = row.text();
    predictor.measurementCount = row.integer();
    predictor.createdAt = row.text();
    return predictor;
}

[[noreturn]] void throwUnknown(const Project& project, std::int64_t id) {
    throw Error(ErrorCode::NotFound,
        "Project " + project.path().string() + " holds no predictor " + std::to_string(id) + ".",
        {{"file", project.path().string()}, {"what", "predictor"}, {"id", std::to_string(id)}});
}

std::vector<std::int64_t> readIds(Query query, std::int64_t predictor) {
    std::vector<std::int64_t> ids;
    query.bind(predictor);
    while (query.step()) {
        ids.push_back(query.integer());
    }
    return ids;
}

}

std::int64_t Project::savePredictor(const PredictorRecord& predictor) {
    return connection_->write([&] {
        const std::int64_t setting = deviceSettingIds(*connection_).idOf(predictor.deviceSetting);
        const std::int64_t shape = shapeIds(*connection_).idOf(predictor.shape);
        const std::int64_t count = predictor.measurementIds.empty()
            ? predictor.measurementCount
            : static_cast<std::int64_t>(predictor.measurementIds.size());
        connection_->query(insertPredictor)
            .bind(predictor.name, name(predictor.kind), setting, shape, space::searchSpace(predictor.space).name,
                predictor.configuration, predictor.report, count,
                predictor.createdAt.empty() ? base::utcNow() : predictor.createdAt)
            .run();
        const std::int64_t id = connection_->lastId();
        Query seen =
            connection_->query("INSERT OR IGNORE INTO predictor_measurements(predictor, measurement) VALUES (?, ?)");
        for (const std::int64_t measurement : predictor.measurementIds) {
            seen.bind(id, measurement).run();
        }
        Query insert = connection_->query(insertArray);
        insertArrays(insert, id, predictor.arrays);
        return id;
    });
}

PredictorRecord Project::predictor(std::int64_t id) const {
    return connection_->read([&] {
        Query head = connection_->query(selectPredictor);
        if (!head.bind(id).step()) {
            throwUnknown(*this, id);
        }
        PredictorRecord predictor = readHead(*connection_, head);
        predictor.measurementIds =
            readIds(connection_->query(
                        "SELECT measurement FROM predictor_measurements WHERE predictor = ? ORDER BY measurement"),
                id);
        Query rows = connection_->query(selectArrays);
        auto arrays = readArrays(rows, id);
        if (!arrays) {
            throw Error(ErrorCode::ProjectDamaged,
                "The arrays of predictor " + std::to_string(id) + " for " + toText(predictor.deviceSetting) + " in "
                    + path().string() + " are damaged. Fit it again: its measurements are still there.",
                {{"file", path().string()}, {"what", "predictor " + std::to_string(id)}});
        }
        predictor.arrays = std::move(*arrays);
        return predictor;
    });
}

std::string Project::predictorReport(std::int64_t id) const {
    return connection_->read([&] {
        Query report = connection_->query("SELECT report FROM predictors WHERE id = ?");
        if (!report.bind(id).step()) {
            throwUnknown(*this, id);
        }
        return report.text();
    });
}

std::optional<PredictorRecord> Project::latestPredictor(const records::DeviceSetting& deviceSetting,
    space::SpaceId space, const space::Shape& shape, records::CostKind kind) const {
    const std::string setting = toText(deviceSetting);
    const std::string network = toText(shape);
    return connection_->read([&]() -> std::optional<PredictorRecord> {
        std::int64_t id = 0;
        {
            Query latest = connection_->query(selectLatest);
            if (!latest.bind(setting, network, space::searchSpace(space).name, name(kind)).step()) {
                return std::nullopt;
            }
            id = latest.integer();
        }
        return predictor(id);
    });
}

std::vector<PredictorRecord> Project::predictors(records::CostKind kind) const {
    return connection_->read([&] {
        std::vector<PredictorRecord> predictors;
        Query query = connection_->query(selectPredictors);
        query.bind(name(kind));
        while (query.step()) {
            predictors.push_back(readHead(*connection_, query));
        }
        return predictors;
    });
}

}

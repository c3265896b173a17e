// SPDX-License-Identifier: Apache-2.0
#include "core/store/schema.h"

#include <array>
#include <map>
#include <mutex>
#include <sqlite3.h>
#include <string>

#include "core/base/text.h"
#include "core/store/connection.h"

namespace paretoscope::store {

namespace {

constexpr const char* version1 = R"sql(
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL,
    configuration TEXT NOT NULL, seed INTEGER NOT NULL, versions TEXT NOT NULL, progress REAL NOT NULL,
    results TEXT NOT NULL, error TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE TABLE device_settings (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE shapes (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE measurements (
    id INTEGER PRIMARY KEY AUTOINCREMENT, device_setting INTEGER NOT NULL REFERENCES device_settings(id),
    shape INTEGER NOT NULL REFERENCES shapes(id), genotype TEXT NOT NULL, canonical_hash TEXT NOT NULL,
    kind TEXT NOT NULL, provenance TEXT NOT NULL, value REAL NOT NULL, spread REAL NOT NULL, raw_value REAL NOT NULL,
    rounds BLOB NOT NULL, repeats INTEGER NOT NULL, session TEXT NOT NULL, session_index INTEGER NOT NULL,
    sentinel INTEGER NOT NULL, unstable INTEGER NOT NULL, taken_at TEXT NOT NULL, conditions TEXT NOT NULL);
CREATE INDEX measurements_by_hash ON measurements(device_setting, shape, canonical_hash);

CREATE TABLE predictors (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, device_setting INTEGER NOT NULL REFERENCES device_settings(id),
    shape INTEGER NOT NULL REFERENCES shapes(id), space TEXT NOT NULL, configuration TEXT NOT NULL, report TEXT NOT NULL,
    measurement_count INTEGER NOT NULL, created_at TEXT NOT NULL);
CREATE INDEX predictors_by_setting ON predictors(device_setting, shape);
CREATE TABLE predictor_measurements (
    predictor INTEGER NOT NULL REFERENCES predictors(id) ON DELETE CASCADE,
    measurement INTEGER NOT NULL REFERENCES measurements(id), PRIMARY KEY (predictor, measurement)) WITHOUT ROWID;

CREATE TABLE protocols (
    id TEXT PRIMARY KEY, space TEXT NOT NULL, data_set TEXT NOT NULL, shape TEXT NOT NULL, provenance TEXT NOT NULL,
    recipe TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE candidates (
    id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER REFERENCES runs(id), genotype TEXT NOT NULL,
    shape INTEGER NOT NULL REFERENCES shapes(id), origin TEXT NOT NULL, epoch INTEGER NOT NULL, lambda REAL NOT NULL,
    parameters INTEGER NOT NULL, macs INTEGER NOT NULL);
CREATE UNIQUE INDEX candidates_by_identity ON candidates(ifnull(run, 0), shape, genotype);
CREATE TABLE costs (
    candidate INTEGER NOT NULL REFERENCES candidates(id) ON DELETE CASCADE,
    device_setting INTEGER NOT NULL REFERENCES device_settings(id), kind TEXT NOT NULL, provenance TEXT NOT NULL,
    value REAL NOT NULL, standard_deviation REAL NOT NULL,
    PRIMARY KEY (candidate, device_setting, kind, provenance)) WITHOUT ROWID;
CREATE TABLE accuracies (
    candidate INTEGER NOT NULL REFERENCES candidates(id) ON DELETE CASCADE,
    protocol TEXT NOT NULL REFERENCES protocols(id), seed INTEGER NOT NULL, provenance TEXT NOT NULL,
    accuracy REAL NOT NULL, cross_entropy REAL, steps INTEGER NOT NULL, images INTEGER NOT NULL,
    PRIMARY KEY (candidate, protocol, seed)) WITHOUT ROWID;

CREATE TABLE history (
    run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, epoch INTEGER NOT NULL, step INTEGER NOT NULL,
    point TEXT NOT NULL, PRIMARY KEY (run, epoch, step)) WITHOUT ROWID;
CREATE TABLE checkpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
    step INTEGER NOT NULL, state TEXT NOT NULL, array_count INTEGER NOT NULL, checksum INTEGER NOT NULL,
    created_at TEXT NOT NULL, UNIQUE (run, step));
CREATE TABLE arrays (
    id INTEGER PRIMARY KEY, predictor INTEGER REFERENCES predictors(id) ON DELETE CASCADE,
    checkpoint INTEGER REFERENCES checkpoints(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
    type TEXT NOT NULL, shape TEXT NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
    CHECK ((predictor IS NULL) <> (checkpoint IS NULL)));
CREATE INDEX arrays_by_predictor ON arrays(predictor, position) WHERE predictor IS NOT NULL;
CREATE INDEX arrays_by_checkpoint ON arrays(checkpoint, position) WHERE checkpoint IS NOT NULL;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
)sql";

/// The tuner's trials; and measured costs are asked for by setting when a device is chosen in the window.
constexpr const char* version2 = R"sql(
CREATE TABLE trials (
    id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE, task TEXT NOT NULL,
    tuner TEXT NOT NULL, seed INTEGER NOT NULL, position INTEGER NOT NULL, configuration TEXT NOT NULL,
    valid INTEGER NOT NULL, reason TEXT NOT NULL, cycles REAL);
CREATE INDEX trials_by_task ON trials(run, task);
CREATE INDEX costs_by_setting ON costs(device_setting);
)sql";

/// What the user says about runs, and a bin for them. The points of a front are read from two indices alone, a
/// protocol's and a setting's, and candidates by run.
constexpr const char* version3 = R"sql(
ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
DROP INDEX costs_by_setting;
CREATE INDEX costs_by_setting ON costs(device_setting, kind, candidate, provenance, value);
CREATE INDEX accuracies_by_protocol ON accuracies(protocol, candidate, seed, accuracy, cross_entropy, steps);
CREATE INDEX candidates_by_run ON candidates(run);
)sql";

/// The search space of what was measured or found, so far told by the genotype's text; the kind of cost of a
/// predictor, so far told by its model's name. A candidate is found by its architecture in all runs.
constexpr const char* version4 = R"sql(
ALTER TABLE measurements ADD COLUMN space TEXT NOT NULL DEFAULT 'darts';
UPDATE measurements SET space = 'nas-bench-201' WHERE genotype LIKE '|%';
ALTER TABLE candidates ADD COLUMN space TEXT NOT NULL DEFAULT 'darts';
UPDATE candidates SET space = 'nas-bench-201' WHERE genotype LIKE '|%';
ALTER TABLE predictors ADD COLUMN kind TEXT NOT NULL DEFAULT 'latency';
UPDATE predictors SET kind = 'energy' WHERE name LIKE '%-energy';
DROP INDEX candidates_by_identity;
CREATE UNIQUE INDEX candidates_by_identity ON candidates(genotype, shape, ifnull(run, 0));
)sql";

/// The steps of a pipeline are runs of their own.
constexpr const char* version5 = R"sql(
ALTER TABLE runs ADD COLUMN parent INTEGER REFERENCES runs(id) ON DELETE SET NULL;
)sql";

/// Estimated accuracies: how sure they are and what they were learnt from. Both are read with the points of a front.
constexpr const char* version6 = R"sql(
ALTER TABLE accuracies ADD COLUMN deviation REAL;
ALTER TABLE accuracies ADD COLUMN trainings INTEGER NOT NULL DEFAULT 0;
DROP INDEX accuracies_by_protocol;
CREATE INDEX accuracies_by_protocol ON accuracies(
    protocol, candidate, seed, accuracy, cross_entropy, steps, deviation, trainings);
)sql";

constexpr std::array steps{version1, version2, version3, version4, version5, version6};

}

std::span<const char* const> migrationSteps() {
    return steps;
}

int schemaVersion() {
    return static_cast<int>(steps.size());
}

namespace {

/// Kind and name of what a file defines, and the SQL that does.
using Definitions = std::map<std::pair<std::string, std::string>, std::string>;

constexpr const char* definitionsSql = "SELECT type, name, ifnull(sql, '') FROM sqlite_schema";

Definitions makeDefinitions(int version) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    for (int step = 0; step < version; ++step) {
        database.exec(migrationSteps()[static_cast<std::size_t>(step)]);
    }
    Definitions definitions;
    SQLite::Statement rows(database, definitionsSql);
    while (rows.executeStep()) {
        definitions[{rows.getColumn(0).getString(), rows.getColumn(1).getString()}] = rows.getColumn(2).getString();
    }
    // What SQLite's ANALYZE leaves, also that of its own shell.
    definitions[{"table", "sqlite_stat1"}] = "CREATE TABLE sqlite_stat1(tbl,idx,stat)";
    definitions[{"table", "sqlite_stat4"}] = "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)";
    return definitions;
}

const Definitions& definitionsOf(int version) {
    static std::mutex mutex;
    static std::map<int, Definitions> made;
    const std::lock_guard lock(mutex);
    const auto found = made.find(version);
    return found != made.end() ? found->second : made.emplace(version, makeDefinitions(version)).first->second;
}

}

void distrustSchema(SQLite::Database& database) {
    sqlite3* const handle = database.getHandle();
    for (const int option : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
             SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION}) {
        sqlite3_db_config(handle, option, 0, nullptr);
    }
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

void requireOwnSchema(SQLite::Database& database, const std::filesystem::path& path, int version) {
    const Definitions& own = definitionsOf(version);
    std::size_t found = 0;
    SQLite::Statement rows(database, definitionsSql);
    while (rows.executeStep()) {
        const std::string type = rows.getColumn(0).getString();
        const std::string name = rows.getColumn(1).getString();
        const auto expected = own.find({type, name});
        if (expected == own.end() || expected->second != rows.getColumn(2).getString()) {
            throw damaged(path,
                "it holds the " + base::shortLine(type, 20) + " '" + base::shortLine(name, 80)
                    + "', which this program did not make that way; a project is data and brings no code along");
        }
        found += name.starts_with("sqlite_stat") ? 0 : 1;
    }
    constexpr std::size_t statistics = 2;
    if (found + statistics < own.size()) {
        throw damaged(path, "some of its tables are missing");
    }
}

}

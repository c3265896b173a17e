// SPDX-License-Identifier: Apache-2.0
#include "core/store/schema_check.h"

#include <sqlite3.h>

#include <map>
#include <mutex>
#include <string>

#include "core/base/text.h"
#include "core/store/schema.h"
#include "core/store/sqlite_errors.h"

namespace paretoscope::store {

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

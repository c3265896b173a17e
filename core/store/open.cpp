// SPDX-License-Identifier: Apache-2.0
#include "core/store/open.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <string>
#include <system_error>

#include "core/base/error.h"
#include "core/store/schema.h"
#include "core/store/sqlite_errors.h"
#include "core/store/writer_lock.h"

namespace paretoscope::store {

namespace {

constexpr int busyTimeoutMs = 5000;

template <typename Body>
auto converted(const std::filesystem::path& path, Body body) {
    try {
        return body();
    } catch (const SQLite::Exception& exception) {
        throw toError(exception, path);
    }
}

void requireFile(const std::filesystem::path& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        throw Error(ErrorCode::FileNotFound,
            "There is no project " + path.string() + ". Check the name, or create it first.",
            {{"file", path.string()}});
    }
    if (!std::filesystem::is_regular_file(status)) {
        throw Error(ErrorCode::FileUnreadable, path.string() + " is not a file, so it cannot be opened as a project.",
            {{"file", path.string()}, {"reason", "not a file"}});
    }
}

/// Checking every page of a large file takes longer than showing it: who only reads one meets damage where it is, and
/// is told then. A writer checks whatever the size.
constexpr std::uintmax_t largestCheckedForReading = std::uintmax_t{48} << 20U;

bool isCheckedForReading(const std::filesystem::path& path) {
    std::error_code error;
    const std::uintmax_t bytes = std::filesystem::file_size(path, error);
    return error || bytes <= largestCheckedForReading;
}

/// Refuses what is no project, a newer one and a damaged one; returns the version of its schema.
int checkedVersion(SQLite::Database& database, const std::filesystem::path& path, bool everyPage) {
    if (database.execAndGet("PRAGMA application_id").getInt() != applicationId) {
        throw damaged(path, "it does not carry the mark of a Paretoscope project");
    }
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version > schemaVersion()) {
        throw Error(ErrorCode::ProjectTooNew,
            "Project " + path.string() + " was written by a newer Paretoscope (format " + std::to_string(version)
                + "; this one reads up to " + std::to_string(schemaVersion()) + "). Install the newer version.",
            {{"file", path.string()}, {"version", std::to_string(version)}});
    }
    if (version < 1) {
        throw damaged(path, "its format version " + std::to_string(version) + " does not exist");
    }
    const std::string answer = everyPage ? database.execAndGet("PRAGMA quick_check(1)").getString() : "ok";
    if (answer != "ok") {
        throw damaged(path, answer);
    }
    return version;
}

void migrate(SQLite::Database& database, int from) {
    const auto steps = migrationSteps();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::EXCLUSIVE);
    for (auto version = static_cast<std::size_t>(from); version < steps.size(); ++version) {
        database.exec(steps[version]);
    }
    database.exec("PRAGMA user_version = " + std::to_string(steps.size()));
    transaction.commit();
}

/// Leaves PATH.vN.bak as it was before the upgrade. VACUUM INTO also takes what is still in the log.
void keepCopy(SQLite::Database& database, const std::filesystem::path& path, int version) {
    std::filesystem::path copy = path;
    copy += ".v" + std::to_string(version) + ".bak";
    std::filesystem::path unfinished = copy;
    unfinished += ".part";
    std::error_code error;
    std::filesystem::remove(unfinished, error);
    SQLite::Statement vacuum(database, "VACUUM INTO ?");
    vacuum.bind(1, unfinished.string());
    vacuum.exec();
    std::filesystem::rename(unfinished, copy, error);
    if (error) {
        throw Error(ErrorCode::FileUnwritable,
            "The copy " + copy.string() + " that is kept before an upgrade cannot be written: " + error.message() + ".",
            {{"file", copy.string()}, {"reason", error.message()}});
    }
}

void prepare(SQLite::Database& database) {
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;");
}

void startLog(SQLite::Database& database) {
    SQLite::Statement log(database, "PRAGMA journal_mode = WAL");
    log.executeStep();
}

}

SQLite::Database createDatabase(const std::filesystem::path& path) {
    return converted(path, [&] {
        SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busyTimeoutMs);
        prepare(database);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        startLog(database);
        migrate(database, 0);
        return database;
    });
}

SQLite::Database openForWriting(const std::filesystem::path& path) {
    requireFile(path);
    return converted(path, [&] {
        SQLite::Database database(path, SQLite::OPEN_READWRITE, busyTimeoutMs);
        const int version = checkedVersion(database, path, true);
        if (sqlite3_db_readonly(database.getHandle(), "main") != 0) {
            throw Error(ErrorCode::FileUnwritable,
                "Project " + path.string()
                    + " is write-protected. Open it read-only, or copy it to a folder that can be written.",
                {{"file", path.string()}, {"reason", "write-protected"}});
        }
        prepare(database);
        startLog(database);
        if (version < schemaVersion()) {
            keepCopy(database, path, version);
            migrate(database, version);
        }
        return database;
    });
}

SQLite::Database openForReading(const std::filesystem::path& path) {
    requireFile(path);
    return converted(path, [&] {
        // Project serialises its calls itself: SQLite's own mutex, taken for each column of each row, is left out.
        SQLite::Database database(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, busyTimeoutMs);
        const int version = checkedVersion(database, path, isCheckedForReading(path));
        if (version < schemaVersion()) {
            SQLite::Database upgraded(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
            SQLite::Backup(upgraded, database).executeStep();
            migrate(upgraded, version);
            database = std::move(upgraded);
        }
        prepare(database);
        return database;
    });
}

void foldLog(SQLite::Database& database) noexcept {
    // Both fail where a reader still has the file open; nothing is lost then, the log just stays beside it.
    constexpr int shortTimeoutMs = 100;
    sqlite3_busy_timeout(database.getHandle(), shortTimeoutMs);
    database.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
    database.tryExec("PRAGMA journal_mode = DELETE");
}

void foldAfterLastReader(const std::filesystem::path& path) noexcept {
    std::filesystem::path log = path;
    log += "-wal";
    std::error_code error;
    if (!std::filesystem::exists(log, error)) {
        return;
    }
    try {
        const auto lock = WriterLock::tryAcquire(path);
        if (lock) {
            SQLite::Database database(path, SQLite::OPEN_READWRITE);
            foldLog(database);
        }
    } catch (const std::exception&) {
        // A folder that cannot be written, or a damaged file: the log stays where it is, and with it all that it holds.
    }
}

}

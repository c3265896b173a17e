// SPDX-License-Identifier: Apache-2.0
#include "core/store/connection.h"

#include <cstdint>
#include <sqlite3.h>

#include "core/base/text.h"
#include "core/store/open.h"

namespace paretoscope::store {

Connection::Connection(std::filesystem::path path, SQLite::Database database, std::optional<WriterLock> lock)
    : path_(std::move(path))
    , lock_(std::move(lock))
    , database_(std::make_unique<SQLite::Database>(std::move(database))) { }

Connection::~Connection() {
    statements_.clear(); // a database with prepared statements cannot be closed
    if (lock_) {
        foldLog(*database_);
        database_.reset();
        return;
    }
    database_.reset();
    foldAfterLastReader(path_);
}

void Connection::compact() {
    requireWriter();
    const std::scoped_lock guard(mutex_);
    try {
        statements_.clear(); // one that is open would keep the file from being rewritten
        database_->exec("VACUUM");
        database_->exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SQLite::Exception& exception) {
        throw toError(exception, path_);
    }
}

std::int64_t Connection::changeCounter() {
    const std::scoped_lock guard(mutex_);
    try {
        Query version = query("PRAGMA data_version");
        version.step();
        // data_version counts the commits of others, total_changes the rows that this connection changed.
        // Both wrap: only whether they differ means anything.
        constexpr unsigned commitBits = 32;
        const auto commits = static_cast<std::uint64_t>(version.integer()) << commitBits;
        const auto changes = static_cast<std::uint32_t>(database_->getTotalChanges());
        return static_cast<std::int64_t>((commits | changes) & static_cast<std::uint64_t>(INT64_MAX));
    } catch (const SQLite::Exception& exception) {
        throw toError(exception, path_);
    }
}

Query Connection::query(const char* sql) {
    auto found = statements_.find(std::string_view(sql));
    if (found == statements_.end()) {
        sqlite3_stmt* statement = nullptr;
        const int result = sqlite3_prepare_v2(database_->getHandle(), sql, -1, &statement, nullptr);
        if (result != SQLITE_OK) {
            throw SQLite::Exception(database_->getHandle(), result);
        }
        found = statements_.try_emplace(sql, statement).first;
    }
    return Query(found->second.get());
}

std::int64_t Connection::addName(const char* insertSql, const char* selectSql, const std::string& name) {
    query(insertSql).bind(name).run();
    Query select = query(selectSql);
    select.bind(name).step();
    return select.integer();
}

void Connection::requireWriter() const {
    if (!isWriter()) {
        throw Error(ErrorCode::ProjectReadOnly,
            "Project " + path_.string()
                + " is open read-only, so nothing can be stored in it. Open it for writing, or copy it first.",
            {{"file", path_.string()}});
    }
}

Connection::Scope::Scope(Connection& connection, const char* begin) : connection_(connection) {
    connection_.database_->exec(connection_.depth_ == 0 ? begin : "SAVEPOINT nested");
    ++connection_.depth_;
}

void Connection::Scope::commit() {
    connection_.database_->exec(connection_.depth_ == 1 ? "COMMIT" : "RELEASE nested");
    --connection_.depth_;
    committed_ = true;
}

Connection::Scope::~Scope() {
    if (committed_) {
        return;
    }
    --connection_.depth_;
    // After a full disk SQLite has already rolled back by itself; there is nothing to undo then.
    sqlite3* const handle = connection_.database_->getHandle();
    if (sqlite3_get_autocommit(handle) == 0) {
        connection_.database_->tryExec(connection_.depth_ == 0 ? "ROLLBACK" : "ROLLBACK TO nested; RELEASE nested");
    }
}

namespace {

constexpr int primaryCodeMask = 0xff; // extended codes keep the primary one in the low byte

Error unwritable(const std::string& file, const std::string& reason) {
    return {ErrorCode::FileUnwritable,
        "Project " + file + " cannot be written: " + reason
            + ". What was stored before is safe. Free space on its disk or make the file and its folder writable, "
              "then start again.",
        {{"file", file}, {"reason", reason}}};
}

Error constraint(int extendedCode, const std::string& file, const std::string& reason) {
    if (extendedCode == SQLITE_CONSTRAINT_FOREIGNKEY) {
        return {ErrorCode::NotFound,
            "Project " + file
                + " does not hold the run, candidate, measurement or accuracy protocol that something to be stored "
                  "refers "
                  "to. Store that first.",
            {{"file", file}}};
    }
    return {ErrorCode::InvalidValue,
        "A value cannot be stored in project " + file + ": " + reason + ". Numbers must not be NaN there.",
        {{"file", file}, {"reason", reason}}};
}

}

void Query::refuseNumber(const char* what) const {
    const char* const file = sqlite3_db_filename(sqlite3_db_handle(statement_), "main");
    const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column_));
    throw damaged(file != nullptr ? file : "",
        "its column '" + std::string(sqlite3_column_name(statement_, column_)) + "' holds " + what + " ("
            + base::shortLine(text != nullptr ? text : "NULL", 40) + ")");
}

Error notAProject(const std::filesystem::path& path, const std::string& what) {
    return {ErrorCode::ProjectDamaged,
        path.string() + " is no Paretoscope project but " + what
            + ". It was left as it is; check the name, or choose another.",
        {{"file", path.string()}, {"what", what}}};
}

Error damaged(const std::filesystem::path& path, const std::string& what) {
    const std::string file = path.string();
    return {ErrorCode::ProjectDamaged,
        "Project " + file + " is damaged or not a Paretoscope project: " + what
            + ". Keep it, restore a copy of it, or save what can be read with: sqlite3 " + base::shellWord(file)
            + " .recover | sqlite3 rescued.paretoscope",
        {{"file", file}, {"what", what}}};
}

Error toError(const SQLite::Exception& exception, const std::filesystem::path& path) {
    const std::string file = path.string();
    const std::string reason = exception.what();
    switch (exception.getErrorCode() & primaryCodeMask) {
    case SQLITE_FULL:
        return unwritable(file, "the disk is full");
    case SQLITE_READONLY:
        if (exception.getExtendedErrorCode() == SQLITE_READONLY_ROLLBACK) {
            return {ErrorCode::FileUnreadable,
                "Project " + file
                    + " was left in the middle of a write, which has to be undone before it can be read. Make the file "
                      "and its folder writable, or wait for the program that writes it.",
                {{"file", file}, {"reason", reason}}};
        }
        [[fallthrough]];
    case SQLITE_PERM:
        return unwritable(file, reason);
    case SQLITE_IOERR:
        if (exception.getExtendedErrorCode() == SQLITE_IOERR_READ
            || exception.getExtendedErrorCode() == SQLITE_IOERR_SHORT_READ) {
            return {ErrorCode::FileUnreadable, "Project " + file + " cannot be read: " + reason + ". Check its disk.",
                {{"file", file}, {"reason", reason}}};
        }
        return unwritable(file, reason);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // SQL of ours that does not fit the tables of the file
        return damaged(path, reason);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::ProjectLocked,
            "Project " + file + " is kept busy by another process (" + reason + "). Try again when that one is done.",
            {{"file", file}, {"holder", "another process"}}};
    case SQLITE_CONSTRAINT:
        return constraint(exception.getExtendedErrorCode(), file, reason);
    case SQLITE_NOMEM:
        return {
            ErrorCode::NotEnoughMemory, "There is not enough memory to read project " + file + ".", {{"file", file}}};
    case SQLITE_TOOBIG:
        return {ErrorCode::InvalidValue, "An array is too large for project " + file + " (at most 1 GB each).",
            {{"file", file}, {"reason", reason}}};
    default:
        return {ErrorCode::FileUnreadable,
            "Project " + file + " cannot be opened: " + reason
                + ". Check that the file and its folder may be read, and that the folder may be written if it was not "
                  "closed properly.",
            {{"file", file}, {"reason", reason}}};
    }
}

}

// SPDX-License-Identifier: Apache-2.0
#include "core/store/connection.h"

#include <sqlite3.h>

#include <cstdint>

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

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/error.h"
#include "core/store/query.h"
#include "core/store/writer_lock.h"

namespace paretoscope::store {

/// What SQLite said, as an Error that says what to do.
Error toError(const SQLite::Exception& exception, const std::filesystem::path& path);

/// ProjectDamaged where `what` stands in the project's place, whole and of no use here.
Error notAProject(const std::filesystem::path& path, const std::string& what);

/// ProjectDamaged, with `what` is wrong and how to get out of it.
Error damaged(const std::filesystem::path& path, const std::string& what);

/// The open database behind a Project: statements, transactions, and SQLite's exceptions turned into Error. Internal to
/// the module.
class Connection {
public:
    /// `lock` is the writer's right; a reader has none.
    Connection(std::filesystem::path path, SQLite::Database database, std::optional<WriterLock> lock);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    /// Folds the write-ahead log back into the file where nobody else has it open.
    ~Connection();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] bool isWriter() const { return lock_.has_value(); }
    [[nodiscard]] std::int64_t changeCounter();

    /// The prepared statement of that text, ready to be bound. `sql` must be a literal: it is prepared once.
    Query query(const char* sql);
    [[nodiscard]] std::int64_t lastId() const { return database_->getLastInsertRowid(); }

    /// Row id of a name in a table of names (device_settings, shapes), added where it is new.
    std::int64_t addName(const char* insertSql, const char* selectSql, const std::string& name);

    /// Runs `body` within one transaction that sees one state of the file.
    template <typename Body>
    auto read(Body body) {
        return within("BEGIN", body);
    }
    /// The same, to change something; throws Error (ProjectReadOnly) through a reader.
    template <typename Body>
    auto write(Body body) {
        requireWriter();
        return within("BEGIN IMMEDIATE", body);
    }

    /// Gives room that nothing uses back to the disk. Not within a transaction.
    void compact();

    /// The value of a text that stands in the file; throws Error (ProjectDamaged) where it has none.
    template <typename Value>
    Value parsed(Value (*fromText)(std::string_view), std::string_view text) const {
        try {
            return fromText(text);
        } catch (const Error& error) {
            throw damaged(path_, error.what());
        }
    }

private:
    template <typename Body>
    auto within(const char* begin, Body& body) {
        const std::scoped_lock guard(mutex_);
        try {
            Scope scope(*this, begin);
            if constexpr (std::is_void_v<decltype(body())>) {
                body();
                scope.commit();
            } else {
                auto result = body();
                scope.commit();
                return result;
            }
        } catch (const SQLite::Exception& exception) {
            throw toError(exception, path_);
        }
    }

    /// A transaction, or a savepoint within one; undone unless committed.
    class Scope {
    public:
        Scope(Connection& connection, const char* begin);
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        ~Scope();
        void commit();

    private:
        Connection& connection_;
        bool committed_ = false;
    };

    void requireWriter() const;

    std::filesystem::path path_;
    std::optional<WriterLock> lock_; // given back after the database is closed
    std::unique_ptr<SQLite::Database> database_;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, std::less<>> statements_;
    std::recursive_mutex mutex_;
    int depth_ = 0;
};

}

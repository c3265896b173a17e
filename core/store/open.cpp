// SPDX-License-Identifier: Apache-2.0
#include "core/store/open.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <system_error>

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <sys/statvfs.h>
#include <sys/vfs.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/store/connection.h"
#include "core/store/schema.h"
#include "core/store/writer_lock.h"

namespace paretoscope::store {

namespace {

// SQLite gets absolute paths: ":memory:" is a name like any other to its user, and would be no file at all.
constexpr int busyTimeoutMs = 5000;

/// Of statfs(2).
constexpr std::array<std::uint32_t, 9> networkTypes{
    0x6969, // NFS
    0x517B, // SMB
    0xFF534D42, // CIFS
    0xFE534D42, // SMB2
    0x5346414F, // AFS
    0x00C36400, // Ceph
    0x01021997, // 9P
    0x0BD00BD0, // Lustre
    0x47504653, // GPFS
};

/// Whether a file lies on a disk that several computers write to, as far as the system says so.
bool isOnNetwork(const std::filesystem::path& path) {
    struct statfs status { };
    return ::statfs(path.c_str(), &status) == 0
        && std::find(networkTypes.begin(), networkTypes.end(), static_cast<std::uint32_t>(status.f_type))
        != networkTypes.end();
}

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

[[noreturn]] void throwWithoutMark(SQLite::Database& database, const std::filesystem::path& path, int mark) {
    std::error_code unknown;
    if (std::filesystem::file_size(path, unknown) == 0) {
        throw notAProject(path, "an empty file");
    }
    const int tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
    if (mark != 0 || tables > 0) {
        throw notAProject(path, "an SQLite database of another program");
    }
    throw damaged(path, "it does not carry the mark of a Paretoscope project");
}

/// Refuses what is no project, a newer one, a damaged one, and one that brings more than data along; returns the
/// version of its schema. The first that is asked of a file.
int checkedVersion(SQLite::Database& database, const std::filesystem::path& path, bool everyPage) {
    distrustSchema(database);
    if (const int mark = database.execAndGet("PRAGMA application_id").getInt(); mark != applicationId) {
        throwWithoutMark(database, path, mark);
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
    requireOwnSchema(database, path, version);
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

/// What is appended to a project's name beside it; the longest is the copy before an upgrade.
void requireRoomForSuffixes(const std::filesystem::path& path) {
    constexpr std::size_t longestName = 255; // NAME_MAX, in bytes
    constexpr std::size_t suffix = std::char_traits<char>::length(".v99.bak");
    const std::size_t length = path.filename().string().size();
    if (length > longestName - suffix) {
        throw Error(ErrorCode::FileUnwritable,
            "The name of project " + path.string() + " is too long: " + std::to_string(length) + " bytes where at most "
                + std::to_string(longestName - suffix) + " fit. Choose a shorter one.",
            {{"file", path.string()}, {"reason", "name too long"}});
    }
}

/// Leaves PATH.vN.bak as it was before the upgrade. VACUUM INTO also takes what is still in the log.
void keepCopy(SQLite::Database& database, const std::filesystem::path& path, int version) {
    std::filesystem::path copy = path;
    copy += ".v" + std::to_string(version) + ".bak";
    base::TemporaryFile unfinished(copy, base::Access::Private);
    SQLite::Statement vacuum(database, "VACUUM INTO ?"); // into an empty file
    vacuum.bind(1, unfinished.path().string());
    vacuum.exec();
    unfinished.replaceTarget();
}

/// Whole or not at all: a project whose making was killed, or for which the disk had no room, is not there.
void makeFile(const std::filesystem::path& path) {
    base::TemporaryFile file(path, base::Access::Private);
    {
        // Nobody else knows the file, and flock and SQLite's locks are the same ones on some network disks.
        SQLite::Database database(file.path(), SQLite::OPEN_READWRITE, busyTimeoutMs, "unix-none");
        database.exec("PRAGMA journal_mode = MEMORY; PRAGMA application_id = " + std::to_string(applicationId));
        migrate(database, 0);
    }
    if (!file.becomeTarget()) {
        throw Error(ErrorCode::FileUnwritable,
            "Project " + path.string() + " exists already. Open it, or choose another name.",
            {{"file", path.string()}, {"reason", "exists"}});
    }
}

void prepare(SQLite::Database& database) {
    database.exec("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;");
}

/// A write-ahead log lives in memory that programs share, which programs on several computers cannot (SQLite,
/// "Write-Ahead Logging", section 1). There, and where SQLite cannot have one, each commit is a rollback journal
/// instead: slower, and readers wait for it.
void startLog(SQLite::Database& database, const std::filesystem::path& path) {
    SQLite::Statement log(database, isOnNetwork(path) ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL");
    log.executeStep();
}

/// SQLite names a project's log and journal after the project, so under a second name of the same file a program would
/// miss what the other has not written back yet, and damage it (SQLite, "How To Corrupt An SQLite Database File", 2.5).
void requireOneName(const std::filesystem::path& path) {
    std::error_code error;
    const std::uintmax_t names = std::filesystem::hard_link_count(path, error);
    if (!error && names > 1) {
        throw Error(ErrorCode::FileUnwritable,
            "Project " + path.string() + " has " + std::to_string(names)
                + " names (hard links), and writing under two of them would damage it. Remove the others, or copy it.",
            {{"file", path.string()}, {"reason", "hard links"}});
    }
}

}

SQLite::Database createDatabase(const std::filesystem::path& path) {
    requireRoomForSuffixes(path);
    return converted(path, [&] {
        makeFile(path);
        return openForWriting(path);
    });
}

SQLite::Database openForWriting(const std::filesystem::path& path) {
    requireFile(path);
    requireOneName(path);
    return converted(path, [&] {
        SQLite::Database database(std::filesystem::absolute(path), SQLite::OPEN_READWRITE, busyTimeoutMs);
        const int version = checkedVersion(database, path, true);
        if (sqlite3_db_readonly(database.getHandle(), "main") != 0) {
            throw Error(ErrorCode::FileUnwritable,
                "Project " + path.string()
                    + " is write-protected. Open it read-only, or copy it to a folder that can be written.",
                {{"file", path.string()}, {"reason", "write-protected"}});
        }
        prepare(database);
        startLog(database, path);
        if (version < schemaVersion()) {
            keepCopy(database, path, version);
            migrate(database, version);
        }
        return database;
    });
}

namespace {

/// Nobody can write there, so what is read needs no locks, nor the memory in which programs share a log's index.
bool isOnReadOnlyMedium(const std::filesystem::path& path) {
    struct statvfs status { };
    return ::statvfs(path.c_str(), &status) == 0 && (status.f_flag & ST_RDONLY) != 0;
}

SQLite::Database readable(const std::filesystem::path& path, bool alone = false) {
    // Project serialises its calls itself: SQLite's own mutex, taken for each column of each row, is left out.
    SQLite::Database database(std::filesystem::absolute(path), SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX,
        busyTimeoutMs, alone ? "unix-none" : "");
    if (alone) {
        database.exec("PRAGMA locking_mode = EXCLUSIVE"); // the log's index is then kept in this program's memory
    }
    const int version = checkedVersion(database, path, isCheckedForReading(path));
    if (version < schemaVersion()) {
        // A file without a name, which SQLite removes: it does not fill the memory however large the project is.
        SQLite::Database upgraded("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
        SQLite::Backup(upgraded, database).executeStep();
        distrustSchema(upgraded);
        migrate(upgraded, version);
        database = std::move(upgraded);
    }
    prepare(database);
    return database;
}

/// A writer that was killed without a write-ahead log left a journal, which only one who may write can undo. False
/// where there is a writer.
bool undoUnfinishedWrite(const std::filesystem::path& path) {
    const auto lock = WriterLock::tryAcquire(path);
    if (lock) {
        SQLite::Database database(std::filesystem::absolute(path), SQLite::OPEN_READWRITE, busyTimeoutMs);
        checkedVersion(database, path, false);
    }
    return lock.has_value();
}

}

SQLite::Database openForReading(const std::filesystem::path& path) {
    requireFile(path);
    return converted(path, [&] {
        try {
            return readable(path);
        } catch (const SQLite::Exception& exception) {
            if (exception.getErrorCode() == SQLITE_CANTOPEN && isOnReadOnlyMedium(path)) {
                return readable(path, true); // a log without its index: a copy of what was not closed
            }
            if (exception.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK || !undoUnfinishedWrite(path)) {
                throw;
            }
        }
        return readable(path);
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
    if (!std::filesystem::exists(log, error) || std::filesystem::hard_link_count(path, error) != 1) {
        return;
    }
    try {
        const auto lock = WriterLock::tryAcquire(path);
        if (lock) {
            SQLite::Database database(std::filesystem::absolute(path), SQLite::OPEN_READWRITE);
            checkedVersion(database, path, false);
            foldLog(database);
        }
    } catch (const std::exception&) {
        // A folder that cannot be written, or a damaged file: the log stays where it is, and with it all that it holds.
    }
}

}

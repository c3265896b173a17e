// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include <SQLiteCpp/SQLiteCpp.h>

namespace paretoscope::store {

/// Opening, checking, upgrading and folding a project file. Internal to the module; all throw Error except the two that
/// fold.

SQLite::Database createDatabase(const std::filesystem::path& path);
/// The caller holds the writer lock.
SQLite::Database openForWriting(const std::filesystem::path& path);
SQLite::Database openForReading(const std::filesystem::path& path);

/// Brings the log back into the file and leaves a single file, if nobody else has it open; else the last one to close
/// does.
void foldLog(SQLite::Database& database) noexcept;
/// The same after a reader has closed: it folds where a log is left and no writer is there.
void foldAfterLastReader(const std::filesystem::path& path) noexcept;

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include <SQLiteCpp/SQLiteCpp.h>

namespace paretoscope::store {

/// "PSCO", in the header of the file: what tells a project from any other SQLite file.
inline constexpr std::int32_t applicationId = 0x5053434f;

/// The SQL that leads from version n to n + 1 stands at index n; a new file takes them all, an older one those it
/// lacks. A step that has been released is never edited: what it did is in people's files.
std::span<const char* const> migrationSteps();

/// The version that this program writes (`PRAGMA user_version`).
int schemaVersion();

/// Before anything else is asked of a file: nothing in it may run. No triggers, no views, no extensions, no functions
/// in its schema beyond SQLite's harmless ones, no writing past SQL.
void distrustSchema(SQLite::Database& database);

/// Throws Error (ProjectDamaged) where the file holds anything else than the tables and indices that the program of
/// that version makes, word for word: a trigger, a view, a foreign or changed table, a computed column. Takes as long
/// as the list of them is, whatever they would do.
void requireOwnSchema(SQLite::Database& database, const std::filesystem::path& path, int version);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

namespace paretoscope::store {

/// Before anything else is asked of a file: nothing in it may run. No triggers, no views, no extensions, no functions
/// in its schema beyond SQLite's harmless ones, no writing past SQL.
void distrustSchema(SQLite::Database& database);

/// Throws Error (ProjectDamaged) where the file holds anything else than the tables and indices that the program of
/// that version makes, word for word: a trigger, a view, a foreign or changed table, a computed column. Takes as long
/// as the list of them is, whatever they would do.
void requireOwnSchema(SQLite::Database& database, const std::filesystem::path& path, int version);

}

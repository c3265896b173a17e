// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace paretoscope::store {

/// "PSCO", in the header of the file: what tells a project from any other SQLite file.
inline constexpr std::int32_t applicationId = 0x5053434f;

/// The SQL that leads from version n to n + 1 stands at index n; a new file takes them all, an older one those it
/// lacks. A step that has been released is never edited: what it did is in people's files.
std::span<const char* const> migrationSteps();

/// The version that this program writes (`PRAGMA user_version`).
int schemaVersion();

}

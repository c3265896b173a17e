// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace paretoscope::store {

/// Writes all that a project has committed, also while a writer has it open, as one file to `copy`, where nothing is
/// yet, or an empty file. Throws Error: as Project::open() to read, and FileUnwritable.
void copyProject(const std::filesystem::path& project, const std::filesystem::path& copy);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "app/cli/run_job.h"
#include "core/store/project.h"

namespace paretoscope::cli {

store::Project openToRead(const Session& session);
/// The same; nothing where there is no project yet.
std::optional<store::Project> existingProject(const Session& session);

}

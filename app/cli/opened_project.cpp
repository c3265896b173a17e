// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/opened_project.h"

#include <filesystem>

namespace paretoscope::cli {

store::Project openToRead(const Session& session) {
    return store::Project::open(session.project, store::Mode::ReadOnly);
}

std::optional<store::Project> existingProject(const Session& session) {
    return std::filesystem::exists(session.project) ? std::optional(openToRead(session)) : std::nullopt;
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/opened_project.h"

namespace paretoscope::cli {

store::Project openToRead(const Session& session) {
    return store::Project::open(session.project, store::Mode::ReadOnly);
}

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/run_job.h"
#include "core/store/project.h"

namespace paretoscope::cli {

store::Project openToRead(const Session& session);

}

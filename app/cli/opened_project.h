// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/run_job.h"
#include "core/store/project.h"

namespace paretoscope::cli {

store::Project openToRead(const Session& session);

/// The protocol of that id or title, or the one with the most trusted accuracies where the text is empty. Throws Error
/// (NotFound) that lists them.
std::string chooseProtocol(const store::Project& project, const std::string& wanted);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/options/jobs.h"

namespace paretoscope::cli {

/// What a job ended with, for people, on standard output.
void printResultText(const options::JobResult& result);

}

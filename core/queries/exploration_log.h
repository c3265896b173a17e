// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/options/explore_result.h"
#include "core/records/run.h"
#include "core/store/project.h"

namespace paretoscope::queries {

/// The trainings of an exploration in the order in which they were asked for, with why each was made, what was expected
/// and what came: of a finished run from its result, of one that runs or was interrupted from its newest checkpoint.
/// One that has not ended yet has a label of NaN. Empty where the run is no exploration, has none yet, or was written
/// by another version. Throws Error as the store does.
std::vector<options::ExploredTraining> exploredTrainings(const store::Project& project, const records::Run& run);

}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

#include "core/options/explore_result.h"
#include "core/records/run.h"

namespace paretoscope::widgets {

/// What a finished run resulted in: one line in the user's language. Empty where the run has not finished, or where its
/// record cannot be read. Parses the record at each call. GUI thread.
QString resultText(const records::Run& run);

/// What an exploration trained itself: each time that a network was trained counts, also again with another seed or for
/// more steps.
struct ExploredCount {
    int asked = 0; ///< trainings
    int ended = 0; ///< of those
    int cells = 0; ///< different ones of those that have ended
};

ExploredCount countOf(const std::vector<options::ExploredTraining>& trainings);

}

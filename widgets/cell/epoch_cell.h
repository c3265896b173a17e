// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/options/search_progress.h"

namespace paretoscope::widgets {

/// The cell that a search would have ended with at an epoch.
struct EpochCell {
    int epoch = 0;
    double lambda = 0;
    std::string genotype;
    std::vector<options::AlphaTable> alpha; ///< empty where the run did not store α
};

}

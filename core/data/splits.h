// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/data/dataset.h"

namespace paretoscope::data {

/// Disjoint parts of a training set for a bilevel search (DARTS, section 3: half for the weights, half for α).
struct SearchSplit {
    Dataset weights;
    Dataset architecture;
    Dataset scoring; ///< only for one-shot scores; may be empty
};

/// The first `weights` images, the next `architecture`, the next `scoring`; sources are stored in random class order.
/// Throws Error (NotEnoughData) that says how many images there are and how many are asked for.
SearchSplit splitForSearch(
    const Dataset& train, std::int64_t weights, std::int64_t architecture, std::int64_t scoring = 0);

}

// SPDX-License-Identifier: Apache-2.0
#include "core/data/splits.h"

#include "core/base/error.h"

namespace paretoscope::data {

SearchSplit splitForSearch(
    const Dataset& train, std::int64_t weights, std::int64_t architecture, std::int64_t scoring) {
    const std::int64_t wanted = weights + architecture + scoring;
    if (weights < 1 || architecture < 1 || scoring < 0 || wanted > train.size()) {
        throw Error(ErrorCode::NotEnoughData,
            "A search asks for " + std::to_string(weights) + " + " + std::to_string(architecture) + " + "
                + std::to_string(scoring) + " images (weights, architecture, scoring), but " + train.id() + " holds "
                + std::to_string(train.size()) + "; ask for fewer.",
            {{"dataset", train.id()}, {"wanted", std::to_string(wanted)}, {"available", std::to_string(train.size())}});
    }
    return {slice(train, 0, weights), slice(train, weights, weights + architecture),
        slice(train, weights + architecture, wanted)};
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/records/provenance.h"

namespace paretoscope::interchange {

/// A unit of latency or energy as people write it.
struct CostUnit {
    std::string_view name;
    records::CostKind kind;
    double factor; ///< to ms or mJ
};

/// By its abbreviation or its English name, in any case ("ms", "msec", "Milliseconds", "µs"); null for any other text.
const CostUnit* costUnitNamed(std::string_view name);

/// By its factor to ms or mJ, under its usual abbreviation; null where there is none.
const CostUnit* costUnitOf(records::CostKind kind, double factor);

}

// SPDX-License-Identifier: Apache-2.0
#include "core/queries/cell_origin.h"

#include <algorithm>
#include <array>

namespace paretoscope::queries {

namespace {

constexpr std::array order{records::Origin::Derived, records::Origin::Search, records::Origin::Explored,
    records::Origin::Published, records::Origin::Imported, records::Origin::Random, records::Origin::Scored,
    records::Origin::Trained};

std::ptrdiff_t rankOf(const records::Candidate& candidate) {
    return std::find(order.begin(), order.end(), candidate.origin) - order.begin();
}

}

std::optional<CellOrigin> cellOrigin(const store::Project& project, const space::Architecture& architecture) {
    const std::vector<records::Candidate> known = project.candidatesOf(architecture);
    const auto first = std::min_element(known.begin(), known.end(),
        [](const records::Candidate& a, const records::Candidate& b) { return rankOf(a) < rankOf(b); });
    return first == known.end() ? std::nullopt : std::optional(CellOrigin{first->origin, first->lambda});
}

}

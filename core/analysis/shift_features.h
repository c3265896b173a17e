// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/analysis/deployment.h"
#include "core/space/genotype.h"

namespace paretoscope::analysis {

/// An explanation of rank differences with a name for each feature.
struct NamedExplanation {
    ShiftExplanation explanation;
    std::vector<std::string> names; ///< by ShiftEffect::feature
};

/// By how often each operation occurs in each kind of cell: "normal sep_conv_3x3". `genotypes`: by
/// RankShift::index, all of the space. Any thread.
NamedExplanation explainByOperation(
    std::span<const RankShift> shifts, std::span<const space::Genotype> genotypes, space::SpaceId space);

/// By which operation sits on which edge: "normal 0→2 sep_conv_3x3".
NamedExplanation explainByEdge(
    std::span<const RankShift> shifts, std::span<const space::Genotype> genotypes, space::SpaceId space);

}

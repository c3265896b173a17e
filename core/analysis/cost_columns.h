// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/records/measurement.h"

namespace paretoscope::analysis {

/// What one device setting says about architectures: one number each, whatever the repeats. Parallel lists.
struct CostColumn {
    std::vector<std::string> hashes; ///< canonical: what a stop-watch cannot tell apart
    std::vector<space::Genotype> genotypes; ///< of the first one measured
    std::vector<double> values; ///< see Repeats
    std::set<std::string> provenances; ///< names of records::CostProvenance that occur

    [[nodiscard]] bool empty() const { return values.empty(); }
    /// "measured", or several joined by "+".
    [[nodiscard]] std::string provenance() const;
};

/// Of one setting, network and kind of cost; sentinels are left out. In the order of the architectures' first
/// measurements. Any thread.
CostColumn costColumn(std::span<const records::Measurement> measurements);

/// Columns side by side: a row an architecture that any of them knows, NaN where a column does not.
struct CostRows {
    std::vector<std::string> hashes;
    std::vector<space::Genotype> genotypes;
    std::vector<std::vector<double>> costs; ///< by column, by row
};

CostRows joinColumns(std::span<const CostColumn* const> columns);

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/records/candidate.h"
#include "core/records/measurement.h"

namespace paretoscope::analysis {

/// What one device setting answered for one architecture, whatever the repeats. The one rule of the program: the most
/// trusted provenance counts, and of that what is no sentinel, and of that the stable ones; the others only where there
/// is nothing better. The number is their median.
class Repeats {
public:
    void add(const records::Measurement& measurement);

    [[nodiscard]] bool empty() const { return values_.empty(); }
    /// Those that count, in the order they were added.
    [[nodiscard]] const std::vector<double>& values() const { return values_; }
    [[nodiscard]] double median() const; ///< NaN where there is none
    [[nodiscard]] records::CostProvenance provenance() const { return provenance_; }
    /// With the standard deviation where there are several. Not for an empty one.
    [[nodiscard]] records::Cost cost(const records::DeviceSetting& setting, records::CostKind kind) const;

private:
    std::vector<double> values_;
    records::CostProvenance provenance_ = records::CostProvenance::Measured;
    bool sentinel_ = false;
    bool unstable_ = false;
};

}

// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/repeats.h"

#include <tuple>

#include "core/analysis/statistics.h"

namespace paretoscope::analysis {

void Repeats::add(const records::Measurement& measurement) {
    const std::tuple rank(records::trustRank(measurement.provenance), measurement.sentinel, measurement.unstable);
    const std::tuple best(records::trustRank(provenance_), sentinel_, unstable_);
    if (values_.empty() || rank < best) {
        values_.clear();
        provenance_ = measurement.provenance;
        sentinel_ = measurement.sentinel;
        unstable_ = measurement.unstable;
    } else if (rank > best) {
        return;
    }
    values_.push_back(measurement.value);
}

double Repeats::median() const {
    return analysis::median(values_);
}

records::Cost Repeats::cost(const records::DeviceSetting& setting, records::CostKind kind) const {
    return {.deviceSetting = setting,
        .kind = kind,
        .provenance = provenance_,
        .value = median(),
        .standardDeviation = values_.size() > 1 ? standardDeviation(values_) : 0};
}

}

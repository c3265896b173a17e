// SPDX-License-Identifier: Apache-2.0
#include "core/options/measure.h"

#include "core/base/error.h"

namespace paretoscope::options {

double MeasureResult::latencyMs(std::size_t index, const std::string& genotype) const {
    if (index >= latenciesMs.size() || !latenciesMs[index]) {
        throw Error(ErrorCode::DeviceFailure,
            "The device setting " + deviceSetting + " failed on the cell " + genotype
                + ", so its latency is not known. See the log for what the device said, and measure again.",
            {{"device", deviceSetting}, {"genotype", genotype}});
    }
    return *latenciesMs[index];
}

}

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/records/device_setting.h"
#include "core/records/provenance.h"
#include "core/space/architecture.h"

namespace paretoscope::records {

/// One answer of a device setting for an architecture. Repeats are wanted (sentinels, noise, verification), so all are
/// kept.
struct Measurement {
    std::int64_t id = 0; ///< row in the store, 0 before it is stored
    DeviceSetting deviceSetting;
    space::Genotype genotype; ///< space::sorted
    space::Shape shape;
    std::string canonicalHash; ///< space::canonicalHash of the architecture: what a stop-watch cannot tell apart
    CostKind kind = CostKind::LatencyMs;
    CostProvenance provenance = CostProvenance::Measured;
    double value =
        0; ///< median over the rounds: milliseconds a batch (latency) or millijoules a batch (energy), drift-corrected
    double spread = 0; ///< interquartile range of the rounds, same unit
    double rawValue = 0; ///< before drift correction
    std::vector<double> rounds; ///< one number a round, in measuring order
    int repeats = 0; ///< timed runs in all
    std::string session; ///< one start of a measuring job
    int sessionIndex = 0; ///< position within the session
    bool sentinel = false; ///< a re-measurement of the session's fixed reference architecture
    bool unstable = false; ///< two successive windows did not agree within the stated limit
    std::string takenAt; ///< UTC, ISO 8601
    std::string conditions; ///< JSON: load, clock, temperature, program and library versions
};

/// The session of what a measuring run takes.
inline std::string sessionOfRun(std::int64_t run) {
    return "run " + std::to_string(run);
}

}
